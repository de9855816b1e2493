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
failed=0
for package in "${packages[@]}"; do
	DISPLAY='' GOOS=windows GOARCH=amd64 CGO_ENABLED=0 \
		go test -exec "env -u GOTMPDIR -u TMPDIR wine" ${names:+-skip "^($names)\$"} "$package" || failed=1
done
exit $failed
