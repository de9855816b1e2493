package platform

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"playtoken/core/humantime"
	"playtoken/core/keys"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// Request is a form as a person left it, with the key.
type Request struct {
	Values    map[string]string // by field name; missing ones take their default
	Extra     []token.Member
	Key       *keys.Key // nil when there is none yet
	IssuedAt  time.Time
	ExpiresAt time.Time // the zero time for the platform's usual life
	Endless   bool      // no expiry at all, whatever ExpiresAt says
}

// Signed is a token and all that goes with it.
type Signed struct {
	Token    string
	Header   token.Object
	Claims   token.Object
	IssuedAt time.Time
	Expires  time.Time
	URLs     []URL
	Remarks  []string // warnings and notes, one sentence each

	snippets func() []Snippet
}

// Snippets are ready-made texts that carry the token or make one. They are worded
// when they are asked for first: a list of many tokens needs none.
func (s *Signed) Snippets() []Snippet { return s.snippets() }

// Make signs a token. While anything keeps it from doing so the problems say
// what, each at its field, and Signed is nil. Warnings come along with a token.
func (p *Platform) Make(r Request) (*Signed, []Problem) {
	form, problems := p.fill(r)
	switch {
	case r.Key == nil:
		problems = append(problems, Problem{Field: KeyField, Text: "The " + lowerFirst(p.KeyLabel) + " is missing.", Missing: true})
	case p.KeyFits(form, r.Key) != "":
		problems = append(problems, Problem{Field: KeyField, Text: p.KeyFits(form, r.Key)})
	}
	if p.Check != nil {
		problems = append(problems, p.Check(form)...)
	}
	problems = append(problems, p.lifetime(form)...)
	for _, pr := range problems {
		if !pr.Warning {
			return nil, problems
		}
	}
	return p.sign(form, r.Key, problems)
}

// lifetime is what is wrong with how long the token is to live.
func (p *Platform) lifetime(form Form) (problems []Problem) {
	switch life := form.Expires.Sub(form.IssuedAt); {
	case form.Expires.IsZero() && p.NoExpiry == Error:
		problems = append(problems, Problem{Field: ExpiresField, Text: p.Label + " takes no token without an expiry."})
	case form.Expires.IsZero() && p.NoExpiry == Warning:
		problems = append(problems, Problem{Field: ExpiresField, Warning: true, Text: "Whether " + p.Label + " takes a token without an expiry is not established."})
	case form.Expires.IsZero():
	case life <= 0:
		problems = append(problems, Problem{Field: ExpiresField, Text: "The token would end before it begins: the date has passed."})
	case p.Longest > 0 && life > p.Longest:
		problems = append(problems, Problem{Field: ExpiresField, Warning: true, Text: fmt.Sprintf(
			"%s's own tokens live %s. Whether it accepts longer ones is not established.", p.Label, humantime.InWords(p.Longest))})
	}
	return problems
}

// sign makes the token of a form that nothing is wrong with.
func (p *Platform) sign(form Form, key *keys.Key, problems []Problem) (*Signed, []Problem) {
	header, claims := p.Compose(form)
	var replaced []string
	for _, m := range form.Extra {
		if _, ok := claims.Get(m.Name); ok {
			replaced = append(replaced, m.Name)
		}
		claims = claims.With(m)
	}
	tok, err := p.Sign(form, header, claims, key)
	if err != nil {
		return nil, append(problems, Problem{Field: KeyField, Text: err.Error()})
	}
	s := &Signed{
		Token: tok, Header: header, Claims: claims,
		IssuedAt: form.IssuedAt, Expires: form.Expires,
		URLs: p.URLs(form, tok),
	}
	made := Made{form, header, claims, tok, s.URLs}
	s.snippets = sync.OnceValue(func() []Snippet {
		if p.Snippets == nil {
			return nil
		}
		return p.Snippets(made)
	})
	for _, pr := range problems {
		s.Remarks = append(s.Remarks, pr.Text)
	}
	if p.Remarks != nil {
		s.Remarks = append(s.Remarks, p.Remarks(made)...)
	}
	if short := jws.Short(key, header.Text("alg")); short != "" {
		s.Remarks = append(s.Remarks, short)
	}
	if len(replaced) > 0 {
		s.Remarks = append(s.Remarks, "Your own value stands in place of the platform's for "+strings.Join(replaced, ", ")+".")
	}
	s.timesFromClaims(p.kind())
	return s, problems
}

// timesFromClaims makes the times tell what the token says, should a further
// claim have replaced iat or exp.
func (s *Signed) timesFromClaims(kind token.Kind) {
	t := token.Token{Kind: kind, Claims: s.Claims}
	if m, ok := t.Time("iat"); ok {
		s.IssuedAt = m.At // the zero time where it is unusable
	}
	if m, ok := t.Time("exp"); ok {
		s.Expires = m.At
	}
}

// kind is the usual kind of the platform's tokens.
func (p *Platform) kind() token.Kind {
	if len(p.Kinds) == 0 {
		return token.Unknown
	}
	return p.Kinds[0]
}

func (p *Platform) fill(r Request) (Form, []Problem) {
	f := Form{Values: map[string]string{}, Extra: p.extra(r.Extra)}
	var problems []Problem
	for _, field := range p.Fields {
		text := strings.TrimSpace(r.Values[field.Name])
		if text == "" {
			text = field.Default
		}
		f.Values[field.Name] = text
	}
	for _, field := range p.Fields {
		text := f.Values[field.Name]
		if !field.Applies(f.Values) { // what nobody looked at goes nowhere
			f.Values[field.Name] = field.Default
			continue
		}
		if pr := field.check(text); pr != nil {
			problems = append(problems, *pr)
		}
	}
	step := p.Step
	if step == 0 {
		step = time.Second
	}
	f.IssuedAt = r.IssuedAt.Truncate(step)
	switch {
	case r.Endless:
	case r.ExpiresAt.IsZero():
		f.Expires = f.IssuedAt.Add(p.Life)
	default:
		f.Expires = r.ExpiresAt.Truncate(step)
	}
	return f, problems
}

// extra are the further claims in the types that a token can hold.
func (p *Platform) extra(list []token.Member) []token.Member {
	if !p.TextOnly {
		return list
	}
	texts := make([]token.Member, len(list))
	for i, m := range list {
		if texts[i] = m; m.Value.Type != token.Text {
			texts[i] = token.StringMember(m.Name, m.Value.Raw)
		}
	}
	return texts
}

// KeyWantFor is what a form with these values wants of a key; missing ones take
// their default.
func (p *Platform) KeyWantFor(values map[string]string) keys.Want {
	if p.KeyWant == nil {
		return keys.Want{}
	}
	form, _ := p.fill(Request{Values: values})
	return p.KeyWant(form)
}

// KeyWantOf is [Platform.KeyWantFor] of the platform of that name, and the zero
// Want where there is none.
func KeyWantOf(name string, values map[string]string) keys.Want {
	if p := ByName(name); p != nil {
		return p.KeyWantFor(values)
	}
	return keys.Want{}
}

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }

// Field returns the field of that name.
func (p *Platform) Field(name string) (Field, bool) {
	for _, f := range p.Fields {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}
