package damage

import (
	"encoding/base64"
	"regexp"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/der"
	"playtoken/core/keys/internal/text"
	"playtoken/core/once"
)

// envelope is what the clean stretches tell about the PEM text as it was before
// characters were lost.
type envelope struct {
	label   string
	lineEnd string
	wrap    int    // characters in a line of the body; 0 when it is one line
	tail    string // line ends after the END line
	ended   bool   // an END line was seen
	size    int    // bytes the key announces; 0 when that cannot be read
	kind    keys.Kind
	bits    int
}

var (
	bodyStart = once.Regexp(`-----(\r?\n)(M[A-Za-z0-9+/]{7,})`)
	wholeLine = once.Regexp(`\n([A-Za-z0-9+/]{60,76})\r?\n`)
	longLine  = once.Regexp(`[A-Za-z0-9+/]{77,}`)
	textEnd   = once.Regexp(`-----([\r\n]*)$`)
)

// maxDER is more than a key of 16,384 bits has, in bytes. A greater length was
// read from damaged text, and would make the search for the places slow.
const maxDER = 16 << 10

// readEnvelope reads it from the decoded stretches. It reports false when they
// do not look like PEM.
func readEnvelope(stretches []string) (e envelope, ok bool) {
	all := strings.Join(stretches, "\x00") // which no expression goes beyond
	for _, line := range []*regexp.Regexp{text.BeginLine(), text.EndLine()} {
		if m := line.FindStringSubmatch(all); m != nil && e.label == "" {
			e.label = m[1]
		}
	}
	if m := bodyStart().FindStringSubmatchIndex(all); m != nil {
		e.lineEnd = all[m[2]:m[3]]
		start, _ := base64.StdEncoding.DecodeString(all[m[4] : m[4]+8])
		if n := der.Announced(start); n <= maxDER {
			e.size = n
		}
		e.kind, e.bits = Peek(e.label, all[m[4]:])
	}
	lines := wholeLine().FindAllStringSubmatch(all, 2)
	if n := len(lines); n == 2 || n == 1 && !longLine().MatchString(all) { // else two lines that a loss has joined
		e.wrap = len(lines[0][1])
	}
	e.ended, e.tail = strings.Contains(all, "-----END "), "\n"
	if m := textEnd().FindStringSubmatch(all); m != nil && e.ended {
		e.tail = m[1]
	}
	return e, der.Under(e.label) != der.Unknown
}

// bodyAt is the place of the body's character n in the PEM text.
func (e envelope) bodyAt(n int) int {
	at := len("-----BEGIN -----") + len(e.label) + len(e.lineEnd) + n
	if e.wrap > 0 {
		at += n / e.wrap * len(e.lineEnd)
	}
	return at
}

// bodyChars is the length of the whole body in base64 characters.
func (e envelope) bodyChars() int { return (e.size + 2) / 3 * 4 }

// textLen is the length of the whole PEM text in bytes, 0 when it is not known.
//
//go:noinline // its copies would make ptok larger
func (e envelope) textLen() int {
	if e.size == 0 {
		return 0
	}
	return e.bodyAt(e.bodyChars()-1) + 1 + len(e.lineEnd) + len("-----END -----") + len(e.label) + len(e.tail)
}

// outerLen is the number of base64 characters that the text makes.
func (e envelope) outerLen() int { return (e.textLen() + 2) / 3 * 4 }

// Peek reads kind and size from the label and the start of a body that may be damaged.
func Peek(label, body string) (keys.Kind, int) {
	body = codec.Bare(body[:min(len(body), 600)])
	start, _ := base64.StdEncoding.DecodeString(body[:min(len(body), 400)/4*4]) // as far as it goes
	if bits := der.ModulusBits(start); bits > 0 {
		return keys.RSA, bits
	}
	switch {
	case strings.HasPrefix(label, "RSA "):
		return keys.RSA, 0
	case strings.HasPrefix(label, "EC "):
		return keys.EC, 0
	}
	return "", 0
}
