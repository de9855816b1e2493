package main

import (
	"encoding/json"
	"fmt"
	"time"

	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/words"
)

// signedAnswer is the JSON of "ptok sign", in the order of the contract.
type signedAnswer struct {
	Platform  string          `json:"platform"`
	Token     string          `json:"token"`
	Header    json.RawMessage `json:"header"`
	Claims    json.RawMessage `json:"claims"`
	IssuedAt  string          `json:"issued_at"`
	ExpiresAt string          `json:"expires_at"`
	URLs      []platform.URL  `json:"urls"`
	Remarks   []string        `json:"remarks"`
	Tokens    []namedToken    `json:"tokens,omitempty"` // all of them, where there are several
}

// namedToken is one of several tokens, with what it opens.
type namedToken struct {
	Name  string         `json:"name"`
	Token string         `json:"token"`
	URLs  []platform.URL `json:"urls"`
}

func signedJSON(p *platform.Platform, s *platform.Signed) signedAnswer {
	first := s.First()
	a := signedAnswer{
		Platform: p.Name, Token: first.Text,
		Header: objectJSON(first.Header), Claims: objectJSON(first.Claims),
		IssuedAt: moment(s.IssuedAt), ExpiresAt: moment(s.Expires),
		URLs: append([]platform.URL{}, s.URLs()...), Remarks: append([]string{}, s.Notes()...),
	}
	for _, t := range s.Tokens {
		if len(s.Tokens) == 1 {
			break
		}
		a.Tokens = append(a.Tokens, namedToken{t.Name, t.Text, append([]platform.URL{}, t.URLs...)})
	}
	return a
}

// moment is RFC 3339, with a fraction where there is one, and "" for none: a
// further claim can take the place of exp.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// write answers with the token alone, so that a script can take it as it is: that of
// the stream, where there are several. A person gets to see the end, the others and
// the addresses under it.
func (s *signing) write(signed *platform.Signed) {
	fmt.Fprintln(&s.out, signed.First().Text)
	for _, r := range signed.Notes() {
		s.note(r)
	}
	if !s.OutTerminal() {
		if names := others(signed); len(names) > 0 {
			s.note("Made as well, and in the answer with --json: " + words.List(names) + ".")
		}
		return
	}
	fmt.Fprintln(&s.out)
	t := newTable(&s.out, "")
	if s.issuedAt.given {
		t.row("Begins", clocks(signed.IssuedAt, s.Now(), s.Zone))
	}
	if !signed.Expires.IsZero() {
		t.row("Expires", clocks(signed.Expires, s.Now(), s.Zone))
	}
	for _, n := range signed.Tokens[1:] {
		if n.Text != signed.First().Text {
			t.row(n.Name, n.Text)
		}
	}
	var unsure []platform.URL
	for _, u := range signed.URLs() {
		if u.Basis == platform.Inferred {
			unsure = append(unsure, u)
			continue
		}
		t.row(u.Name, u.URL)
	}
	t.flush()
	if len(unsure) == 0 {
		return
	}
	s.heading("Likely as well; the platform may differ:")
	t = newTable(&s.out, "")
	for _, u := range unsure {
		t.row(u.Name, u.URL)
	}
	t.flush()
}

// others are the names of the further tokens.
func others(signed *platform.Signed) (names []string) {
	for _, n := range signed.Tokens[1:] {
		if n.Text != signed.First().Text {
			names = append(names, n.Name)
		}
	}
	return names
}

// clocks writes a moment in the three ways that people ask for.
func clocks(t, now time.Time, zone *time.Location) string {
	here := humantime.Here(t, zone)
	if here != "" {
		here = " (" + here + ")"
	}
	return humantime.UTC(t) + here + ", " + humantime.Relative(t, now)
}
