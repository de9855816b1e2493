package why

import (
	"fmt"
	"slices"
	"strings"

	"playtoken/core/extract"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/secret"
	"playtoken/core/token"
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

// Keys are the keys that are given on this screen, to check signatures with or to open
// tokens, beside the saved ones and that of the Sign screen.
type Keys struct {
	*reading
	card    viewmodel.Key // of those given here
	closed  secret.Bytes  // a key that wants its password, until it is open
	asking  bool          // another key than the Sign screen's is being asked for
	typing  bool          // one is being typed, and stands in the field
	texts   int           // how many texts have followed one that was read
	working async.Latest

	forgetting func() // what it tells: a person takes the key away
}

// KeysState is the field for the key.
type KeysState struct {
	Key      viewmodel.Key
	OwnKey   bool   // the key was given here, not on the Sign screen
	KeyLabel string // what the key is for
	KeyHint  string // what the empty key field says
	Typing   bool   // what is typed stands in the field; else it is empty
	// Shut is the card to sign with while the saved keys are under lock; the zero Key while
	// they are open, or another key is being asked for.
	Shut viewmodel.Key
}

// Unlock opens the saved secrets, with their passphrase where they have one.
func (k *Keys) Unlock(passphrase string, answer func(problem string)) {
	if k.services.Unlock != nil {
		k.services.Unlock(passphrase, answer)
	}
}

// underLock says why no saved key is offered.
const underLock = "The saved secrets are locked, and were not tried. Unlock them, or give the key here."

// SetSignKey tells which key the Sign screen holds, nil for none, and its ID.
func (k *Keys) SetSignKey(key *keys.Key, id string) {
	k.signKey, k.signID = key, id
	k.readAgain()
}

// Changed tries the keys anew: the saved ones are others now.
func (k *Keys) Changed() { k.readAgain() }

// Paste takes a key whole.
func (k *Keys) Paste(text []byte) {
	k.card = viewmodel.Key{Working: true}
	k.update()
	k.read(text, importer.Options{}, true)
}

// Type takes a key as it is being typed.
func (k *Keys) Type(text string) {
	if text == "" {
		k.forget()
		return
	}
	k.typing = true
	k.read([]byte(text), importer.Options{}, false)
}

// read reads a key off the window's thread. How a shared secret is meant is not asked:
// all its readings are tried.
func (k *Keys) read(text []byte, o importer.Options, whole bool) { k.readFor(k.texts, text, o, whole) }

// readFor is read for the text that was there when the key was given: another one may have
// come by the time that it is read.
func (k *Keys) readFor(texts int, text []byte, o importer.Options, whole bool) {
	async.Run(&k.working, func() []verify.Key { return verify.ReadAll(givenHere, text, o) }, func(list []verify.Key) {
		k.give(list, whole)
		a := list[0].Answer
		k.closed = secret.Bytes{}
		if texts != k.texts {
			k.earlier()
			k.readAgain()
			return
		}
		k.readAgain()
		if whole && locked(a) && k.services.Ask.Password != nil {
			k.closed = secret.New(text)
			k.services.Ask.Password(a.Message, func(password string) {
				k.readFor(texts, text, importer.Options{Password: secret.New([]byte(password))}, true)
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

// take deals with keys pasted in place of a token: public ones can only be meant for
// checking, a private one is offered to the Sign screen.
func (k *Keys) take(list []verify.Key, text string) {
	for _, one := range list {
		if !one.Answer.Taken() || one.Answer.Key.Private() {
			k.keyText, k.secret = secret.New([]byte(text)), extract.Paste{}.IsSecret(text)
			return
		}
	}
	k.give(list, true)
}

// give makes keys those of this screen, with their card. One that cannot be used is
// tried all the same: what is wrong with it may explain the token.
func (k *Keys) give(list []verify.Key, whole bool) {
	k.given, k.card = list, cardOf(list, whole)
	k.typing = k.typing && !whole
	if k.asking = !usable(list) && !whole; k.asking {
		k.given = nil
	}
}

// usable reports whether there is a key in what was given, or may be.
func usable(list []verify.Key) bool {
	return len(list) > 1 || len(list) == 1 && (list[0].Answer.Taken() || shared(list[0].Answer))
}

// cardOf is the card of keys that were given, or what is wrong with a text that is still being
// typed.
func cardOf(list []verify.Key, whole bool) viewmodel.Key {
	a := list[0].Answer
	switch {
	case len(list) > 1:
		return viewmodel.Key{Title: fmt.Sprintf("%d keys", len(list)), Source: "Each is tried", Where: viewmodel.ThisSession}
	case shared(a) && whole:
		return viewmodel.Key{Title: "Shared secret", Source: "Tried as text, hexadecimal and base64", Where: viewmodel.ThisSession}
	case shared(a): // any beginning of one is a secret itself: the field stays
		return viewmodel.Key{}
	case a.Taken():
		return viewmodel.TakenKey(a)
	}
	return viewmodel.Key{Refused: whole, Problem: a.Message, Hint: a.Hint}
}

// age says of the keys given here that they were for the text before: on the next one
// they are tried, not held against it, and sign nothing by themselves.
func (k *Keys) age() {
	if k.token() == nil {
		return
	}
	k.texts++ // of a key that is still being read, too
	k.earlier()
}

// earlier makes the keys given here those of a text before. What could not be used as a key,
// and what was being asked for, is of no use to another text.
func (k *Keys) earlier() {
	k.asking, k.typing, k.closed = false, false, secret.Bytes{}
	k.given = slices.Clone(k.given)
	for i := range k.given {
		one := &k.given[i]
		one.Name, one.Earlier = strings.Replace(one.Name, givenHere, givenEarlier, 1), true
	}
	switch {
	case usable(k.given):
		k.card = cardOf(k.given, true)
		k.card.Where = "given earlier"
	case !k.card.Working:
		k.given, k.card = nil, viewmodel.Key{}
	}
}

// Ask makes room for a key of this screen's own.
func (k *Keys) Ask() {
	if !k.closed.IsZero() { // what was pasted is not asked for again, its password is
		k.read(k.closed.Reveal(), importer.Options{}, true)
		return
	}
	k.forget()
	k.asking = true
	k.update()
}

// Forget takes the key given here away.
func (k *Keys) Forget() {
	k.forgetting()
	k.forget()
}

func (k *Keys) forget() {
	k.working.Drop()
	k.asking, k.typing, k.closed = false, false, secret.Bytes{}
	k.given, k.card = nil, viewmodel.Key{}
	k.readAgain()
}

// wantsSecret reports whether a token is read that a shared secret makes, and none at hand
// did: public halves are tried while the secrets are locked.
func (k *Keys) wantsSecret() bool {
	t := k.token()
	return t != nil && k.found.Verified.State != token.Valid && (t.Sealed() || slices.Contains(t.KeyKinds(), keys.Secret))
}

// shown words the field.
func (k *Keys) shown() KeysState {
	s := KeysState{
		Key: k.card, OwnKey: len(k.given) > 0 || k.card.Refused || k.card.Working, Typing: k.typing,
		KeyLabel: "Key to check the signature", KeyHint: "Paste the key to check the signature with",
	}
	switch t := k.token(); {
	case t == nil:
	case t.Sealed():
		s.KeyLabel, s.KeyHint = "Secret to open the token", "Paste the secret to open it"
	case t.IsURL() && slices.Contains(t.KeyKinds(), keys.Secret):
		s.KeyLabel, s.KeyHint = "Secret that signs the URLs", "Paste the secret that signs them"
	}
	var by *verify.Key // the saved key that made the token
	if k.found != nil {
		if v := k.found.Verified.By; v != nil && v.Profile != "" && v.Answer.Taken() {
			by = v
		}
	}
	locked := k.services.Locked() && !s.OwnKey && !k.asking && k.card.Problem == ""
	if locked {
		s.Shut = viewmodel.Key{Locked: true, Sealed: k.services.Sealed != nil && k.services.Sealed(), Problem: underLock}
	}
	switch {
	case s.OwnKey || k.card.Problem != "":
	case k.asking && (k.signKey != nil || by != nil):
		s.Key.Where = "from Sign"
	case k.asking:
	case by != nil:
		s.Key = viewmodel.Key{Title: by.Answer.Key.Title(), Fingerprint: by.Answer.Key.ShortFingerprint(), Where: by.Name, Source: "Made this token"}
		switch {
		case by.Unproven:
			s.Key.Source = "Fits this token, not proven"
		case !by.Replaced.IsZero():
			s.Key.Source = "Made this token, replaced since"
		}
	case locked && k.wantsSecret():
		s.Key = s.Shut
	case k.sealed(): // what the Sign screen has does not open it: another secret is wanted
	case k.signKey != nil:
		s.Key = viewmodel.Key{Title: k.signKey.Title(), Fingerprint: k.signKey.ShortFingerprint(), Where: "from Sign", Source: "The key of the Sign screen"}
	}
	return s
}
