// Package diagnosis turns whatever was pasted into the reason why playback
// fails.
//
// [Read] is the whole way: the token is found in the text, decoded, tried with
// the keys at hand, its platform recognised, and judged. Window, terminal and
// batch all call it, so that all three give the same answer.
//
//	c := diagnosis.Read(text, diagnosis.Options{Keys: keys, Now: time.Now()})
//	fmt.Println(c.Verdict.Headline)
//
// [Judge] is its last step alone. A rule is a pure function of its evidence and
// the clock; it answers with a finding or with nothing. Rules that hold for
// every token stand here, one file for each thing they look at; those of one
// platform come with the platform.
//
//	case.go       the way from a text; surroundings.go what stands around the token
//	recognise.go  whose token it is; why.go the answer as JSON
//	absent.go     is there a token at all
//	place.go      does it stand where the platform looks; drm.go the one beside it
//	damage.go     can its text be read
//	algorithm.go  is it signed as the platform wants it
//	keyrows.go    which key made it, and how the key was read
//	badkeys.go    what is wrong with the keys that were given
//	signature.go  is the signature whole, and does it fit
//	claims.go     claims that have the wrong type, and IDs that differ
//	times.go      exp, nbf, iat; moments.go reads them
//	elsewhere.go  what else refuses a faultless token
//	order.go      which finding comes first, and which follow from another
//	headline.go   the verdict in words
//	compare.go    two cases side by side
//	status.go     what an answer of the platform may come from
//	report.go     a case as it may stand in a ticket; redact.go keeps secrets out of it
package diagnosis

import (
	"net/url"
	"slices"
	"time"

	"playtoken/core/cause"
	"playtoken/core/extract"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/verify"
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
	Paste       extract.Paste
	Found       *extract.Found // where the token stands, nil where that is not known
	Token       *token.Token   // nil, or empty, where there is none
	URL         *url.URL       // the URL around the token, nil for none
	Platform    *platform.Platform
	Proof       verify.Result
	Now         time.Time
	Skew        time.Duration // how far the clocks of signer and edge may be apart
	VideoLength time.Duration // 0 where it was not said
	WantID      string        // the ID that is wanted, "" where it was not said
	// Status and StatusText are what the platform answered: seen by a check, or
	// told by the paste. 0 and "" for nothing known.
	Status     int
	StatusText string
	// SegmentStatus is what a segment answered where the manifest answered 200.
	SegmentStatus int
	// DRM is the evidence about the token that the player gets for DRM beside
	// this one, nil for none.
	DRM   *Evidence
	other bool     // it is not the first token of the paste
	clock *moments // read once for all rules
}

// Verdict is the answer.
type Verdict struct {
	State    State
	Headline string // one line: "Playback fails: the token expired 2 h 14 min ago"
	Detail   string // the sentence under it
	Fix      string // what to do, "" when nothing needs doing
	// Findings, the one that explains most first. One that follows from another
	// has its code in BecauseOf and stands right behind it.
	Findings []platform.Finding
}

// Judge applies every rule and draws the verdict: an error means it fails, a
// warning that it may; without either a verified signature means it plays.
func Judge(e Evidence) Verdict {
	if e.Proof.Token != nil {
		e.Token = e.Proof.Token
	}
	if e.Token == nil {
		e.Token = &token.Token{Kind: token.Unknown}
	}
	m := e.moments()
	e.clock = &m
	v := Verdict{Findings: freshened(ordered(e, collect(e)))}
	v.conclude(e)
	return v
}

type rule func(Evidence) *platform.Finding

// collect asks every rule. A cause is told once: of two rules that find the same
// the platform's own speaks.
func collect(e Evidence) []platform.Finding {
	var list []platform.Finding
	add := func(f *platform.Finding) {
		if f != nil && !has(list, f.Code) {
			list = append(list, *f)
		}
	}
	ask := func(rules []rule) {
		for _, r := range rules {
			add(r(e))
		}
	}
	ask(absence)
	if e.Token.Text == "" && e.Token.Kind == token.Unknown && len(e.Token.Faults) == 0 {
		return list
	}
	if e.Platform != nil && (e.Token.Readable() || e.Token.Kind.Encrypted() || e.Token.Scheme != "") {
		seen := e.seen()
		for _, r := range e.Platform.Rules {
			add(r(seen))
		}
	}
	ask(damages)
	ask(signatures)
	for _, f := range keyFindings(e) {
		add(&f)
	}
	if e.Token.Readable() {
		ask(contents)
		ask(times)
	}
	for _, f := range besideErrors(e) {
		add(&f)
	}
	add(elsewhere(e, list))
	return list
}

// seen is the evidence as a platform's rule gets it.
func (e Evidence) seen() platform.Evidence {
	seen := platform.Evidence{
		Token: e.Token, URL: e.URL, Want: e.wanted(), Name: e.name(), Now: e.Now, Skew: e.Skew, Check: e.Proof.Check,
	}
	if e.Proof.By != nil && e.Proof.Check.State == token.Valid {
		seen.KeyID = e.Proof.By.ID
	}
	return seen
}

// has reports whether a cause was found already.
func has(list []platform.Finding, code cause.Code) bool {
	return slices.ContainsFunc(list, func(f platform.Finding) bool { return f.Code == code })
}

func finding(code cause.Code, s platform.Severity, title, evidence, fix string, standing platform.Standing) *platform.Finding {
	return &platform.Finding{Code: code, Severity: s, Title: title, Evidence: evidence, Fix: fix, Standing: standing}
}
