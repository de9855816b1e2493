package importer

import (
	"encoding/base64"
	"fmt"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/der"
	"playtoken/core/keys/internal/known"
	"playtoken/core/keys/internal/locks"
	"playtoken/core/once"
	"playtoken/core/words"
)

var dekInfoLine = once.Regexp(`(?s)Proc-Type:\s*4,\s*ENCRYPTED.{0,40}?DEK-Info:[ \t]*([A-Z0-9-]+,[0-9A-Fa-f]+)`)

// decode gives the bytes of a block, and the block with what was put right on the
// way, or says what is wrong with the body.
func decode(b block) (block, []byte, error) {
	b, chars, err := bodyChars(b)
	if err != nil {
		return b, nil, err
	}
	bare := strings.TrimRight(chars, "=")
	inside, _ := base64.RawStdEncoding.DecodeString(bare[:len(bare)-codec.Lone(bare)])
	needs, has := der.Announced(inside), len(inside)
	// refuse counts with marks between the thousands.
	refuse := func(code keys.Code, format string, counts ...int) (block, []byte, error) {
		var args []any
		for _, n := range counts {
			args = append(args, words.Thousands(n))
		}
		return b, nil, keys.Refuse(code, fmt.Sprintf(format, args...), keys.Damaged)
	}
	ended := b.endLabel != ""
	silent := strings.HasPrefix(string(inside), locks.OpenSSHMagic) || b.label == "SSH2 PUBLIC KEY" // these announce nothing
	switch {
	case codec.CaseLost(chars):
		return b, nil, caseLost()
	case !ended && needs > has:
		return refuse(keys.Truncated, "This key is cut off: its END line is missing. It announces %s bytes, and about %s are there.", needs, has)
	case !ended && (needs == 0 || needs < has):
		return refuse(keys.Truncated, "This key is cut off: its END line is missing.")
	case chars == "":
		return refuse(keys.PEMEmpty, "There is nothing between the BEGIN and END lines.")
	case len(chars)%4 != 0 && needs == has && codec.Lone(bare) == 0:
		b.input = b.note(keys.FixedPadding, "padding")
	case len(chars)%4 != 0:
		return refuse(keys.B64Length, "The text between the BEGIN and END lines is not whole: it has %s characters, and base64 comes in groups of four.", len(chars))
	case silent, needs == 0 && known.IsKey(string(inside)):
	case needs == 0:
		return refuse(keys.UnknownBinary, "The text between the BEGIN and END lines is not a key, or its first line is missing, changed or in another place.")
	case needs > has:
		return refuse(keys.PEMBodyLength, "%s bytes are missing in this key: it announces %s bytes, and %s are there."+wholeLines(needs-has), needs-has, needs, has)
	case needs < has && !sound(inside[:needs]):
		return refuse(keys.PEMBodyLength, "There are %s bytes too many in this key: it announces %s bytes, and %s are there."+wholeLines(has-needs), has-needs, needs, has)
	}
	return b, inside, nil
}

// bodyChars is the base64 of a PEM body without its white space. What is put right on
// the way is noted; the first character that cannot be put right is refused.
func bodyChars(b block) (block, string, error) {
	t := b.with(dropBodyHeaders(b.Body))
	lines := strings.Split(strings.TrimRight(t.Body, space), "\n")
	oneLine := strings.TrimLeft(lines[0], space) != "" && b.begun
	if oneLine {
		t = t.note(keys.FixedOneLine, "lost line ends")
	}
	for _, line := range lines[1:] {
		if strings.TrimLeft(line, " \t") != line && strings.Trim(line, space) != "" {
			t = t.note(keys.FixedIndent, "white space at the start of lines")
			break
		}
	}
	body, spaced := codec.Unspace(t.Body)
	if spaced != nil && (!oneLine || spaced.Code != keys.FixedSpaces) {
		t = t.remark(*spaced)
	}
	chars, err := base64Chars(t.with(body))
	if err != nil {
		return b, "", err
	}
	b.input.repairs = t.repairs
	return b, chars, nil
}

// base64Chars is the text without its line ends. It points at the first character
// that is not in the alphabet.
func base64Chars(t input) (string, error) {
	chars, err := codec.Chars(t.Body)
	if bad, ok := err.(*codec.BadChar); ok {
		return "", keys.Refuse(keys.B64BadChar, "This would be a key, but "+bad.Name()+" "+t.Where(bad.At)+" does not belong there.", keys.Damaged)
	}
	return chars, nil
}

func caseLost() error {
	return keys.Refuse(keys.B64CaseLost, "All letters of this key are of one case. Base64 needs both, so the key is lost in this text.", keys.Damaged)
}

// bodyHeaders are lines of the form "Name: value" at the start of a body (RFC 4716 3.3), behind
// the end of its BEGIN line. A backslash says that one goes on in the next line.
var bodyHeaders = once.Regexp(`^[ \t\r]*\n(?:[ \t\r]*(?:[^\s:+/=]+: (?:[^\n]*\\[\r]*\n)*[^\n]*)?\n)*`)

// dropBodyHeaders blanks them out, for they say nothing about the key.
func dropBodyHeaders(body string) string {
	head := bodyHeaders().FindString(body)
	return strings.Repeat("\n", strings.Count(head, "\n")) + body[len(head):]
}

func sound(b []byte) bool {
	s := der.Outline(b)
	if s == der.Certificate || s == der.Encrypted {
		return true
	}
	_, err := der.Parse(s, b)
	return err == nil
}

// wholeLines adds that the loss is a number of whole lines of 64 characters,
// which hold 48 bytes each.
func wholeLines(bytes int) string {
	switch {
	case bytes == 48:
		return " That is one line of 64 characters."
	case bytes%48 == 0:
		return fmt.Sprintf(" That is %d lines of 64 characters.", bytes/48)
	}
	return ""
}
