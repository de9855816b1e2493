package sign

import (
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/when"
	"playtoken/ui/asking"
	"playtoken/ui/background"
	"playtoken/ui/look"
)

// Services is what the screen needs of the outside.
type Services struct {
	Now  func() time.Time
	Zone *time.Location
	Do   background.Do
	Copy func(text string, done func(note string))
	// CopyToken is Copy for a token and what carries one; Copy where nil.
	CopyToken func(text string, done func(note string))
	Open      func(url string)
	Toast     func(text string)
	// Ask puts what the importer asks about a key.
	Ask asking.Questions
	// KeyChanged tells which key the form now holds, nil for none, and the ID it
	// has at the platform.
	KeyChanged func(k *keys.Key, id string)
	// TokenPasted is called when a token was put where a key was due.
	TokenPasted func(text string)
}

// Presenter turns what a person does into states. All methods are called on the
// window's thread.
type Presenter struct {
	services Services
	show     func(State)

	platforms []*platform.Platform
	platform  *platform.Platform
	values    map[string]string
	key       *keys.Key
	repairs   []string // what was put right when the key was read
	keyState  look.Key
	life      int
	date      string
	claims    []Claim
	more      bool
	allURLs   bool
	snippet   int

	signed   *platform.Signed
	at       time.Time // when what the form says was signed first, zero where it was not yet
	problems []platform.Problem

	reading background.Latest
	signing background.Latest
	state   State
}

// New makes the presenter and shows the empty form.
func New(s Services, show func(State)) *Presenter {
	if s.CopyToken == nil {
		s.CopyToken = s.Copy
	}
	p := &Presenter{services: s, show: show, platforms: platform.All()}
	p.reading.Do, p.signing.Do = s.Do, s.Do
	p.choose(0)
	p.update()
	return p
}

func (p *Presenter) choose(i int) {
	p.platform = p.platforms[i]
	p.values = map[string]string{}
	for _, f := range p.platform.Fields {
		p.values[f.Name] = f.Default
	}
	p.date, p.life = "", 0
	for i, l := range p.platform.Lives {
		if l == p.platform.Life {
			p.life = i
		}
	}
}

// State is what is shown now.
func (p *Presenter) State() State { return p.state }

// ChoosePlatform changes the platform. The key stays.
func (p *Presenter) ChoosePlatform(i int) {
	p.choose(i)
	p.sign()
}

// SetField takes the text of a field.
func (p *Presenter) SetField(name, value string) {
	if p.values[name] == value {
		return
	}
	p.values[name] = value
	if name == platform.KeyID {
		p.keyChanged()
	}
	if f, _ := p.platform.Field(name); f.Place == platform.URLKit && !p.at.IsZero() {
		p.signAt(p.at) // the same token, under other addresses
		return
	}
	p.sign()
}

func (p *Presenter) keyChanged() {
	p.services.KeyChanged(p.key, strings.TrimSpace(p.values[platform.KeyID]))
}

// SetLife chooses one of the lifetimes.
func (p *Presenter) SetLife(i int) {
	p.life, p.date = i, ""
	p.sign()
}

// SetDate takes a free date or span; an empty one goes back to the lifetimes.
func (p *Presenter) SetDate(text string) {
	if p.date != text {
		p.date = text
		p.sign()
	}
}

// ToggleMore folds and unfolds claims and options.
func (p *Presenter) ToggleMore() {
	p.more = !p.more
	p.update()
}

// ToggleURLs shows all addresses, or the first few.
func (p *Presenter) ToggleURLs() {
	p.allURLs = !p.allURLs
	p.update()
}

// AddClaim begins a further claim.
func (p *Presenter) AddClaim() {
	p.claims = append(append([]Claim(nil), p.claims...), Claim{})
	p.sign()
}

// SetClaim changes a further claim.
func (p *Presenter) SetClaim(i int, name, json string) {
	if i < len(p.claims) && (p.claims[i].Name != name || p.claims[i].JSON != json) {
		p.claims = append([]Claim(nil), p.claims...)
		p.claims[i] = Claim{Name: name, JSON: json}
		p.sign()
	}
}

// RemoveClaim takes a further claim away.
func (p *Presenter) RemoveClaim(i int) {
	if i < len(p.claims) {
		p.claims = append(append([]Claim(nil), p.claims[:i]...), p.claims[i+1:]...)
		p.sign()
	}
}

// Refresh signs again with the time of now.
func (p *Presenter) Refresh() { p.sign() }

// Tick moves the clock of the banner on.
func (p *Presenter) Tick() {
	if p.signed != nil {
		p.update()
	}
}

// expiry is the end of the token to be made, and what is wrong with the date.
func (p *Presenter) expiry(now time.Time) (time.Time, error) {
	if strings.TrimSpace(p.date) == "" {
		return now.Add(p.platform.Lives[p.life]), nil
	}
	if d, err := when.Duration(p.date); err == nil {
		return now.Add(d), nil
	}
	return when.Time(p.date, now, p.services.Zone)
}

// extra reads the further claims; a message stands at each that is wrong.
func (p *Presenter) extra() (members []token.Member, ok bool) {
	ok = true
	for i := range p.claims {
		c := &p.claims[i]
		c.Message = ""
		if c.Name == "" && c.JSON == "" {
			continue
		}
		m, err := token.RawMember(c.Name, c.JSON)
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
		members = append(members, m)
	}
	return members, ok
}

type outcome struct {
	signed   *platform.Signed
	problems []platform.Problem
}

// sign makes the token of the form as it stands.
func (p *Presenter) sign() {
	p.at = time.Time{}
	p.signAt(p.services.Now())
}

// signAt signs off the window's thread: a large RSA key takes long enough to be
// felt.
func (p *Presenter) signAt(now time.Time) {
	request := platform.Request{Values: map[string]string{}, Key: p.key, IssuedAt: now}
	for k, v := range p.values {
		request.Values[k] = v
	}
	var early []platform.Problem
	expires, err := p.expiry(now)
	if err != nil {
		early = append(early, platform.Problem{Field: platform.ExpiresField, Text: sentence(err)})
		expires = now.Add(p.platform.Life) // so that the other fields are still judged
	}
	request.ExpiresAt = expires
	var ok bool
	if request.Extra, ok = p.extra(); !ok {
		early = append(early, platform.Problem{Field: platform.ClaimsField, Text: "A further claim cannot be read."})
	}
	if len(early) > 0 {
		request.Key = nil
	}
	chosen, hadKey := p.platform, p.key != nil
	p.update()
	background.Run(&p.signing, func() outcome {
		signed, problems := chosen.Make(request)
		return outcome{signed, problems}
	}, func(o outcome) {
		p.signed, p.problems = o.signed, early
		if o.signed != nil {
			p.at = now
		}
		for _, pr := range o.problems {
			if pr.Field != platform.KeyField || !pr.Missing || !hadKey {
				p.problems = append(p.problems, pr)
			}
		}
		p.update()
	})
}

func sentence(err error) string {
	s := err.Error()
	return strings.ToUpper(s[:1]) + s[1:] + "."
}
