#!/usr/bin/env bash
# Makes the sample stream in assets/sample anew, and says whether it is byte for byte the
# one that is there. Picture and sound are generated: no licence of others.
#
# The bytes are those of SHA256SUMS with the versions below alone. Neither ffmpeg nor
# x264 may use what one processor has and another lacks (-cpuflags 0, asm=0), and each
# works on one core: that takes about half a minute.
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"

readonly wanted='ffmpeg 5.1.9-0+deb12u1 with x264 core 164 r3095' # Debian 12
out=${1:-assets/sample}

command -v ffmpeg >/dev/null || stop "ffmpeg is missing. Install it and try again."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

pictures='testsrc2=size=640x360:rate=15:duration=10'
sound='sine=frequency=440:beep_factor=2:sample_rate=48000:duration=10'
scaling='flags=bicubic+accurate_rnd+bitexact'
bitexact=(-flags:v +bitexact -map_metadata -1)
make() {
	ffmpeg -hide_banner -cpuflags 0 -loglevel error -nostdin -y -threads 1 -filter_threads 1 -fflags +bitexact "$@"
}

# Ten seconds in two renditions, five segments of two seconds each.
make -f lavfi -i "$pictures" -f lavfi -i "$sound" \
	-filter_complex "[0:v]split=2[a][b];[a]scale=320:180:${scaling}[v0];[b]scale=640:360:${scaling}[v1]" \
	-map '[v0]' -map 1:a -map '[v1]' -map 1:a \
	-c:v libx264 -preset veryslow -tune animation -profile:v main -pix_fmt yuv420p \
	-g 30 -keyint_min 30 -sc_threshold 0 \
	-x264-params threads=1:sliced-threads=0:lookahead-threads=1:asm=0 \
	-crf:v:0 34 -maxrate:v:0 90k -bufsize:v:0 180k -level:v:0 3.0 \
	-crf:v:1 36 -maxrate:v:1 150k -bufsize:v:1 300k -level:v:1 3.0 \
	-c:a aac -ac 1 -b:a 24k "${bitexact[@]}" -flags:a +bitexact \
	-f hls -hls_time 2 -hls_list_size 0 -hls_playlist_type vod \
	-hls_flags independent_segments -hls_segment_type mpegts \
	-hls_segment_filename "$work/v%v/seg-%05d.ts" -master_pl_name master.m3u8 \
	-var_stream_map 'v:0,a:0,name:180p v:1,a:1,name:360p' "$work/v%v/index.m3u8"

# One picture, and a sheet of five.
make -f lavfi -i "$pictures" -ss 4 -frames:v 1 -vf "scale=640:360:$scaling" \
	-c:v mjpeg -q:v 8 "${bitexact[@]}" "$work/thumbnail.jpg"
make -f lavfi -i "$pictures" -vf "fps=1/2:round=down,scale=160:90:$scaling,tile=5x1" -frames:v 1 \
	-c:v mjpeg -q:v 8 "${bitexact[@]}" "$work/spritesheet.jpg"

# x264 writes its version into the first segment.
made_by=$(ffmpeg -version | sed -n '1s/ version \([^ ]*\).*/ \1/p')
made_by+=" with $(grep -aom1 'x264 - core [0-9]* r[0-9]*' "$work/v180p/seg-00000.ts" | sed 's/ - / /')"

# The sums that are kept, if there are some: they are of the files that are embedded.
kept=assets/sample/SHA256SUMS
if [[ ! -e $kept ]]; then
	sums=$(cd "$work" && LC_ALL=C && sha256sum -- *.* v*/*)
	echo "$sums" >"$work/SHA256SUMS"
	echo "There was no $kept to compare with: it is written anew."
elif differing=$(cd "$work" && sha256sum --quiet --check "$OLDPWD/$kept" 2>&1); then
	cp "$kept" "$work/SHA256SUMS"
	echo "The bytes are the same: $(grep -c . "$kept") files, $(cat "$work"/*.* "$work"/v*/* | wc -c) bytes."
else
	echo "$differing"
	stop "The bytes are not those of $kept, and $out is left as it is." \
		"They were made by $wanted; here is $made_by." \
		"To take new ones, delete $kept first."
fi
rm -rf "$out"
mkdir -p "$out"
cp -R "$work/." "$out/"
