package why

import (
	"fmt"
	"slices"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/secret"
	"playtoken/core/verify"
	"playtoken/ui/async"
	"playtoken/ui/viewmodel"
)

// What keys are called that have no name of their own.
const (
	givenHere    = "the key given here"
	givenEarlier = "the key given earlier"
	ofSign       = "the key of the Sign screen"
)

// takeKeys deals with keys pasted in place of a token: public ones can only be
// meant for checking, a private one is offered to the Sign screen.
func (p *Presenter) takeKeys(list []verify.Key, text string) {
	for _, k := range list {
		if !k.Answer.Taken() || k.Answer.Key.Private() {
			p.keyText = secret.New([]byte(text))
			return
		}
	}
	p.giveKeys(list, true)
}

// SetSignKey tells which key the Sign screen holds, nil for none, and its ID.
func (p *Presenter) SetSignKey(k *keys.Key, id string) {
	p.signKey, p.signID = k, id
	p.readAgain()
}

// KeysChanged tries the keys anew: the saved ones are others now.
func (p *Presenter) KeysChanged() { p.readAgain() }

// readAgain reads the token anew after the keys at hand, or the platform, changed.
func (p *Presenter) readAgain() {
	p.keyring++
	p.update()
	p.reread(p.pick, p.signAgain)
}

// PasteKey takes a key to check signatures with or to open tokens.
func (p *Presenter) PasteKey(text []byte) {
	p.own = viewmodel.Key{Working: true}
	p.update()
	p.importKeys(text, importer.Options{}, true)
}

// TypeKey takes a key as it is being typed.
func (p *Presenter) TypeKey(text string) {
	if text == "" {
		p.ForgetKey()
		return
	}
	p.importKeys([]byte(text), importer.Options{}, false)
}

// importKeys reads a key off the window's thread. How a shared secret is meant is
// not asked: all its readings are tried.
func (p *Presenter) importKeys(text []byte, o importer.Options, whole bool) {
	async.Run(&p.keying, func() []verify.Key { return verify.ReadAll(givenHere, text, o) }, func(list []verify.Key) {
		p.giveKeys(list, whole)
		p.readAgain()
		a := list[0].Answer
		if whole && locked(a) && p.services.Ask.Password != nil {
			p.services.Ask.Password(a.Message, func(password string) {
				p.importKeys(text, importer.Options{Password: secret.New([]byte(password))}, true)
			})
		}
	})
}

// locked reports whether a key only wants its password.
func locked(a importer.Answer) bool {
	return a.Verdict == importer.Ask && (a.Code == keys.KeyEncrypted || a.Code == keys.IsPKCS12)
}

// shared reports whether a text was taken for a shared secret, or may be one.
func shared(a importer.Answer) bool {
	switch a.Code {
	case keys.B64OrText, keys.HexOrText, keys.TrailingNewline:
		return true
	}
	return a.Kind == keys.Secret && (a.Taken() || a.Verdict == importer.Ask)
}

// giveKeys makes keys those of this screen, with their card. One that cannot be
// used is tried all the same: what is wrong with it may explain the token.
func (p *Presenter) giveKeys(list []verify.Key, whole bool) {
	p.given, p.asking = list, false
	p.keyring++
	a := list[0].Answer
	switch {
	case len(list) > 1:
		p.own = viewmodel.Key{Title: fmt.Sprintf("%d keys", len(list)), Source: "Each is tried", Where: "this session"}
	case shared(a) && whole:
		p.own = viewmodel.Key{Title: "Shared secret", Source: "Tried as text, hexadecimal and base64", Where: "this session"}
	case shared(a): // any beginning of one is a secret itself: the field stays
		p.own = viewmodel.Key{}
	case a.Taken():
		p.own = viewmodel.TakenKey(a)
	default:
		p.own = viewmodel.Key{Refused: whole, Problem: a.Message, Hint: a.Hint}
		p.asking = !whole
		if !whole {
			p.given = nil
		}
	}
}

// AskKey makes room for a key of this screen's own.
func (p *Presenter) AskKey() {
	p.ForgetKey()
	p.asking = true
	p.update()
}

// ageKeys says of the keys given here that it was for the text before: on the next one
// they are tried, and not held against it.
func (p *Presenter) ageKeys() {
	if p.found == nil || p.found.Token == nil || len(p.given) == 0 || p.given[0].Earlier {
		return
	}
	p.given = slices.Clone(p.given)
	for i := range p.given {
		k := &p.given[i]
		k.Name, k.Earlier = strings.Replace(k.Name, givenHere, givenEarlier, 1), true
	}
	if p.own.Where != "" {
		p.own.Where = "given earlier"
	}
	p.keyring++
}

// ForgetKey takes the key given here away.
func (p *Presenter) ForgetKey() {
	p.keying.Drop()
	p.asking = false
	p.given, p.own = nil, viewmodel.Key{}
	p.readAgain()
}

// UseKey takes a key that was pasted in place of a token to the Sign screen.
func (p *Presenter) UseKey() {
	if !p.keyText.IsZero() {
		text := p.keyText.Reveal()
		p.Clear()
		p.services.UseKey(text)
	}
}

// keyCard words the field for the key.
func (p *Presenter) keyCard(s *State) {
	s.Key = p.own
	s.OwnKey = len(p.given) > 0 || p.own.Refused || p.own.Working
	s.KeyLabel, s.KeyHint = "Key to check the signature", "Paste the key to check the signature with"
	switch c := p.found; {
	case c == nil || c.Token == nil:
	case c.Token.Sealed():
		s.KeyLabel, s.KeyHint = "Secret to open the token", "Paste the secret to open it"
	case c.Token.IsURL() && slices.Contains(c.Token.KeyKinds(), keys.Secret):
		s.KeyLabel, s.KeyHint = "Secret that signs the URLs", "Paste the secret that signs them"
	}
	switch by := p.foundBy(); {
	case s.OwnKey || p.own.Problem != "":
	case p.asking && (p.signKey != nil || by != nil):
		s.Key.Where = "from Sign"
	case p.asking:
	case by != nil:
		s.Key = viewmodel.Key{Title: by.Answer.Key.Title(), Fingerprint: by.Answer.Key.ShortFingerprint(), Where: by.Name, Source: "Made this token"}
		switch {
		case by.Unproven:
			s.Key.Source = "Fits this token, not proven"
		case !by.Replaced.IsZero():
			s.Key.Source = "Made this token, replaced since"
		}
	case p.sealed(): // what the Sign screen has does not open it: another secret is wanted
	case p.signKey != nil:
		s.Key = viewmodel.Key{
			Title: p.signKey.Title(), Fingerprint: p.signKey.ShortFingerprint(), Where: "from Sign",
			Source: "The key of the Sign screen",
		}
	}
}

// foundBy is the saved key that made the token, nil for none.
func (p *Presenter) foundBy() *verify.Key {
	if p.found == nil {
		return nil
	}
	if by := p.found.Verified.By; by != nil && by.Profile != "" && by.Answer.Taken() {
		return by
	}
	return nil
}
