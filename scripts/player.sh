#!/usr/bin/env bash
# Fetches hls.js, which the page of the local edge plays with, into assets/player: the
# light build as it was published, compressed, and its licence. For another version,
# change both lines below; then run scripts/notices.sh.
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"

readonly version=1.7.4
# of the package, as "npm view hls.js@$version dist.integrity" tells it
readonly integrity=sha512-3GlxGdPvT2YHvQYOt+yOzT/DEior/qJVNIylHA77kgeoBTdQQqi70GwefNEUmHQeNGyjC8U62+bruqW/Tpm+tg==

for program in npm openssl gzip tar; do
	command -v "$program" >/dev/null || stop "$program is missing. Install it and try again."
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

npm pack --silent --pack-destination "$work" "hls.js@$version" >/dev/null
found=sha512-$(openssl dgst -sha512 -binary "$work/hls.js-$version.tgz" | openssl base64 -A)
[[ $found == "$integrity" ]] || stop "hls.js $version is not the package it was:" "  $found" "  $integrity"

tar -xzf "$work/hls.js-$version.tgz" -C "$work" package/LICENSE package/dist/hls.light.min.js
out=assets/player
rm -f "$out"/LICENSE-hls.js-*
cp "$work/package/LICENSE" "$out/LICENSE-hls.js-$version"
if gzip -dc "$out/hls.light.min.js.gz" 2>/dev/null | cmp -s - "$work/package/dist/hls.light.min.js"; then
	echo "hls.js $version is there already." # another gzip may write other bytes of the same content
else
	gzip -n -9 -c "$work/package/dist/hls.light.min.js" >"$out/hls.light.min.js.gz"
	echo "hls.js $version is in $out, $(wc -c <"$out/hls.light.min.js.gz") bytes."
fi
