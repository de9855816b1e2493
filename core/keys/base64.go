package keys

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"playtoken/core/once"
	"playtoken/core/words"
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
var keyStart = once.Regexp(`^(LS0t|TFMw|MI)`)

// longBase64 reports whether a text is base64 too long for a shared secret: a
// key whose start was lost, perhaps.
func longBase64(text string) bool {
	return keyStart().MatchString(text) && len(text) >= 16 && strings.Trim(text, alphabet+"-_="+space) == "" ||
		len(text) > maxSecretBase64 && seemsBase64(text)
}

// maxSecretBase64 is the length of 64 bytes in base64, the longest secret that
// is usual.
const maxSecretBase64 = 88

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

// base64 opens one layer of base64 (RFC 4648 4 or 5) and reads what is inside.
func (r *reader) base64(p paste) Answer {
	if elidedMark().MatchString(p.text) {
		return elided()
	}
	if a, ok := r.base64URL(p.text); ok {
		return a
	}
	if text, m := p.unspace(); m != nil && m.code == FixedPlusSpace {
		p.text = text
		r.remark(*m)
	} else if text, spaced := dropSpaces(p.text); spaced {
		p.text = text
		r.remark(remark{code: FixedSpaces, repair: "spaces"})
	}
	if lined := trimLines(p.text); lined != p.text {
		p.text = lined
		r.remark(remark{code: FixedIndent, repair: "white space at the start of lines"})
	}
	chars, fault := p.base64Chars()
	if fault != nil {
		if a, ok := r.withoutSpaces(p); ok {
			return a
		}
		return *fault
	}
	if caseLost(chars) {
		return caseLostAnswer()
	}
	if len(chars)%4 == 2 && !strings.HasSuffix(chars, "=") && keyStart().MatchString(chars) {
		// Both signs of padding are left out by choice. One that is lost is
		// a damage: other characters may be missing with it.
		if f := r.fork(); f.inBase64(chars + "==").Taken() {
			r.remark(remark{code: FixedPadding, repair: "padding"})
			return r.inBase64(chars + "==")
		}
	}
	if len(chars)%4 == 3 && strings.HasPrefix(chars, "MI") { // DER says itself that it is whole
		if f := r.fork(); f.inBase64(chars + "=").Taken() {
			r.remark(remark{code: FixedPadding, repair: "padding"})
			return r.inBase64(chars + "=")
		}
	}
	if len(chars)%4 != 0 {
		a := refuse(B64Length, fmt.Sprintf("This base64 text is not whole: it has %s characters, and base64 comes in groups of four.", words.Thousands(len(chars))), copyAgain)
		if d := findDamage(chars); d.found() {
			return d.tell(a)
		}
		if !keyStart().MatchString(chars) {
			return r.noBase64(p)
		}
		return a
	}
	a := r.inBase64(chars)
	if a.Taken() && slices.Contains(a.Codes, FixedDashes) && dashesLost(chars) {
		return refuse(B64PEMMissingChars, "This is base64 of a key, and the characters in front are missing: the BEGIN line inside is not whole.", copyAgain).about(a.Kind, a.Bits, a.Private)
	}
	if a.Verdict == Reject && tornBy[a.Code] {
		if d := findDamage(chars); d.found() {
			return d.tell(a.withCode(B64PEMMissingChars))
		}
	}
	if (a.Code == B64Length || a.Code == UnknownBinary || a.Code == B64BadChar) && a.Verdict == Reject && beginLost(chars) {
		a = a.withCode(B64PEMMissingChars)
		a.Message = "This is base64 of a key, and characters are missing or changed at its beginning: the BEGIN line inside, or what follows it, is not whole."
		a.Hint = copyAgain
		return a
	}
	if a.Code == UnknownBinary {
		return r.noBase64(p)
	}
	return a
}

// noBase64 reads a text that turned out not to be base64 of a key.
func (r *reader) noBase64(p paste) Answer {
	if keyStart().MatchString(p.text) && len(p.text) <= maxSecretBase64 {
		return refuse(Truncated, "This is the beginning of base64 of a key. The rest of it is missing.", copyAgain)
	}
	if at := blobStart().FindStringIndex(p.text); r.keyOnly || keyStart().MatchString(p.text) || at != nil && at[0] == 0 {
		return unknownText()
	}
	return r.secret(p.text)
}

// inBase64 reads what is inside of whole base64.
func (r *reader) inBase64(chars string) Answer {
	inside, err := base64.StdEncoding.DecodeString(chars)
	if err != nil || r.countWraps("base64") >= maxBase64 {
		return unknownText()
	}
	r = r.into("base64")
	if r.countWraps("base64") == maxBase64 {
		r.remark(remark{code: DoubleBase64, repair: "base64 twice"})
	}
	if startsAsKey(inside) {
		r.remark(remark{code: NoPEMHeader, repair: "lost BEGIN and END lines"})
	}
	return r.bytes(inside)
}

// into makes a reader for what is inside of a wrapper.
func (r *reader) into(wrap string) *reader {
	f := r.fork()
	f.wraps = append(f.wraps, wrap)
	f.keyOnly = true
	return f
}

func (r *reader) countWraps(wrap string) (n int) {
	for _, w := range r.wraps {
		if w == wrap {
			n++
		}
	}
	return n
}

// dropSpaces takes spaces out of base64 whose line ends were turned into them.
func dropSpaces(text string) (string, bool) {
	words := strings.Fields(text)
	if len(words) < 2 || strings.Count(strings.TrimSpace(text), " ") == 0 {
		return text, false
	}
	for i, w := range words {
		if strings.Trim(w, alphabet+"=") != "" || i < len(words)-1 && len(w) != len(words[0]) || len(w) > len(words[0]) {
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
