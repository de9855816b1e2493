package keys

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// The shortest text that is taken for base64 of something, and how many layers
// of base64 are opened.
const (
	minBase64 = 64
	maxBase64 = 2
)

// keyStart is how base64 of a key begins: of the dashes of PEM, of base64 of
// those, of DER.
var keyStart = regexp.MustCompile(`^(LS0t|TFMw|MI)`)

// seemsBase64 reports whether a text is base64, perhaps with a few characters
// that do not belong there. Ordinary prose has too many spaces for it.
func seemsBase64(text string) bool {
	good, bad := 0, 0
	for _, c := range text {
		switch {
		case c == '\r' || c == '\n' || c == '=':
		case c < utf8.RuneSelf && (isBase64(byte(c)) || c == '-' || c == '_'):
			good++
		default:
			bad++
		}
	}
	return good >= minBase64 && bad*20 <= good
}

// sixBit is the value of each base64 character, -1 for the others.
var sixBit = func() (values [256]int8) {
	for i := range values {
		values[i] = int8(strings.IndexByte(alphabet, byte(i)))
	}
	return values
}()

func isBase64(c byte) bool { return sixBit[c] >= 0 }

// base64 opens one layer of base64 (RFC 4648 4) and reads what is inside.
func (r *reader) base64(p paste) Answer {
	if der, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(p.text, "=")); err == nil && outline(der) != unknown {
		return binary(der)
	}
	chars, fault := p.base64Chars()
	if fault != nil {
		return *fault
	}
	if len(chars)%4 != 0 {
		a := refuse(B64Length, fmt.Sprintf("This base64 text is not whole: it has %s characters, and base64 comes in groups of four.", count(len(chars))), copyAgain)
		if d := findDamage(chars); d.found() {
			return d.tell(a)
		}
		if !keyStart.MatchString(chars) {
			return unknownText()
		}
		return a
	}
	inside, err := base64.StdEncoding.DecodeString(chars)
	if err != nil || len(r.wraps) >= maxBase64 {
		return unknownText()
	}
	if len(r.wraps) > 0 && r.wraps[len(r.wraps)-1] == "base64" {
		r.remark(remark{code: DoubleBase64, repair: "base64 twice"})
	}
	r.wraps = append(r.wraps, "base64")
	a := r.read(paste{text: string(inside), line: 1, column: 1, inside: "base64"})
	if a.Verdict == Reject && tornBy[a.Code] {
		if d := findDamage(chars); d.found() {
			return d.tell(a.because(B64PEMMissingChars))
		}
	}
	if a.Code == UnknownBinary {
		return unknownText()
	}
	return a
}

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
