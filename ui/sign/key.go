package sign

import (
	"slices"

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
	locked   bool   // there is none since it is under lock

	text    secret.Bytes
	typed   bool          // the text is in the field, and may not be complete
	want    importer.Want // for which the text was read
	repairs []string      // what was put right when it was read

	sample bool     // it was made to try the form
	before *heldKey // that stays until another one is taken in its place, nil for none
	was    *Draft   // the form before another one was given, nil for none
}

// Key is the field for the key.
type Key struct {
	*making
	came    string // the key ID that came with a key, "" for none
	reading async.Latest
	offered func() // ends the offer to bring a key back
	draft   func() Draft
	restore func(Draft)
}

// KeyState is what the panel shows.
type KeyState struct {
	KeyLabel string
	KeyHint  string // shown in the empty key field
	Locked   bool   // the key is under lock, and can be unlocked here
	Key      viewmodel.Key
}

// hold puts a key on the form that was read elsewhere.
func (k *Key) hold(key *keys.Key, s viewmodel.Key) {
	k.endOffer()
	k.reading.Drop()
	k.heldKey = heldKey{key: key, keyState: s, want: k.keyWant()}
	if key != nil {
		k.text = textOf(key)
		k.follow()
	} else {
		k.unsign() // what it signed goes with it
	}
	k.keyChanged()
	k.sign()
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

// Paste takes a key that was pasted, dropped or read from a file. It is
// refused or taken whole; its text is kept nowhere but in the key.
func (k *Key) Paste(text []byte) { k.pasteOver(k.draft(), text) }

// pasteOver is Paste on a form that has been another one before what came with the key.
func (k *Key) pasteOver(was Draft, text []byte) {
	before := k.beside()
	k.heldKey = heldKey{key: k.key, keyState: viewmodel.Key{Working: true, Where: backTo(before)}, text: secret.New(text), want: k.keyWant(), before: before, was: &was}
	k.update()
	k.read(k.services.Ask, k.given)
}

// PasteIntoField looks at what is pasted into a field for text. A key does not
// become visible there: it goes where it belongs. It reports whether it did.
func (k *Key) PasteIntoField(text string) bool {
	if !extract.Read(text).HasKey {
		return false
	}
	k.services.Toast("That was a key: it went to the key field")
	k.Paste([]byte(text))
	return true
}

// Type takes a key that is being typed. While it is no key yet the field
// stays as it is.
func (k *Key) Type(text string) {
	before, was := k.beside(), k.was
	if !k.typed {
		d := k.draft()
		was = &d
	}
	k.heldKey = heldKey{key: k.key, keyState: k.keyState, text: secret.New([]byte(text)), typed: true, want: k.keyWant(), before: before, was: was}
	if text == "" {
		k.reading.Drop()
		k.keyState = viewmodel.Key{Where: backTo(before)}
		k.sign()
		return
	}
	k.read(prompt.Questions{}, k.given)
}

// read reads the text of the key as the form wants it now. What is only being
// typed is not asked about.
func (k *Key) read(ask prompt.Questions, done func(importer.Answer)) {
	ask.Import(&k.reading, k.text.Reveal(), importer.Options{Want: k.want}, func(a importer.Answer) {
		done(a)
		k.keyChanged()
		k.sign()
	})
}

// given takes what became of a key that has just been given.
func (k *Key) given(a importer.Answer) {
	before, was := k.before, k.was
	k.take(a)
	k.follow()
	k.fillID(a)
	switch as := k.savedUnder(); {
	case !a.Taken():
	case was != nil && k.replaced(before, *was): // what is saved under the ID is said at its field
	case as != "" && !k.typed:
		k.services.Toast("The key ID on the form is " + as)
	}
	if a.Code == keys.IsToken {
		k.services.TokenPasted(string(k.text.Reveal()))
	}
}

// follow chooses what the key leaves, where what was chosen is none of it.
func (m *making) follow() {
	if m.key == nil || m.platform.KeyLeaves == nil {
		return
	}
	field, values := m.platform.KeyLeaves(m.key)
	if len(values) > 0 && !slices.Contains(values, m.effective(m.platform)[field]) {
		m.values[field] = values[0]
	}
}

// fillID puts the ID that came with a key into the form, where none is there or one that
// came with another key: the answers of platforms have both. What was typed stays.
func (k *Key) fillID(a importer.Answer) {
	now := k.values[platform.KeyID]
	if _, has := k.platform.Field(platform.KeyID); !has || !a.Taken() || a.KeyID() == "" || now != "" && now != k.came {
		return
	}
	k.values[platform.KeyID], k.came = a.KeyID(), a.KeyID()
	k.services.Toast("The key ID came with the key")
}

// take shows what became of a key.
func (k *Key) take(a importer.Answer) {
	k.key, k.repairs, k.unfit = a.Key, a.Repairs, ""
	switch {
	case a.Taken():
		k.before, k.was = nil, nil
	case k.typed && k.before != nil: // it may become a key; until then the one before signs
		k.key, k.repairs, k.unfit = k.before.key, k.before.repairs, k.before.unfit
	case !k.typed:
		k.unsign()
	}
	switch {
	case a.Taken():
		k.keyState = viewmodel.TakenKey(a)
		if a.Key.Kind() != keys.Secret { // it reads the same for any form, now without its password
			k.text = textOf(a.Key)
		}
	case k.typed:
		k.keyState = viewmodel.Key{Problem: a.Message, Hint: a.Hint}
	default:
		k.keyState = viewmodel.RefusedKey(a)
		k.keyState.Asks = a.Verdict == importer.Ask && (a.Code == keys.KeyEncrypted || a.Code == keys.IsPKCS12)
	}
	if !a.Taken() {
		k.keyState.Where = backTo(k.before)
	}
}

// readAgain reads the key for the form as it stands, where that is read in
// another way than before. It reports whether it does: the form is signed then.
func (k *Key) readAgain() bool {
	if k.before != nil && (k.typed || k.text.IsZero()) && !k.keyWant().Equal(k.want) { // it is read instead of what may become another
		k.heldKey = *k.before
	}
	want := k.keyWant()
	if want.Equal(k.want) {
		return false
	}
	k.want = want
	if k.text.IsZero() {
		return false
	}
	k.signing.Drop()
	k.signed = nil // what was signed last is still seen
	ask, done := k.services.Ask, k.reread
	if k.typed {
		ask = prompt.Questions{}
	}
	if k.keyState.Working {
		done = k.given
	}
	k.read(ask, done)
	k.update()
	return true
}

// reread shows what became of a key that was there already. One that is none for
// this form stays on it: for another it may be right.
func (k *Key) reread(a importer.Answer) {
	if !a.Taken() && k.key != nil {
		k.unfit, k.keyState.Hint = a.Message, a.Hint
		return
	}
	before := k.keyState
	switch k.take(a); {
	case a.Taken() && before.Taken():
		k.keyState.Source, k.keyState.Where = before.Source, before.Where
	case a.Taken(): // it was none for the form before
		k.follow()
	}
}

// Saved says where the key on the form lives now.
func (k *Key) Saved(where string) {
	if k.keyState.Taken() && k.keyState.Where != where {
		k.keyState.Where = where
		k.update()
	}
}

// shown words the field.
func (k *Key) shown() KeyState {
	s := KeyState{KeyLabel: k.platform.KeyLabel, KeyHint: k.platform.KeyHint, Key: k.keyState, Locked: k.locked}
	if k.locked {
		s.Key = viewmodel.Key{Locked: true, Sealed: k.services.Sealed != nil && k.services.Sealed(), Problem: underLock}
	}
	if text, _ := k.problemOf(platform.KeyField); s.Key.Taken() && text != "" { // it goes before a remark about the key
		s.Key.Problem = text
	}
	return s
}

// underLock stands where the key would.
const underLock = "The saved secrets are locked, and the key with them. What else is on the form stays."
