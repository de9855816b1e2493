package why

import (
	"errors"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/reissue"
	"playtoken/core/token"
	"playtoken/core/verify"
	"playtoken/ui/async"
)

// sign signs the draft with the key that is chosen, or the usual one.
func (p *Presenter) sign() {
	p.mending.Drop()
	p.opening++
	m := &p.mend
	m.unsigned()
	list := p.signers(m.after)
	m.names = nil
	at := usual(list)
	for i, s := range list {
		m.names = append(m.names, s.name)
		if m.chosen == s.name {
			at = i
		}
	}
	switch {
	case len(list) == 0:
		m.problem = p.neededKey()
	case at < 0:
		m.problem = "Choose the key to sign with."
	case list[at].key == nil:
		s := list[at]
		m.chosen = s.name
		p.openSigner(s)
	default:
		m.chosen = list[at].name
		p.signWith(list[at])
	}
	p.update()
}

// signAgain signs with the keys that are at hand now.
func (p *Presenter) signAgain() {
	if p.mend.open {
		p.mend.opened = nil
		p.sign()
	}
}

// neededKey says which key is missing.
func (p *Presenter) neededKey() string {
	if p.mend.after.Format.Sealed() {
		return "To make it again its secret is needed. Give it below."
	}
	needed := "the private key that made it"
	if kid := keyIDOf(p.mend.after); kid != "" {
		needed = "the private key of the ID " + token.Inert(platform.ShortID(kid))
	}
	return "To sign it again " + needed + " is needed. Give it below, or load it on the Sign screen."
}

// openSigner opens a saved key and signs with it.
func (p *Presenter) openSigner(s signer) {
	if k := p.mend.opened[s.profile]; k != nil {
		s.key = k
		p.signWith(s)
		return
	}
	p.opening++
	mine := p.opening
	p.services.OpenKey(s.profile, func(k *keys.Key, err error) {
		switch {
		case mine != p.opening || !p.mend.open:
			return
		case err != nil:
			p.mend.problem = "The key could not be opened: " + err.Error() + "."
			p.update()
			return
		}
		if p.mend.opened == nil {
			p.mend.opened = map[string]*keys.Key{}
		}
		p.mend.opened[s.profile], s.key = k, k
		p.signWith(s)
	})
}

// made is a token that was signed again.
type made struct {
	text    string // the token
	url     string // the whole URL with it, "" where there was none around the old one
	read    string // what a person would paste of it
	verdict diagnosis.Verdict
	key     *keys.Key // that signed it
	expires time.Time // the zero time for none
	err     error
}

// signWith signs off the window's thread. A key with an ID of its own is named in
// the token.
func (p *Presenter) signWith(s signer) {
	m := &p.mend
	m.after = nameKey(m.after, s.kid)
	after, t, around, o := m.after, p.found.Token, p.found.URL, p.options()
	o.Keys = append(o.Keys, verify.Key{Name: s.name, Trial: token.Trial{
		Settings: s.settings, Answer: importer.Answer{Verdict: importer.Accept, Key: s.key, Kind: s.key.Kind()},
	}})
	async.Run(&p.mending, func() (r made) {
		r.key = s.key
		if m, ok := after.Time("exp"); ok {
			r.expires = m.At
		}
		if r.text, r.err = after.Make(s.key, s.settings...); r.err != nil {
			return r
		}
		switch r.read = r.text; {
		case t.IsURL():
			r.url = r.text
		case around == nil || around.Host == "":
		case t.SignsURL(): // cookies, which go with the URL as it is
			r.read = around.String() + "\nCookie: " + r.text
		default:
			r.url = reissue.IntoURL(around, t.Text, r.text)
			r.read = r.url
		}
		r.verdict = diagnosis.Read(r.read, o).Verdict
		return r
	}, func(r made) {
		if r.err != nil {
			m.problem = "It could not be signed: " + reason(r.err) + "."
		} else {
			m.made = r
			m.by = "Signed with " + s.name
			if s.made {
				m.by += ", as the old one"
			}
		}
		p.update()
	})
}

// nameKey puts the ID of the key that signs where the old one stood.
func nameKey(d reissue.Draft, kid string) reissue.Draft {
	name := token.KeyIDName(d.Format)
	other := func(o token.Object) []token.Member {
		if old := o.Text(name); kid != "" && old != "" && old != kid {
			return []token.Member{token.StringMember(name, kid)}
		}
		return nil
	}
	return d.Apply(platform.Remedy{Header: other(d.Header), Claims: other(d.Claims)}, time.Time{}) // it sets no times
}

func keyIDOf(d reissue.Draft) string {
	t := token.Token{Format: d.Format, Header: d.Header, Claims: d.Claims}
	return t.KeyID()
}

// reason is an error of signing in words.
func reason(err error) string {
	switch {
	case errors.Is(err, token.ErrWantSecret):
		return "a shared secret is needed"
	case errors.Is(err, token.ErrNoKey):
		return "there is no key"
	}
	return token.Inert(err.Error())
}
