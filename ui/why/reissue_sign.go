package why

import (
	"errors"
	"slices"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/reissue"
	"playtoken/core/token"
	"playtoken/core/verify"
	"playtoken/ui/async"
)

// sign signs the draft with the key that is chosen, or the usual one.
func (r *Reissue) sign() {
	r.unsign()
	list := r.signers(r.after)
	r.names, r.at = nil, usual(list)
	for i, s := range list {
		r.names = append(r.names, s.name)
		if r.chosen == s.name {
			r.at = i
		}
	}
	others := slices.ContainsFunc(list, func(s signer) bool { return !s.earlier })
	switch {
	case r.at < 0 && !others: // nor is one of a text before taken by itself
		r.problem, r.needed = neededKey(r.after), true
	case r.at < 0:
		r.problem = "Choose the key to sign with."
	default:
		r.chosen = list[r.at].name
		r.signBy(list[r.at])
	}
	r.update()
}

// unsign takes the result away, and that which is still to come: it is not what the
// draft says now.
func (r *Reissue) unsign() {
	r.signing.Drop()
	r.made, r.by, r.problem, r.needed = made{}, "", "", false
}

// signAgain signs with the keys that are at hand now.
func (r *Reissue) signAgain() {
	if r.open {
		r.opened = nil
		r.sign()
	}
}

// neededKey says which key is missing for a draft.
func neededKey(d reissue.Draft) string {
	if d.Format.Sealed() {
		return "To make it again its secret is needed."
	}
	needed := "the private key that made it"
	as := token.Token{Format: d.Format, Header: d.Header, Claims: d.Claims}
	if kid := as.KeyID(); kid != "" {
		needed = "the private key of the ID " + token.Inert(platform.ShortID(kid))
	}
	return "To sign it again " + needed + " is needed. Give it here, or load it on the Sign screen."
}

// signBy signs with a key, which is opened first where it is a saved one.
func (r *Reissue) signBy(s signer) {
	if s.key == nil {
		s.key = r.opened[s.profile]
	}
	if s.key != nil {
		r.signWith(s)
		return
	}
	ctx := r.signing.Begin()
	r.services.OpenKey(s.profile, func(k *keys.Key, err error) {
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			r.problem = "The key could not be opened: " + err.Error() + "."
			r.update()
			return
		}
		if r.opened == nil {
			r.opened = map[string]*keys.Key{}
		}
		r.opened[s.profile], s.key = k, k
		r.signWith(s)
	})
}

// made is a token that was signed again.
type made struct {
	text    string          // the token
	url     string          // the whole URL with it, "" where there was none around the old one
	read    string          // what a person would paste of it
	found   *diagnosis.Case // nil where there is no token
	doubted bool            // whether the key is that of the token is not known
	key     *keys.Key       // that signed it
	expires time.Time       // the zero time for none
	err     error
}

// signWith signs off the window's thread. A key with an ID of its own is named in
// the token.
func (r *Reissue) signWith(s signer) {
	r.after = nameKey(r.after, s.kid)
	after, t, around, o := r.after, r.found.Token, r.found.Around(), r.unasked()
	own := verify.Of(s.name, s.key)
	own.Settings, own.Held = s.settings, true
	o.Keys = append(o.Keys, own)
	async.Run(&r.signing, func() (m made) {
		m.key, m.doubted = s.key, s.stranger
		if exp, ok := after.Time("exp"); ok {
			m.expires = exp.At
		}
		if m.text, m.err = after.Make(s.key, s.settings...); m.err != nil {
			return m
		}
		switch m.read = m.text; {
		case t.IsURL():
			m.url = m.text
		case around == nil || around.Host == "":
		case t.SignsURL(): // cookies, which go with the URL as it is
			m.read = around.String() + "\nCookie: " + m.text
		default:
			m.url = reissue.IntoURL(around, t.Text, m.text)
			m.read = m.url
		}
		found := diagnosis.Recognise(extract.Read(m.read), o)
		m.found = &found
		return m
	}, func(m made) {
		if m.err != nil {
			r.problem = "It could not be signed: " + reason(m.err) + "."
		} else {
			r.made, r.by = m, "Signed with "+s.name
			if s.made {
				r.by += ", as the old one"
			}
		}
		r.update()
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
