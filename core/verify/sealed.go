package verify

import (
	"errors"

	"playtoken/core/secret"
	"playtoken/core/token"
	"playtoken/core/token/ectoken"
	"playtoken/core/token/paseto"
)

// secretText is the text that a shared secret is written with, empty for a key
// of another kind.
func (k *Key) secretText() secret.Bytes {
	switch {
	case k.twoHalves():
		return secret.Bytes{}
	case !k.Text.IsZero():
		if list := readings(k); len(list) > 0 {
			return secret.New(list[0].bytes)
		}
	case k.Answer.Taken():
		return k.Answer.Key.SecretText()
	}
	return secret.Bytes{}
}

// pasetoForms are the readings by the form that a PASETO key is written in.
var pasetoForms = map[paseto.Form]Reading{
	paseto.FormHex: AsHex, paseto.FormPASERK: AsPASERK, paseto.FormBase64: AsBase64,
	paseto.FormText: AsText, paseto.FormSHA256: AsSHA256,
}

// tryPaseto opens a PASETO with every key that a secret text may stand for.
func tryPaseto(t *token.Token, k *Key) outcome {
	text := k.secretText()
	o := outcome{check: token.Check{State: token.Unchecked, Key: k.Answer.Key, Reason: "The token opens with a shared secret, and this is none."}}
	if text.IsZero() || looksLikeKey(text.Reveal()) {
		return o
	}
	o.usable = k.secretLike()
	if _, err := paseto.Split(t.Text); err != nil {
		o.check.Reason = "The token is damaged: " + err.Error() + "."
		return o
	}
	assertions := []string{""}
	if a := k.Values["assertion"]; a != "" {
		assertions = []string{a, ""}
	}
	for _, assertion := range assertions {
		for _, c := range pasetoKeys(k, text) {
			payload, _, err := paseto.Open(t.Text, c.Key, []byte(assertion))
			if err != nil {
				continue
			}
			claims, faults := token.ReadObject(payload)
			return outcome{
				token: t.Open(payload, claims, faults...), usable: true, reading: pasetoForms[c.Form],
				check: token.Check{State: token.Valid, Key: reading{bytes: c.Key.Reveal()}.key(k)},
			}
		}
	}
	if o.usable {
		o.check.State = token.Invalid
		o.check.Reason = "The token does not open with this secret, however its text is read: it is another one, or the token was changed."
	} else {
		o.check.Reason = "The key could not be used: " + k.Answer.Message
	}
	return o
}

// pasetoKeys are the candidates, the form saved with the key first.
func pasetoKeys(k *Key, text secret.Bytes) []paseto.Candidate {
	list := paseto.Candidates(text)
	form := paseto.Form(k.Values["key_form"])
	for i, c := range list {
		if c.Form == form && i > 0 {
			list[0], list[i] = list[i], list[0]
		}
	}
	return list
}

// tryEctoken opens a token of Edgecast. Its key is a text, never decoded; other
// readings are tried to tell that one of them was used.
func tryEctoken(t *token.Token, k *Key) outcome {
	o := outcome{check: token.Check{State: token.Unchecked, Key: k.Answer.Key, Reason: "The token opens with a shared secret, and this is none."}}
	if k.twoHalves() {
		return o
	}
	list := readings(k)
	if len(list) == 0 && k.Answer.Taken() {
		list = []reading{{AsText, k.Answer.Key.SecretText().Reveal()}}
	}
	o.usable = len(list) > 0 && !looksLikeKey(k.Text.Reveal()) && (k.secretLike() || k.Answer.Verdict == "ask" || k.Answer.Taken())
	var last error
	for _, r := range list {
		opened, err := ectoken.Open(t.Text, secret.New(r.bytes))
		if err != nil {
			if last == nil {
				last = err
			}
			continue
		}
		o = outcome{token: openEctoken(t, opened), usable: true, reading: r.Reading, oddities: opened.Oddities}
		o.check = token.Check{State: token.Valid, Key: r.key(k)}
		if !opened.Authentic {
			o.check.State = token.Unchecked
			o.check.Reason = "A token of version 2 opens with this key, and nothing in it tells whether it was changed."
		}
		return o
	}
	switch {
	case !o.usable:
		o.check.Reason = "The key could not be used: " + k.Answer.Message
	case errors.Is(last, ectoken.ErrTag) || errors.Is(last, ectoken.ErrNotPlausible):
		o.check.State, o.check.Reason = token.Invalid, "The token does not open with this key: it is another one, or the token was changed."
	case last != nil:
		o.check.Reason = "The token could not be opened: " + last.Error() + "."
	}
	return o
}

// openEctoken puts the parameters where claims stand: each a text.
func openEctoken(t *token.Token, o ectoken.Opened) *token.Token {
	var members []token.Member
	for _, p := range ectoken.Parse(o.Plaintext) {
		members = append(members, token.StringMember(p.Name, p.Value))
	}
	opened := t.Open([]byte(o.Plaintext), token.NewObject(members...))
	opened.Kind = map[int]token.Kind{2: token.EctokenV2, 3: token.EctokenV3}[o.Version]
	return opened
}
