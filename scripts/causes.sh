#!/usr/bin/env bash
# Writes a page for each cause into docs/causes: from the table of causes, what is said of it
# in internal/causes, and the cases of the diagnosis.
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"

scripts/need.sh go
CGO_ENABLED=0 go test ./internal/causes -count=1 -run '^TestPages$' -update
