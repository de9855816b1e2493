#!/usr/bin/env bash
# Installs, starts and removes what scripts/release.sh made, as people would; where a
# program of others cannot be had, its part is skipped and says why. Screenshots go to
# build/release-test.
#   release-test.sh [PART]...   of: sums repeat lint metadata stores web arm64 completion
#                          man readme deb windows signing module
# shellcheck disable=SC2317,SC2016 # its parts are called by their names; a $ of the README is no variable
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"
# shellcheck source=scripts/wine.sh
source scripts/wine.sh

[[ $system == linux ]] || stop "A release is tried on Linux."
version=$(scripts/version.sh)
release=$PWD/build/release
[[ -f $release/checksums.txt ]] || scripts/release.sh
[[ -f $release/playtoken_${version}_linux-amd64.tar.xz ]] ||
	stop "build/release is of another commit: run scripts/release.sh again."
pictures=$PWD/build/release-test
work=$(mktemp -d)
mkdir -p "$pictures"
background=()
finish() {
	local pid
	for pid in "${background[@]}"; do kill "$pid" 2>/dev/null || true; done
	rm -rf "$work"
}
trap finish EXIT

# have_or_install PROGRAM PACKAGE... is true when the program is there, or could be installed.
have_or_install() {
	local program=$1
	shift
	command -v "$program" >/dev/null && return
	((EUID == 0)) && command -v apt-get >/dev/null || return
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >"$work/apt.log" 2>&1
	command -v "$program" >/dev/null
}

skip() { # REASON
	echo "$1"
	exit 77
}

# until_done SECONDS COMMAND... tries a command until it is true; the limit only ends what
# would never come.
until_done() {
	local limit=$((SECONDS + $1))
	shift
	until "$@" >/dev/null 2>&1; do
		((SECONDS < limit)) || return 1
		sleep 0.2
	done
}

unpacked() { # NAME of a .tar.xz, prints the folder
	local folder=$work/$1
	if [[ ! -d $folder ]]; then
		mkdir "$folder"
		tar -xJf "$release/$1.tar.xz" -C "$folder"
	fi
	echo "$folder"
}

test_sums() {
	(cd "$release" && sha256sum --quiet -c checksums.txt)
	local ptok
	ptok=$(unpacked "ptok_${version}_linux-amd64")/ptok
	[[ $("$ptok" --version) == "ptok $version" ]]
	"$ptok" licences | grep -q 'Go Authors'
	local sbom
	for sbom in playtoken ptok; do
		grep -q '"bomFormat": "CycloneDX"' "$release/${sbom}_$version.cdx.json"
		grep -q 'github.com/spf13/cobra\|fyne.io/fyne' "$release/${sbom}_$version.cdx.json"
	done
}

# Of two clones in two folders come the same bytes, and they are those of the release.
test_repeat() {
	local clone
	for clone in one two/deeper; do
		git clone -q . "$work/$clone"
		(cd "$work/$clone" && git checkout -q "$(git -C "$OLDPWD" rev-parse HEAD)" && scripts/release.sh ptok >/dev/null)
	done
	diff "$work/one/build/release/ptok.sums" "$work/two/deeper/build/release/ptok.sums"
	[[ $(wc -l <"$work/one/build/release/ptok.sums") == 8 ]]
	have_or_install unzip unzip
	local sum program name
	while read -r sum program; do
		name=ptok_${version}_${program#ptok_} name=${name%/*}
		case $name in
		*_windows-*)
			[[ -z ${PLAYTOKEN_CERTIFICATE:-} ]] || continue # signed, it has other bytes
			unzip -p "$release/$name.zip" ptok.exe >"$work/program"
			;;
		*) tar -xJOf "$release/$name.tar.xz" ptok >"$work/program" ;;
		esac
		sha256sum --quiet -c <<<"$sum  $work/program"
	done <"$work/one/build/release/ptok.sums"
}

test_deb() {
	((EUID == 0)) || skip "only root makes a root of Debian"
	have_or_install debootstrap debootstrap || skip "debootstrap cannot be installed"
	local root=$work/root
	debootstrap --variant=minbase bookworm "$root" >"$work/debootstrap.log" 2>&1 ||
		skip "debootstrap reaches no mirror: $(tail -n 1 "$work/debootstrap.log")"
	cp "$release"/playtoken_*_amd64.deb "$root/tmp/"
	cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
	cat >"$root/tmp/try" <<-'TRY'
		set -eux
		export DEBIAN_FRONTEND=noninteractive
		apt-get update -qq
		cd /tmp
		eval "$INSTALL"
		ptok --version
		printf '%s' 'not a token' | ptok why || test $? = 3
		test -s /usr/share/man/man1/ptok-why.1.gz
		test -s /usr/share/icons/hicolor/16x16/apps/org.playtoken.app.png
		grep -q 'Go Authors' /usr/share/doc/playtoken/THIRD_PARTY_NOTICES
		# what is needed to see it
		apt-get install -y -qq --no-install-recommends xvfb xdotool libgl1-mesa-dri
		useradd -m sam
		Xvfb :97 -screen 0 1280x860x24 -fbdir /tmp >/tmp/xvfb.log 2>&1 &
		xvfb=$!
		trap 'kill $xvfb' EXIT
		set +x
		until DISPLAY=:97 xdotool getdisplaygeometry; do # it listens a moment after it began
			kill -0 $xvfb
			sleep 0.2
		done
		set -x
		su sam -c 'LANG=C.UTF-8 DISPLAY=:97 exec playtoken' >/tmp/playtoken.log 2>&1 &
		window=$!
		set +x # the limit only ends what would never come
		for n in $(seq 1500); do
			DISPLAY=:97 xdotool search --onlyvisible --name '^Playtoken$' && break
			kill -0 $window || break
			sleep 0.2
		done
		set -x
		DISPLAY=:97 xdotool search --onlyvisible --name '^Playtoken$' || { cat /tmp/playtoken.log; false; }
		# The first picture is there when the window is no more of one colour.
		for n in $(seq 100); do
			test "$(tail -c 3000000 /tmp/Xvfb_screen0 | od -An -v -tx4 -w4 | sort -u | head -20 | wc -l)" -ge 20 && break
			sleep 0.2
		done
		cp /tmp/Xvfb_screen0 /tmp/window.xwd
		apt-get remove -y -qq playtoken
		test ! -e /usr/bin/ptok
	TRY
	local install
	install=$(told 'apt install')
	INSTALL=${install/install/install -y -qq --no-install-recommends} \
		env -u TMPDIR chroot "$root" bash /tmp/try >"$pictures/deb.log" 2>&1 || {
		tail -n 20 "$pictures/deb.log"
		return 1
	}
	if command -v ffmpeg >/dev/null; then
		ffmpeg -v error -y -f xwd_pipe -i "$root/tmp/window.xwd" "$pictures/deb.png"
	fi
}

test_lint() {
	have_or_install lintian lintian || skip "lintian cannot be installed"
	# Warnings are told, errors are faults.
	lintian --tag-display-limit 0 --fail-on error "$release"/playtoken_*_amd64.deb >"$pictures/lintian.log" 2>&1 || {
		grep '^E' "$pictures/lintian.log"
		return 1
	}
}

test_metadata() {
	have_or_install desktop-file-validate desktop-file-utils || skip "desktop-file-validate cannot be installed"
	have_or_install appstreamcli appstream || skip "appstreamcli cannot be installed"
	local share
	share=$(unpacked "playtoken_${version}_linux-amd64")/share
	desktop-file-validate "$share/applications/org.playtoken.app.desktop"
	grep -qx 'StartupWMClass=Playtoken' "$share/applications/org.playtoken.app.desktop"
	appstreamcli validate --no-net --explain "$share/metainfo/org.playtoken.app.metainfo.xml"
	# The window asks for no later C library than its package says.
	local wanted said
	wanted=$(objdump -T "$share/../bin/playtoken" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1)
	said=$(sed -n 's/.*libc6 (>= \(.*\))/\1/p' packaging/nfpm.yaml)
	[[ $(printf '%s\n' "${wanted#GLIBC_}" "$said" | sort -V | tail -n 1) == "$said" ]] || {
		echo "It wants $wanted, and the package says $said."
		return 1
	}
	local size
	for size in 16 22 24 32 48 64 128 256 512; do
		[[ -s $share/icons/hicolor/${size}x$size/apps/org.playtoken.app.png ]]
	done
}

# What the stores are handed: read by programs of theirs where those can be had, and each
# file that is named is one of the release, with its sum.
test_stores() {
	have_or_install python3 python3 || skip "python3 cannot be installed"
	local stores=$release/stores file
	python3 - "$release" <<-'STORES'
		import pathlib, re, sys
		release = pathlib.Path(sys.argv[1])
		sums = dict(reversed(line.split("  ")) for line in (release / "checksums.txt").read_text().splitlines())
		for file in filter(pathlib.Path.is_file, (release / "stores").rglob("*")):
		    text = file.read_text()
		    assert "@" not in text, f"{file} is not filled"
		    version = re.search(r"^_version=(.*)", text, re.M)
		    text = text.replace("${_version}", version[1] if version else "")
		    named = re.findall(r"(?:playtoken|ptok)_[^/\s\"']*(?:\.tar\.xz|\.zip|\.exe)", text)
		    told = re.findall(r"\b[0-9a-f]{64}\b", text)
		    named = [name for name in named if "_darwin-" not in name or name.startswith("ptok")]  # macOS makes that one
		    assert [sums.get(name) for name in named] == told, f"{file}: {named} and {told}"
		    assert named or file.parent.name == "Casks", f"{file} names no file"
	STORES
	python3 -m json.tool "$stores/scoop/playtoken.json" >/dev/null
	/usr/bin/python3 -c 'import yaml' 2>/dev/null || have_or_install none python3-yaml || true
	if /usr/bin/python3 -c 'import yaml' 2>/dev/null; then
		for file in "$stores"/winget/*.yaml "$stores"/flatpak/*.yml .github/*/*.yml; do
			/usr/bin/python3 -c 'import sys, yaml; yaml.safe_load(open(sys.argv[1], encoding="utf-8"))' "$file"
		done
	else
		echo "note: YAML was not read: python3-yaml cannot be installed"
	fi
	if have_or_install ruby ruby; then
		for file in "$stores"/homebrew/*/*.rb; do ruby -wc "$file"; done
	else
		echo "note: what is for Homebrew was not read: ruby cannot be installed"
	fi
	# shellcheck source=scripts/tool.sh
	source scripts/tool.sh
	if file=$(tool actionlint github.com/rhysd/actionlint/cmd/actionlint v1.7.12); then
		"$file" .github/workflows/*.yml
	else
		echo "note: the workflows were not read: actionlint cannot be installed"
	fi
	test_aur
}

# The page is the one that the tests go through, and forbids every connection.
test_web() {
	have_or_install unzip unzip || skip "unzip cannot be installed"
	unzip -q "$release/playtoken_${version}_web.zip" -d "$work/web"
	scripts/web.sh "$work/web-again"
	diff -r "$work/web" "$work/web-again"
	grep -q "connect-src 'none'" "$work/web/index.html"
	[[ -s $work/web/causes/expired.html && -s $work/web/LICENSE.txt ]]
}

# makepkg makes a package of the PKGBUILD and the archive of this release, and checks its sum.
test_aur() {
	if ((EUID)) || ! have_or_install makepkg makepkg || ! have_or_install bsdtar libarchive-tools; then
		echo "note: PKGBUILD was not run: makepkg cannot be installed"
		return
	fi
	local aur=$work/aur name
	mkdir "$aur"
	cp "$release/stores/aur/PKGBUILD" "$release/playtoken_${version}_linux-amd64.tar.xz" "$aur/"
	chmod 711 "$work"
	chown -R nobody "$aur"
	(cd "$aur" && setpriv --reuid nobody --clear-groups env HOME="$aur" PKGEXT=.pkg.tar makepkg --nodeps --nocolor)
	name=$(echo "$aur"/playtoken-bin-*-x86_64.pkg.tar)
	[[ $(bsdtar -xOf "$name" usr/bin/ptok | sha256sum) == "$(sha256sum <"$(unpacked "playtoken_${version}_linux-amd64")/bin/ptok")" ]]
	bsdtar -tf "$name" >"$work/aur.list"
	grep -qx usr/share/zsh/site-functions/_ptok "$work/aur.list"
	grep -qx usr/share/licenses/playtoken-bin/LICENSE "$work/aur.list"
}

test_arm64() {
	have_or_install qemu-aarch64-static qemu-user-static || skip "qemu-user-static cannot be installed"
	local ptok arm
	ptok=$(unpacked "ptok_${version}_linux-amd64")/ptok
	arm=$(unpacked "ptok_${version}_linux-arm64")/ptok
	qemu-aarch64-static "$arm" key new --type ed25519 --out "$work/arm.pem" >"$work/arm.pub"
	qemu-aarch64-static "$arm" sign --platform jwt --key "$work/arm.pem" --set alg=EdDSA --ttl 1h >"$work/arm.jwt"
	"$ptok" decode --key "$work/arm.pub" --json <"$work/arm.jwt" | grep -q '"signature":"valid"'
}

# completed SHELL_FILE LINE prints what bash offers at the end of a line.
completed() {
	bash --norc -c '
		source /usr/share/bash-completion/bash_completion
		source "$1"
		COMP_LINE=$2 COMP_POINT=${#2} COMP_TYPE=9
		read -ra COMP_WORDS <<<"$2"
		[[ $2 == *" " ]] && COMP_WORDS+=("")
		COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
		compopt() { :; }
		__start_ptok
		printf "%s\n" "${COMPREPLY[@]}"' - "$1" "$2"
}

test_completion() {
	local library=/usr/share/bash-completion/bash_completion
	[[ -f $library ]] || have_or_install none bash-completion || [[ -f $library ]] ||
		skip "bash-completion cannot be installed"
	local folder script
	folder=$(unpacked "ptok_${version}_linux-amd64")
	script=$folder/completions/ptok.bash
	local -x PATH=$folder:$PATH
	diff "$script" <(ptok completion bash)
	completed "$script" "ptok wh" | grep -qw why
	completed "$script" "ptok sign --platform clou" | grep -q '^cloudfront'
	completed "$script" "ptok key new --type rsa2" | grep -q '^rsa2048'
	completed "$script" "ptok sign --platform fastpix --set f" | grep -q '^for='
	if have_or_install fish fish; then
		fish -c "source $folder/completions/ptok.fish; complete -C 'ptok sign --platform clou'" | grep -q '^cloudfront'
	fi
	if have_or_install zsh zsh; then
		zsh -n "$folder/completions/ptok.zsh"
	fi
	if command -v pwsh; then
		# shellcheck disable=SC2016 # for PowerShell
		SCRIPT=$folder/completions/ptok.powershell pwsh -NoProfile -Command '
			$faults = $null
			[void][System.Management.Automation.Language.Parser]::ParseFile($env:SCRIPT, [ref]$null, [ref]$faults)
			$faults; exit $faults.Count'
	else
		echo "note: pwsh is not here: what completes ptok in PowerShell was not run; the tests of cmd/ptok parse it"
	fi
}

test_man() {
	have_or_install man man-db || skip "man cannot be installed"
	local pages
	pages=$(unpacked "playtoken_${version}_linux-amd64")/share/man
	MANWIDTH=100 man -M "$pages" ptok-why >"$work/why.txt" 2>"$work/why.err"
	[[ ! -s $work/why.err ]]
	# shellcheck disable=SC2016 # as the page has it
	grep -qxE ' +ptok why "\$URL" --report markdown --mask > ticket.md' "$work/why.txt"
	grep -q "ptok $version" "$work/why.txt"
	MANWIDTH=100 man -M "$pages" playtoken | grep -q 'SEE ALSO'
}

test_windows() {
	wine_ready || skip "$no_wine"
	scripts/installer-test.sh "$release/playtoken_${version}_windows-amd64_setup.exe" "$pictures"
}

# The path of the module can be changed, and what comes out builds.
test_module() {
	git clone -q . "$work/module"
	(cd "$work/module" && scripts/module.sh >/dev/null && scripts/web.sh && grep -q '^module example.org/' go.mod && ! git grep -nE '"playtoken/[a-z]+/' -- '*.go')
}

# told WORDS prints the command of the README that has them, without sudo.
told() {
	local command
	command=$(grep -o "\`sudo $1[^\`]*\`" README.md | tr -d '\`') || return
	[[ $(wc -l <<<"$command") == 1 ]] || return
	echo "${command#sudo }"
}

# What the README says of installing is run on what was made, into a root of its own; that
# of Debian by test_deb, that of Windows by test_windows.
test_readme() {
	local root=$work/readme readme=$PWD/README.md tar rpm suse pacman
	tar=$(told 'tar -xJf') rpm=$(told 'dnf install') suse=$(told 'zypper install --allow-unsigned-rpm') pacman=$(told 'pacman -U')
	# There is no PowerShell here: its two commands are compared with what they are about.
	grep -qF 'playtoken_…_windows-amd64_setup.exe' "$readme"
	grep -qxF 'Set-Alias ptok "$env:LOCALAPPDATA\Programs\Playtoken\ptok.exe"' "$readme"
	grep -qxF 'InstallDir "$LOCALAPPDATA\Programs\Playtoken"' packaging/playtoken.nsi
	grep -qF '`Get-FileHash playtoken_*`' "$readme"
	mkdir -p "$root"/{local,rpm,pacman/var/lib/pacman}
	cd "$release"

	eval "${tar/\/usr\/local/$root/local}"
	[[ $("$root/local/bin/ptok" --version) == "ptok $version" ]]
	[[ -x $root/local/bin/playtoken && -s $root/local/share/applications/org.playtoken.app.desktop ]]

	# Neither has a Fedora or an Arch around it here, so that nothing is said of what they need.
	if have_or_install rpm rpm; then
		eval "${rpm/dnf install/rpm --install --quiet --nodeps --root $root/rpm}"
		[[ $("$root/rpm/usr/bin/ptok" --version) == "ptok $version" ]]
		[[ ${suse/zypper install --allow-unsigned-rpm/} == "${rpm/dnf install/}" ]] # the same package
	fi
	if have_or_install pacman pacman-package-manager; then
		printf '[options]\nArchitecture = x86_64\n' >"$root/pacman.conf"
		eval "${pacman/pacman -U/pacman --upgrade -dd --noconfirm --config $root/pacman.conf --cachedir $root --root $root/pacman --dbpath $root/pacman/var/lib/pacman}"
		[[ $("$root/pacman/usr/bin/ptok" --version) == "ptok $version" ]]
	fi
	# ptok alone: the program of a Mac, and in its place that of this machine.
	local alone
	alone=$(grep -x 'tar -xJf ptok_.*' "$readme")
	mkdir "$root/alone"
	(
		cd "$root/alone"
		ln -s "$release"/ptok_* .
		eval "$alone"
		[[ $(od -An -tx4 -N4 ptok | tr -d ' ') == feedfacf ]] # Mach-O, 64 bits
		eval "${alone/darwin-arm64/linux-amd64}"
		[[ $(eval "$(grep -x './ptok --version' "$readme")") == "ptok $version" ]]
	)
	# The sums, by the commands of Linux and of macOS.
	have_or_install shasum perl
	eval "$(grep -o '`sha256sum [^`]*`' "$readme" | tr -d '`')" >/dev/null
	eval "$(grep -o '`shasum [^`]*`' "$readme" | tr -d '`')" >/dev/null
	local file
	for file in playtoken_"$version"_windows-amd64{_setup.exe,.zip} ptok_"$version"_{linux,darwin,freebsd}-{amd64,arm64}.tar.xz; do
		[[ -s $file ]]
	done
}

fails() { ! "$@"; }

# A certificate and a key that are made for this test alone.
test_signing() {
	have_or_install osslsigncode osslsigncode || skip "osslsigncode cannot be installed"
	have_or_install minisign minisign || skip "minisign cannot be installed"
	cp "$release/playtoken_${version}_windows-amd64_setup.exe" "$work/setup.exe"
	cp "$release/checksums.txt" "$work/"
	echo throwaway >"$work/password"
	openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=Playtoken test' -addext extendedKeyUsage=codeSigning \
		-keyout "$work/key.pem" -out "$work/certificate.pem"
	openssl pkcs12 -export -inkey "$work/key.pem" -in "$work/certificate.pem" -passout "file:$work/password" -out "$work/certificate.p12"
	PLAYTOKEN_CERTIFICATE=$work/certificate.p12 PLAYTOKEN_CERTIFICATE_PASSWORD=$work/password \
		scripts/sign.sh program "$work/setup.exe"
	osslsigncode verify -CAfile "$work/certificate.pem" -in "$work/setup.exe"
	fails osslsigncode verify -CAfile "$work/certificate.pem" -in "$release/playtoken_${version}_windows-amd64_setup.exe"

	printf '\n\n' | minisign -G -f -W -p "$work/minisign.pub" -s "$work/minisign.key"
	PLAYTOKEN_MINISIGN=$work/minisign.key scripts/sign.sh sums "$work/checksums.txt" "$version"
	minisign -V -p "$work/minisign.pub" -m "$work/checksums.txt" | grep -qF "playtoken $version"
	echo >>"$work/checksums.txt"
	fails minisign -V -p "$work/minisign.pub" -m "$work/checksums.txt"
}

failed=0
for part in "${@:-sums repeat lint metadata stores web arm64 completion man readme deb windows signing module}"; do
	# shellcheck disable=SC2086 # a list of parts
	for one in $part; do
		start=$SECONDS
		set +e # in a shell of its own, which ends at the first fault
		(
			set -e
			"test_$one"
		) >"$work/log" 2>&1
		status=$?
		set -e
		case $status in
		0)
			echo "ok       $one, $((SECONDS - start)) s"
			grep '^note: ' "$work/log" || true
			;;
		77) echo "skipped  $one: $(tail -n 1 "$work/log")" ;;
		*)
			echo "FAILED   $one"
			cat "$work/log"
			failed=1
			;;
		esac
	done
done
exit $failed
