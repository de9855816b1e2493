#!/usr/bin/env bash
# Opens the window. Without a display, the same program goes through its main
# journey on a display in memory and leaves a screenshot.
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"

scripts/need.sh run
if [[ $system != linux || -n ${DISPLAY:-} ]]; then
	scripts/build.sh
	exec build/playtoken "$@"
fi
if [[ -n ${WAYLAND_DISPLAY:-} ]]; then
	stop "This Wayland session has no X server (Xwayland), which this build draws on." \
		"For native Wayland install libwayland-dev and libxkbcommon-dev, then: go run ."
fi

echo "No display found. Going through the main journey on a display in memory."
scripts/journey.sh build/run
cp build/run/sign-light.png build/playtoken.png
echo "Screenshot: build/playtoken.png"
