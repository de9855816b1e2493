package keys

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"playtoken/core/words"
)

// maxInput is the greatest text that is read, in bytes. An RSA key of 16,384
// bits in base64 of base64 of PEM has 24 KiB.
const maxInput = 256 << 10

// maxLayers is how many wrappers are opened: base64 of JSON of base64 of PEM.
const maxLayers = 6

// copyAgain is the hint for a text that was damaged on its way.
const copyAgain = "Copy the whole key again from where it was created. A damaged private key is still a secret."

// reader carries along what is learned on the way from the pasted text to the
// key.
type reader struct {
	opts    Options
	remarks []remark
	wraps   []string // what was unwrapped, outermost first: "JSON", "base64"
	shape   string   // how the key itself is written: "DER"; "" for PEM
	layers  int      // how many were opened
	inner   int      // remarks from here on are about what is inside of a name in front
	keyOnly bool     // here a text that is no key is not a shared secret either
}

// Import reads a key from whatever was pasted or dropped. It looks at 256 KiB
// at the most, opens no file and no connection, and never panics.
func Import(data []byte) Answer { return ImportWith(data, Options{}) }

// ImportWith is [Import] with a password, what the key is wanted for, or the
// answer to a question.
func ImportWith(data []byte, o Options) Answer {
	if len(data) > maxInput {
		return refuse(UnknownBinary, fmt.Sprintf("This is %s KiB of data. A key is far smaller, so it was not read.", words.Thousands(len(data)>>10)),
			"Paste the key alone.")
	}
	if !o.Want.takes(Secret) {
		o.Want.Secret = ReadHMAC // it will be refused, so nothing is asked about it
	}
	r := &reader{opts: o}
	if a, ok := r.quick(string(data)); ok {
		return a
	}
	return r.bytes(data)
}

// read looks at one layer of text: the pasted text, or what was inside a
// wrapper.
func (r *reader) read(p paste) Answer {
	if r.layers++; r.layers > maxLayers {
		return unknownText()
	}
	whole := p.text
	p = p.trim()
	if isBlank(p.text) {
		return refuse(Empty, "There is nothing here but white space.", "Paste a key, or drop a key file.")
	}
	if address := dataStart().FindString(p.text); address != "" {
		return r.dataURI(p, len(address))
	}
	if a, ok := r.sshBlob(p.text); ok {
		return a
	}
	if isKeyLike(p.text) {
		return r.key(p)
	}
	bare := r.fork().unquote(p)
	if bare.text != p.text {
		if a, ok := notKey(bare.text); ok {
			return a
		}
	}
	if a, ok := notKey(p.text); ok {
		return a
	}
	if a, ok := r.json(p); ok {
		return a
	}
	if a, ok := r.hexOfKey(p.text); ok {
		return a
	}
	if longBase64(bare.text) && !paserkText().MatchString(bare.text) && !separatedHex().MatchString(bare.text) {
		return r.base64(r.unquote(p))
	}
	return r.secret(whole)
}

// key reads a text in which something looks like a key of two halves. What
// copying adds is taken away first.
func (r *reader) key(p paste) Answer {
	if a, ok := notKey(p.text); ok && a.Code != IsHTML {
		return a
	}
	if a, ok := r.json(p); ok {
		return a
	}
	p = r.mend(p).trim()
	switch {
	case pemMark().MatchString(p.text):
		return r.pem(p)
	case sshLine().MatchString(p.text):
		return r.sshPublic(p)
	}
	return r.blobs(p)
}

// isBlank reports whether a text has nothing in it: white space of any script,
// characters that are not seen, a pair of quotes.
func isBlank(text string) bool {
	return len(text) < 64 && strings.TrimFunc(dropInvisible(text), func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune("\"'`", c) }) == "" ||
		strings.TrimSpace(text) == ""
}

// fork makes a reader for one of several keys in a text.
func (r *reader) fork() *reader {
	f := *r
	f.remarks, f.wraps = slices.Clone(r.remarks), slices.Clone(r.wraps)
	return &f
}

// covers are remarks that say enough: what comes with them every time is not
// told beside them.
var covers = map[Code][]Code{
	FixedIndent:          {TakenFromYAML, FixedSourceCode, FixedQuotePrefix, FixedHTML},
	FixedQuotes:          {TakenFromYAML, FixedSourceCode, FixedEnvLine},
	FixedEscapedNewlines: {FixedSourceCode},
	FixedOneLine:         {FixedSourceCode, FixedPercent},
	FixedSpaces:          {FixedSourceCode},
}

// remark notes a repair, once.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (r *reader) remark(m remark) {
	for _, old := range r.remarks {
		if old.code == m.code || slices.Contains(covers[m.code], old.code) {
			return
		}
	}
	r.remarks = append(r.remarks, m)
}

// remarkAround notes what stands around a key: it comes before what was noted
// about its inside.
func (r *reader) remarkAround(m remark) {
	inside := slices.Clone(r.remarks[r.inner:])
	for _, i := range inside {
		if slices.Contains(covers[m.code], i.code) {
			return
		}
	}
	r.remarks = r.remarks[:r.inner]
	r.remark(m)
	for _, i := range inside {
		r.remark(i)
	}
}

// remarkFirst notes what the text is altogether.
func (r *reader) remarkFirst(m remark) { r.remarks = append([]remark{m}, r.remarks...) }
