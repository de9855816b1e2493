// Package diagnosis turns evidence about a token into findings and a verdict.
//
// A rule is a pure function of its evidence and the clock. Rules that hold for
// every token stand here; those of one platform come with the platform. The
// verdict is one line: what happens at playback, and why.
package diagnosis

import (
	"net/url"
	"slices"
	"sort"
	"strings"
	"time"

	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/when"
)

// State is the verdict in one word. The words are part of ptok's contract.
type State string

// The four verdicts. Plays always rests on a verified signature.
const (
	Plays   State = "plays"
	MayFail State = "may_fail"
	Fails   State = "fails"
	Unknown State = "unknown"
)

// Evidence is all that is known about one token.
type Evidence struct {
	Token    *token.Token
	URL      *url.URL           // the URL around the token, nil for none
	Platform *platform.Platform // nil where it cannot be told
	Check    token.Check
	Now      time.Time
}

// Verdict is the answer.
type Verdict struct {
	State    State
	Headline string // one line: "Playback fails: the token expired 2 h 14 min ago"
	Detail   string // the sentence under it
	Fix      string // what to do, "" when nothing needs doing
	Findings []platform.Finding
}

// Judge applies every rule and draws the verdict (an error means it fails, a
// warning that it may; without either a verified signature means it plays).
func Judge(e Evidence) Verdict {
	seen := platform.Evidence{Token: e.Token, URL: e.URL, Now: e.Now}
	v := Verdict{Findings: readable(e)}
	if e.Token.Readable() {
		v.Findings = append(v.Findings, signature(e)...)
		v.Findings = append(v.Findings, times(e)...)
		if e.Platform != nil {
			for _, rule := range e.Platform.Rules {
				if f := rule(seen); f != nil && !v.has(f.Code) {
					v.Findings = append(v.Findings, *f)
				}
			}
		}
	}
	sort.SliceStable(v.Findings, func(i, j int) bool { return before(v.Findings[i], v.Findings[j]) })
	v.conclude(e)
	return v
}

// has reports whether a cause was found already: that a token is not signed is
// said once, not again by the platform that wants another algorithm.
func (v *Verdict) has(code string) bool {
	return slices.ContainsFunc(v.Findings, func(f platform.Finding) bool { return f.Code == code })
}

func (v *Verdict) conclude(e Evidence) {
	if len(v.Findings) > 0 {
		first := v.Findings[0]
		v.Detail, v.Fix = first.Evidence, first.Fix
		switch first.Severity {
		case platform.Error:
			v.State, v.Headline = Fails, "Playback fails: "+first.Title
			return
		case platform.Warning:
			v.State, v.Headline = MayFail, "Playback may fail: "+first.Title
			return
		}
	}
	exp, hasExp := e.Token.Time("exp")
	end := "It has no expiry."
	if hasExp {
		end = "It runs until " + when.UTC(exp.At) + "."
	}
	v.Fix = ""
	switch {
	case e.Check.State == token.Valid && hasExp:
		v.State, v.Headline = Plays, "Plays until "+when.UTC(exp.At)
		v.Detail = "That is " + when.Relative(exp.At, e.Now) + ". The signature is valid, and nothing in the token stands against it."
	case e.Check.State == token.Valid:
		v.State, v.Headline = Plays, "Plays, without an end"
		v.Detail = "The token has no expiry. The signature is valid."
	case e.Token.Kind == token.JWT:
		v.State, v.Headline = Unknown, "Nothing wrong in the token itself"
		v.Detail = end + " The signature was not checked: " + lowerFirst(e.Check.Reason)
	default:
		v.State, v.Headline = Unknown, "This is no token that can be read here"
	}
}

func lowerFirst(s string) string {
	if s == "" || len(s) > 1 && s[1] >= 'A' && s[1] <= 'Z' {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// order ranks independent findings: damage, algorithm, key and signature, kid,
// audience and ID, times, the rest.
var order = []string{
	"token_absent", "token_damaged_in_url", "claims_malformed", "header_refused",
	"alg_unexpected",
	"signature_wrong",
	"kid_missing",
	"aud_missing", "aud_is_list", "aud_malformed", "media_id_used", "other_playback_id", "aud_other_resource",
	"time_not_number", "time_in_milliseconds", "exp_before_iat", "expired", "not_yet_valid", "exp_missing", "issued_in_future",
}

var severities = map[platform.Severity]int{platform.Error: 0, platform.Warning: 1, platform.Info: 2}

func before(a, b platform.Finding) bool {
	if sa, sb := severities[a.Severity], severities[b.Severity]; sa != sb {
		return sa < sb
	}
	return rank(a.Code) < rank(b.Code)
}

func rank(code string) int {
	for i, c := range order {
		if c == code {
			return i
		}
	}
	return len(order)
}
