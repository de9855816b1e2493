#!/usr/bin/env bash
# Prints the version: 0.1.0 where the tag v0.1.0 is checked out, else 0.0.0-dev+COMMIT,
# with ".changed" behind it where something is not committed. PLAYTOKEN_VERSION says another,
# for a source without a history.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ -n ${PLAYTOKEN_VERSION:-} ]]; then
	echo "$PLAYTOKEN_VERSION"
	exit
fi
changed=
[[ -z $(git status --porcelain --untracked-files=no) ]] || changed=.changed
if [[ -z $changed ]] && tag=$(git describe --tags --exact-match --match 'v[0-9]*' 2>/dev/null); then
	echo "${tag#v}"
else
	echo "0.0.0-dev+$(git rev-parse --short=12 HEAD)$changed"
fi
