#!/usr/bin/env bash
# Runs the main journey, or those named, in a real window; the screenshots go to
# the folder given.
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"

out=${1:?usage: scripts/journey.sh FOLDER [NAME|NAME...]}
[[ $system == linux ]] || stop "The journey runs on Linux only: it needs Xvfb."
scripts/need.sh test
rm -rf "$out"
PLAYTOKEN_E2E_OUT=$(realpath -m "$out") \
	go test -tags "e2e,$tags" -count=1 -v -run "^Test(${2:-MainJourney})\$" ./internal/e2e
