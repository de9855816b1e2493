package answer

import (
	"strings"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/diagnosis/reply"
	"playtoken/core/diagnosis/report"
	"playtoken/core/extract"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/verify"
)

// mostBeside is how many lines with a token a text has that is read as such.
const mostBeside = 5

// isList reports whether a text is better read line by line: a log, or a list of tokens.
func isList(p extract.Paste) bool {
	n, text := 0, p.Text
	if p.IsLog() {
		return true
	}
	for line := range strings.Lines(text) {
		if n <= mostBeside && !extract.Quiet(line) && len(extract.Read(line).All) > 0 {
			n++
		}
	}
	return n > mostBeside && extract.IsList(text)
}

// Read judges a text as of now, with the public key that was given. A text that is a secret
// is refused: of it stands nothing in the answer.
func (r *Reader) Read(text string, now time.Time) Answer { return r.ReadToken(text, 0, now) }

// ReadToken is Read for one of the tokens of the text, from 1; 0 is the one that the stream is
// played with.
func (r *Reader) ReadToken(text string, nth int, now time.Time) Answer {
	r.last, r.now = nil, now
	if strings.TrimSpace(text) == "" {
		return Answer{State: Empty}
	}
	c := diagnosis.Read(text, diagnosis.Options{Now: now, Keys: r.keys, Token: nth})
	switch {
	case c.Paste.HasKey && r.Key(text).Taken:
		return Answer{State: IsKey, Headline: publicKey, Lines: []string{publicKeyUse}, Cleaned: true}
	case c.Paste.HasKey:
		return Answer{State: Refused, Headline: privateKey, Lines: []string{notKept, whereSecrets}, Cleaned: true}
	case !c.Answered() && c.Paste.IsSecret(text):
		return Answer{State: Refused, Headline: sharedSecret, Lines: []string{notKept, whereSecrets}, Cleaned: true}
	}
	r.last = &c
	a := r.of(&c)
	a.Reply = reply.Text(c, now)
	a.List = isList(c.Paste) || c.Paste.Is == extract.TooLarge && extract.IsLog([]byte(text))
	if c.Paste.KeyBeside {
		a.Safe, a.Cleaned = c.Paste.Text, true
		a.Lines = append(a.Lines, keyBeside)
	}
	return a
}

// Report is the last text for a ticket, as Markdown, "" where nothing was read. mask leaves
// out what tells of a viewer or an account.
func (r *Reader) Report(mask bool) string {
	if r.last == nil || !r.last.Answered() {
		return ""
	}
	return report.New(*r.last, report.Options{Zone: r.Zone, Now: r.now, Mask: mask}).Markdown()
}

// KeyAnswer is what became of a key.
type KeyAnswer struct {
	Taken   bool   `json:"taken"`
	Title   string `json:"title"`   // "RSA 2048, public"
	Print   string `json:"print"`   // the fingerprint
	Problem string `json:"problem"` // why it was not taken
	Secret  bool   `json:"secret"`  // it is, or may be, a secret: it must not stand in the field
}

// Key takes a public key, or a set of them, to check signatures with; "" takes it away. One
// with a private half, and a shared secret, are refused and not kept.
func (r *Reader) Key(text string) KeyAnswer {
	r.keys = nil
	if strings.TrimSpace(text) == "" {
		return KeyAnswer{}
	}
	// What is no key may be a secret, or the beginning of one: only what calls itself public stays.
	shows := strings.Contains(text, "PUBLIC KEY") || strings.Contains(text, "CERTIFICATE")
	list := verify.ReadAll(givenHere, []byte(text), importer.Options{})
	for _, k := range list {
		a := k.Answer
		switch {
		case a.Taken() && !a.Key.Private():
		case a.Private || a.Taken() && a.Key.Kind() != keys.Secret:
			return KeyAnswer{Secret: true, Problem: privateKey + ". " + notKept}
		case shows:
			return KeyAnswer{Problem: strings.TrimSpace(a.Message + " " + wantsPublic)}
		default:
			return KeyAnswer{Secret: true, Problem: wantsPublic + " " + notKept}
		}
	}
	r.keys = list
	first := list[0].Answer.Key
	answer := KeyAnswer{Taken: true, Title: first.Title(), Print: first.ShortFingerprint()}
	if len(list) > 1 {
		answer.Title, answer.Print = severalKeys(len(list)), ""
	}
	return answer
}
