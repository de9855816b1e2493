package decode

import (
	"fmt"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/intake"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/proof"
	"playtoken/core/secret"
	"playtoken/core/token"
	"playtoken/core/token/jws"
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
	// CopyToken is Copy for a token; Copy where nil.
	CopyToken func(text string, done func(note string))
	Toast     func(text string)
	Sample    string // a token to try the screen with
	// Ask puts what the importer asks about a key.
	Ask asking.Questions
	// UseKey takes a key that was pasted here to the Sign screen.
	UseKey func(text []byte)
}

// Presenter turns what a person does into states. All methods are called on the
// window's thread.
type Presenter struct {
	services Services
	show     func(State)

	text    string
	editing bool
	paste   intake.Paste
	keyText secret.Bytes // a key pasted in place of a token, until it is used

	read  *reading
	check token.Check
	all   bool // whether a long list of claims is shown whole

	signKey *keys.Key
	signID  string // the ID of that key at the platform, "" where it is not given
	ownKey  *keys.Key
	own     look.Key
	asking  bool // another key than the Sign screen's is being asked for

	taking  background.Latest
	keying  background.Latest
	testing background.Latest
	state   State
}

// reading is a token with what belongs to it.
type reading struct {
	token    *token.Token
	platform *platform.Platform
}

// New makes the presenter and shows the empty screen.
func New(s Services, show func(State)) *Presenter {
	if s.CopyToken == nil {
		s.CopyToken = s.Copy
	}
	p := &Presenter{services: s, show: show, editing: true}
	p.taking.Do, p.keying.Do, p.testing.Do = s.Do, s.Do, s.Do
	p.update()
	return p
}

// State is what is shown now.
func (p *Presenter) State() State { return p.state }

// Paste takes a text whole, from the clipboard or a dropped file. It may be a
// key: nothing of it is shown before it has been read.
func (p *Presenter) Paste(text string) { p.take(text, false) }

// Type takes the text of the entry as it is being changed.
func (p *Presenter) Type(text string) {
	if p.text != text {
		p.text, p.editing = text, true
		p.take(text, true)
	}
}

// Sample reads the sample token.
func (p *Presenter) Sample() { p.Paste(p.services.Sample) }

// Clear empties the screen at once. A key given here stays.
func (p *Presenter) Clear() {
	p.taking.Drop()
	p.testing.Drop()
	p.text, p.editing = "", true
	p.paste, p.read, p.check, p.all, p.keyText = intake.Paste{}, nil, token.Check{}, false, secret.Bytes{}
	p.update()
}

// mostEdited is how much text the entry takes; the toolkit's is slow above.
const mostEdited = 16 << 10

// Edit makes the pasted text editable.
func (p *Presenter) Edit() {
	if len(p.text) <= mostEdited && !p.paste.HasKey {
		p.editing = true
		p.update()
	}
}

type taken struct {
	paste intake.Paste
	read  *reading
	check token.Check
	key   keys.Answer // where a key was pasted in place of a token
}

// take reads a text off the window's thread: finding, decoding and verifying
// together, so that no half of the answer is ever shown.
func (p *Presenter) take(text string, editing bool) {
	p.testing.Drop()
	by := p.checker()
	background.Run(&p.taking, func() taken {
		t := taken{paste: intake.Read(text)}
		if t.paste.HasKey {
			t.key = keys.Import([]byte(text))
		}
		if t.paste.Token != "" {
			tok := token.Decode(t.paste.Token)
			t.read = &reading{tok, platform.Recognise(tok, t.paste.URL)}
			t.check = by.check(tok)
		}
		return t
	}, func(t taken) {
		if by != p.checker() { // the key changed meanwhile
			p.take(text, editing)
			return
		}
		p.testing.Drop() // of the token before
		p.text, p.editing = text, editing
		p.paste, p.read, p.check, p.all = t.paste, t.read, t.check, false
		p.keyText = secret.Bytes{}
		if p.paste.HasKey { // not kept as text, and not shown
			p.text, p.editing = "", false
			p.takeKey(t.key, text)
		}
		if len(text) > mostEdited {
			p.editing = false
		}
		if text == "" {
			p.editing = true
		}
		p.update()
	})
}

// takeKey deals with a key pasted in place of a token: a public one can only be
// meant for checking, a private one is offered to the Sign screen.
func (p *Presenter) takeKey(a keys.Answer, text string) {
	if a.Taken() && !a.Key.Private() {
		p.ownKey, p.own, p.asking = a.Key, look.TakenKey(a), false
		return
	}
	p.keyText = secret.New([]byte(text))
}

// checker is the key that signatures are checked with: one given here goes before
// that of the Sign screen.
type checker struct {
	key *keys.Key
	id  string // where it is known, only tokens that name it are checked
}

func (p *Presenter) checker() checker {
	if p.ownKey != nil {
		return checker{key: p.ownKey}
	}
	return checker{p.signKey, p.signID}
}

// check verifies a token, unless it says itself that another key signed it: that
// its signature does not fit would then explain nothing.
func (c checker) check(t *token.Token) token.Check {
	kid := t.Claims.Text("kid")
	if kid == "" {
		kid = t.Header.Text("kid")
	}
	if c.key != nil && c.id != "" && kid != "" && kid != c.id {
		return token.Check{State: token.Unchecked, Reason: fmt.Sprintf("The token names key %s, the Sign screen holds key %s.",
			token.Inert(platform.ShortID(kid)), token.Inert(platform.ShortID(c.id)))}
	}
	return jws.Verify(t, c.key)
}

// SetSignKey tells which key the Sign screen holds, nil for none, and its ID.
func (p *Presenter) SetSignKey(k *keys.Key, id string) {
	p.signKey, p.signID = k, id
	p.verify()
}

func (p *Presenter) verify() {
	p.update()
	if p.read == nil {
		return
	}
	tok, by := p.read.token, p.checker()
	background.Run(&p.testing, func() token.Check { return by.check(tok) }, func(c token.Check) {
		p.check = c
		p.update()
	})
}

// PasteKey takes a key to check signatures with, public or private.
func (p *Presenter) PasteKey(text []byte) {
	p.own = look.Key{Working: true}
	p.update()
	p.importKey(text, true)
}

// TypeKey takes a key as it is being typed.
func (p *Presenter) TypeKey(text string) {
	if text == "" {
		p.ForgetKey()
		return
	}
	p.importKey([]byte(text), false)
}

// importKey reads a key that can check a signature. What is only being typed is
// not asked about.
func (p *Presenter) importKey(text []byte, whole bool) {
	ask := asking.Questions{}
	if whole {
		ask = p.services.Ask
		ask.TwoHalves = true
	}
	ask.Import(&p.keying, text, keys.Options{}, func(a keys.Answer) {
		a = halves(a)
		p.ownKey = a.Key
		if a.Taken() {
			p.own = look.TakenKey(a)
		} else {
			p.own = look.Key{Refused: whole, Problem: a.Message, Hint: a.Hint}
		}
		p.verify()
	})
}

// AskKey makes room for a key of this screen's own.
func (p *Presenter) AskKey() {
	p.ForgetKey()
	p.asking = true
	p.update()
}

// halves refuses a shared secret. Any short text could be one, and none of the
// signatures checked here is made with one.
func halves(a keys.Answer) keys.Answer {
	if a.Kind == keys.Secret {
		return keys.Answer{
			Verdict: keys.Reject, Code: keys.UnknownBinary,
			Message: "This is no key that can check a signature here.", Hint: "Paste the private or the public key: RSA, EC or Ed25519.",
		}
	}
	return a
}

// ForgetKey takes the key given here away.
func (p *Presenter) ForgetKey() {
	p.keying.Drop()
	p.asking = false
	p.ownKey, p.own = nil, look.Key{}
	p.verify()
}

// UseKey takes a key that was pasted in place of a token to the Sign screen.
func (p *Presenter) UseKey() {
	if !p.keyText.IsZero() {
		text := p.keyText.Reveal()
		p.Clear()
		p.services.UseKey(text)
	}
}

// Tick moves the clock on.
func (p *Presenter) Tick() {
	if p.read != nil {
		p.update()
	}
}

// judge draws the verdict as of now.
func (p *Presenter) judge() diagnosis.Verdict {
	return diagnosis.Judge(diagnosis.Evidence{
		Token: p.read.token, URL: p.paste.URL, Platform: p.read.platform, Proof: proof.Result{Token: p.read.token, Check: p.check}, Now: p.services.Now(),
	})
}

// ToggleAll shows all claims, or the first ones.
func (p *Presenter) ToggleAll() {
	p.all = !p.all
	p.update()
}

// CopyVerdict copies the verdict in words, for a reply or a ticket.
func (p *Presenter) CopyVerdict(done func()) {
	if p.read != nil {
		p.copy("Verdict", p.state.Title+". "+p.state.Detail, done)
	}
}

// CopyHeader copies the header as JSON.
func (p *Presenter) CopyHeader(done func()) {
	if p.read != nil {
		p.copy("Header", string(p.read.token.Header.JSON()), done)
	}
}

// CopyClaims copies the claims as they stand in the token.
func (p *Presenter) CopyClaims(done func()) {
	if p.read != nil {
		p.copy("Claims", string(p.read.token.Payload), done)
	}
}

// CopyToken copies the token, freed of what stood around it.
func (p *Presenter) CopyToken(done func()) {
	if p.read != nil {
		p.services.CopyToken(p.read.token.Text, p.told("Token", done))
	}
}

func (p *Presenter) copy(what, text string, done func()) {
	p.services.Copy(text, p.told(what, done))
}

// told answers a copy, with what the clipboard had to say.
func (p *Presenter) told(what string, done func()) func(note string) {
	return func(note string) {
		if done != nil {
			done()
		}
		p.services.Toast(look.Copied(what, note))
	}
}
