package sign

import (
	"maps"
	"slices"
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/words"
	"playtoken/ui/async"
	"playtoken/ui/viewmodel"
)

// making is what the panels share: the form as it stands, with its key, and what was
// signed of it.
type making struct {
	services Services
	update   func() // words all panels anew and shows them

	platforms []*platform.Platform
	platform  *platform.Platform
	*entered  // for the platform
	all       map[string]*entered
	heldKey

	signed   *platform.Signed
	signer   *keys.Key // the key that signed it
	at       time.Time // when what the form says was signed first, zero where it was not yet
	problems []platform.Problem
	signing  async.Latest
}

// choose makes another platform the one of the form.
func (m *making) choose(i int) {
	m.platform = m.platforms[i]
	if m.all[m.platform.Name] == nil {
		m.all[m.platform.Name] = fresh(m.platform)
	}
	m.entered = m.all[m.platform.Name]
}

// unsign takes away what was signed: it is of another form.
func (m *making) unsign() { m.signed, m.problems, m.at = nil, nil, time.Time{} }

// Signer is the form as it signs: its platform, its values by field name, and its key; nil for
// one that has none.
func (m *making) Signer() (pl *platform.Platform, values map[string]string, key *keys.Key) {
	values = map[string]string{}
	for name, value := range m.values {
		values[name] = strings.TrimSpace(value)
	}
	if m.unfit == "" {
		key = m.key
	}
	return m.platform, values, key
}

func (m *making) keyWant() importer.Want { return m.platform.KeyWantFor(m.values) }

// keyChanged tells which key the form holds now.
func (m *making) keyChanged() {
	m.services.KeyChanged(m.key, strings.TrimSpace(m.values[platform.KeyID]))
}

// extra reads the further claims; a message stands at each that is wrong.
func (m *making) extra() (members []token.Member, ok bool) {
	ok = true
	for i := range m.claims {
		c := &m.claims[i]
		c.Message = ""
		if c.Name == "" && c.JSON == "" {
			continue
		}
		member, err := token.RawMember(c.Name, c.JSON)
		switch {
		case c.Name == "":
			c.Message = "The claim needs a name."
		case c.JSON == "":
			c.Message = "The claim needs a value."
		case err != nil:
			c.Message = "This is not JSON. Text needs quotes: " + token.Quote(c.JSON)
		}
		if c.Message != "" {
			ok = false
			continue
		}
		members = append(members, member)
	}
	return members, ok
}

type outcome struct {
	signed   *platform.Signed
	problems []platform.Problem
}

// sign makes the token of the form as it stands.
func (m *making) sign() {
	m.at = time.Time{}
	m.signAt(m.services.Now())
}

// request is the form as it stands, and what is wrong with it before the platform
// has looked at it.
func (m *making) request(now time.Time) (platform.Request, []platform.Problem) {
	r := platform.Request{Values: maps.Clone(m.values), Key: m.key, IssuedAt: now}
	var problems []platform.Problem
	wrong := func(field, text string) {
		problems = append(problems, platform.Problem{Field: field, Text: text})
	}
	var err error
	if r.ExpiresAt, r.Endless, err = m.expiry(now, m.services.Zone, m.platform.Lives); err != nil {
		wrong(platform.ExpiresField, words.Sentence(err))
		r.ExpiresAt = now.Add(m.platform.Life) // so that the other fields are still judged
	}
	var ok bool
	if r.Extra, ok = m.extra(); !ok {
		wrong(platform.ClaimsField, "A further claim cannot be read.")
	}
	if m.key != nil && m.unfit != "" {
		wrong(platform.KeyField, m.unfit)
	}
	return r, problems
}

// signAt signs off the window's thread: a large RSA key takes long enough to be
// felt.
func (m *making) signAt(now time.Time) {
	request, early := m.request(now)
	if len(early) > 0 {
		request.Key = nil
	}
	chosen, hadKey := m.platform, m.key != nil
	m.update()
	async.Run(&m.signing, func() outcome {
		signed, problems := chosen.Make(request)
		return outcome{signed, problems}
	}, func(o outcome) {
		m.signed, m.signer, m.problems = o.signed, request.Key, early
		if o.signed != nil {
			m.at = now
			m.noURLs = len(o.signed.URLs()) == 0
		}
		for _, pr := range o.problems {
			if pr.Field != platform.KeyField || !pr.Missing || !hadKey {
				m.problems = append(m.problems, pr)
			}
		}
		m.update()
	})
}

// problemOf finds what is to be said at a field. That something is missing is
// said in the banner, not at every empty field of a fresh form.
func (m *making) problemOf(field string) (text string, tone viewmodel.Tone) {
	i := slices.IndexFunc(m.problems, func(pr platform.Problem) bool { return pr.Field == field && !pr.Missing })
	switch {
	case i < 0:
		return "", tone
	case m.problems[i].Warning:
		return m.problems[i].Text, viewmodel.Warning
	}
	return m.problems[i].Text, viewmodel.Wrong
}

// name is what a field is called in a sentence.
func (m *making) name(field string) string {
	switch field {
	case platform.KeyField:
		return m.platform.KeyLabel
	case platform.ExpiresField:
		return "Lifetime"
	case platform.ClaimsField:
		return "Further claims"
	}
	f, _ := m.platform.Field(field)
	return f.Label
}

// release tells that what is signed leaves the program.
func (m *making) release() {
	if m.signer != nil {
		m.services.Released(m.signer, m.signed.Expires)
	}
}

// copyToken copies a token, alone or in what carries it.
func (m *making) copyToken(what, text string, done func()) {
	viewmodel.Copy(m.services.CopyToken, text, what, m.services.Toast, done)
}
