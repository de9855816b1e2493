package sign

import (
	"slices"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/ui/async"
	"playtoken/ui/prompt"
)

// Services is what the screen needs of the outside.
type Services struct {
	Now  func() time.Time
	Zone *time.Location
	Do   async.Do
	Copy func(text string, done func(note string))
	// CopyToken is Copy for a token and what carries one; Copy where nil.
	CopyToken func(text string, done func(note string))
	Open      func(url string)
	Toast     func(text string)
	// Save asks where to and writes a file; done is not called when nothing was
	// chosen. It is nil where files cannot be saved.
	Save func(name string, content []byte, done func(error))
	// Platforms are those to choose from; all there are where nil.
	Platforms []*platform.Platform
	// Ask puts what the importer asks about a key.
	Ask prompt.Questions
	// KeyChanged tells which key the form now holds, nil for none, and the ID it
	// has at the platform.
	KeyChanged func(k *keys.Key, id string)
	// Released is called when a token that a key has signed leaves the program: copied,
	// opened, shown as a code or written to a file. expires is the latest expiry of what
	// left, the zero time where something of it has none. nil for nothing.
	Released func(k *keys.Key, expires time.Time)
	// TokenPasted is called when a token was put where a key was due.
	TokenPasted func(text string)
}

// Presenter turns what a person does into states. All methods are called on the
// window's thread.
type Presenter struct {
	*making
	Result   *Result
	URLs     *URLs
	Snippets *Snippets

	show        func(State)
	cameWithKey string // the key ID that came with a key, "" for none
	more        bool

	openList, openLearn func()

	reading async.Latest
	state   State
}

// New makes the presenter and shows the empty form.
func New(s Services, show func(State)) *Presenter {
	if s.CopyToken == nil {
		s.CopyToken = s.Copy
	}
	if s.Released == nil {
		s.Released = func(*keys.Key, time.Time) {}
	}
	if s.Platforms == nil {
		s.Platforms = all.Platforms()
	}
	m := &making{services: s, platforms: s.Platforms, all: map[string]*entered{}, signing: async.Latest{Do: s.Do}}
	p := &Presenter{making: m, show: show, Result: &Result{making: m}, URLs: &URLs{making: m}, Snippets: &Snippets{making: m}}
	m.update, p.reading.Do = p.update, s.Do
	p.choose(0)
	p.want = p.keyWant()
	p.update()
	return p
}

// State is what is shown now.
func (p *Presenter) State() State { return p.state }

// ChoosePlatform changes the platform. What was typed for it before is there
// again, and the key stays.
func (p *Presenter) ChoosePlatform(i int) {
	if p.platforms[i] == p.platform {
		return
	}
	p.choose(i)
	p.signing.Drop()
	p.signed, p.problems, p.at = nil, nil, time.Time{}
	p.keyChanged()
	if !p.readKeyAgain() {
		p.sign()
	}
}

// SignFor chooses a platform by its name, and what is to be played there.
func (p *Presenter) SignFor(name, id string) {
	if i := slices.IndexFunc(p.platforms, func(pl *platform.Platform) bool { return pl.Name == name }); i >= 0 {
		p.ChoosePlatform(i)
		p.SetField(platform.ID, id)
		p.update()
	}
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
	if p.readKeyAgain() {
		return
	}
	if f, _ := p.platform.Field(name); f.Place == platform.URLKit && !p.at.IsZero() {
		p.signAt(p.at) // the same token, under other addresses
		return
	}
	p.sign()
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

// Tick moves the clock of the banner on.
func (p *Presenter) Tick() {
	if p.signed != nil {
		p.update()
	}
}
