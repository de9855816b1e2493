#!/usr/bin/env bash
# Runs every check and test. The last line tells the sums.
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"

scripts/need.sh test
mkdir -p build
log=build/test.log
passed=0 failed=0 skipped=0

# stage HEADING COMMAND... runs one stage, and goes on when it fails: one run
# is to tell all that is wrong.
stage() {
	local heading=$1 start=$SECONDS status=0 bad
	shift
	printf '== %s: ' "$heading"
	"$@" >"$log" 2>&1 || status=$?
	printf '%s, %d s\n' "$( ((status)) && echo FAILED || echo ok)" $((SECONDS - start))
	passed=$((passed + $(count PASS)))
	skipped=$((skipped + $(count SKIP)))
	bad=$(count FAIL)
	((status == 0 || bad > 0)) || bad=1 # it failed before or beside its tests
	failed=$((failed + bad))
	if ((status)); then
		grep -vE '^(=== (RUN|PAUSE|CONT|NAME)| *--- PASS:|PASS$)' "$log" || true
	else
		grep -E '^ *--- SKIP:|skipped' "$log" || true
	fi
}

count() { grep -cE "^ *--- $1: " "$log" || true; }

# Everything but the programs themselves, which only the window's stage links.
packages=$(go list -e -find -tags "$tags" ./... | grep -vxE 'playtoken|playtoken/internal/bench/minimal')

# Packages with tests that the race detector is kept away from, since they measure, or
# try thousands of times, or draw.
unraced=$(grep -rl --include='*_test.go' '^//go:build !race' . | sed 's,/[^/]*$,,' | sort -u)

# without_cgo also builds all that has to do without it.
without_cgo() {
	local -x CGO_ENABLED=0
	go vet -tags "$tags" ./ui/... ./cmd/... || return
	# shellcheck disable=SC2086 # one word a package
	go test -v -tags "$tags" $unraced
}

stage "lint" scripts/lint.sh
# shellcheck disable=SC2086 # one word a package
stage "tests, with the race detector" go test -v -race -tags "$tags" $packages
stage "what the race detector is kept away from, without cgo" without_cgo
stage "main" go test -v -tags "$tags" .
if [[ $system == linux ]]; then
	# A journey waits more than it works: three of them keep two cores busy.
	stage "journeys in a real window" go test -v -count=1 -parallel 3 -timeout 12m -tags "e2e,$tags" ./internal/e2e
else
	echo "== journeys in a real window: Linux only, they need Xvfb"
fi

echo "$passed passed, $failed failed, $skipped skipped"
((failed == 0))
