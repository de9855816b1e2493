// Package report makes a text of a case that can be put into a ticket: as Markdown for
// people, as JSON for programs.
package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/diagnosis/redact"
	"playtoken/core/humantime"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// Options say for whom a report is made.
type Options struct {
	Zone *time.Location // of the local times, UTC where it is nil
	Now  time.Time      // the clock, where the verdict does not say of which moment it is
	Mask bool           // leave out what tells of a viewer or an account: viewer identifiers, kid, sub
}

// Report is a case as it may be put into a ticket, where many people read it. It
// holds what is named here and nothing else: the signature and the token in the
// URL are cut to their first characters, and nothing of a key stands in it but
// its kind, size and fingerprint. The names are those of its JSON.
type Report struct {
	Verdict   diagnosis.State    `json:"verdict"`
	Headline  string             `json:"headline"`
	Detail    string             `json:"detail"`
	Fix       string             `json:"fix"`
	At        string             `json:"at"` // the moment that the verdict speaks of, RFC 3339 in UTC
	Platform  string             `json:"platform"`
	Kind      token.Kind         `json:"kind"`
	Length    int                `json:"length"` // of the token, in characters
	Signature Signature          `json:"signature"`
	Key       *Key               `json:"key"` // the key that the signature was checked with, null for none
	URL       string             `json:"url"`
	Findings  []platform.Finding `json:"findings"`
	Times     []Time             `json:"times"`
	Header    json.RawMessage    `json:"header"`
	Claims    json.RawMessage    `json:"claims"` // of an encrypted token those that a key opened
	Footer    string             `json:"footer"` // of a PASETO; readable without a key

	label string // of the platform
}

// Signature is what cryptography says of the token. An encrypted token is
// valid when a key authenticated it; it has no signature to show.
type Signature struct {
	State token.State `json:"state"`
	Text  string      `json:"text"` // its first 6 characters, "" for none
	Bytes int         `json:"bytes"`
	Note  string      `json:"note"` // why it is not valid
}

// Key is all that is told of a key.
type Key struct {
	Kind        keys.Kind `json:"kind"`
	Bits        int       `json:"bits"`
	Fingerprint string    `json:"fingerprint"` // 16 digits of the SHA-256 of the SPKI, "" for a shared secret

	title string
}

// Time is one moment of a token.
type Time struct {
	Claim string `json:"claim"`
	Value string `json:"value"` // as it stands in the token
	UTC   string `json:"utc"`   // RFC 3339, "" where it is no date that a clock reaches
	Local string `json:"local"`
	Note  string `json:"note"` // "2 h 14 min ago", or what is wrong with it

	words string
}

// New makes the report of a case.
func New(c diagnosis.Case, o Options) Report {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	if at := c.Verdict.AsOf.At; !at.IsZero() {
		o.Now = at
	}
	safe := redact.New(c, o.Mask)
	why := c.Why()
	r := Report{
		Verdict: why.Verdict, Headline: safe.Text(why.Headline), Detail: safe.Text(c.Verdict.Detail), Fix: safe.Text(c.Verdict.Fix),
		At: o.Now.UTC().Format(time.RFC3339), Platform: why.Platform, Kind: why.Kind,
		Signature: Signature{State: why.Signature, Note: safe.Text(c.Verified.Reason.String())},
		URL:       safe.URL(c.URL, c.Found),
		Header:    json.RawMessage("{}"), Claims: json.RawMessage("{}"),
		Findings: make([]platform.Finding, len(why.Findings)), Times: []Time{},
	}
	if since := c.Verdict.Since(); since != "" {
		r.Detail = strings.TrimSpace(safe.Text(since) + ". " + r.Detail)
	}
	for i, f := range why.Findings {
		f.Title, f.Evidence, f.Fix, f.Remedy = safe.Text(f.Title), safe.Text(f.Evidence), safe.Text(f.Fix), nil
		r.Findings[i] = f
	}
	if c.Platform != nil {
		r.label = c.Platform.Label
	}
	if k := c.Verified.Key; k != nil {
		r.Key = &Key{Kind: k.Kind(), Bits: k.Bits(), Fingerprint: k.ShortFingerprint(), title: k.Title()}
	}
	if t := c.Says(); t != nil {
		r.token(t, o, safe)
	}
	return r
}

// token tells what stands in the token itself, or in the claims that are shown of one.
func (r *Report) token(t *token.Token, o Options, safe redact.Redactor) {
	r.Length = len(t.Text)
	r.Header, r.Claims = safe.Object(t.Header), safe.Object(t.Claims)
	if len(t.Footer) > 0 {
		r.Footer = safe.Value(string(t.Footer))
		if footer, faults := token.ReadObject(t.Footer); len(faults) == 0 && footer.Readable {
			r.Footer = string(safe.Object(footer))
		}
	}
	if text, ok := t.SignatureText(); ok {
		r.Signature.Text, r.Signature.Bytes = token.Excerpt(text, redact.Shown), len(t.Signature)
	}
	for _, claim := range []string{"iat", "nbf", "exp"} {
		m, ok := t.Time(claim)
		if !ok {
			continue
		}
		at := Time{Claim: t.TimeName(claim), Value: safe.Text(token.Excerpt(m.Raw, 60)), Note: safe.Text(t.SaidOf(claim, o.Now))}
		if at.Note == "" {
			at.UTC, at.Local = m.At.UTC().Format(time.RFC3339Nano), m.At.In(o.Zone).Format(time.RFC3339Nano)
			at.Note, at.words = humantime.Relative(m.At, o.Now), humantime.UTC(m.At)
			if here := humantime.Here(m.At, o.Zone); here != "" {
				at.words += " (" + here + ")"
			}
		}
		r.Times = append(r.Times, at)
	}
}

// JSON is the report as one object on lines of its own, for a file or a ticket.
func (r Report) JSON() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // it would change the spelling of claims and URLs
	e.SetIndent("", "  ")
	if err := e.Encode(r); err != nil {
		panic(err) // the objects in it were written by the core: they are JSON
	}
	return inertJSON(b.Bytes())
}
