#!/usr/bin/env bash
# Builds the page Why? and goes through it with Chromium. Pictures of it are left in
# build/web-pictures.
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"

scripts/need.sh test
mkdir -p build/web-pictures
PLAYTOKEN_PICTURES=$PWD/build/web-pictures CGO_ENABLED=0 go test -count=1 -tags web ./internal/webtest "$@"
