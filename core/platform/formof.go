package platform

import (
	"cmp"
	"net/url"
	"slices"
	"time"

	"playtoken/core/token"
)

// Sought is what a form is filled in with to make a token again.
type Sought struct {
	Values map[string]string // by field name, what differs from the defaults alone
	Life   time.Duration     // 0 where the token does not say it
	Extra  []token.Member    // the claims that the form does not write by itself
}

// Again is what the form is filled in with so that it makes a token like t. Where t does not
// say what it opens, the URL around it does; u may be nil. What the form cannot say is left
// out.
func (p *Platform) Again(t *token.Token, u *url.URL) Sought {
	s := Sought{Values: map[string]string{}, Life: max(0, t.Life())}
	for name, value := range map[string]string{ID: cmp.Or(p.IDOf(t, nil), p.IDOf(nil, u)), KeyID: t.KeyID()} {
		if _, has := p.Field(name); has && value != "" {
			s.Values[name] = value
		}
	}
	for _, f := range p.Fields {
		best := p.alike(s.Values, t)
		for _, c := range f.Choices {
			values := map[string]string{f.Name: c.Value}
			for name, value := range s.Values {
				if name != f.Name {
					values[name] = value
				}
			}
			if n := p.alike(values, t); n > best {
				best, s.Values = n, values
			}
		}
	}
	own, ok := p.written(s.Values)
	if !ok {
		return s
	}
	for _, m := range t.Claims.Members {
		_, has := own.Claims.Get(m.Name)
		if !has && !t.Format.Times().Is(m.Name) {
			s.Extra = append(s.Extra, m)
		}
	}
	return s
}

// written is the first token that a form with these values writes; false where something is
// wrong with them.
func (p *Platform) written(values map[string]string) (Draft, bool) {
	form, problems := p.fill(Request{Values: values, IssuedAt: time.Unix(0, 0)})
	if len(problems) > 0 {
		return Draft{}, false
	}
	list := p.Compose(form)
	if len(list) == 0 {
		return Draft{}, false
	}
	return list[0], true
}

// alike is how many members of header and claims a form with these values writes as they
// stand in a token.
func (p *Platform) alike(values map[string]string, t *token.Token) (n int) {
	own, ok := p.written(values)
	if !ok {
		return 0
	}
	for _, pair := range [][2]token.Object{{own.Header, t.Header}, {own.Claims, t.Claims}} {
		for _, m := range pair[0].Members {
			if slices.ContainsFunc(pair[1].Members, func(o token.Member) bool { return o.Name == m.Name && o.Value.Raw == m.Value.Raw }) {
				n++
			}
		}
	}
	return n
}
