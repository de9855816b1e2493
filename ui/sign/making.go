package sign

import (
	"maps"
	"strings"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/verify"
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
	last     *platform.Signed   // what is shown while the form is not whole: what it signed before
	judged   []diagnosis.Case   // its tokens as they are read when they come back
	signer   *keys.Key          // the key that signed it
	at       time.Time          // when what the form says was signed first, zero where it was not yet
	found    []platform.Problem // what the platform finds in the form
	problems []platform.Problem // with what is saved otherwise
	signing  async.Latest

	saved    []verify.Key // the keys of the profiles, of which what is signed may name one
	savedNth int          // which list of them it is
	judging  async.Latest

	more    bool   // claims and options of the form are unfolded
	options bool   // the options of the URLs are unfolded
	typing  string // the field that is being typed in: it is not warned of yet
	letters bool   // letter by letter: it may be wrong since it is not whole yet
	inClaim int    // the further claim that the keyboard is in, -1 for none
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
func (m *making) unsign() {
	m.signed, m.last, m.found, m.problems, m.at = nil, nil, nil, nil, time.Time{}
}

// showing is what there is to see: what is signed, or while the form is not whole what was
// signed last, which stale tells. nil for nothing.
func (m *making) showing() (s *platform.Signed, stale bool) {
	if m.signed != nil {
		return m.signed, false
	}
	return m.last, m.last != nil
}

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

// extra reads the further claims; a message stands at each that is wrong. One that is only
// begun is left out while the keyboard is in it.
func (m *making) extra() (members []token.Member, ok bool) {
	ok = true
	for i := range m.claims {
		c := &m.claims[i]
		text := strings.Trim(strings.TrimSpace(c.JSON), `"`)
		c.Message, c.Tone, c.Masked = "", viewmodel.Quiet, m.masked(text) || m.masked(c.Name)
		if c.Name == "" && c.JSON == "" || !c.whole() && i == m.inClaim {
			continue
		}
		member, bare, err := token.TypedMember(c.Name, c.JSON)
		wrong := true
		switch {
		case m.isKey(text), m.isKey(c.Name):
			c.Message = isTheKey
		case c.Name == "":
			c.Message = "The claim needs a name."
		case c.JSON == "":
			c.Message = "The claim needs a value."
		case err != nil:
			c.Message = "This is not JSON. Text needs quotes: " + token.Quote(c.JSON)
		case c.Masked:
			c.Message, wrong = notShown, false
		case bare:
			c.Message, wrong = "It goes in as the text "+member.Value.Raw+".", false
		default:
			wrong = false
		}
		if wrong {
			c.Tone, ok = viewmodel.Wrong, false
			continue
		}
		members = append(members, member)
	}
	return members, ok
}

// whole reports whether a claim has all that it takes.
func (c Claim) whole() bool { return c.Name != "" && strings.TrimSpace(c.JSON) != "" }

type outcome struct {
	signed   *platform.Signed
	judged   []diagnosis.Case
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
	r := platform.Request{Values: maps.Clone(m.values), Key: m.key, IssuedAt: now, Lives: maps.Clone(m.lives)}
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
	for _, f := range m.platform.Fields {
		if m.isKey(m.values[f.Name]) {
			wrong(f.Name, isTheKey)
		}
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
	chosen, hadKey, saved, nth := m.platform, m.key != nil, m.saved, m.savedNth
	m.update()
	async.Run(&m.signing, func() outcome {
		o := outcome{}
		if o.signed, o.problems = makeToken(chosen, request); o.signed != nil {
			o.judged = diagnosis.ReadSigned(chosen, o.signed, request.Key, now, saved)
		}
		return o
	}, func(o outcome) {
		m.signed, m.judged, m.signer, m.found = o.signed, o.judged, request.Key, early
		if o.signed != nil {
			m.at, m.last = now, o.signed
			m.noURLs = len(o.signed.URLs()) == 0
		}
		for _, pr := range o.problems {
			if pr.Field != platform.KeyField || !pr.Missing || !hadKey {
				m.found = append(m.found, pr)
			}
		}
		m.nameSaved()
		m.update()
		if nth != m.savedNth {
			m.judge()
		}
	})
}

// SetSaved tells which keys are saved now. What is signed is judged by them anew.
func (m *making) SetSaved(list []verify.Key) {
	m.saved, m.savedNth = list, m.savedNth+1
	m.nameSaved()
	m.update()
	m.judge()
}

// judge reads anew what is signed, with the keys that are saved now.
func (m *making) judge() {
	signed, chosen, key, at, saved := m.signed, m.platform, m.signer, m.at, m.saved
	if signed == nil {
		return
	}
	async.Run(&m.judging, func() []diagnosis.Case { return diagnosis.ReadSigned(chosen, signed, key, at, saved) }, func(judged []diagnosis.Case) {
		if m.signed == signed {
			m.judged = judged
			m.update()
		}
	})
}

// savedUnder names the key that the ID on the form is saved with, where that is another one than
// the key on the form; "" for none.
func (m *making) savedUnder() string {
	if _, has := m.platform.Field(platform.KeyID); !has || m.key == nil || m.unfit != "" {
		return ""
	}
	if k := diagnosis.SavedUnder(m.platform, strings.TrimSpace(m.values[platform.KeyID]), m.key, m.saved); k != nil {
		return "saved as “" + token.Excerpt(k.Name, 60) + "” with another key"
	}
	return ""
}

// nameSaved puts that to what was found in the form.
func (m *making) nameSaved() {
	m.problems = m.found
	if as := m.savedUnder(); as != "" {
		m.problems = append([]platform.Problem{{Field: platform.KeyID, Text: "This ID is " + as + ".", Warning: true}}, m.found...)
	}
}

// makeToken signs a form. What is wrong with an option of the URLs does not keep the token
// from being made: the option is left out.
func makeToken(pl *platform.Platform, r platform.Request) (*platform.Signed, []platform.Problem) {
	signed, problems := pl.Make(r)
	if signed != nil {
		return signed, problems
	}
	lighter := r
	lighter.Values = maps.Clone(r.Values)
	var options []platform.Problem
	for _, pr := range problems {
		if f, _ := pl.Field(pr.Field); f.Place == platform.URLKit && !pr.Warning {
			options = append(options, pr)
			delete(lighter.Values, pr.Field)
		}
	}
	if len(options) == 0 {
		return nil, problems
	}
	signed, problems = pl.Make(lighter)
	return signed, append(options, problems...)
}

// release tells that what is signed leaves the program.
func (m *making) release() {
	if m.signer != nil {
		m.services.Released(m.signer, m.signed.LastEnd())
	}
}

// copyToken copies a token, alone or in what carries it.
func (m *making) copyToken(what, text string, done func()) {
	viewmodel.Copy(m.services.CopyToken, text, what, m.services.Toast, done)
}
