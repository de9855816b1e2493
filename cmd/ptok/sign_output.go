package main

import (
	"encoding/json"
	"fmt"
	"time"

	"playtoken/core/humantime"
	"playtoken/core/platform"
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
}

func signedJSON(p *platform.Platform, s *platform.Signed) signedAnswer {
	return signedAnswer{
		Platform: p.Name, Token: s.Token,
		Header: objectJSON(s.Header), Claims: objectJSON(s.Claims),
		IssuedAt: moment(s.IssuedAt), ExpiresAt: moment(s.Expires),
		URLs: append([]platform.URL{}, s.URLs...), Remarks: append([]string{}, s.Remarks...),
	}
}

// moment is RFC 3339, with a fraction where there is one, and "" for none: a
// further claim can take the place of exp.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// writeSigned answers with the token alone, so that a script can take it as it
// is. A person gets to see the end and the addresses under it.
func (p *program) writeSigned(s *platform.Signed) {
	fmt.Fprintln(&p.out, s.Token)
	for _, r := range s.Remarks {
		p.note(r)
	}
	if !p.OutTerminal() {
		return
	}
	fmt.Fprintln(&p.out)
	t := newTable(&p.out, "")
	if !s.Expires.IsZero() {
		t.row("Expires", clocks(s.Expires, p.Now(), p.Zone))
	}
	var unsure []platform.URL
	for _, u := range s.URLs {
		if u.Standing == platform.Inferred {
			unsure = append(unsure, u)
			continue
		}
		t.row(u.Name, u.URL)
	}
	t.flush()
	if len(unsure) == 0 {
		return
	}
	p.heading("Likely as well; the platform may differ:")
	t = newTable(&p.out, "")
	for _, u := range unsure {
		t.row(u.Name, u.URL)
	}
	t.flush()
}

// clocks writes a moment in the three ways that people ask for.
func clocks(t, now time.Time, zone *time.Location) string {
	here := humantime.Here(t, zone)
	if here != "" {
		here = " (" + here + ")"
	}
	return humantime.UTC(t) + here + ", " + humantime.Relative(t, now)
}
