#!/usr/bin/env bash
# Writes an icon of Windows, with a picture of each size that its shell asks for, to standard
# output.
#   ico.sh FILE.svg
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sizes=(16 24 32 48 64 128 256)

# bytes LENGTH NUMBER writes a number, the low byte first.
bytes() {
	local n
	for ((n = 0; n < $1; n++)); do
		# shellcheck disable=SC2059 # the byte is the format
		printf "\\x$(printf %02x $(($2 >> 8 * n & 255)))"
	done
}

for size in "${sizes[@]}"; do
	rsvg-convert -w "$size" -h "$size" "$1" -o "$work/$size.png"
done
bytes 2 0 && bytes 2 1 && bytes 2 ${#sizes[@]} # an icon, and how many pictures
at=$((6 + 16 * ${#sizes[@]}))
for size in "${sizes[@]}"; do
	length=$(stat -c %s "$work/$size.png")
	bytes 1 "$size" && bytes 1 "$size" # 256 is written as 0
	bytes 2 0 && bytes 2 1 && bytes 2 32
	bytes 4 "$length" && bytes 4 $at
	at=$((at + length))
done
for size in "${sizes[@]}"; do cat "$work/$size.png"; done
