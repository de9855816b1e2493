package keys

import (
	"encoding/base64"
	"regexp"
	"strings"

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
	der     int    // bytes the key announces; 0 when that cannot be read
	kind    Kind
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
func readEnvelope(texts []string) (e envelope, ok bool) {
	for _, t := range texts {
		for _, line := range []*regexp.Regexp{beginLine(), endLine()} {
			if m := line.FindStringSubmatch(t); m != nil && e.label == "" {
				e.label = m[1]
			}
		}
		if m := bodyStart().FindStringSubmatch(t); m != nil && e.lineEnd == "" {
			e.lineEnd = m[1]
			e.der = announcedBy(m[2])
			body := t[strings.Index(t, m[2]):]
			e.kind, e.bits = peek(e.label, body)
		}
		if m := wholeLine().FindStringSubmatch(t); m != nil && e.wrap == 0 {
			e.wrap = len(m[1])
		}
		if strings.Contains(t, "-----END ") {
			e.ended = true
		}
	}
	lined := 0
	for _, t := range texts {
		lined += len(wholeLine().FindAllString(t, 2))
	}
	for _, t := range texts {
		if lined < 2 && longLine().MatchString(t) { // else two lines that a loss has joined
			e.wrap = 0
		}
	}
	e.tail = "\n"
	if m := textEnd().FindStringSubmatch(texts[len(texts)-1]); m != nil && e.ended {
		e.tail = m[1]
	}
	_, known := structures[e.label]
	return e, known
}

// announcedBy reads the length out of the first characters of a PEM body.
func announcedBy(body string) int {
	der, err := base64.StdEncoding.DecodeString(body[:8])
	if n := announced(der); err == nil && n <= maxDER {
		return n
	}
	return 0
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
func (e envelope) bodyChars() int { return (e.der + 2) / 3 * 4 }

// textLen is the length of the whole PEM text in bytes, 0 when it is not known.
func (e envelope) textLen() int {
	if e.der == 0 {
		return 0
	}
	return e.bodyAt(e.bodyChars()-1) + 1 + len(e.lineEnd) + len("-----END -----") + len(e.label) + len(e.tail)
}

// outerLen is the number of base64 characters that the text makes.
func (e envelope) outerLen() int { return (e.textLen() + 2) / 3 * 4 }
