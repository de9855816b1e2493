#!/usr/bin/env bash
# Builds the page Why? into build/web: a folder that any static host serves as it is.
# Functions are not inlined: the module is larger for it, and 14 % smaller in brotli.
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"

scripts/need.sh go
out=${1:-build/web}
module=build/why.wasm
rm -rf "$out"
mkdir -p "$out" build
GOOS=js GOARCH=wasm go build -trimpath -ldflags '-s -w' -gcflags=all=-l -o "$module" ./web/wasm
cp web/page/* assets/player/colours.css "$out/"
# As a function, whose text is what a thread of the page begins with.
{
	echo 'function wasmExec() {'
	cat "$(go env GOROOT)/lib/wasm/wasm_exec.js"
	echo '}'
} >"$out/wasm_exec.js"
cp cmd/ptok/THIRD_PARTY_NOTICES "$out/THIRD_PARTY_NOTICES.txt"
cp LICENSE "$out/LICENSE.txt"
go run ./web/pack "$module" "$out"
