#!/usr/bin/env bash
# Uses the installer for Windows as a person would, under wine on a display in memory:
# installs, starts, signs, copies, saves a profile, finds it again after a restart, and
# removes all but the profile. scripts/release-test.sh calls it.
#   installer-test.sh SETUP.exe FOLDER      the folder gets the screenshots
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"
# shellcheck source=scripts/wine.sh
source scripts/wine.sh

setup=$1 pictures=$2
wine_ready || stop "$no_wine"
wine_end # what runs yet knows no display, and takes it for one of 1024 x 768
for program in Xvfb xdotool xclip; do
	command -v "$program" >/dev/null || stop "$program is missing: apt-get install xvfb xdotool xclip"
done
work=$(mktemp -d)
finish() {
	wine_end
	[[ -z ${xvfb:-} ]] || kill "$xvfb" 2>/dev/null || true
	rm -rf "$work"
}
trap finish EXIT

Xvfb -displayfd 3 -screen 0 1280x900x24 -fbdir "$work" 3>"$work/display" >"$work/xvfb.log" 2>&1 &
xvfb=$!

# until_true SECONDS WHAT COMMAND... polls; the limit only ends what would never come.
until_true() {
	local limit=$((SECONDS + $1)) what=$2
	shift 2
	until "$@" >/dev/null 2>&1; do
		if ((SECONDS >= limit)); then
			picture failed
			stop "Waited for: $what"
		fi
		sleep 0.3
	done
}

picture() { # NAME
	command -v ffmpeg >/dev/null || return 0
	ffmpeg -v error -y -f xwd_pipe -i "$work/Xvfb_screen0" "$pictures/windows-$1.png" || true
}

until_true 30 "a display" test -s "$work/display"
DISPLAY=:$(<"$work/display")
export DISPLAY
user=$WINEPREFIX/drive_c/users/$(id -un)
folder=$user/AppData/Local/Programs/Playtoken
uninstall='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Playtoken'

rm -rf "$folder" "$user"/AppData/Roaming/{playtoken,fyne} # of a run before

echo "install"
wine "$setup" /S
for file in playtoken.exe ptok.exe ptok.ps1 LICENSE.txt THIRD_PARTY_NOTICES.txt uninstall.exe; do
	[[ -s $folder/$file ]] || stop "$file was not installed."
done
wine reg query "$uninstall" /v DisplayVersion | grep -q "$(scripts/version.sh)"

echo "ptok"
ptok() { wine "$folder/ptok.exe" "$@" | tr -d '\r'; }
[[ $(ptok --version) == "ptok $(scripts/version.sh)" ]]
ptok key new --type rsa2048 --out "$(winepath -w "$work/key.pem")" >"$work/public.pem"
key_id=b7158b65-302d-4fbd-9c48-503ca92bdd25 id=16af5b33-cf4d-4717-9b90-ce429a124455
is_token() { ptok decode "$1" --key "$(winepath -w "$work/public.pem")" --json | grep -q '"signature":"valid"'; }
is_token "$(ptok sign --platform fastpix --key "$(winepath -w "$work/key.pem")" --key-id $key_id --id $id)"

open_window() {
	wine "$folder/playtoken.exe" >"$work/window.log" 2>&1 &
	until_true 120 "the window" xdotool search --onlyvisible --name '^Playtoken$'
	window=$(xdotool search --onlyvisible --name '^Playtoken$' | head -n 1)
	xdotool windowfocus --sync "$window"
	until_true 60 "the first picture" drawn
}

# drawn is true once the picture is of more than one colour. It never stands still: the
# caret blinks.
drawn() {
	(($(tail -c 4000000 "$work/Xvfb_screen0" | od -An -v -tx4 -w4 | sort -u | head -n 20 | wc -l) >= 20))
}

keys() { xdotool key --window "$window" --delay 60 "$@"; }
write() { xdotool type --window "$window" --delay 20 "$1"; }
copied() { # is there a token on the clipboard
	keys ctrl+shift+c
	sleep 0.5
	token=$(timeout 5 xclip -o -selection clipboard 2>/dev/null) && [[ $token == eyJ*.*.* ]]
}
saved() { ptok profiles --json | grep -q '"name":"Shop"'; }

echo "sign and copy"
open_window
picture start
write "$key_id"
keys Tab
write "$id"
keys Tab
base64 -w0 "$work/key.pem" | xclip -selection clipboard -loops 0 &
sleep 1
keys ctrl+v
until_true 60 "a copied token" copied
is_token "$token"
picture signed

echo "save a profile"
xdotool mousemove --window "$window" 486 25 click 1
sleep 1
write "Shop"
keys Return
until_true 60 "the saved profile" saved
keys ctrl+3
sleep 1
picture keys
keys ctrl+q
until_true 60 "the end of the window" bash -c '! xdotool search --onlyvisible --name "^Playtoken$"'

echo "find it again"
open_window
saved
# Its key is opened by the Credential Manager.
is_token "$(ptok sign --profile Shop --id $id)"
picture again
keys ctrl+q
until_true 60 "the end of the window" bash -c '! xdotool search --onlyvisible --name "^Playtoken$"'

echo "remove"
wine "$folder/uninstall.exe" /S
until_true 60 "the folder to go" test ! -e "$folder"
wine reg query "$uninstall" >/dev/null 2>&1 && stop "It still stands among the installed programs."
[[ -n $(find "$user/AppData" -name 'playtoken-profiles.json') ]] || stop "The saved profiles went, too."
