package extract

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// UTF16 is the order of bytes of a text in UTF-16, nil for another: it begins with a mark,
// or every second byte is 0. Some shells write what a program says in it.
func UTF16(begin []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(begin, []byte{0xff, 0xfe}):
		return binary.LittleEndian
	case bytes.HasPrefix(begin, []byte{0xfe, 0xff}):
		return binary.BigEndian
	case len(begin) < 6:
		return nil
	}
	var zeros [2]int
	for i, c := range begin {
		if c == 0 {
			zeros[i%2]++
		}
	}
	half := len(begin) / 2
	switch {
	case zeros[1] > half*3/4 && zeros[0] == 0:
		return binary.LittleEndian
	case zeros[0] > half*3/4 && zeros[1] == 0:
		return binary.BigEndian
	}
	return nil
}

// FromUTF16 is a text in UTF-16 as UTF-8, with its mark where it has one; false for what is
// in another encoding.
func FromUTF16(b string) (string, bool) {
	order := UTF16([]byte(b))
	if order == nil {
		return "", false
	}
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = order.Uint16([]byte(b[2*i : 2*i+2]))
	}
	return string(utf16.Decode(units)), true
}

// asText is what bytes that are no UTF-8 say: in UTF-16, or in an older encoding, whose
// letters beside those of ASCII are lost. ok is false for what is no text.
func asText(b string) (text string, ok bool) {
	if text, ok := FromUTF16(b); ok {
		return text, true
	}
	const odd = 20 // of so many characters one may be none
	n := 0
	for _, c := range b {
		if c == utf8.RuneError || unicode.IsControl(c) && !unicode.IsSpace(c) {
			n++
		}
	}
	if n*odd > len(b) {
		return "", false
	}
	return strings.ReplaceAll(strings.ToValidUTF8(b, "\ufffd"), "\x00", "\ufffd"), true
}
