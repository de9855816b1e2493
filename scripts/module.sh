#!/usr/bin/env bash
# Gives the Go module the path of scripts/project.sh, so that "go install" finds it: in
# go.mod, in every import and where a test or a script tells a package by its path.
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"
# shellcheck source=scripts/project.sh
source scripts/project.sh

scripts/need.sh go
old=$(go list -m)
[[ $old != "$home" ]] || stop "The module is $home already."
go mod edit -module "$home"
# "playtoken/…" in imports and in the names of packages that tests and scripts compare with.
grep -rlE --include='*.go' --include='*.sh' "(^|[\"\`' |=(])$old/(core|ui|cmd|internal|assets|web)" . | grep -v '^./build/' |
	xargs sed -E -i "s,(^|[\"\`' |=(])$old/(core|ui|cmd|internal|assets|web)\b,\1$home/\2,g"
go build -o build/ptok ./cmd/ptok
echo "The module is $home now. Look at what changed, and run make test."
