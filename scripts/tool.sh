# shellcheck shell=bash
# Sourced, after flags.sh: programs of others in Go, in fixed versions, kept in the
# user's cache outside the module.
toolchain=$(go env GOVERSION)
readonly toolchain

# tool NAME PACKAGE VERSION prints where the tool is. It is built with the
# module's Go version: an older one could not read the code.
tool() {
	local folder=${XDG_CACHE_HOME:-$HOME/.cache}/playtoken-tools/$1-$3-$toolchain
	if [[ ! -x $folder/$1 ]]; then
		echo "Installing $1 $3" >&2
		(cd / && GOBIN=$folder GOTOOLCHAIN=$toolchain GOOS='' GOARCH='' go install "$2@$3" >&2) || return
	fi
	echo "$folder/$1"
}
