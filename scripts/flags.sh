# shellcheck shell=bash
# Sourced by every script: the module's root as working directory, the Go
# version of go.mod, and the one set of build tags. One set everywhere, because
# another set builds the whole toolkit again. CONTRIBUTING.md says what each is for.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

# Take the version of go.mod, also where a distribution's Go says "local".
export GOTOOLCHAIN=auto

case $(uname -s) in
Linux) system=linux tags=gles,x11,migrated_fynedo,no_emoji ;;
Darwin) system=macos tags=migrated_fynedo,no_emoji ;;
MINGW* | MSYS* | CYGWIN*) system=windows tags=migrated_fynedo,no_emoji ;;
*) system=other tags=migrated_fynedo,no_emoji ;;
esac
# shellcheck disable=SC2034 # read by the scripts that source this one
readonly system tags

stop() {
	printf '%s\n' "$@" >&2
	exit 1
}
