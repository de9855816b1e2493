package decode

import (
	"errors"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/proof"
	"playtoken/core/resign"
	"playtoken/core/token"
	"playtoken/ui/background"
	"playtoken/ui/look"
)

// Mended is the token changed and signed again, beside the old one.
type Mended struct {
	Open    bool
	Title   string
	Problem string // why there is no token, "" where there is one
	Heads   []string
	Rows    [][][]look.Run // what has changed
	Parts   []string       // the token
	URL     string         // around it, "" for none
	By      string         // which key signed it
	Signers []string       // to choose from, -1 for none chosen
	Signer  int
	Edit    Edited
	// Verdict is what becomes of the token that was made, and Next what its button
	// says where one click mends that too.
	Mood    look.Mood
	Verdict string
	Next    string
}

// mending is a token that is being changed.
type mending struct {
	open          bool
	before, after resign.Draft
	names         []string // of the keys, to find the chosen one again
	chosen        string   // the name of the key that a person chose, "" for the usual one
	text, url     string   // the result
	by, problem   string
	verdict       diagnosis.Verdict // of the result
	edit          editing
	opened        map[string]*keys.Key // saved keys that were opened, by profile
}

// canFix reports whether one click mends what was found.
func (p *Presenter) canFix(f platform.Finding) bool {
	if f.Remedy == nil || p.found.Token == nil {
		return false
	}
	_, err := resign.From(p.found.Token, p.platform())
	return err == nil
}

// Fix mends what a finding says, and signs the token again.
func (p *Presenter) Fix(i int) {
	if i < 0 || i >= len(p.verdict.Findings) || !p.canFix(p.verdict.Findings[i]) {
		return
	}
	draft, err := resign.From(p.found.Token, p.platform())
	if err != nil {
		return
	}
	p.mend = mending{open: true, before: draft, after: draft.Apply(*p.verdict.Findings[i].Remedy, p.services.Now())}
	p.sign()
}

// FixNext mends what still stands against the token that was made.
func (p *Presenter) FixNext() {
	if r := p.mend.next(); r != nil && p.mend.text != "" {
		p.mend.after = p.mend.after.Apply(*r, p.services.Now())
		if p.mend.edit.open {
			p.mend.edit.header, p.mend.edit.claims = indented(p.mend.after.Header), indented(p.mend.after.Claims)
		}
		p.sign()
	}
}

// next is the remedy for what the result still fails for, nil for none.
func (m mending) next() *platform.Remedy {
	if v := m.verdict; (v.State == diagnosis.Fails || v.State == diagnosis.MayFail) && len(v.Findings) > 0 {
		return v.Findings[0].Remedy
	}
	return nil
}

// CloseMended takes the changed token away; the one that was read stays.
func (p *Presenter) CloseMended() {
	p.mending.Drop()
	p.mend = mending{}
	p.update()
}

// ChooseSigner signs with another of the keys at hand.
func (p *Presenter) ChooseSigner(i int) {
	if i >= 0 && i < len(p.mend.names) {
		p.mend.chosen = p.mend.names[i]
		p.sign()
	}
}

// sign signs the draft with the key that is chosen, or the usual one.
func (p *Presenter) sign() {
	p.mending.Drop()
	p.opening++
	m := &p.mend
	m.text, m.url, m.by, m.problem = "", "", "", ""
	list := p.signers(m.after)
	m.names = m.names[:0]
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
	if p.mend.after.Kind.Encrypted() {
		return "To make it again its secret is needed. Give it below."
	}
	needed := "the private key that made it"
	if kid := kidOf(p.mend.after); kid != "" {
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

type made struct {
	text, url string
	verdict   diagnosis.Verdict
	err       error
}

// signWith signs off the window's thread. A key with an ID of its own is named in
// the token.
func (p *Presenter) signWith(s signer) {
	m := &p.mend
	m.after = named(m.after, s.kid)
	after, old, around, o := m.after, p.found.Token.Text, p.found.URL, p.readOptions()
	o.VideoLength, o.ID = p.options.length, p.options.id
	o.Keys = append(o.Keys, proof.Key{Name: s.name, Values: s.values, Answer: keys.Answer{Verdict: keys.Accept, Key: s.key, Kind: s.key.Kind()}})
	background.Run(&p.mending, func() (r made) {
		if r.text, r.err = after.Sign(s.key, s.values); r.err != nil {
			return r
		}
		read := r.text
		if around != nil && around.Host != "" {
			r.url = resign.IntoURL(around, old, r.text)
			read = r.url
		}
		r.verdict = diagnosis.Read(read, o).Verdict
		return r
	}, func(r made) {
		if r.err != nil {
			m.problem = "It could not be signed: " + reason(r.err) + "."
		} else {
			m.text, m.url, m.verdict = r.text, r.url, r.verdict
			m.by = "Signed with " + s.name
			if s.made {
				m.by += ", as the old one"
			}
		}
		p.update()
	})
}

// named puts the ID of the key that signs where the old one stood.
func named(d resign.Draft, kid string) resign.Draft {
	var r platform.Remedy
	if old := d.Claims.Text("kid"); kid != "" && old != "" && old != kid {
		r.Claims = []token.Member{token.StringMember("kid", kid)}
	}
	if old := d.Header.Text("kid"); kid != "" && old != "" && old != kid {
		r.Header = []token.Member{token.StringMember("kid", kid)}
	}
	if r.Claims == nil && r.Header == nil {
		return d
	}
	return d.Apply(r, time.Time{}) // it sets no times
}

func kidOf(d resign.Draft) string {
	if kid := d.Claims.Text("kid"); kid != "" {
		return kid
	}
	return d.Header.Text("kid")
}

// reason is an error of signing in words.
func reason(err error) string {
	switch {
	case errors.Is(err, resign.ErrSecret):
		return "a shared secret is needed"
	case errors.Is(err, resign.ErrNoKey):
		return "there is no key"
	}
	return token.Inert(err.Error())
}

// CopyMended copies the changed token.
func (p *Presenter) CopyMended(done func()) {
	if p.mend.text != "" {
		p.services.CopyToken(p.mend.text, p.told("Token", done))
	}
}

// CopyMendedURL copies the URL with the changed token in it.
func (p *Presenter) CopyMendedURL(done func()) {
	if p.mend.url != "" {
		p.services.CopyToken(p.mend.url, p.told("URL", done))
	}
}

// ReadMended reads the changed token in place of the old one.
func (p *Presenter) ReadMended() {
	text := p.mend.text
	if p.mend.url != "" {
		text = p.mend.url
	}
	if text != "" {
		p.Paste(text)
	}
}

// mended words the changed token.
func (p *Presenter) mended(s *State) {
	m := p.mend
	if !m.open {
		return
	}
	w := Mended{Open: true, Title: "Fixed token", Problem: m.problem, URL: token.Inert(m.url), By: m.by, Signers: m.names, Signer: -1, Edit: m.edit.shown()}
	if m.edit.open {
		w.Title = "Edit and re-sign"
	}
	for i, name := range m.names {
		if name == m.chosen {
			w.Signer = i
		}
	}
	if m.text != "" {
		w.Parts = shownParts(token.Decode(m.text))
		w.Mood, w.Verdict = moods[m.verdict.State], m.verdict.Headline
		if r := m.next(); r != nil {
			w.Next = r.Label
		}
	}
	w.Heads = []string{"", "Before", "After"}
	for _, c := range resign.Differences(m.before, m.after) {
		w.Rows = append(w.Rows, p.change(c))
	}
	s.Mended = w
}

// change words one difference, a time with what it means.
func (p *Presenter) change(c resign.Change) [][]look.Run {
	cell := func(raw string, d resign.Draft) []look.Run {
		if raw == "" {
			return []look.Run{{Text: "none", Manner: look.Muted}}
		}
		runs := []look.Run{{Text: token.Excerpt(raw, 200), Manner: look.Code}}
		t := token.Token{Kind: d.Kind, Claims: d.Claims}
		name := c.Name
		if name == "ec_expire" {
			name = "exp"
		}
		if m, ok := t.Time(name); ok && m.Usable() && c.Part == "claims" && isTime(name) {
			runs = append(runs, quiet("  "+p.relative(m)))
		}
		return runs
	}
	name := c.Name
	if name == "" {
		name = c.Part
	}
	return [][]look.Run{{{Text: token.Excerpt(name, 40)}}, cell(c.Before, p.mend.before), cell(c.After, p.mend.after)}
}

func isTime(name string) bool { return name == "exp" || name == "iat" || name == "nbf" }
