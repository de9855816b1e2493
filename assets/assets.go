// Package assets holds the files that the program carries with it.
package assets

import (
	"embed"
)

//go:embed icons/*.svg
var icons embed.FS

// Icon is the SVG of one of our icons, drawn in black; the name is that of the
// file without its ending.
func Icon(name string) []byte {
	b, err := icons.ReadFile("icons/" + name + ".svg")
	if err != nil {
		panic("no icon " + name) // the names are constants of this program
	}
	return b
}

// SampleToken is a token that FastPix published in a demo page of its web
// player. It has long expired.
//
//go:embed sample-token.txt
var SampleToken string

// Notices are the licences of the software and fonts of others in the programs, as
// scripts/notices.sh collects them.
//
//go:embed THIRD_PARTY_NOTICES
var Notices string

// AppIcon is the icon of a window as PNG, 128 pixels wide: the display is handed its pixels.
// It is icon.svg by rsvg-convert, as the larger icon.png of the packages is.
//
//go:embed icon-128.png
var AppIcon []byte
