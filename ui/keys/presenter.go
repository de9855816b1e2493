package keys

import (
	"strings"

	"playtoken/core/intake"
	"playtoken/core/keys"
	"playtoken/core/secret"
	"playtoken/core/token"
	"playtoken/core/token/jws"
	"playtoken/core/vault"
	"playtoken/ui/background"
	"playtoken/ui/book"
	"playtoken/ui/look"
)

// Services is what the screen needs of the outside.
type Services struct {
	Book  *book.Book
	Do    background.Do
	Copy  func(text string, done func(note string))
	Toast func(text string)
	// Use takes a profile to the Sign screen.
	Use func(id string)
	// Platform gives a platform its name for people.
	Platform func(name string) string
}

// Presenter turns what a person does into states. All methods are called on the
// window's thread.
type Presenter struct {
	services Services
	show     func(State)

	chosen string // ID
	form   int
	asked  string // the token whose key is looked for
	answer string
	mood   look.Mood
	busy   string

	finding background.Latest
	making  background.Latest
	state   State
}

// New makes the presenter.
func New(s Services, show func(State)) *Presenter {
	p := &Presenter{services: s, show: show}
	p.finding.Do, p.making.Do = s.Do, s.Do
	p.update()
	return p
}

// State is what is shown now.
func (p *Presenter) State() State { return p.state }

// Changed is called when the profiles have changed.
func (p *Presenter) Changed() { p.update() }

// Choose shows the key at a place of the list.
func (p *Presenter) Choose(i int) {
	if list := p.withKeys(); i >= 0 && i < len(list) {
		p.chosen = list[i].ID
		p.update()
	}
}

// ChooseForm shows the public key in another form.
func (p *Presenter) ChooseForm(i int) {
	p.form = i
	p.update()
}

// Use signs with the chosen key.
func (p *Presenter) Use() {
	if p.chosen != "" {
		p.services.Use(p.chosen)
	}
}

// Rename gives the chosen key another name.
func (p *Presenter) Rename(name string) {
	id := p.chosen
	if strings.TrimSpace(name) != "" {
		p.services.Book.Change(func(s *vault.Store) error { return s.Rename(id, strings.TrimSpace(name)) }, p.told("Renamed"))
	}
}

// Delete deletes the chosen key with its profile.
func (p *Presenter) Delete() {
	id := p.chosen
	p.services.Book.Change(func(s *vault.Store) error { return s.Delete(id) }, p.told("Deleted"))
}

// Lock wipes what opens the secrets from memory.
func (p *Presenter) Lock() {
	p.services.Book.Change(func(s *vault.Store) error { s.Lock(); return nil }, p.told("Locked"))
}

// Unlock opens the secrets; the passphrase is empty where the keyring has the key.
func (p *Presenter) Unlock(passphrase string) {
	p.services.Book.Change(func(s *vault.Store) error { return s.Unlock(secret.New([]byte(passphrase))) }, p.told("Unlocked"))
}

// Protect puts the secrets under a passphrase.
func (p *Presenter) Protect(passphrase string) {
	p.services.Book.Change(func(s *vault.Store) error {
		return s.ChangeProtection(vault.UnderPassphrase, secret.New([]byte(passphrase)))
	}, p.told("Secrets are sealed under the passphrase"))
}

// told says that a change was done, or why it was not.
func (p *Presenter) told(done string) func(error) {
	return func(err error) {
		if err != nil {
			p.services.Toast(book.Sentence(err))
		} else {
			p.services.Toast(done)
		}
		p.update()
	}
}

// Import saves a key that was read from a file, under a name.
func (p *Presenter) Import(name string, text []byte) {
	p.busy = "Reading the key…"
	p.update()
	background.Run(&p.making, func() keys.Answer { return keys.Import(text) }, func(a keys.Answer) {
		p.busy = ""
		if a.Kind == keys.Secret {
			p.services.Toast("This reads as a shared secret. Only RSA, EC and Ed25519 keys are kept here.")
			p.update()
			return
		}
		if !a.Taken() {
			p.services.Toast(a.Message)
			p.update()
			return
		}
		p.save(name, a.Key, a.Repairs)
	})
}

// Make makes an RSA key and saves it under a name.
func (p *Presenter) Make(name string, bits int) {
	p.busy = "Making the key…"
	p.update()
	type made struct {
		key *keys.Key
		err error
	}
	background.Run(&p.making, func() made {
		k, err := keys.GenerateRSA(bits)
		return made{k, err}
	}, func(m made) {
		p.busy = ""
		if m.err != nil {
			p.services.Toast("No key could be made: " + m.err.Error() + ".")
			p.update()
			return
		}
		p.save(name, m.key, nil)
	})
}

// Cancel forgets the key that is being made.
func (p *Presenter) Cancel() {
	p.making.Drop()
	p.busy = ""
	p.update()
}

func (p *Presenter) save(name string, k *keys.Key, repairs []string) {
	profile := vault.Profile{Name: name, Key: KeyOf(k, repairs)}
	var text secret.Bytes
	if k.Private() {
		text = k.PrivatePEM()
	}
	p.services.Book.Save(profile, text, func(saved vault.Profile, err error) {
		if err == nil {
			p.chosen = saved.ID
		}
		p.told("Saved")(err)
	})
}

// KeyOf is what the vault keeps of a key in the open.
func KeyOf(k *keys.Key, repairs []string) vault.Key {
	return vault.Key{Kind: k.Title(), Fingerprint: k.Fingerprint(), PublicPEM: k.PublicPEM(), Repairs: repairs}
}

// WhichKey looks for the saved key that signed a token.
func (p *Presenter) WhichKey(text string) {
	p.asked, p.answer = text, ""
	p.update()
	if strings.TrimSpace(text) == "" {
		p.finding.Drop()
		return
	}
	list := p.withKeys()
	type found struct {
		words string
		mood  look.Mood
	}
	background.Run(&p.finding, func() found {
		paste := intake.Read(text)
		if paste.Token == "" {
			return found{paste.Refusal, look.Failed}
		}
		t := token.Decode(paste.Token)
		for _, profile := range list {
			if a := keys.Import([]byte(profile.Key.PublicPEM)); a.Taken() && jws.Verify(t, a.Key).State == token.Valid {
				return found{"Signed by " + profile.Name + ".", look.Fine}
			}
		}
		if f := t.FirstFault(); f != nil {
			return found{f.Text, look.Failed}
		}
		return found{"None of the saved keys signed this token.", look.Careful}
	}, func(f found) {
		p.answer, p.mood = f.words, f.mood
		p.update()
	})
}

// CopyPublic copies the public key in the form that is shown.
func (p *Presenter) CopyPublic(done func()) { p.copy("Public key", p.state.Public, done) }

// CopyFingerprint copies the whole fingerprint.
func (p *Presenter) CopyFingerprint(done func()) {
	if profile, ok := p.services.Book.Find(p.chosen); ok {
		p.copy("Fingerprint", profile.Key.Fingerprint, done)
	}
}

func (p *Presenter) copy(what, text string, done func()) {
	p.services.Copy(text, func(note string) {
		done()
		p.services.Toast(look.Copied(what, note))
	})
}
