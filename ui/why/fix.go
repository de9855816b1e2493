package why

import (
	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/reissue"
	"playtoken/ui/viewmodel"
)

// Mended is the token changed and signed again, beside the old one.
type Mended struct {
	Open    bool
	Title   string
	Problem string // why there is no token, "" where there is one
	Heads   []string
	Rows    [][][]viewmodel.Run // what has changed
	Parts   []string            // the token
	URL     string              // around it, "" for none
	By      string              // which key signed it
	Signers []string            // to choose from, -1 for none chosen
	Signer  int
	Edit    Edited
	// Verdict is what becomes of the token that was made, and Next what its button
	// says where one click mends that too.
	Mood    viewmodel.Mood
	Verdict string
	Next    string
}

// mending is a token that is being changed.
type mending struct {
	open          bool
	before, after reissue.Draft
	names         []string // of the keys, to find the chosen one again
	chosen        string   // the name of the key that a person chose, "" for the usual one
	by, problem   string
	edit          editing
	opened        map[string]*keys.Key // saved keys that were opened, by profile
	made
}

// Fix mends what a finding says, and signs the token again.
func (p *Presenter) Fix(i int) {
	if i < 0 || i >= len(p.found.Verdict.Findings) || !p.canFix(p.found.Verdict.Findings[i]) {
		return
	}
	r := *p.found.Verdict.Findings[i].Remedy
	switch {
	case r.URL != "":
		p.copyToken("URL", r.URL, nil)
		return
	case r.Sign != "":
		p.services.SignFor(p.found.Platform.Name, r.Sign)
		return
	}
	draft, err := reissue.From(p.found.Token, p.found.Platform)
	if err != nil {
		return
	}
	p.mend = mending{open: true, before: draft, after: draft.Apply(r, p.services.Now())}
	p.sign()
}

// FixNext mends what still stands against the token that was made.
func (p *Presenter) FixNext() {
	if r := p.mend.next(); r != nil {
		p.mend.after = p.mend.after.Apply(*r, p.services.Now())
		if p.mend.edit.open {
			p.mend.edit.header, p.mend.edit.claims = indented(p.mend.after.Header), indented(p.mend.after.Claims)
		}
		p.sign()
	}
}

// unsigned takes the result away: it is not what the draft says now.
func (m *mending) unsigned() {
	m.made, m.by, m.problem = made{}, "", ""
}

// next is the remedy for what the result still fails for, nil for none.
func (m mending) next() *platform.Remedy {
	v := m.verdict
	if v.State != diagnosis.Fails && v.State != diagnosis.MayFail || len(v.Findings) == 0 {
		return nil
	}
	if r := v.Findings[0].Remedy; r != nil && r.Signs() {
		return r
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

// CopyMended copies the changed token.
func (p *Presenter) CopyMended(done func()) {
	if p.mend.text != "" {
		p.services.Released(p.mend.key, p.mend.expires)
		p.copyToken("Token", p.mend.text, done)
	}
}

// CopyMendedURL copies the URL with the changed token in it.
func (p *Presenter) CopyMendedURL(done func()) {
	if p.mend.url != "" {
		p.services.Released(p.mend.key, p.mend.expires)
		p.copyToken("URL", p.mend.url, done)
	}
}

// ReadMended reads the changed token in place of the old one.
func (p *Presenter) ReadMended() {
	if p.mend.read != "" {
		p.Paste.Take(p.mend.read)
	}
}
