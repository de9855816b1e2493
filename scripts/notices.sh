#!/usr/bin/env bash
# Collects the licences of third parties anew: after a change of go.mod.
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"

scripts/need.sh go
go run ./internal/notices
