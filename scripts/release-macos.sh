#!/usr/bin/env bash
# Makes the window for macOS, as Playtoken.app in a .zip, on macOS. It has not been run yet.
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"

[[ $system == macos ]] || stop "Playtoken.app is made on macOS alone."
scripts/need.sh build
version=$(scripts/version.sh)
case $(uname -m) in arm64) arch=arm64 ;; *) arch=amd64 ;; esac
out=build/release app=build/release/Playtoken.app/Contents
rm -rf "$out"
mkdir -p "$app/MacOS" "$app/Resources" "$out/icon.iconset"

CGO_ENABLED=1 go build -trimpath -buildvcs=false -tags "$tags,no_emoji" \
	-ldflags "-s -w -X $(go list -m)/internal/version.released=$version" -o "$app/MacOS/playtoken" .
for size in 16 32 128 256 512; do
	sips -z $size $size assets/icon.png --out "$out/icon.iconset/icon_${size}x$size.png" >/dev/null
done
iconutil -c icns "$out/icon.iconset" -o "$app/Resources/icon.icns"
rm -r "$out/icon.iconset"
cp LICENSE assets/THIRD_PARTY_NOTICES "$app/Resources/"
cat >"$app/Info.plist" <<PLIST
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>CFBundleExecutable</key><string>playtoken</string>
	<key>CFBundleIconFile</key><string>icon.icns</string>
	<key>CFBundleIdentifier</key><string>org.playtoken.app</string>
	<key>CFBundleName</key><string>Playtoken</string>
	<key>CFBundlePackageType</key><string>APPL</string>
	<key>CFBundleShortVersionString</key><string>${version%%[-+]*}</string>
	<key>CFBundleVersion</key><string>${version%%[-+]*}</string>
	<key>LSMinimumSystemVersion</key><string>11.0</string>
	<key>NSHighResolutionCapable</key><true/>
</dict>
</plist>
PLIST
codesign --force --sign "${PLAYTOKEN_IDENTITY:--}" --options runtime "$out/Playtoken.app"
ditto -c -k --keepParent "$out/Playtoken.app" "$out/playtoken_${version}_darwin-$arch.zip"
