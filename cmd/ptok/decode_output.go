package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"playtoken/core/diagnosis"
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

func (d *decoded) json() decodedAnswer {
	a := decodedAnswer{
		Kind: d.token.Kind, Token: d.paste.Token,
		Header: objectJSON(d.token.Header), Claims: objectJSON(d.token.Claims),
		Signature: d.check.State, Others: append([]string{}, d.paste.Others...),
	}
	if d.platform != nil {
		a.Platform = d.platform.Name
	}
	if d.paste.URL != nil {
		a.URL = d.paste.URL.String()
	}
	if d.token.Kind == token.JWS && utf8.Valid(d.token.Payload) {
		a.Plaintext = string(d.token.Payload)
	}
	for claim, at := range map[string]*string{"exp": &a.Times.Exp, "iat": &a.Times.Iat, "nbf": &a.Times.Nbf} {
		if m, ok := d.token.Time(claim); ok && m.Usable() {
			*at = moment(m.At)
		}
	}
	return a
}

// writeDecoded answers in words: the verdict, then what it rests on.
func (p *program) writeDecoded(d *decoded) {
	v := d.judge(p)
	p.line(v.Headline)
	if k := d.token.Kind; k != token.JWT && k != token.Unknown {
		p.line("  Its kind is " + string(k) + ".")
	}
	for _, s := range []string{v.Detail, v.Fix} {
		if s != "" {
			p.line("  " + s)
		}
	}
	for _, f := range v.Findings[min(1, len(v.Findings)):] {
		p.line("  Also: " + f.Title + ". " + f.Evidence)
	}
	p.object("Header", d.token.Header)
	p.object("Claims", d.token.Claims)
	if d.token.Kind == token.JWS && len(d.token.Payload) > 0 {
		p.heading("Payload")
		p.payload(d.token.Payload)
	}
	p.times(d.token)
	p.signature(d)
	p.readings(d)
	p.faults(d.token, v)
	if n := len(d.paste.Others); n > 0 {
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

func (p *program) signature(d *decoded) {
	if d.token.Kind != token.JWT && d.token.Kind != token.JWS {
		return
	}
	p.heading("Signature")
	what := fmt.Sprintf("  %d bytes, %s", len(d.token.Signature), d.check.State)
	if d.check.State == token.Valid {
		what += fmt.Sprintf(" for key %s (%s)", d.check.Key.ShortFingerprint(), d.check.Key.Title())
	}
	p.line(what)
	if d.check.Reason != "" {
		p.line("  " + d.check.Reason)
	}
}

// readings tell what the claims mean on the platform.
func (p *program) readings(d *decoded) {
	if d.platform == nil {
		return
	}
	p.heading(d.platform.Label)
	t := newTable(&p.out, "  ")
	for _, r := range d.platform.Read(d.token) {
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
