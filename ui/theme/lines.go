package theme

import (
	"encoding/binary"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// TallLines is the style of code that is edited: the toolkit sets the lines of an entry as
// close as the font says, which is too close for several of them. There is no slanted code
// here, so its style stands for the font with room between its lines.
var TallLines = fyne.TextStyle{Monospace: true, Italic: true}

// lineShare is the height of a line of it over the size of its letters, as where code is
// shown.
const lineShare = 1.5

// TallLine is the height of a line of it with letters of a size, in pixels.
func TallLine(size float32) float32 { return lineShare * size }

// tall is the toolkit's monospaced font with lines of that height.
var tall = sync.OnceValue(func() fyne.Resource {
	font := theme.DefaultTheme().Font(fyne.TextStyle{Monospace: true})
	return fyne.NewStaticResource("tall-"+font.Name(), withLines(font.Content(), lineShare))
})

// withLines is a font in OpenType with lines of another height: it puts the room above and
// below the letters, into ascender and descender of the table hhea. A font without that
// table stays as it is.
func withLines(font []byte, share float64) []byte {
	head, hhea := table(font, "head"), table(font, "hhea")
	if len(head) < 20 || len(hhea) < 10 {
		return font
	}
	font = append([]byte(nil), font...)
	hhea = table(font, "hhea")
	get := func(at int) int { return int(int16(binary.BigEndian.Uint16(hhea[at:]))) }
	put := func(at, value int) { binary.BigEndian.PutUint16(hhea[at:], uint16(int16(value))) }
	const ascender, descender, gap = 4, 6, 8
	em := float64(binary.BigEndian.Uint16(head[18:]))
	room := int(em*share) - (get(ascender) - get(descender) + get(gap))
	put(ascender, get(ascender)+room/2)
	put(descender, get(descender)-(room-room/2))
	return font
}

// table is a table of a font in OpenType, nil where there is none of that name.
func table(font []byte, name string) []byte {
	const header, record = 12, 16
	if len(font) < header {
		return nil
	}
	for at := header; at < header+record*int(binary.BigEndian.Uint16(font[4:])) && at+record <= len(font); at += record {
		from, size := binary.BigEndian.Uint32(font[at+8:]), binary.BigEndian.Uint32(font[at+12:])
		if string(font[at:at+4]) == name && uint64(from)+uint64(size) <= uint64(len(font)) {
			return font[from : from+size]
		}
	}
	return nil
}
