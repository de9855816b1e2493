#!/usr/bin/env bash
# Checks the form and the sense of the code.
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"

scripts/need.sh build
# shellcheck source=scripts/tool.sh
source scripts/tool.sh
all_tags=e2e,web${tags:+,$tags}
failed=0

gofumpt=$(tool gofumpt mvdan.cc/gofumpt v0.12.0)
staticcheck=$(tool staticcheck honnef.co/go/tools/cmd/staticcheck v0.8.2)

unformatted=$(find . -name '*.go' -not -path './build/*' -exec "$gofumpt" -l {} +)
if [[ -n $unformatted ]]; then
	echo "gofumpt: not in its form; run: gofumpt -w"
	echo "$unformatted"
	failed=1
fi

go vet -tags "$all_tags" ./... || failed=1
"$staticcheck" -tags "$all_tags" ./... || failed=1

if command -v shellcheck >/dev/null; then
	shellcheck -x scripts/*.sh .ci/run || failed=1
fi

# Where the tool or its database cannot be had, nothing can be said about the
# code: the reason is printed and no more.
if ! govulncheck=$(tool govulncheck golang.org/x/vuln/cmd/govulncheck v1.8.0); then
	echo "govulncheck: skipped, it cannot be installed."
elif ! findings=$("$govulncheck" -tags "$all_tags" ./... 2>&1); then
	if [[ $findings == *"fetching vulnerabilities"* ]]; then
		echo "govulncheck: skipped, its database cannot be reached."
	else
		echo "$findings"
		failed=1
	fi
fi
exit $failed
