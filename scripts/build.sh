#!/usr/bin/env bash
# Builds the window program into build/playtoken.
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"

scripts/need.sh build
go build -tags "$tags" -o build/ .
