// Package answer is what the page Why? shows of a text: the verdict of core/diagnosis, with
// what it rests on, worded and ready to be drawn. It decides nothing about tokens, and keeps
// of what it is given the last text, the rows of the last log, and a public key.
package answer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/verify"
	"playtoken/core/words"
)

// State is a verdict, or what there is in place of one.
type State string

// What there is in place of a verdict.
const (
	Empty   State = "empty"   // nothing was given
	None    State = "none"    // no token was found
	Refused State = "refused" // the text is a secret; nothing of it is kept
	IsKey   State = "key"     // it is a public key, with which signatures are checked from now on
)

// Answer is all that the page shows of a text.
type Answer struct {
	State    State           `json:"state"`
	Headline string          `json:"headline"`
	Lines    []string        `json:"lines"` // what it is now, the detail, what to do
	Note     string          `json:"note"`  // what this page cannot do for it
	Code     cause.Code      `json:"code"`  // of the cause that the headline tells
	Findings []Finding       `json:"findings"`
	What     string          `json:"what"`   // "cURL command, 1 token"
	List     bool            `json:"list"`   // it is better read line by line
	Tokens   int             `json:"tokens"` // in the text
	Facts    []Fact          `json:"facts"`
	Said     *Said           `json:"said"` // what an answer in the text means
	Life     *diagnosis.Life `json:"life"` // nil for none
	Header   []Line          `json:"header"`
	Claims   []Line          `json:"claims"`
	Seal     string          `json:"seal"`  // what cryptography says of the token
	Reply    string          `json:"reply"` // to the customer, "" where there is nothing to reply
	// Safe is what the field is to hold in place of the text, where that has a secret in it.
	Safe    string `json:"safe"`
	Cleaned bool   `json:"cleaned"` // Safe holds
}

// Finding is one thing that was found, the leading one first.
type Finding struct {
	platform.Finding
	Inferred bool `json:"inferred"` // the platform may differ
}

// Fact is a word and what it stands for.
type Fact struct {
	Label string `json:"label"`
	Text  string `json:"text"`
	Code  string `json:"code"` // monospaced, behind the text
	Note  string `json:"note"` // muted, at the end
	Bad   bool   `json:"bad"`  // it is what the verdict complains of
}

// Line is a line of JSON: what stands before the name of a member, the name, the rest.
type Line struct {
	Before string `json:"before"`
	Name   string `json:"name"`
	Rest   string `json:"rest"`
}

// of words a case.
func (r *Reader) of(c *diagnosis.Case) Answer {
	a := Answer{Findings: []Finding{}, Tokens: len(c.Paste.All), What: what(c)}
	v := &c.Verdict
	if !c.Answered() {
		a.State, a.Headline, a.Lines = None, noToken, []string{because(c), wanted}
		if c.Paste.Is == extract.TooLarge {
			a.Headline = nothingRead
		}
		return a
	}
	a.State, a.Headline = State(v.State), v.Title()
	if v.State != diagnosis.Fails && wantsSecret(c.Token) {
		a.Note = whereSecrets
	}
	for _, line := range []string{v.Since(), v.Detail, v.Fix} {
		if line != "" {
			a.Lines = append(a.Lines, line)
		}
	}
	for i, f := range v.Findings {
		if i == 0 && (v.State == diagnosis.Fails || v.State == diagnosis.MayFail) {
			a.Code = f.Code
		}
		inferred := f.Basis == platform.Inferred
		f.Title = headed(f.Title)
		a.Findings = append(a.Findings, Finding{f, inferred})
	}
	a.Said = said(c)
	if c.Understood() || c.Platform != nil || len(v.Findings) > 0 {
		a.Facts = r.facts(c)
	}
	if t := c.Token; t != nil {
		if life, ok := c.Life(c.Verdict.AsOf.Clock); ok {
			a.Life = &life
		}
		a.Header, a.Claims = lines(t.Header), lines(t.Claims)
		a.Seal = words.UpperFirst(strings.TrimSpace(string(c.Why().Signature) + ". " + c.Verified.Reason.String()))
	}
	return a
}

// wantsSecret reports whether a secret alone tells more of a token.
func wantsSecret(t *token.Token) bool {
	if t == nil || t.Format == nil {
		return false
	}
	kinds := t.Format.KeyKinds(t.Header)
	return len(kinds) > 0 && !slices.ContainsFunc(kinds, func(k keys.Kind) bool { return k != keys.Secret })
}

// headed makes a title the beginning of a sentence. One that begins with the name of a claim
// leaves that as it is written in a token.
func headed(title string) string {
	word, _, _ := strings.Cut(title, " ")
	if strings.ToLower(word) != word || strings.Contains(word, "_") || slices.Contains(claimNames, word) {
		return title
	}
	return words.UpperFirst(title)
}

var claimNames = []string{"exp", "iat", "nbf", "aud", "iss", "sub", "kid", "alg"}

// what says what kind of text it is, and how many tokens are in it.
func what(c *diagnosis.Case) string {
	if n := len(c.Paste.All); n > 0 {
		return fmt.Sprintf("%s, %s", c.Paste.What, words.Count(n, "token"))
	}
	return c.Paste.What
}

// because says why there is nothing to say of a text.
func because(c *diagnosis.Case) string {
	if c.Token != nil {
		if f := c.Token.FirstFault(); f != nil {
			return f.Text()
		}
	}
	return cmp.Or(c.Paste.Refusal, notRead)
}

// lines prints an object as JSON, a member a line.
func lines(o token.Object) (list []Line) {
	if len(o.Members) == 0 {
		return nil
	}
	for _, l := range o.Lines() {
		list = append(list, Line{l.Indent, l.Name, l.Rest})
	}
	return list
}

// Reader reads what is given to the page. The zero value is ready.
type Reader struct {
	Zone  *time.Location // of the times here, nil for UTC
	Pause func()         // is called between the lines of a log, nil for nothing

	keys []verify.Key    // public ones
	last *diagnosis.Case // for the report
	now  time.Time
	log  *log // that was judged last
}
