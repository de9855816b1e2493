package keys

import (
	"encoding/base64"
	"fmt"
	"strings"

	"playtoken/core/once"
	"playtoken/core/words"
)

var dekInfoLine = once.Regexp(`(?s)Proc-Type:\s*4,\s*ENCRYPTED.{0,40}?DEK-Info:[ \t]*([A-Z0-9-]+,[0-9A-Fa-f]+)`)

// about adds what the label and the start of the body tell, unless more is
// known already.
func (b block) about(a Answer) Answer {
	if a.Kind != "" || a.Taken() {
		return a
	}
	kind, bits := peek(b.label, b.text)
	return a.about(kind, bits, b.want.private() || strings.Contains(b.label, "PRIVATE"))
}

// peek reads kind and size from the start of a body that may be damaged.
func peek(label, body string) (Kind, int) {
	body = strings.Map(func(c rune) rune {
		if strings.ContainsRune(space, c) {
			return -1
		}
		return c
	}, body)
	der, _ := base64.StdEncoding.DecodeString(body[:min(len(body), 400)/4*4]) // as far as it goes
	if bits := modulusBits(der); bits > 0 {
		return RSA, bits
	}
	switch {
	case strings.HasPrefix(label, "RSA "):
		return RSA, 0
	case strings.HasPrefix(label, "EC "):
		return EC, 0
	}
	return "", 0
}

// decode gives the bytes of the block, or says what is wrong with the body.
func (r *reader) decode(b block) ([]byte, *Answer) {
	refused := func(a Answer) ([]byte, *Answer) { return nil, &a }
	chars, fault := r.bodyChars(b)
	if fault != nil {
		return nil, fault
	}
	bare := strings.TrimRight(chars, "=")
	der, _ := base64.RawStdEncoding.DecodeString(bare[:len(bare)-lone(bare)])
	needs, has := announced(der), len(der)
	short := fmt.Sprintf("It announces %s bytes, and about %s are there.", words.Thousands(needs), words.Thousands(has))
	whole := strings.HasPrefix(string(der), opensshMagic) || b.label == "SSH2 PUBLIC KEY" // these announce nothing
	switch {
	case chars != "" && caseLost(chars):
		return refused(caseLostAnswer())
	case !b.ended && needs > has:
		return refused(refuse(Truncated, "This key is cut off: its END line is missing. "+short, copyAgain))
	case !b.ended && (needs == 0 || needs < has):
		return refused(refuse(Truncated, "This key is cut off: its END line is missing.", copyAgain))
	case chars == "":
		return refused(refuse(PEMEmpty, "There is nothing between the BEGIN and END lines.", copyAgain))
	case len(chars)%4 != 0 && needs == has && lone(bare) == 0:
		r.remark(remark{code: FixedPadding, repair: "padding"})
	case len(chars)%4 != 0:
		return refused(refuse(B64Length, fmt.Sprintf("The text between the BEGIN and END lines is not whole: it has %s characters, and base64 comes in groups of four.", words.Thousands(len(chars))), copyAgain))
	case whole:
	case needs == 0:
		return refused(refuse(UnknownBinary, "The text between the BEGIN and END lines is not a key, or its first line is missing, changed or in another place.", copyAgain))
	case needs > has:
		return refused(refuse(PEMBodyLength, fmt.Sprintf("%s bytes are missing in this key: it announces %s bytes, and %s are there.%s",
			words.Thousands(needs-has), words.Thousands(needs), words.Thousands(has), wholeLines(needs-has)), copyAgain))
	case needs < has && !sound(der[:needs]):
		return refused(refuse(PEMBodyLength, fmt.Sprintf("There are %s bytes too many in this key: it announces %s bytes, and %s are there.%s",
			words.Thousands(has-needs), words.Thousands(needs), words.Thousands(has), wholeLines(has-needs)), copyAgain))
	}
	return der, nil
}

// sound reports whether a key reads without fault.
func sound(der []byte) bool {
	s := outline(der)
	if s == certificate || s == encrypted {
		return true
	}
	_, fault := parse(s, der)
	return fault == nil
}

// lone is 1 when the last character of base64 stands alone in its group, and
// gives no byte.
func lone(bare string) int {
	if len(bare)%4 == 1 {
		return 1
	}
	return 0
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
