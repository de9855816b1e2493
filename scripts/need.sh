#!/usr/bin/env bash
# Installs what is missing, and is quick when nothing is:
#   need.sh go      the Go toolchain
#   need.sh build   and what the window needs to be built
#   need.sh run     and what it needs to be shown, with or without a display
#   need.sh test    and what the journeys in a real window need, and the programs
#                   of others that tests compare with
#   need.sh release what the packages of a release are made with, on Debian
set -euo pipefail
# shellcheck source=scripts/flags.sh
source "$(dirname "$0")/flags.sh"

level=${1:-}
case $level in
go | build | run | test | release) ;;
*) stop "usage: scripts/need.sh go|build|run|test|release" ;;
esac

# The packages that are missing, by their names for apt, dnf and pacman.
missing_apt=() missing_dnf=() missing_pacman=()
missing() {
	missing_apt+=("$1") missing_dnf+=("$2") missing_pacman+=("$3")
}
have() { command -v "$1" >/dev/null 2>&1; }
have_file() { # one of the paths or patterns exists
	local path
	for path in "$@"; do
		[[ -e $path ]] && return
	done
	return 1
}
have_headers() {
	local header
	for header in "$@"; do
		have_file "/usr/include/$header" /usr/include/*-linux-gnu*/"$header" || return
	done
}
have_python_libraries() { # the one on the PATH may not be the one that packages are for
	local python
	for python in python3 /usr/bin/python3; do
		"$python" -c 'import cryptography, jwt' 2>/dev/null && return
	done
	return 1
}

# From 1.21 on, Go fetches the version that go.mod asks for by itself.
go_is_new_enough() {
	have go || return
	local version
	version=$(cd / && GOTOOLCHAIN=local go version)
	[[ $version =~ go([0-9]+)\.([0-9]+) ]] || [[ $version == *devel* ]] || return
	[[ $version == *devel* ]] || ((BASH_REMATCH[1] > 1 || BASH_REMATCH[2] >= 21))
}

go_by_hand() {
	stop "Go is missing or older than 1.21. Install Go $(sed -n 's/^go //p' go.mod) from https://go.dev/dl/ and try again."
}

look_for_linux_packages() {
	have gcc || missing gcc gcc gcc
	have_headers stdlib.h || missing libc6-dev glibc-devel glibc
	have pkg-config || missing pkg-config pkgconf-pkg-config pkgconf
	have_file /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt ||
		missing ca-certificates ca-certificates ca-certificates
	have_headers GL/gl.h GLES2/gl2.h || missing libgl1-mesa-dev mesa-libGL-devel mesa
	have_headers X11/Xlib.h X11/Xcursor/Xcursor.h X11/XKBlib.h \
		X11/extensions/{Xrandr,Xinerama,XInput2,xf86vmode}.h ||
		missing xorg-dev \
			"libX11-devel libXcursor-devel libXrandr-devel libXinerama-devel libXi-devel libXxf86vm-devel" \
			"libx11 libxcursor libxrandr libxinerama libxi libxxf86vm"
	[[ $level == build ]] && return
	if [[ $level == release ]]; then
		look_for_release_packages
		return
	fi

	# A clipboard program keeps copied text when the window is closed.
	have xclip || missing xclip xclip xclip
	[[ $level == run && -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]] && return

	have Xvfb || missing xvfb xorg-x11-server-Xvfb xorg-server-xvfb
	have xdotool || missing xdotool xdotool xdotool
	have dbus-daemon || missing dbus dbus-daemon dbus
	have zbarimg || missing zbar-tools zbar zbar
	have openssl || missing openssl openssl openssl
	have node || missing nodejs nodejs nodejs
	have npm || missing npm npm npm
	have chromium || have chromium-browser || have google-chrome || have google-chrome-stable ||
		missing chromium chromium chromium
	have ffmpeg || missing ffmpeg ffmpeg-free ffmpeg
	if ! have_python_libraries; then
		missing python3-jwt python3-jwt python-pyjwt
		missing python3-cryptography python3-cryptography python-cryptography
	fi
	have gnome-keyring-daemon || missing gnome-keyring gnome-keyring gnome-keyring
	have_file /usr/lib*/dri/swrast_dri.so /usr/lib/*/dri/swrast_dri.so \
		/usr/lib*/libgallium-*.so /usr/lib/*/libgallium-*.so ||
		missing libgl1-mesa-dri mesa-dri-drivers mesa
	have_file /usr/share/zoneinfo/Europe/Berlin || missing tzdata tzdata tzdata
}

# The window of a release draws on Wayland too, and is made for Windows as well.
look_for_release_packages() {
	have_headers wayland-client.h || missing libwayland-dev wayland-devel wayland
	have_headers xkbcommon/xkbcommon.h || missing libxkbcommon-dev libxkbcommon-devel libxkbcommon
	have x86_64-w64-mingw32-gcc || missing gcc-mingw-w64-x86-64 mingw64-gcc mingw-w64-gcc
	have makensis || missing nsis mingw32-nsis nsis
	have rsvg-convert || missing librsvg2-bin librsvg2-tools librsvg
	have xz || missing xz-utils xz xz
	have zip || missing zip zip zip
}

as_root() {
	if ((EUID == 0)); then "$@"; else sudo -- "$@"; fi
}

apt_has_new_go() {
	local candidate
	candidate=$(LC_ALL=C apt-cache policy golang-go | sed -n 's/.*Candidate: *\([0-9]*:\)\{0,1\}//p')
	[[ $candidate =~ ^([0-9]+)\.([0-9]+) ]] || return
	((BASH_REMATCH[1] > 1 || BASH_REMATCH[2] >= 21))
}

# --force-confold: never stop to ask about a configuration file.
install_by_apt() {
	local packages=$*
	((EUID == 0)) || have sudo ||
		stop "Some packages are missing. Install them as root and try again:" "  apt-get install $packages"
	echo "Installing what is missing, which may take a minute: $packages"
	as_root apt-get update -qq || as_root apt-get update -qq ||
		echo "apt-get update failed; trying with the lists that are there." >&2
	if [[ " $packages " == *" golang-go "* ]]; then
		apt_has_new_go || go_by_hand
	fi
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
		-o Dpkg::Options::=--force-confold -o Dpkg::Use-Pty=0 "$@" >/dev/null
}

case $system in
linux)
	go_is_new_enough || missing golang-go golang go
	[[ $level == go ]] || look_for_linux_packages
	((${#missing_apt[@]})) || exit 0
	if have apt-get; then
		install_by_apt "${missing_apt[@]}"
		go_is_new_enough || go_by_hand
	elif have dnf; then
		stop "Some packages are missing. Install them and try again:" "  sudo dnf install ${missing_dnf[*]}"
	elif have pacman; then
		stop "Some packages are missing. Install them and try again:" "  sudo pacman -S --needed ${missing_pacman[*]}"
	else
		stop "Some packages are missing. By their Debian names: ${missing_apt[*]}"
	fi
	;;
macos)
	go_is_new_enough || stop "Go is missing or older than 1.21. Install it and try again:" "  brew install go"
	[[ $level == go ]] || xcode-select -p >/dev/null 2>&1 ||
		stop "The command line tools of Xcode are missing. Install them and try again:" "  xcode-select --install"
	;;
*)
	go_is_new_enough || go_by_hand
	[[ $level == go ]] || have gcc ||
		stop "A C compiler is missing. On Windows install MSYS2 (https://www.msys2.org), then in its" \
			"\"MSYS2 MINGW64\" window: pacman -S mingw-w64-x86_64-gcc, and try again from there."
	;;
esac
