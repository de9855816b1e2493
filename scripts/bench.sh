#!/usr/bin/env bash
# Measures: signing, decoding and drawing in Go benchmarks; start and memory of
# the window beside the least program of the same toolkit, taking turns.
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"

scripts/need.sh build
go test -tags "$tags" -run '^$' -bench . -benchmem ./internal/bench
if [[ $system == linux ]]; then
	scripts/need.sh test
	go test -tags "e2e,$tags" -run '^$' -bench 'Window$' -benchtime 21x ./internal/e2e
	go test -tags "e2e,$tags" -run '^$' -bench 'AtRest$' -benchtime 7x ./internal/e2e
	# The page in a browser: its size in brotli, and its first verdict.
	CGO_ENABLED=0 go test -tags web -run '^$' -bench . -benchtime 1x ./internal/webtest
else
	echo "The window's start and memory are measured on Linux only: that needs Xvfb."
fi
