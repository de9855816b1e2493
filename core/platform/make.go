package platform

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"playtoken/core/humantime"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/token"
	"playtoken/core/words"
)

// Request is a form as a person left it, with the key.
type Request struct {
	Values    map[string]string // by field name; missing ones take their default, or what the key leaves
	Extra     []token.Member
	Key       *keys.Key // nil when there is none yet
	IssuedAt  time.Time
	ExpiresAt time.Time // the zero time for the platform's usual life
	Endless   bool      // no expiry at all, whatever ExpiresAt says
	// Lives are those of tokens that end otherwise than the rest, by the names of the tokens.
	Lives map[string]time.Duration
}

// Filled is a filled form.
type Filled struct {
	Values   map[string]string        // by field name; defaults are filled in
	Extra    []token.Member           // further claims, and replacements of the platform's own
	IssuedAt time.Time                // cut to what the format of the token can tell
	Expires  time.Time                // the zero time for none
	Lives    map[string]time.Duration // of tokens that end otherwise, by their names
}

// Get returns a value of the form.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (f Filled) Get(field string) string { return f.Values[field] }

// Draft is one token of a form before it is signed.
type Draft struct {
	Name string // what a player calls it: "token", "drm-token"
	token.Draft
}

// NamedToken is one token that was made.
type NamedToken struct {
	Name   string
	Text   string
	Header token.Object
	Claims token.Object
	URLs   []URL // that it opens
}

// Signed is what a form has made: its tokens, and all that goes with them.
type Signed struct {
	Form     Filled
	Tokens   []NamedToken // the one for the stream first
	IssuedAt time.Time    // as the first token says it
	Expires  time.Time
	Remarks  []string // what to look at in these tokens, one sentence each
	Policy   string   // what a proof that is no token holds, as JSON; "" for none
	Facts    []Fact   // what is always so at the platform, for such a form

	snippets func() []Snippet
}

// EndOf is when the token of a name ends, the zero time for never.
func (s *Signed) EndOf(name string) time.Time {
	replaced := slices.ContainsFunc(s.Form.Extra, func(m token.Member) bool { return m.Name == "exp" })
	if life, own := s.Form.Lives[name]; own && !replaced {
		return s.Form.IssuedAt.Add(life)
	}
	return s.Expires
}

// LastEnd is when the last of the tokens ends, the zero time where one never does.
func (s *Signed) LastEnd() (last time.Time) {
	for _, t := range s.Tokens {
		end := s.EndOf(t.Name)
		if end.IsZero() {
			return end
		}
		if end.After(last) {
			last = end
		}
	}
	return last
}

// First is the token for the stream.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (s *Signed) First() NamedToken { return s.Tokens[0] }

// URLs lists what all tokens open, the stream first.
func (s *Signed) URLs() (list []URL) {
	for _, t := range s.Tokens {
		list = append(list, t.URLs...)
	}
	return list
}

// Snippets are ready-made texts that carry the tokens or make them. They are worded
// when they are asked for first: a list of many tokens needs none.
func (s *Signed) Snippets() []Snippet { return s.snippets() }

// Make signs the tokens of a form. While anything keeps it from doing so the problems say
// what, each at its field, and Signed is nil. Warnings come along with the tokens.
func (p *Platform) Make(r Request) (*Signed, []Problem) {
	form, problems := p.fill(r)
	for _, f := range p.Fields {
		if v := r.Values[f.Name]; !utf8.ValidString(v) || strings.ContainsRune(v, 0) {
			problems = append(problems, Problem{Field: f.Name, Text: f.Label + " is not text in UTF-8. Is it written in another encoding?"})
		}
	}
	switch {
	case r.Key == nil:
		problems = append(problems, Problem{Field: KeyField, Text: "The " + words.LowerFirst(p.KeyLabel) + " is missing.", Missing: true})
	case p.KeyFits(form, r.Key) != "":
		problems = append(problems, Problem{Field: KeyField, Text: p.KeyFits(form, r.Key)})
	}
	if p.CheckForm != nil {
		problems = append(problems, p.CheckForm(form)...)
	}
	problems = append(problems, p.lifetime(form)...)
	for _, pr := range problems {
		if !pr.Warning {
			return nil, problems
		}
	}
	return p.sign(form, r.Key, problems)
}

// EndsBeforeBegin is what is wrong with an end that has passed, and how a token is made that
// has ended.
const EndsBeforeBegin = "The token would end before it begins: the date has passed. " +
	"One that has ended, for a test, has to begin before that: ptok sign --issued-at."

// lifetime is what is wrong with how long the token is to live.
func (p *Platform) lifetime(form Filled) (problems []Problem) {
	switch life := form.Expires.Sub(form.IssuedAt); {
	case form.Expires.IsZero() && p.NoExpiry == Error:
		problems = append(problems, Problem{Field: ExpiresField, Text: p.Label + " takes no token without an expiry."})
	case form.Expires.IsZero() && p.NoExpiry == Warning:
		problems = append(problems, Problem{Field: ExpiresField, Warning: true, Text: "Whether " + p.Label + " takes a token without an expiry is not known."})
	case form.Expires.IsZero():
	case life <= 0:
		problems = append(problems, Problem{Field: ExpiresField, Text: EndsBeforeBegin})
	}
	return problems
}

// facts are those of the platform, and what is known of a life as long as this one.
func (p *Platform) facts(s *Signed) (list []Fact) {
	if last := s.LastEnd(); p.Longest > 0 && !last.IsZero() && last.Sub(s.Form.IssuedAt) > p.Longest {
		list = append(list, Fact{Text: fmt.Sprintf(
			"%s's own tokens live %s. Whether it accepts longer ones is not known.", p.Label, humantime.InWords(p.Longest))})
	}
	if p.Facts != nil {
		list = append(list, p.Facts(s)...)
	}
	return list
}

// Notes are remarks and facts, one sentence each, for a reader who sees the tokens once. What
// only explains the platform is left out.
func (s *Signed) Notes() []string {
	list := slices.Clone(s.Remarks)
	for _, f := range s.Facts {
		if f.Standing {
			continue
		}
		text := f.Text
		if f.Label != "" {
			text += " " + f.Label + " by " + f.Field + "."
		}
		list = append(list, text)
	}
	return list
}

// sign makes the tokens of a form that nothing is wrong with.
func (p *Platform) sign(form Filled, key *keys.Key, problems []Problem) (*Signed, []Problem) {
	s := &Signed{Form: form, IssuedAt: form.IssuedAt, Expires: form.Expires}
	var replaced []string
	for _, d := range p.drafts(form) {
		extra := form.Extra
		if d.URL != "" && d.Claims.Members == nil { // a signed URL without claims
			extra = nil
		}
		for _, m := range extra {
			if _, ok := d.Claims.Get(m.Name); ok && !slices.Contains(replaced, m.Name) {
				replaced = append(replaced, m.Name)
			}
			d.Claims = d.Claims.With(m)
		}
		text, err := d.Make(key, p.SettingsOf(form)...)
		if err != nil {
			return nil, append(problems, Problem{Field: KeyField, Text: err.Error()})
		}
		t := NamedToken{Name: d.Name, Text: text, Header: d.Header, Claims: d.Claims}
		t.URLs = p.URLs(form, t)
		s.Tokens = append(s.Tokens, t)
		if len(s.Tokens) == 1 && d.Claims.Members != nil {
			s.timesFrom(d)
		}
	}
	s.snippets = sync.OnceValue(func() []Snippet {
		if p.Snippets == nil {
			return nil
		}
		return p.Snippets(s)
	})
	for _, pr := range problems {
		s.Remarks = append(s.Remarks, pr.Text)
	}
	if p.Remarks != nil {
		s.Remarks = append(s.Remarks, p.Remarks(s, key)...)
	}
	s.Facts = p.facts(s)
	if p.Policy != nil {
		s.Policy = p.Policy(s)
	}
	if len(form.Extra) > 0 && s.First().Claims.Members == nil {
		s.Remarks = append(s.Remarks, "A URL that is signed in this way holds no claims: the further ones were left out.")
	}
	if len(replaced) > 0 {
		s.Remarks = append(s.Remarks, "Your own value stands in place of the platform's for "+strings.Join(replaced, ", ")+".")
	}
	return s, problems
}

// drafts are those of a form, each with the end that is its own.
func (p *Platform) drafts(form Filled) []Draft {
	list := p.Compose(form)
	for i, d := range list {
		life, own := form.Lives[d.Name]
		if !own {
			continue
		}
		other := form
		other.Expires = form.IssuedAt.Add(life)
		list[i] = p.Compose(other)[i]
	}
	return list
}

// timesFrom makes the times tell what the token says, should a further claim have
// replaced iat or exp.
func (s *Signed) timesFrom(d Draft) {
	if m, ok := d.Time("iat"); ok {
		s.IssuedAt = m.At // the zero time where it is unusable
	}
	if m, ok := d.Time("exp"); ok {
		s.Expires = m.At
	}
}

// SettingsOf are what the format of the tokens has to be told beside the key, for a
// form with these values.
func (p *Platform) SettingsOf(form Filled) []token.Setting {
	if p.Settings == nil {
		return nil
	}
	return p.Settings(form)
}

// SettingsFor is SettingsOf for values as they were saved; missing ones take their
// default.
func (p *Platform) SettingsFor(values map[string]string) []token.Setting {
	form, _ := p.fill(Request{Values: values})
	return p.SettingsOf(form)
}

func (p *Platform) fill(r Request) (Filled, []Problem) {
	f := Filled{Values: map[string]string{}, Extra: p.extra(r.Extra), Lives: r.Lives}
	var problems []Problem
	var byKey string // the field that a key leaves little of
	var left []string
	if p.KeyLeaves != nil && r.Key != nil {
		byKey, left = p.KeyLeaves(r.Key)
	}
	for _, field := range p.Fields {
		text := strings.TrimSpace(r.Values[field.Name])
		switch {
		case text != "":
		case field.Name == byKey && len(left) > 0 && !slices.Contains(left, field.Default):
			text = left[0]
		default:
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
	step := p.Formats[0].Times().Step
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
func (p *Platform) KeyWantFor(values map[string]string) importer.Want {
	if p.KeyWant == nil {
		return importer.Want{}
	}
	form, _ := p.fill(Request{Values: values})
	return p.KeyWant(form)
}

// Field returns the field of that name; false where there is none.
func (p *Platform) Field(name string) (Field, bool) {
	for _, f := range p.Fields {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}
