#!/usr/bin/env bash
# Makes everything that people install into build/release, on Debian 12 or a system like it:
#   ptok for linux, windows, darwin and freebsd, on amd64 and arm64
#   the window for linux and windows on amd64, as .deb, .rpm, .pkg.tar.zst and .tar.xz, as
#   .zip and as an installer; the page Why? as a .zip
#   templates for other stores, filled; SBOMs, checksums.txt
# scripts/sign.sh says with what the programs for Windows and checksums.txt are signed.
#   release.sh ptok   makes the eight programs of ptok alone
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"
# shellcheck source=scripts/project.sh
source scripts/project.sh

[[ $system == linux ]] || stop "A release is made on Linux; .github/workflows/release.yml has what macOS makes."
what=${1:-all}
if [[ $what == all ]]; then scripts/need.sh release; else scripts/need.sh go; fi
# shellcheck source=scripts/tool.sh
source scripts/tool.sh

version=$(scripts/version.sh)
numbers=${version%%[-+]*} # 0.1.0, also of 0.1.0-rc.1
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
date=$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)
export SOURCE_DATE_EPOCH
out=build/release
stage=$out/stage # the tree of a Linux package
# The other name of a program is that of the module, whatever its path is.
ldflags="-s -w -X $(go list -m)/internal/version.released=$version"
# Those of flags.sh without gles and x11: a window for Wayland too.
window_tags=migrated_fynedo,no_emoji
# Functions side by side, 0.45 MB: what waits for a person gains nothing by the gaps.
window_ldflags="$ldflags -funcalign=1"
# Nothing is inlined, 1.7 MB, in the screens and in what waits for a network or a person, or
# is read once. The rest of core, which reads whole logs, would be a fifth slower.
window_gcflags=()
for packages in "$(go list -m)"/{ui,core/account,core/batch/listing,core/diagnosis/{compare,redact,reply,report},core/edge,core/foreign,core/keys,core/ownfile,core/platform,core/probe,core/profiles,core/reissue,core/rotation,core/vault,core/words}/... \
	net net/http archive/... compress/... crypto/tls crypto/x509 encoding/{asn1,csv,json,pem,xml} html/... image/... io/... log/... mime/... os/... path/... reflect regexp/syntax text/... \
	fyne.io/fyne/v2/{app,dialog,widget} filippo.io/... software.sslmate.com/... golang.org/x/{crypto/ssh,net,text}/... \
	github.com/{BurntSushi,Eyevinn,fyne-io,godbus,nicksnyder,srwiley,yuin}/...; do
	window_gcflags+=("-gcflags=$packages=-l")
done
window_limit=32000000
rm -rf "$out"
mkdir -p "$out"
trap 'rm -rf "$out/work" "$stage" ./*.syso' EXIT
mkdir "$out/work"

step() { printf '%4d s  %s\n' "$SECONDS" "$1"; }

# packed NAME FOLDER FILE... makes NAME.tar.xz, the same bytes of the same files.
packed() {
	local name=$1 folder=$2
	shift 2
	tar -C "$folder" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
		--transform "s,^\./,," -cf - "$@" | xz -6 -T1 >"$out/$name.tar.xz"
}

zipped() { # NAME FOLDER
	find "$2" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
	(cd "$2" && find . -type f | LC_ALL=C sort | TZ=UTC zip -q -X -9 -@ "$OLDPWD/$out/$1.zip")
}

# filled FILE prints a template of packaging with @NAME@ in it filled.
filled() {
	local script="s|@VERSION@|$version|g; s|@DATE@|$date|g; s|@HOME@|$home|g; s|@HOMEPAGE@|$homepage|g"
	if [[ -f $out/checksums.txt ]]; then
		local sum file
		while read -r sum file; do
			script+="; s|@SHA256:${file/$version/VERSION}@|$sum|g"
		done <"$out/checksums.txt"
	fi
	sed "$script" "$1"
}

build_ptok() {
	local target os arch folder
	for target in {linux,windows,darwin,freebsd}/{amd64,arm64}; do
		os=${target%/*} arch=${target#*/}
		folder=$out/work/ptok_$os-$arch
		mkdir -p "$folder"
		step "ptok for $target"
		CGO_ENABLED=0 GOOS=$os GOARCH=$arch GOAMD64=v1 GOARM64=v8.0 GOFLAGS='' \
			go build -trimpath -buildvcs=false -ldflags "$ldflags" \
			-o "$folder/ptok$([[ $os != windows ]] || echo .exe)" ./cmd/ptok
		cp LICENSE cmd/ptok/THIRD_PARTY_NOTICES "$folder/"
	done
}

describe_ptok() { # man pages and completions, made by the program that they are about
	step "manual pages and completions"
	mkdir -p "$out/work/man" "$out/work/completions"
	PLAYTOKEN_MAN=$PWD/$out/work/man PLAYTOKEN_MAN_DATE=$date PLAYTOKEN_MAN_VERSION=$version \
		CGO_ENABLED=0 go test -count=1 -run '^TestManPages$' ./cmd/ptok >/dev/null
	CGO_ENABLED=0 go build -o "$out/work/ptok" ./cmd/ptok
	local shell
	for shell in bash zsh fish powershell; do
		"$out/work/ptok" completion $shell >"$out/work/completions/ptok.$shell"
	done
}

pack_ptok() {
	local folder name
	for folder in "$out"/work/ptok_*; do
		name=$(basename "$folder")
		name=ptok_${version}_${name#ptok_}
		mkdir "$folder/completions" "$folder/man"
		cp "$out"/work/completions/* "$folder/completions/"
		cp "$out"/work/man/* "$folder/man/"
		case $name in
		*_windows-*)
			rm -r "$folder/man"
			scripts/sign.sh program "$folder/ptok.exe"
			zipped "$name" "$folder"
			;;
		*) packed "$name" "$folder" . ;;
		esac
	done
}

build_window_linux() {
	step "the window for linux"
	CGO_ENABLED=1 GOAMD64=v1 GOFLAGS='' go build -trimpath -buildvcs=false -buildmode=pie -tags $window_tags \
		"${window_gcflags[@]}" -ldflags "$window_ldflags -extldflags '-Wl,-z,relro,-z,now'" -o "$out/work/playtoken" .
	small "$out/work/playtoken" $window_limit # 3 MB of it are what PIE wants to be relocated
}

build_window_windows() {
	step "the window for windows"
	"$(tool go-winres github.com/tc-hib/go-winres v0.3.3)" make --in packaging/winres.json --arch amd64 \
		--product-version "$numbers.0" --file-version "$numbers.0"
	CGO_ENABLED=1 GOOS=windows GOARCH=amd64 GOAMD64=v1 GOFLAGS='' CC=x86_64-w64-mingw32-gcc \
		go build -trimpath -buildvcs=false -tags $window_tags "${window_gcflags[@]}" \
		-ldflags "$window_ldflags -H windowsgui" -o "$out/work/playtoken.exe" .
	rm -f ./*.syso
	small "$out/work/playtoken.exe" $window_limit
	scripts/sign.sh program "$out/work/playtoken.exe"
}

small() { # FILE LIMIT
	local size
	size=$(stat -c %s "$1")
	((size < $2)) || stop "$1 has $size bytes, and $2 are the limit."
}

lay_out_linux() { # what a package for Linux puts below /
	step "packages for linux"
	local share=$stage/usr/share size
	mkdir -p "$stage/usr/bin" "$share"/{applications,metainfo,mime/packages,man/man1,doc/playtoken,lintian/overrides} \
		"$share"/{bash-completion/completions,zsh/vendor-completions,fish/vendor_completions.d}
	install -m 755 "$out/work/playtoken" "$out/work/ptok_linux-amd64/ptok" "$stage/usr/bin/"
	cp assets/org.playtoken.app.desktop "$share/applications/"
	cp packaging/playtoken.mime.xml "$share/mime/packages/playtoken.xml"
	cp packaging/lintian-overrides "$share/lintian/overrides/playtoken"
	filled packaging/org.playtoken.app.metainfo.xml >"$share/metainfo/org.playtoken.app.metainfo.xml"
	for size in 16 22 24 32 48 64 128 256 512; do
		mkdir -p "$share/icons/hicolor/${size}x$size/apps"
		rsvg-convert -w $size -h $size assets/icon.svg -o "$share/icons/hicolor/${size}x$size/apps/org.playtoken.app.png"
	done
	mkdir -p "$share/icons/hicolor/scalable/apps"
	cp assets/icon.svg "$share/icons/hicolor/scalable/apps/org.playtoken.app.svg"
	cp "$out/work/completions/ptok.bash" "$share/bash-completion/completions/ptok"
	cp "$out/work/completions/ptok.zsh" "$share/zsh/vendor-completions/_ptok"
	cp "$out/work/completions/ptok.fish" "$share/fish/vendor_completions.d/ptok.fish"
	local page
	for page in "$out"/work/man/*.1 packaging/playtoken.1; do
		filled "$page" | gzip -9n >"$share/man/man1/$(basename "$page").gz"
	done
	cp LICENSE "$share/doc/playtoken/copyright"
	cp assets/THIRD_PARTY_NOTICES "$share/doc/playtoken/"
	gzip -9nc CHANGELOG.md >"$share/doc/playtoken/NEWS.gz"
	printf 'playtoken (%s) stable; urgency=medium\n\n  * What is new stands in NEWS.gz.\n\n -- The Playtoken authors <playtoken@example.org>  %s\n' \
		"${version/-/\~}" "$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")" | gzip -9n >"$share/doc/playtoken/changelog.gz"
	find "$stage" -type d -exec chmod 755 {} +
	find "$stage" -type f ! -path '*/bin/*' -exec chmod 644 {} +
	find "$stage" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

pack_linux() {
	local nfpm format
	nfpm=$(tool nfpm github.com/goreleaser/nfpm/v2/cmd/nfpm v2.43.0)
	for format in deb rpm archlinux; do
		VERSION=$version HOMEPAGE=$homepage \
			"$nfpm" package --config packaging/nfpm.yaml --packager $format --target "$out" >"$out/work/nfpm.log" ||
			stop "$(<"$out/work/nfpm.log")"
	done
	packed "playtoken_${version}_linux-amd64" "$stage/usr" .
}

pack_windows() {
	step "packages for windows"
	local folder=$out/work/windows
	mkdir -p "$folder"
	cp "$out/work/playtoken.exe" "$out/work/ptok_windows-amd64/ptok.exe" "$out/work/completions/ptok.powershell" "$folder/"
	mv "$folder/ptok.powershell" "$folder/ptok.ps1"
	sed 's/$/\r/' LICENSE >"$folder/LICENSE.txt"
	sed 's/$/\r/' assets/THIRD_PARTY_NOTICES >"$folder/THIRD_PARTY_NOTICES.txt"
	zipped "playtoken_${version}_windows-amd64" "$folder"
	scripts/ico.sh assets/icon.svg >"$out/work/playtoken.ico"
	makensis -V2 -DVERSION="$version" -DNUMBERS="$numbers" -DHOMEPAGE="$homepage" -DFILES="$PWD/$folder" \
		-DICON="$PWD/$out/work/playtoken.ico" \
		-DOUT="$PWD/$out/playtoken_${version}_windows-amd64_setup.exe" packaging/playtoken.nsi
	scripts/sign.sh program "$out/playtoken_${version}_windows-amd64_setup.exe"
}

pack_web() { # the page Why?, for any static host
	step "the page Why?"
	scripts/web.sh "$out/work/web"
	zipped "playtoken_${version}_web" "$out/work/web"
}

list_parts() { # CycloneDX: what is linked into each program
	step "SBOMs"
	local cyclonedx program
	cyclonedx=$(tool cyclonedx-gomod github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod v1.10.0)
	for program in playtoken ptok_linux-amd64/ptok; do
		"$cyclonedx" bin -json -noserial -notimestamp -output-version 1.5 -version "v$version" \
			-output "$out/$(basename "$program")_$version.cdx.json" "$out/work/$program" 2>"$out/work/sbom.log" ||
			stop "$(<"$out/work/sbom.log")"
	done
}

sum_up() {
	(cd "$out" && find . -maxdepth 1 -type f ! -name 'checksums.txt*' -printf '%P\n' | LC_ALL=C sort |
		xargs -d '\n' sha256sum | sed 's/ \*/  /' >checksums.txt)
	scripts/sign.sh sums "$out/checksums.txt" "$version"
}

fill_templates() {
	step "templates for stores"
	local file to
	while read -r file; do
		to=$out/stores/${file#packaging/templates/}
		mkdir -p "$(dirname "$to")"
		filled "$file" >"$to"
		! grep -Hn '@[A-Z0-9:]*@' "$to" || stop "$to is not filled."
	done < <(find packaging/templates -type f)
}

build_ptok
if [[ $what == ptok ]]; then
	(cd "$out/work" && sha256sum ptok_*/ptok*) | tee "$out/ptok.sums"
	exit
fi
describe_ptok
pack_ptok
build_window_linux
build_window_windows
lay_out_linux
pack_linux
pack_windows
pack_web
list_parts
sum_up
fill_templates
step "playtoken $version is in $out:"
(cd "$out" && find . -maxdepth 1 -type f -printf '%10s  %P\n' | sort -k2)
