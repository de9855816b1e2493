package sign

import (
	"context"
	"strings"

	"playtoken/core/extract"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/secret"
	"playtoken/ui/async"
	"playtoken/ui/prompt"
	"playtoken/ui/viewmodel"
)

// heldKey is the key on the form. Its text is kept while it is there: the same
// text can be another key for another platform, and one that is refused here may
// be right there.
type heldKey struct {
	key      *keys.Key
	keyState viewmodel.Key
	unfit    string // why the key, which was fine before, is none for this form

	text    secret.Bytes
	typed   bool          // the text is in the field, and may not be complete
	want    importer.Want // for which the text was read
	repairs []string      // what was put right when it was read
}

// hold puts a key on the form that was read elsewhere.
func (p *Presenter) hold(k *keys.Key, s viewmodel.Key) {
	p.reading.Drop()
	p.heldKey = heldKey{key: k, keyState: s, want: p.keyWant()}
	if k != nil {
		p.text = textOf(k)
	}
	p.keyChanged()
	p.sign()
}

// textOf is a text that the key can be read from again.
func textOf(k *keys.Key) secret.Bytes {
	switch {
	case k.Kind() == keys.Secret:
		return k.SecretText()
	case k.Private():
		return k.PrivatePEM()
	}
	return secret.New([]byte(k.PublicPEM()))
}

func (p *Presenter) keyWant() importer.Want { return p.platform.KeyWantFor(p.values) }

// PasteKey takes a key that was pasted, dropped or read from a file. It is
// refused or taken whole; its text is kept nowhere but in the key.
func (p *Presenter) PasteKey(text []byte) {
	p.heldKey = heldKey{key: p.key, keyState: viewmodel.Key{Working: true}, text: secret.New(text), want: p.keyWant()}
	p.update()
	p.importKey(p.services.Ask, p.keyGiven)
}

// PasteIntoField looks at what is pasted into a field for text. A key does not
// become visible there: it goes where it belongs. It reports whether it did.
func (p *Presenter) PasteIntoField(text string) bool {
	if !extract.Read(text).HasKey {
		return false
	}
	p.services.Toast("That was a key: it went to the key field")
	p.PasteKey([]byte(text))
	return true
}

// TypeKey takes a key that is being typed. While it is no key yet the field
// stays as it is.
func (p *Presenter) TypeKey(text string) {
	p.heldKey = heldKey{key: p.key, keyState: p.keyState, text: secret.New([]byte(text)), typed: true, want: p.keyWant()}
	if text == "" {
		p.reading.Drop()
		p.keyState = viewmodel.Key{}
		p.sign()
		return
	}
	p.importKey(prompt.Questions{}, p.keyGiven)
}

// importKey reads the text of the key as the form wants it now. What is only being
// typed is not asked about.
func (p *Presenter) importKey(ask prompt.Questions, done func(importer.Answer)) {
	ask.Import(&p.reading, p.text.Reveal(), importer.Options{Want: p.want}, func(a importer.Answer) {
		done(a)
		p.keyChanged()
		p.sign()
	})
}

// keyGiven takes what became of a key that has just been given.
func (p *Presenter) keyGiven(a importer.Answer) {
	p.showKey(a)
	p.fillKeyID(a)
	if a.Code == keys.IsToken {
		p.services.TokenPasted(string(p.text.Reveal()))
	}
}

// fillKeyID puts the ID that came with a key into the form, where none is there or one that
// came with another key: the answers of platforms have both. What was typed stays.
func (p *Presenter) fillKeyID(a importer.Answer) {
	now := p.values[platform.KeyID]
	if _, has := p.platform.Field(platform.KeyID); !has || !a.Taken() || a.KeyID() == "" || now != "" && now != p.cameWithKey {
		return
	}
	p.values[platform.KeyID], p.cameWithKey = a.KeyID(), a.KeyID()
	p.services.Toast("The key ID came with the key")
}

// showKey shows what became of a key.
func (p *Presenter) showKey(a importer.Answer) {
	p.key, p.repairs, p.unfit = a.Key, a.Repairs, ""
	switch {
	case a.Taken():
		p.keyState = viewmodel.TakenKey(a)
		if a.Key.Kind() != keys.Secret { // it reads the same for any form, now without its password
			p.text = textOf(a.Key)
		}
	case p.typed:
		p.keyState = viewmodel.Key{Problem: a.Message, Hint: a.Hint}
	default:
		p.keyState = viewmodel.RefusedKey(a)
	}
}

// readKeyAgain reads the key for the form as it stands, where that is read in
// another way than before. It reports whether it does: the form is signed then.
func (p *Presenter) readKeyAgain() bool {
	want := p.keyWant()
	if want.Equal(p.want) {
		return false
	}
	p.want = want
	if p.text.IsZero() {
		return false
	}
	p.signing.Drop()
	p.signed = nil
	ask, done := p.services.Ask, p.keyReadAgain
	if p.typed {
		ask = prompt.Questions{}
	}
	if p.keyState.Working {
		done = p.keyGiven
	}
	p.importKey(ask, done)
	p.update()
	return true
}

// keyReadAgain shows what became of a key that was there already. One that is none for
// this form stays on it: for another it may be right.
func (p *Presenter) keyReadAgain(a importer.Answer) {
	if !a.Taken() && p.key != nil {
		p.unfit, p.keyState.Hint = a.Message, a.Hint
		return
	}
	before := p.keyState
	p.showKey(a)
	if a.Taken() && before.Taken() {
		p.keyState.Source, p.keyState.Where = before.Source, before.Where
	}
}

// ForgetKey takes the key away and makes room for another.
func (p *Presenter) ForgetKey() { p.hold(nil, viewmodel.Key{}) }

// LockKey takes a key away that belongs to a profile whose secrets were locked.
func (p *Presenter) LockKey() {
	p.hold(nil, viewmodel.Key{Problem: "The saved secrets are locked, and the key with them. Unlock them under Keys, then choose the profile again."})
}

// Sample fills the form with the IDs of a published example and a key made for
// the occasion.
func (p *Presenter) Sample() {
	effective := p.effective(p.platform)
	for _, f := range p.platform.Fields {
		if (f.Required || f.Name == platform.ID) && f.Applies(effective) && p.values[f.Name] == "" {
			p.values[f.Name] = sampleOf(f)
		}
	}
	p.keyState = viewmodel.Key{Working: true}
	p.sign()
	type made struct {
		key *keys.Key
		err error
	}
	chosen := p.platform
	request, _ := p.request(p.services.Now())
	async.Run(&p.reading, func() made {
		k, err := sampleKey(chosen, request)
		return made{k, err}
	}, func(m made) {
		if m.err != nil {
			p.hold(nil, viewmodel.Key{Refused: true, Problem: "No sample key could be made: " + m.err.Error() + "."})
			return
		}
		p.hold(m.key, viewmodel.Key{
			Title: m.key.Title(), Fingerprint: m.key.ShortFingerprint(),
			Source: "Made just now as a sample; no platform knows it", Where: "this session",
		})
	})
}

// samples are the IDs of a published example, for platforms that only hint at the
// form of theirs.
var samples = map[string]string{
	platform.KeyID: "b7158b65-302d-4fbd-9c48-503ca92bdd25",
	platform.ID:    "16af5b33-cf4d-4717-9b90-ce429a124455",
}

func sampleOf(f platform.Field) string {
	if sample := samples[f.Name]; f.Example == "" || strings.Contains(f.Example, "…") && sample != "" {
		return sample
	}
	return f.Example
}

// sampleKey makes the first kind of key that the form takes.
func sampleKey(pl *platform.Platform, r platform.Request) (k *keys.Key, err error) {
	for _, kind := range []keys.Type{keys.NewHex256, keys.NewPASETO, keys.NewEd25519, keys.NewP256, keys.NewP384, keys.NewRSA2048} {
		if k, err = keys.Generate(context.Background(), kind); err != nil {
			return nil, err
		}
		r.Key = k
		if _, problems := pl.Make(r); !says(problems, platform.KeyField) {
			return k, nil
		}
	}
	return k, nil
}

func says(problems []platform.Problem, field string) bool {
	for _, pr := range problems {
		if pr.Field == field && !pr.Warning {
			return true
		}
	}
	return false
}
