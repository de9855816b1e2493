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
DISPLAY='' wine cmd /c exit >/dev/null 2>&1 </dev/null || true # with the services that it starts

# Tests that fail here and not on Windows, as NAME/OF SUBTEST: REASON.
faults_of_wine=(
	"TestNames/unknown: wine knows no SIO_UDP_CONNRESET, with which Go opens a socket for UDP"
	"TestNames/failure: as before"
	"TestCostIsBounded: it counts the work of a process, for which there is only the clock on the wall here"
	"TestBehindALink: wine says that it has made a symbolic link, and has made none"
	"TestLinkThatLeadsNowhere: as before"
	"TestDiskTakenAway: as before"
	"TestAnswers/body_never: its limit is shorter than the way of wine to the first byte"
	"TestAnswers/body_drip: as before"
	"TestAnswers/a_refusal_whose_body_drips: as before"
)
names= # a pattern for go test: ^A$/^B$|^C$
for fault in "${faults_of_wine[@]}"; do
	name=${fault%%:*}
	names+=${names:+|}^${name//\//\$/^}\$
done
for fault in "${faults_of_wine[@]}"; do echo "skipped  $fault"; done

# No display, and no folder of Linux for what is temporary: wine shows a window for nothing here. One package at a time keeps the disk free.
packages=("$@")
((${#packages[@]})) || mapfile -t packages < <(go list ./core/... ./cmd/...)
mkdir -p build/wine-overlay
log=$PWD/build/wine-test.log
overlay=$PWD/build/wine-overlay/overlay.json
# Wine 8 answers "not implemented" to the way in which Go removes a file, where a Windows that
# is too old for it says another thing, after which Go takes the older way.
at=$(go env GOROOT)/src/internal/syscall/windows/at_windows.go
sed 's/case STATUS_INVALID_INFO_CLASS,/case NTStatus(0xc0000002), STATUS_INVALID_INFO_CLASS,/' "$at" >build/wine-overlay/at_windows.go
printf '{"Replace": {"%s": "%s"}}\n' "$at" "$PWD/build/wine-overlay/at_windows.go" >"$overlay"
failed=0
for package in "${packages[@]}"; do
	DISPLAY='' GOOS=windows GOARCH=amd64 CGO_ENABLED=0 \
		go test -timeout 1h -overlay "$overlay" -exec "env -u GOTMPDIR -u TMPDIR wine" ${names:+-skip "$names"} "$package" >"$log" 2>&1 || failed=1
	grep -v '^?' "$log" || true
done
exit $failed
