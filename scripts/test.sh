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
module=$(go list -m)
packages=$(go list -e -find -tags "$tags" ./... | grep -vxE "$module|$module/internal/bench/minimal")

# Files with tests that the race detector is kept away from, since they measure, or try
# thousands of times, or draw. Where such a file says that nothing is raced, tests beside it
# try more, and all of its package runs once more; else its own tests do.
unraced=$(grep -rl --include='*_test.go' '^//go:build !race' .)
# shellcheck disable=SC2086 # one word a file
more=$(grep -l '^const raced = false' $unraced | sed 's,/[^/]*$,,' | sort -u)
folders=$(printf '%s\n' "$unraced" | sed 's,/[^/]*$,,' | sort -u | grep -vxF "$more")
# shellcheck disable=SC2086
names=$(grep -ohE '^func (Test|Fuzz|Example)[A-Za-z0-9_]+' $unraced | sed 's/^func //' | grep -vx TestMain | paste -sd '|')

# without_cgo also builds all that has to do without it.
without_cgo() {
	local -x CGO_ENABLED=0
	local status=0
	go vet -tags "$tags" ./ui/... ./cmd/... || return
	# shellcheck disable=SC2086 # one word a package
	go test -v -tags "$tags" $more || status=$?
	# shellcheck disable=SC2086
	go test -v -tags "$tags" -run "^($names)\$" $folders || status=$?
	return $status
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
