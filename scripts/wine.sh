# shellcheck shell=bash disable=SC2034
# Sourced, after flags.sh: a Windows of wine's to run our programs in, in build/wine; it
# prints nothing. wine_ready fails, with the reason in $no_wine, where there is none.
export WINEPREFIX=$PWD/build/wine WINEARCH=win64 WINEDEBUG=-all
no_wine=

wine_ready() {
	local program
	for program in wine wineserver x86_64-w64-mingw32-gcc; do
		if ! command -v "$program" >/dev/null && [[ ! -x /usr/lib/wine/$program ]]; then
			no_wine="$program is missing: apt-get install wine wine64 gcc-mingw-w64-x86-64"
			return 1
		fi
	done
	local windows=$WINEPREFIX/drive_c/windows/system32
	[[ -f $windows/bcryptprimitives.dll ]] && return
	# Of the "wine32 is missing" of Debian's wine nothing is wanted: our programs have 64 bits.
	mkdir -p "$WINEPREFIX"
	if ! DISPLAY='' wineboot -i >/dev/null 2>&1 || [[ ! -d $windows ]]; then
		no_wine="wine cannot make its Windows in $WINEPREFIX"
		return 1
	fi
	# Wine 8 of Debian 12 has no bcryptprimitives.dll, out of which every program of Go
	# takes its random numbers. This one hands them on from a library that wine has.
	[[ -f /usr/lib/x86_64-linux-gnu/wine/x86_64-windows/bcryptprimitives.dll ]] && return
	local work
	work=$(mktemp -d)
	printf 'LIBRARY bcryptprimitives.dll\nEXPORTS\n\tProcessPrng=advapi32.SystemFunction036\n' >"$work/b.def"
	: >"$work/b.c"
	x86_64-w64-mingw32-gcc -shared -nostdlib -Wl,--entry=0 -o "$windows/bcryptprimitives.dll" "$work/b.c" "$work/b.def"
	rm -r "$work"
}

# wine_end ends what wine leaves running, of this prefix alone.
wine_end() {
	local server
	server=$(command -v wineserver || echo /usr/lib/wine/wineserver)
	"$server" -k 2>/dev/null || true
}
