#!/usr/bin/env bash
# Makes the pictures of the README, with three journeys as photographers.
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"

scripts/journey.sh build/screenshots 'MainJourney|ProfileUnderAPassphrase|CheckJourney'
mkdir -p docs/screenshots
for picture in {sign,why,keys,check}-{light,dark}.png; do
	size=$(stat -c %s "build/screenshots/$picture")
	((size < 200000)) || stop "$picture has $size bytes: the README is to stay light."
	cp "build/screenshots/$picture" docs/screenshots/
	echo "docs/screenshots/$picture  $((size / 1000)) kB"
done
