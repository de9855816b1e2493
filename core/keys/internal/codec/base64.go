// Package codec knows base64 as it is met: in both alphabets, without padding, with
// white space, with a character that was changed.
//
// Its functions take plain text and know nothing of keys but the length that DER
// announces.
package codec

import (
	"encoding/base64"
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

// sixBit is the value of each base64 character, -1 for the others.
var sixBit = func() (values [256]int8) {
	for i := range values {
		values[i] = int8(strings.IndexByte(Alphabet, byte(i)))
	}
	return values
}()

// Value is what a character stands for, -1 for one that is not in the alphabet.
func Value(c byte) int8 { return sixBit[c] }

// IsBase64 reports whether a character is in the standard alphabet.
func IsBase64(c byte) bool { return sixBit[c] >= 0 }

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

// Loose decodes base64 of either alphabet, with white space and without
// padding. The last group may be cut.
func Loose(text string) ([]byte, bool) {
	text = strings.Map(func(c rune) rune {
		switch c {
		case ' ', '\t', '\r', '\n', '\f', '\v':
			return -1
		case '-':
			return '+'
		case '_':
			return '/'
		}
		return c
	}, text)
	text = strings.TrimRight(text, "=")
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

// Bare is a text without white space.
func Bare(text string) string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune(Space, c) {
			return -1
		}
		return c
	}, text)
}

// Blankless is a text without spaces and tabs.
func Blankless(text string) string { return blankless.Replace(text) }

var blankless = strings.NewReplacer(" ", "", "\t", "")

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
		if joined, ok := DropSpaces(text); ok {
			return joined, &keys.Remark{Code: keys.FixedSpaces, Repair: "spaces"}
		}
		return text, nil
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(plus.Replace(strings.Trim(line, Space)))
		b.WriteByte('\n')
	}
	edges := plus.Replace(strings.Trim(text, "\r\n")) // with those at the ends of lines
	lines := strings.Fields(text)
	switch {
	case Count(b.String()) == want && Count(without) != want:
		return b.String(), &keys.Remark{Code: keys.FixedPlusSpace, Repair: "spaces that were plus signs"}
	case Count(edges) == want && Count(without) != want:
		return edges, &keys.Remark{Code: keys.FixedPlusSpace, Repair: "spaces that were plus signs"}
	case Count(without) == want && len(lines) > 2:
		return without, &keys.Remark{Code: keys.FixedSpaces, Repair: "spaces"}
	case Count(without) == want:
		return without, &keys.Remark{Code: keys.FixedSpaces, Repair: "a space"}
	}
	return text, nil
}

// TrimLines drops white space at the start of lines, which needs a remark, and
// leaves that at their ends, which needs none.
func TrimLines(text string) string {
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimLeft(line, " \t")
	}
	return strings.Join(lines, "")
}

// DropSpaces takes spaces out of base64 whose line ends were turned into them.
func DropSpaces(text string) (string, bool) {
	words := strings.Fields(text)
	if len(words) < 2 || strings.Count(strings.TrimSpace(text), " ") == 0 {
		return text, false
	}
	for i, w := range words {
		if strings.Trim(w, Alphabet+"=") != "" || i < len(words)-1 && len(w) != len(words[0]) || len(w) > len(words[0]) {
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
