// Package codec knows base64 as it is met: in both alphabets, without padding, with
// white space, with a character that was changed.
//
// Its functions take plain text and know nothing of keys but the length that DER
// announces.
package codec

import (
	"encoding/base64"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/der"
)

// Alphabet is that of standard base64 (RFC 4648 4).
const Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// Space is white space of ASCII.
const Space = " \t\r\n\f\v"

// MinBase64 is the shortest text that is taken for base64 of something other than a
// secret.
const MinBase64 = 64

// sixBit is the value of each base64 character, above 63 for the others.
var sixBit = func() (values [256]byte) {
	for i := range values {
		values[i] = byte(strings.IndexByte(Alphabet, byte(i)))
	}
	return values
}()

// Value is what a character stands for, above 63 for one that is not in the alphabet.
func Value(c byte) byte { return sixBit[c] }

// IsBase64 reports whether a character is in the standard alphabet.
func IsBase64(c byte) bool { return sixBit[c] < 64 }

// InBase64 reports whether a character is in one of the two alphabets.
func InBase64(c byte) bool { return IsBase64(c) || c == '-' || c == '_' }

// Seems reports whether a text is base64, perhaps with a few characters that do not
// belong there. Ordinary prose has too many spaces for it.
func Seems(text string) bool {
	good, bad := 0, 0
	for _, c := range text {
		switch {
		case c == '\r' || c == '\n' || c == '=':
		case c < utf8.RuneSelf && InBase64(byte(c)):
			good++
		default:
			bad++
		}
	}
	return good >= MinBase64 && bad*20 <= good
}

// Bare is a text without white space.
func Bare(text string) string { return bare.Replace(text) }

// Blankless is a text without spaces and tabs.
func Blankless(text string) string { return blankless.Replace(text) }

var (
	bare      = strings.NewReplacer(" ", "", "\t", "", "\r", "", "\n", "", "\f", "", "\v", "")
	blankless = strings.NewReplacer(" ", "", "\t", "")
	standard  = strings.NewReplacer("-", "+", "_", "/")
)

// Loose decodes base64 of either alphabet, with white space and without
// padding. The last group may be cut.
func Loose(text string) ([]byte, bool) {
	text = strings.TrimRight(standard.Replace(Bare(text)), "=")
	out, err := base64.RawStdEncoding.DecodeString(text[:len(text)-Lone(text)])
	return out, err == nil
}

// Lone is 1 when the last character of base64 stands alone in its group, and
// gives no byte.
func Lone(bare string) int {
	if len(bare)%4 == 1 {
		return 1
	}
	return 0
}

// Count is the length of base64 without white space and padding.
func Count(text string) (n int) {
	for i := range len(text) {
		if IsBase64(text[i]) {
			n++
		}
	}
	return n
}

// CaseLost reports whether base64 that is long enough has letters of one case
// only: then a program has changed the case of them all.
func CaseLost(chars string) bool {
	lower, upper := 0, 0
	for _, c := range chars {
		switch {
		case unicode.IsLower(c):
			lower++
		case unicode.IsUpper(c):
			upper++
		}
	}
	return lower+upper >= 48 && (lower == 0 || upper == 0) && strings.Trim(chars, "0123456789abcdefABCDEF") != ""
}

// Unspace looks at white space inside of lines of base64. Either it stands for "+",
// which a form of a web page turns into spaces, or for line ends, or it does not
// belong there: the length that the key announces tells which. When none fits,
// the text stays as it is.
func Unspace(text string) (string, *keys.Remark) {
	inner := 0
	for line := range strings.Lines(text) {
		line = strings.Trim(line, Space)
		inner += strings.Count(line, " ") + strings.Count(line, "\t")
	}
	if inner == 0 {
		return TrimLines(text), nil
	}
	plus := strings.NewReplacer(" ", "+", "\t", "")
	without := Blankless(text)
	start, _ := Loose(without[:min(len(without), 100)])
	want := base64.RawStdEncoding.EncodedLen(der.Announced(start))
	if want == 0 { // such as OpenSSH's own form: lines of one length say it
		if joined, ok := dropSpaces(text); ok {
			return joined, &keys.Remark{Code: keys.FixedSpaces, Repair: "spaces"}
		}
		return text, nil
	}
	var lines strings.Builder
	for line := range strings.Lines(text) {
		lines.WriteString(plus.Replace(strings.Trim(line, Space)) + "\n")
	}
	edges := plus.Replace(strings.Trim(text, "\r\n")) // with those at the ends of lines
	pluses := &keys.Remark{Code: keys.FixedPlusSpace, Repair: "spaces that were plus signs"}
	switch {
	case Count(without) == want && len(strings.Fields(text)) > 2:
		return without, &keys.Remark{Code: keys.FixedSpaces, Repair: "spaces"}
	case Count(without) == want:
		return without, &keys.Remark{Code: keys.FixedSpaces, Repair: "a space"}
	case Count(lines.String()) == want:
		return lines.String(), pluses
	case Count(edges) == want:
		return edges, pluses
	}
	return text, nil
}

// TrimLines drops white space at the start of lines, which needs a remark, and
// leaves that at their ends, which needs none.
func TrimLines(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		out.WriteString(strings.TrimLeft(line, " \t"))
	}
	return out.String()
}

// dropSpaces takes spaces out of base64 whose line ends were turned into them.
func dropSpaces(text string) (string, bool) {
	words := strings.Fields(text)
	for i, w := range words {
		shorter := i < len(words)-1 && len(w) < len(words[0])
		if strings.Trim(w, Alphabet+"=") != "" || shorter || len(w) > len(words[0]) {
			return text, false
		}
	}
	for line := range strings.Lines(text) {
		if strings.Contains(strings.TrimSpace(line), " ") {
			return strings.Join(words, ""), true
		}
	}
	return text, false
}

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
