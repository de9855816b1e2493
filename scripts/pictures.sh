#!/usr/bin/env bash
# Paints every state of every screen, light and dark, into build/pictures; index.html shows all.
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"

rm -rf build/pictures
PLAYTOKEN_PICTURES=$PWD/build/pictures CGO_ENABLED=0 go test -tags "$tags" -count=1 -timeout 30m -run '^TestPictures$' ./ui
echo "build/pictures/index.html"
