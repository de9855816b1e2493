package sign

import (
	"playtoken/core/intake"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/ui/asking"
	"playtoken/ui/background"
	"playtoken/ui/look"
)

// PasteKey takes a key that was pasted, dropped or read from a file. It is
// refused or taken whole; its text is kept nowhere but in the key.
func (p *Presenter) PasteKey(text []byte) {
	p.keyState = look.Key{Working: true}
	p.update()
	p.importKey(text, p.services.Ask, func(a keys.Answer) {
		p.keyState = look.RefusedKey(a)
	})
}

// PasteIntoField looks at what is pasted into a field for text. A key does not
// become visible there: it goes where it belongs. It reports whether it did.
func (p *Presenter) PasteIntoField(text string) bool {
	if !intake.Read(text).HasKey {
		return false
	}
	p.services.Toast("That was a key: it went to the key field")
	p.PasteKey([]byte(text))
	return true
}

// TypeKey takes a key that is being typed. While it is no key yet the field
// stays as it is.
func (p *Presenter) TypeKey(text string) {
	if text == "" {
		p.reading.Drop()
		p.keyState = look.Key{}
		p.sign()
		return
	}
	p.importKey([]byte(text), asking.Questions{}, func(a keys.Answer) {
		p.keyState = look.Key{Problem: a.Message, Hint: a.Hint}
	})
}

// importKey reads a key. What is only being typed is not asked about.
func (p *Presenter) importKey(text []byte, ask asking.Questions, refused func(keys.Answer)) {
	ask.Import(&p.reading, text, keys.Options{Use: keys.Use(p.platform.Name)}, func(a keys.Answer) {
		p.key, p.repairs = a.Key, a.Repairs
		if a.Taken() {
			p.keyState = look.TakenKey(a)
		} else {
			refused(a)
			if a.Code == keys.IsToken {
				p.services.TokenPasted(string(text))
			}
		}
		p.keyChanged()
		p.sign()
	})
}

// ForgetKey takes the key away and makes room for another.
func (p *Presenter) ForgetKey() {
	p.reading.Drop()
	p.key, p.repairs, p.keyState = nil, nil, look.Key{}
	p.keyChanged()
	p.sign()
}

// LockKey takes a key away that belongs to a profile whose secrets were locked.
func (p *Presenter) LockKey() {
	p.reading.Drop()
	p.key, p.repairs = nil, nil
	p.keyState = look.Key{Problem: "The saved secrets are locked, and the key with them. Unlock them under Keys, then choose the profile again."}
	p.keyChanged()
	p.sign()
}

// Sample fills the form with the IDs of a published example and a key made for
// the occasion.
func (p *Presenter) Sample() {
	p.values[platform.KeyID] = "b7158b65-302d-4fbd-9c48-503ca92bdd25"
	p.values[platform.ID] = "16af5b33-cf4d-4717-9b90-ce429a124455"
	p.keyState = look.Key{Working: true}
	p.sign()
	type made struct {
		key *keys.Key
		err error
	}
	background.Run(&p.reading, func() made {
		k, err := keys.GenerateRSA(2048)
		return made{k, err}
	}, func(m made) {
		if m.err != nil {
			p.keyState = look.Key{Refused: true, Problem: "No sample key could be made: " + m.err.Error() + "."}
		} else {
			p.key, p.repairs = m.key, nil
			p.keyState = look.Key{
				Title: m.key.Title(), Fingerprint: m.key.ShortFingerprint(),
				Source: "Made just now as a sample; no platform knows it", Where: "this session",
			}
		}
		p.keyChanged()
		p.sign()
	})
}
