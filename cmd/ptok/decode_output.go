package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// decodedAnswer is the JSON of "ptok decode", in the order of the contract.
type decodedAnswer struct {
	Kind      token.Kind      `json:"kind"`
	Platform  string          `json:"platform"`
	Token     string          `json:"token"`
	Header    json.RawMessage `json:"header"`
	Claims    json.RawMessage `json:"claims"`
	Footer    string          `json:"footer"`
	Plaintext string          `json:"plaintext"`
	Signature token.State     `json:"signature"`
	Times     decodedTimes    `json:"times"`
	URL       string          `json:"url"`
	Others    []string        `json:"others"`
}

// decodedTimes are the moments that a clock can reach; others are left out.
type decodedTimes struct {
	Exp string `json:"exp,omitempty"`
	Iat string `json:"iat,omitempty"`
	Nbf string `json:"nbf,omitempty"`
}

func decodedJSON(c diagnosis.Case) decodedAnswer {
	a := decodedAnswer{
		Kind: c.Kind(), Token: c.Paste.Token, Header: objectJSON(token.Object{}), Claims: objectJSON(token.Object{}),
		Signature: token.Unchecked, Others: append([]string{}, c.Paste.Others...),
	}
	if c.Platform != nil {
		a.Platform = c.Platform.Name
	}
	if c.URL != nil {
		a.URL = c.URL.String()
	}
	if c.Proof.Check.State != "" {
		a.Signature = c.Proof.Check.State
	}
	t := c.Token
	if t == nil {
		return a
	}
	a.Header, a.Claims = objectJSON(t.Header), objectJSON(t.Claims)
	if utf8.Valid(t.Footer) {
		a.Footer = string(t.Footer)
	}
	if isPlaintext(t) && utf8.Valid(t.Payload) {
		a.Plaintext = string(t.Payload)
	}
	for claim, at := range map[string]*string{"exp": &a.Times.Exp, "iat": &a.Times.Iat, "nbf": &a.Times.Nbf} {
		if m, ok := t.Time(claim); ok && m.Usable() {
			*at = moment(m.At)
		}
	}
	return a
}

// isPlaintext reports whether what is in a token is a text of its own, beside or
// in place of claims: a payload that is no JSON, or the parameters of an opened
// token that is no PASETO.
func isPlaintext(t *token.Token) bool {
	return t.Kind == token.JWS || t.Opened && (t.Scheme == "" || !t.Claims.Readable)
}

// writeDecoded answers in words: the verdict, then what it rests on.
func (p *program) writeDecoded(c diagnosis.Case) {
	v := c.Verdict
	p.line(v.Headline)
	if k := c.Kind(); k != token.JWT && k != token.Unknown {
		p.line("  Its kind is " + string(k) + ".")
	}
	for _, s := range []string{v.Detail, v.Fix} {
		if s != "" {
			p.line("  " + s)
		}
	}
	for i, f := range v.Findings {
		if i > 0 || f.Severity == platform.Info {
			p.line("  Also: " + f.Title + ". " + f.Evidence)
		}
	}
	if t := c.Token; t != nil {
		p.object("Header", t.Header)
		p.object("Claims", t.Claims)
		if isPlaintext(t) && len(t.Payload) > 0 {
			p.heading("Payload")
			p.payload(t.Payload)
		}
		if len(t.Footer) > 0 {
			p.heading("Footer")
			p.payload(t.Footer)
		}
		p.times(t)
		p.signature(c)
		p.readings(c)
		p.faults(t, v)
	}
	if n := len(c.Paste.Others); n > 0 {
		p.heading(fmt.Sprintf("Further tokens in the text: %d", n))
	}
}

// line writes a line of text, made inert.
func (p *program) line(s string) { p.out.WriteString(token.Inert(s) + "\n") }

func (p *program) heading(s string) {
	p.out.WriteByte('\n')
	p.line(s)
}

// object writes the members in their order, as they are spelled in the token.
func (p *program) object(heading string, o token.Object) {
	if !o.Readable && len(o.Members) == 0 {
		return
	}
	if !o.Readable {
		heading += ", as far as it can be read"
	}
	p.heading(heading)
	var b bytes.Buffer
	if err := json.Indent(&b, objectJSON(o), "", "  "); err != nil {
		panic(err) // an object of the core is always JSON
	}
	for l := range strings.SplitSeq(b.String(), "\n") {
		p.line("  " + l)
	}
}

// payload writes one that is no JSON object.
func (p *program) payload(b []byte) {
	if !utf8.Valid(b) {
		p.line(fmt.Sprintf("  %d bytes that are not text", len(b)))
		return
	}
	for l := range strings.SplitSeq(string(b), "\n") {
		p.line("  " + l)
	}
}

func (p *program) times(t *token.Token) {
	table := newTable(&p.out, "  ")
	first := true
	for _, claim := range []string{"iat", "nbf", "exp"} {
		m, ok := t.Time(claim)
		if !ok {
			continue
		}
		if first {
			p.heading("Times")
			first = false
		}
		said := m.Said()
		if m.Usable() {
			said = clocks(m.At, p.Now(), p.Zone)
		}
		table.row(claim, said)
	}
	table.flush()
}

func (p *program) signature(c diagnosis.Case) {
	t, check := c.Token, c.Proof.Check
	by := ""
	if check.State == token.Valid && check.Key != nil {
		by = " for " + describeKey(check.Key)
	}
	switch {
	case t.Kind == token.JWT || t.Kind == token.JWS:
		p.heading("Signature")
		p.line(fmt.Sprintf("  %d bytes, %s%s", len(t.Signature), check.State, by))
	case t.Kind == token.SignedURL:
		p.heading("Signature")
		p.line("  " + string(check.State) + by)
	case t.Kind.Encrypted():
		p.heading("Authenticity")
		p.line("  " + string(check.State) + by)
	default:
		return
	}
	if check.Reason != "" {
		p.line("  " + check.Reason)
	}
}

func describeKey(k *keys.Key) string {
	if f := k.ShortFingerprint(); f != "" {
		return "key " + f + " (" + k.Title() + ")"
	}
	return "this " + k.Title()
}

// readings tell what the claims mean on the platform.
func (p *program) readings(c diagnosis.Case) {
	if c.Platform == nil || c.Platform.Read == nil {
		return
	}
	list := c.Platform.Read(c.Token)
	if len(list) == 0 {
		return
	}
	p.heading(c.Platform.Label)
	t := newTable(&p.out, "  ")
	for _, r := range list {
		t.row(r.Label, reading(r))
	}
	t.flush()
}

func reading(r platform.Reading) string {
	s := strings.TrimSpace(r.Value + " " + r.Code)
	if r.Note != "" {
		s += " (" + r.Note + ")"
	}
	return s
}

// faults lists what is wrong with the text, but for what the verdict has told.
func (p *program) faults(t *token.Token, v diagnosis.Verdict) {
	first := true
	for _, f := range t.Faults {
		if f.Text == v.Detail {
			continue
		}
		if first {
			p.heading("Found in its text")
			first = false
		}
		p.line("  " + f.Text)
	}
}
