package codec

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// BadChar is the error for a character that does not belong into base64.
type BadChar struct {
	At   int // the byte of the text at which it stands
	Char rune
}

// Error names the character.
func (b *BadChar) Error() string { return b.Name() + " does not belong there" }

// Name is the character itself if it can be shown.
func (b *BadChar) Name() string {
	switch c := b.Char; {
	case c == ' ':
		return "a space"
	case c == '\t':
		return "a tab"
	case c == 0xfeff || !unicode.IsGraphic(c) || unicode.IsSpace(c) || unicode.IsMark(c):
		return fmt.Sprintf("an invisible character (U+%04X)", c)
	}
	return "the character '" + string(b.Char) + "'"
}

// Chars is standard base64 without its line ends. The first character that is not in
// the alphabet is a [*BadChar]; "=" may stand at the end only, twice at most.
func Chars(text string) (string, error) {
	var out strings.Builder
	out.Grow(len(text))
	end := len(strings.TrimRight(text, "="+Space))
	pads, blank := 0, 0 // blank is where the white space at a line's end stops
	for i, c := range text {
		if (c == ' ' || c == '\t') && i >= blank {
			blank = i + blankEnd(text[i:])
		}
		switch {
		case c == '\r' || c == '\n' || i < blank:
		case c == '=' && i >= end && pads < 2:
			pads++
			out.WriteByte('=')
		case c < utf8.RuneSelf && IsBase64(byte(c)):
			out.WriteByte(byte(c))
		default:
			return "", &BadChar{i, c}
		}
	}
	return out.String(), nil
}

// blankEnd is the length of the white space that rest begins with, if nothing
// else is left in the line, else 0.
func blankEnd(rest string) int {
	behind := strings.TrimLeft(rest, " \t\r")
	if behind == "" || behind[0] == '\n' {
		return len(rest) - len(behind)
	}
	return 0
}
