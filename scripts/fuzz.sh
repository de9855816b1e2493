#!/usr/bin/env bash
# Fuzzes every fuzz test for FUZZTIME (30s). What is found lands in testdata/fuzz.
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"

scripts/need.sh go
export CGO_ENABLED=0 # the widgets are fuzzed without a window
count=0 failed=()
while IFS=: read -r file name; do
	count=$((count + 1))
	echo "== $name"
	# An input is made shorter once and not for a minute, the default: in that
	# time nothing new is tried.
	go test -tags "$tags" -run '^$' -fuzz "^$name\$" -fuzztime "${FUZZTIME:-30s}" -fuzzminimizetime 1x \
		"./$(dirname "$file")" || failed+=("$name in $(dirname "$file")")
done < <(grep -rEo --include='*_test.go' '^func Fuzz[A-Za-z0-9_]*' . | sed 's/func //')
((count)) || stop "There is no fuzz test."
((${#failed[@]} == 0)) || stop "Found something:" "${failed[@]/#/  }"
