#!/usr/bin/env bash
# Checks the form and the sense of the code. The tools have fixed versions and
# are kept in the user's cache, outside the module.
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"

scripts/need.sh build
all_tags=e2e,web${tags:+,$tags}
toolchain=$(go env GOVERSION)
failed=0

# tool NAME PACKAGE VERSION prints where the tool is. It is built with the
# module's Go version: an older one could not read the code.
tool() {
	local folder=${XDG_CACHE_HOME:-$HOME/.cache}/playtoken-tools/$1-$3-$toolchain
	if [[ ! -x $folder/$1 ]]; then
		echo "Installing $1 $3" >&2
		(cd / && GOBIN=$folder GOTOOLCHAIN=$toolchain go install "$2@$3" >&2) || return
	fi
	echo "$folder/$1"
}

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
