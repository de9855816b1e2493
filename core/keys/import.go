package keys

import (
	"fmt"
	"strings"
)

// maxInput is the greatest text that is read, in bytes. An RSA key of 16,384
// bits in base64 of base64 of PEM has 24 KiB.
const maxInput = 256 << 10

// copyAgain is the hint for a text that was damaged on its way.
const copyAgain = "Copy the whole key again from where it was created. A damaged private key is still a secret."

// reader carries along what is learned on the way from the pasted text to the
// key.
type reader struct {
	remarks []remark
	wraps   []string // what was unwrapped, outermost first: "JSON", "base64"
}

// Import reads a key from whatever was pasted or dropped. It looks at 256 KiB
// at the most, opens no file and no connection, and never panics.
func Import(data []byte) Answer {
	if len(data) > maxInput {
		return refuse(UnknownBinary, fmt.Sprintf("This is %s KiB of data. A key is far smaller, so it was not read.", count(len(data)>>10)),
			"Paste the key alone.")
	}
	r := new(reader)
	return r.read(paste{text: string(data), line: 1, column: 1})
}

// read looks at one layer: the pasted text, or what was inside a wrapper.
func (r *reader) read(p paste) Answer {
	if isBinary(p.text) {
		return binary([]byte(p.text))
	}
	p = r.unquote(p.trim())
	if strings.HasPrefix(p.text, "{") {
		return r.json(p)
	}
	p = r.unescape(p)
	if a, ok := notKey(p.text); ok {
		return a
	}
	switch {
	case pemMark.MatchString(p.text):
		return r.pem(p)
	case seemsBase64(p.text):
		return r.base64(p)
	}
	return unknownText()
}

// take turns a whole DER text into the final answer.
func (r *reader) take(s structure, der []byte) Answer {
	f, fault := parse(s, der)
	if fault != nil {
		return *fault
	}
	a := Answer{Verdict: Accept, Kind: f.key.Kind(), Bits: f.key.Bits(), Private: f.key.Private(), Key: f.key, Form: r.form(s)}
	// A warning about the key comes before what was done to its text.
	var said []string
	for _, m := range append(f.remarks, r.remarks...) {
		a.Codes = append(a.Codes, m.code)
		if m.warning != "" {
			said = append(said, m.warning)
		}
		if m.repair != "" {
			a.Repairs = append(a.Repairs, m.repair)
		}
	}
	if len(a.Codes) == 0 {
		return a
	}
	if len(a.Repairs) > 0 {
		said = append(said, "Put right while reading: "+strings.Join(a.Repairs, ", ")+".")
	}
	a.Verdict, a.Code, a.Message = AcceptWarn, a.Codes[0], strings.Join(said, " ")
	return a
}

// form words how the key was written, for "Read from ...".
func (r *reader) form(s structure) string {
	pem := "PEM"
	if !s.private() {
		pem = "public PEM"
	}
	if len(r.wraps) > 0 {
		return strings.Join(r.wraps, " of ") + " of " + pem
	}
	switch s {
	case spkiPublic:
		return pem
	case pkcs1Public:
		return pem + ", PKCS#1"
	}
	return pem + ", " + string(s)
}

// remark notes a repair, once.
func (r *reader) remark(m remark) {
	for _, old := range r.remarks {
		if old.code == m.code {
			return
		}
	}
	r.remarks = append(r.remarks, m)
}
