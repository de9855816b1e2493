#!/usr/bin/env bash
# Runs the tests of core and cmd as programs for Windows, in wine. What wine itself does
# otherwise than Windows stands in the list below, by the name of its test, with the reason.
#   wine-test.sh [PACKAGE]...
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"
# shellcheck source=scripts/wine.sh
source scripts/wine.sh

[[ $system == linux ]] || stop "Wine is used on Linux; on Windows run: go test ./core/... ./cmd/..."
scripts/need.sh go
if ! wine_ready; then
	echo "Skipped: $no_wine."
	exit 0
fi
trap wine_end EXIT
# One server for all, which holds no test's output open.
"$(command -v wineserver || echo /usr/lib/wine/wineserver)" -p >/dev/null 2>&1 </dev/null || true

# Tests that fail here and not on Windows.
faults_of_wine=(
)
names=$(
	IFS='|'
	echo "${faults_of_wine[*]%%:*}"
)
for fault in "${faults_of_wine[@]}"; do echo "skipped  $fault"; done

# No display, and no folder of Linux for what is temporary: wine shows a window for nothing here. One package at a time keeps the disk free.
packages=("$@")
((${#packages[@]})) || mapfile -t packages < <(go list ./core/... ./cmd/...)
# Wine 8 has not the way in which Go removes a file: a test whose folder alone could not be
# removed has passed.
not_removed='TempDir RemoveAll cleanup: unlinkat .*: Invalid function\.$'
log=build/wine-test.log
failed=0
for package in "${packages[@]}"; do
	DISPLAY='' GOOS=windows GOARCH=amd64 CGO_ENABLED=0 \
		go test -exec "env -u GOTMPDIR -u TMPDIR wine" ${names:+-skip "^($names)\$"} "$package" >"$log" 2>&1 && {
		grep -v '^?' "$log" || true
		continue
	}
	if grep -q "$not_removed" "$log" && ! grep -v "$not_removed" "$log" | grep -qE '_test\.go:[0-9]+: |^panic|build failed'; then
		echo "ok      $package, but for what wine did not remove"
		continue
	fi
	failed=1
	grep -v "$not_removed" "$log"
done
exit $failed
