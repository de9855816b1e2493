// Package compare puts a token that plays beside one that does not, and says what sets
// them apart.
package compare

import (
	"fmt"
	"slices"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/diagnosis/redact"
	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/words"
)

// Comparison is a token that plays beside one that does not.
type Comparison struct {
	Headline string       `json:"headline"`
	Rows     []Difference `json:"rows"` // header, claims, times, signature, key, URL, request, in that order
}

// Difference is one thing in both, the same or not. Good and Bad are as they
// stand in the token, made safe to show; "" where one has it not.
type Difference struct {
	Where   string `json:"where"` // header, claims, times, signature, key, url, request
	Name    string `json:"name"`
	Good    string `json:"good"`
	Bad     string `json:"bad"`
	Same    bool   `json:"same"`
	Matters bool   `json:"matters"` // the platform looks at it, and it differs
	Note    string `json:"note"`    // why it matters, or why not; "" where there is nothing to say
}

// Matters reports whether any difference matters to the platform.
func (c Comparison) Matters() bool {
	return slices.ContainsFunc(c.Rows, func(d Difference) bool { return d.Matters })
}

// Cases puts two cases side by side. What the platform looks at is marked where
// it differs: what the findings of the bad one speak of, the audience, the IDs,
// the algorithm and the key. A token made at another moment has other times; they
// matter only where they are why it fails.
func Cases(good, bad diagnosis.Case) Comparison { return cases(&good, &bad, false) }

// Pair is Cases for two of which it is not known which one plays: the likelier one counts as
// the good one, the first where both are alike. badFirst reports whether that is the second;
// the headline says first and second as they were given.
func Pair(first, second diagnosis.Case) (c Comparison, badFirst bool) {
	if rank[second.Verdict.State] < rank[first.Verdict.State] {
		return cases(&second, &first, true), true
	}
	return cases(&first, &second, false), false
}

// rank tells which of two tokens is more likely to play.
var rank = map[diagnosis.State]int{diagnosis.Plays: 0, diagnosis.Unknown: 1, diagnosis.MayFail: 2, diagnosis.Fails: 3}

func cases(good, bad *diagnosis.Case, badFirst bool) Comparison {
	p := bad.Platform
	if p == nil {
		p = good.Platform
	}
	c := comparing{good: good, bad: bad, badFirst: badFirst, platform: p, safe: [2]redact.Redactor{redact.New(*good, false), redact.New(*bad, false)}}
	c.kind()
	c.object("header", header(good), header(bad))
	c.object("claims", claims(good), claims(bad))
	c.times()
	c.signature()
	c.keys()
	c.urls()
	c.request()
	return Comparison{Headline: c.headline(), Rows: c.rows}
}

func header(c *diagnosis.Case) token.Object {
	if c.Token == nil {
		return token.Object{}
	}
	return c.Token.Header
}

func claims(c *diagnosis.Case) token.Object {
	if c.Token == nil {
		return token.Object{}
	}
	return c.Token.Claims
}

type comparing struct {
	good, bad *diagnosis.Case
	badFirst  bool // the bad one was given before the good one
	platform  *platform.Platform
	safe      [2]redact.Redactor // what is shown of the good one, and of the bad one
	rows      []Difference
}

// add puts a row. of are the rows of the table of causes that it may be.
func (c *comparing) add(where, name, good, bad string, matters bool, note string, of ...cause.Row) {
	d := Difference{Where: where, Name: token.Excerpt(name, 60), Good: good, Bad: bad, Same: good == bad}
	if !d.Same {
		d.Matters, d.Note = matters, note
	}
	if f := c.explains(name, of); f != nil && !d.Same {
		d.Matters, d.Note = true, words.UpperFirst(f.Title)+"."
	}
	d.Good, d.Bad = c.safe[0].Text(good), c.safe[1].Text(bad) // a claim may be a signed URL
	c.rows = append(c.rows, d)
}

// explains is a finding of the bad one, which the good one does not have, whose
// cause speaks of a row.
func (c *comparing) explains(name string, rows []cause.Row) *platform.Finding {
	for i, f := range c.bad.Verdict.Findings {
		if f.Severity == platform.Info || c.good.Verdict.Has(f.Code) {
			continue
		}
		for _, row := range cause.Of(f.Code).Explains {
			if slices.Contains(rows, row) && (row != cause.RowNamed || slices.Contains(f.Names, name)) {
				return &c.bad.Verdict.Findings[i]
			}
		}
	}
	return nil
}

func (c *comparing) kind() {
	kind := func(k *diagnosis.Case) string {
		if k.Token == nil {
			return "none"
		}
		return string(k.Token.Kind)
	}
	c.add("header", "kind", kind(c.good), kind(c.bad), true, otherKindNote, cause.RowKind)
}

// decisive are the members that platforms decide by, beside the one that names the key.
var decisive = map[string]string{
	"alg":       algNote,
	"aud":       audNote,
	"IpAddress": addressNote,
}

// keyID is the member that names the key.
func (c *comparing) keyID() string {
	if c.bad.Token == nil {
		return token.KeyIDName(nil)
	}
	return token.KeyIDName(c.bad.Token.Format)
}

func (c *comparing) object(where string, good, bad token.Object) {
	names := []string{}
	for _, m := range append(slices.Clone(good.Members), bad.Members...) {
		if !slices.Contains(names, m.Name) && !(where == "claims" && c.isTime(m.Name)) {
			names = append(names, m.Name)
		}
	}
	for _, name := range names {
		g, b := shown(good, name), shown(bad, name)
		note, rows := decisive[name], []cause.Row{cause.RowOf(name)}
		if name == c.keyID() {
			note, rows = kidNote, []cause.Row{cause.RowKid}
		}
		if where == "claims" {
			rows = append(rows, cause.RowNamed)
		}
		switch isID := c.isID(where, name); {
		case isID && c.bothCover():
			c.add(where, name, g, b, false, eachCovers, rows...)
			continue
		case isID:
			note = ownID
		}
		c.add(where, name, g, b, note != "", note, rows...)
	}
}

// isID reports whether a claim is the one that the platform takes the ID from: the
// ID is a part of its text.
func (c *comparing) isID(where, name string) bool {
	if where != "claims" || c.platform == nil || c.platform.TokenID == nil {
		return false
	}
	for _, k := range []*diagnosis.Case{c.good, c.bad} {
		if k.Token == nil {
			continue
		}
		if id := c.platform.TokenID(k.Token); id != "" && strings.Contains(k.Token.Claims.Text(name), id) {
			return true
		}
	}
	return false
}

// bothCover reports whether what each token opens covers the URL around it, where that may
// be a pattern, which the platform has a rule of its own for.
func (c *comparing) bothCover() bool {
	covers := func(k *diagnosis.Case) bool {
		return k.URL != nil && k.Token != nil && !k.Verdict.Has(cause.OtherPlaybackID) && !k.Verdict.Has(cause.OptionNotSigned)
	}
	return c.platform != nil && c.platform.OwnIDRule && covers(c.good) && covers(c.bad)
}

func shown(o token.Object, name string) string {
	v, ok := o.Get(name)
	if !ok {
		return ""
	}
	return token.Excerpt(v.Raw, 200)
}

// isTime reports whether a claim is told among the times.
func (c *comparing) isTime(name string) bool {
	of := func(k *diagnosis.Case) bool { return k.Token != nil && k.Token.Format.Times().Is(name) }
	return of(c.good) || of(c.bad)
}

func (c *comparing) times() {
	for _, claim := range []string{"iat", "nbf", "exp"} {
		g, b := moment(c.good, claim), moment(c.bad, claim)
		if g == "" && b == "" {
			continue
		}
		name := claim
		if c.bad.Token != nil {
			name = c.bad.Token.TimeName(claim)
		}
		c.add("times", name, g, b, false, otherMoments, cause.RowOf(claim), cause.RowNamed)
	}
	if g, b := life(c.good), life(c.bad); g != "" || b != "" {
		c.add("times", "life", g, b, false, "", cause.RowLife)
	}
}

func moment(c *diagnosis.Case, claim string) string {
	if c.Token == nil {
		return ""
	}
	m, ok := c.Token.Time(claim)
	switch {
	case !ok:
		return ""
	case !m.Usable():
		return token.Excerpt(m.Raw, 60)
	}
	return humantime.UTC(m.At)
}

func life(c *diagnosis.Case) string {
	if c.Token == nil || c.Token.Life() <= 0 {
		return ""
	}
	return humantime.InWords(c.Token.Life())
}

func (c *comparing) signature() {
	c.add("signature", "state", state(c.good), state(c.bad), state(c.good) == "valid" && state(c.bad) == "invalid", "", cause.RowSignature)
	length := func(k *diagnosis.Case) string {
		if k.Token == nil {
			return ""
		}
		if _, ok := k.Token.SignatureText(); !ok {
			return ""
		}
		return fmt.Sprintf("%d bytes", len(k.Token.Signature))
	}
	if g, b := length(c.good), length(c.bad); g != "" || b != "" {
		c.add("signature", "length", g, b, true, sameLength, cause.RowSignature)
	}
}

func state(c *diagnosis.Case) string {
	if c.Token == nil {
		return ""
	}
	return string(c.Verified.State)
}

// keys tells which key made each; where none fits nothing is known.
func (c *comparing) keys() {
	by := func(k *diagnosis.Case) string {
		if k.Verified.By == nil {
			return ""
		}
		return diagnosis.KeyName(k.Verified.By)
	}
	g, b := by(c.good), by(c.bad)
	if g == "" && b == "" {
		return
	}
	c.add("key", "made by", g, b, g != "" && b != "", otherKeys, cause.RowMadeBy)
}
