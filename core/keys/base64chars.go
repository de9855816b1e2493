package keys

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// base64Chars is the text without its line ends. It refuses the first character
// that is not in the alphabet; "=" may stand at the end only, twice at most.
func (p paste) base64Chars() (string, *Answer) {
	var out strings.Builder
	end := len(strings.TrimRight(p.text, "="+space))
	pads, blank := 0, 0 // blank is where the white space at a line's end stops
	for i, c := range p.text {
		if (c == ' ' || c == '\t') && i >= blank {
			blank = i + blankEnd(p.text[i:])
		}
		switch {
		case c == '\r' || c == '\n' || i < blank:
		case c == '=' && i >= end && pads < 2:
			pads++
			out.WriteByte('=')
		case c < utf8.RuneSelf && isBase64(byte(c)):
			out.WriteByte(byte(c))
		default:
			a := refuse(B64BadChar, fmt.Sprintf("This would be a key, but %s %s does not belong there.", charName(c), p.where(i)), copyAgain)
			return "", &a
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

// charName names one character: itself if it can be shown.
func charName(c rune) string {
	switch {
	case c == ' ':
		return "a space"
	case c == '\t':
		return "a tab"
	case c == 0xfeff || !unicode.IsGraphic(c) || unicode.IsSpace(c) || unicode.IsMark(c):
		return fmt.Sprintf("an invisible character (U+%04X)", c)
	}
	return "the character '" + string(c) + "'"
}
