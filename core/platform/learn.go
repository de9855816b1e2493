package platform

import (
	"context"

	"playtoken/core/keys"
)

// Learn is how the form of a platform can be filled in from something genuine: a
// token or a URL that the platform itself made, which the key at hand must fit.
type Learn struct {
	Label string // of the link: "Find out from a genuine token or URL"
	Hint  string // what to paste, in a sentence or two
	Begin string // how it begins, shown in the empty field
	// KeyWant is what key is wanted for it, and how its text is read. It is not that
	// of the form: how the key is meant is what is to be found out.
	KeyWant keys.Want
	// From tries everything that a genuine text may tell. It may take seconds and
	// ends early with the context's error. Any other error says in words what does
	// not fit and what to look at; it quotes nothing of the key.
	From func(ctx context.Context, f Form, key *keys.Key, genuine string) (Learned, error)
}

// Learned is what a genuine text has told.
type Learned struct {
	Values map[string]string // to be put into the form, by field name
	Said   string            // what was found out, in sentences
}

// LearnFrom finds out what it can for a form with these values; missing ones take
// their default. The key is nil when there is none. A platform whose Learn is nil
// must not be asked.
func (p *Platform) LearnFrom(ctx context.Context, values map[string]string, key *keys.Key, genuine string) (Learned, error) {
	form, _ := p.fill(Request{Values: values})
	return p.Learn.From(ctx, form, key, genuine)
}
