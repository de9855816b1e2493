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
		Signature: token.Unchecked, Others: []string{},
	}
	if c.Found != nil {
		a.Token = c.Found.Token
	}
	for i, f := range c.Paste.All {
		if i != c.Nth() {
			a.Others = append(a.Others, f.Token)
		}
	}
	if c.Platform != nil {
		a.Platform = c.Platform.Name
	}
	if c.URL != nil {
		a.URL = c.URL.String()
	}
	if c.Verified.State != "" {
		a.Signature = c.Verified.State
	}
	t := c.Token
	if t == nil {
		return a
	}
	a.Header, a.Claims = objectJSON(t.Header), objectJSON(t.Claims)
	if utf8.Valid(t.Footer) {
		a.Footer = string(t.Footer)
	}
	if t.HasPlaintext() && utf8.Valid(t.Payload) {
		a.Plaintext = string(t.Payload)
	}
	for claim, at := range map[string]*string{"exp": &a.Times.Exp, "iat": &a.Times.Iat, "nbf": &a.Times.Nbf} {
		if m, ok := t.Time(claim); ok && m.Usable() {
			*at = moment(m.At)
		}
	}
	return a
}

// write answers in words: the verdict, then what it rests on.
func (d *decoding) write(c diagnosis.Case) {
	v := c.Verdict
	d.line(v.Title())
	if since := v.Since(); since != "" {
		d.line("  " + since)
	}
	if k := c.Kind(); k != token.JWT && k != token.Unknown {
		d.line("  Its kind is " + string(k) + ".")
	}
	for _, s := range []string{v.Detail, v.Fix} {
		if s != "" {
			d.line("  " + s)
		}
	}
	for i, f := range v.Findings {
		if i > 0 || f.Severity == platform.Info {
			d.line("  Also: " + f.Title + ". " + f.Evidence)
		}
	}
	if t := c.Token; t != nil {
		d.object("Header", t.Header)
		d.object("Claims", t.Claims)
		if t.HasPlaintext() && len(t.Payload) > 0 {
			d.heading("Payload")
			d.payload(t.Payload)
		}
		if len(t.Footer) > 0 {
			d.heading("Footer")
			d.payload(t.Footer)
		}
		d.times(t)
		d.signature(c)
		d.meanings(c)
		d.faults(t, v)
	}
	if n := len(c.Paste.Others); n > 0 {
		d.heading(fmt.Sprintf("Further tokens in the text: %d", n))
	}
}

// object writes the members in their order, as they are spelled in the token.
func (d *decoding) object(heading string, o token.Object) {
	if !o.Readable && len(o.Members) == 0 {
		return
	}
	if !o.Readable {
		heading += ", as far as it can be read"
	}
	d.heading(heading)
	var b bytes.Buffer
	if err := json.Indent(&b, objectJSON(o), "", "  "); err != nil {
		panic(err) // an object of the core is always JSON
	}
	for l := range strings.SplitSeq(b.String(), "\n") {
		d.line("  " + l)
	}
}

// payload writes one that is no JSON object.
func (d *decoding) payload(b []byte) {
	if !utf8.Valid(b) {
		d.line(fmt.Sprintf("  %d bytes that are not text", len(b)))
		return
	}
	for l := range strings.SplitSeq(string(b), "\n") {
		d.line("  " + l)
	}
}

func (d *decoding) times(t *token.Token) {
	table := newTable(&d.out, "  ")
	first := true
	for _, claim := range []string{"iat", "nbf", "exp"} {
		m, ok := t.Time(claim)
		if !ok {
			continue
		}
		if first {
			d.heading("Times")
			first = false
		}
		said := t.SaidOf(claim, d.Now())
		if said == "" {
			said = clocks(m.At, d.Now(), d.Zone)
		}
		table.row(t.TimeName(claim), said)
	}
	table.flush()
}

func (d *decoding) signature(c diagnosis.Case) {
	t, check := c.Token, c.Verified.Check
	by := ""
	if check.State == token.Valid && check.Key != nil {
		by = " for " + describeKey(check.Key)
	}
	switch {
	case t.Sealed():
		d.heading("Authenticity")
		d.line("  " + string(check.State) + by)
	case t.Guessed(): // how long a signature is, its recipe says
		d.heading("Signature")
		d.line("  " + string(check.State) + by)
	case t.Checkable() && t.Recognised():
		d.heading("Signature")
		d.line(fmt.Sprintf("  %d bytes, %s%s", len(t.Signature), check.State, by))
	default:
		return
	}
	if reason := check.Reason.String(); reason != "" {
		d.line("  " + reason)
	}
}

func describeKey(k *keys.Key) string {
	if f := k.ShortFingerprint(); f != "" {
		return "key " + f + " (" + k.Title() + ")"
	}
	return "this " + k.Title()
}

// meanings tell what the claims mean on the platform.
func (d *decoding) meanings(c diagnosis.Case) {
	if c.Platform == nil || c.Platform.Meanings == nil {
		return
	}
	list := c.Platform.Meanings(c.Token)
	if len(list) == 0 {
		return
	}
	d.heading(c.Platform.Label)
	t := newTable(&d.out, "  ")
	for _, r := range list {
		t.row(r.Label, meaning(r))
	}
	t.flush()
}

func meaning(r platform.Meaning) string {
	s := strings.TrimSpace(r.Value + " " + r.Code)
	if r.Note != "" {
		s += " (" + r.Note + ")"
	}
	return s
}

// faults lists what is wrong with the text, but for what the verdict has told.
func (d *decoding) faults(t *token.Token, v diagnosis.Verdict) {
	first := true
	for _, f := range t.Faults {
		if f.Text() == v.Detail {
			continue
		}
		if first {
			d.heading("Found in its text")
			first = false
		}
		d.line("  " + f.Text())
	}
}
