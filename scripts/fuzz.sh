#!/usr/bin/env bash
# Fuzzes every fuzz test for FUZZTIME (30s). What is found lands in testdata/fuzz.
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"

scripts/need.sh go
found=0
while IFS=: read -r file name; do
	found=1
	go test -run '^$' -fuzz "^$name\$" -fuzztime "${FUZZTIME:-30s}" "./$(dirname "$file")"
done < <(grep -rEo --include='*_test.go' '^func Fuzz[A-Za-z0-9_]*' core cmd | sed 's/func //')
((found)) || stop "There is no fuzz test."
