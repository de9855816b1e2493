#!/usr/bin/env bash
# Signs what a release has, where there is something to sign with, and is silent where not.
#   sign.sh program FILE.exe    with the PKCS#12 file that PLAYTOKEN_CERTIFICATE names; its
#                               password is in the file PLAYTOKEN_CERTIFICATE_PASSWORD
#   sign.sh sums FILE VERSION   with the secret key of minisign that PLAYTOKEN_MINISIGN names
set -euo pipefail
# shellcheck source=scripts/project.sh
source "$(dirname "$0")/project.sh"

missing() {
	echo "$1 is missing: apt-get install $1" >&2
	exit 1
}

case $1 in
program)
	[[ -n ${PLAYTOKEN_CERTIFICATE:-} ]] || exit 0
	command -v osslsigncode >/dev/null || missing osslsigncode
	osslsigncode sign -pkcs12 "$PLAYTOKEN_CERTIFICATE" -readpass "$PLAYTOKEN_CERTIFICATE_PASSWORD" -h sha256 \
		-n Playtoken -i "$homepage" -in "$2" -out "$2.signed" >/dev/null
	mv "$2.signed" "$2"
	;;
sums)
	[[ -n ${PLAYTOKEN_MINISIGN:-} ]] || exit 0
	command -v minisign >/dev/null || missing minisign
	minisign -S -s "$PLAYTOKEN_MINISIGN" -m "$2" -t "playtoken $3" >/dev/null
	;;
*)
	echo "usage: scripts/sign.sh program FILE | sums FILE VERSION" >&2
	exit 1
	;;
esac
