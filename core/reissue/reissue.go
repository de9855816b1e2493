// Package reissue changes a token and signs it again.
//
// What was diagnosed is put right in the token itself: its header, its claims and
// its footer stay as they were, in their order and spelling, but for what a
// remedy or a person changes.
//
//	draft, err := resign.From(c.Token, c.Platform)
//	fixed := draft.Apply(*finding.Remedy, time.Now())
//	text, err := fixed.Sign(key, nil)
//
// A draft is a value: Apply gives another one, and [Differences] says what has
// changed between the two. The old signature says nothing of a draft.
package reissue

import (
	"errors"
	"fmt"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/ectoken"
	"playtoken/core/token/jws"
	"playtoken/core/token/paseto"
)

// Why a token cannot be changed, or a draft not signed.
var (
	ErrClosed     = errors.New("resign: the token is encrypted, and no key has opened it")
	ErrUnreadable = errors.New("resign: header and claims cannot be read")
	ErrKind       = errors.New("resign: tokens of this kind are not made here")
	ErrNoKey      = errors.New("resign: there is no key")
	ErrSecret     = errors.New("resign: this kind of token needs a shared secret")
)

// Draft is a token before it is signed.
type Draft struct {
	Kind           token.Kind
	Header, Claims token.Object // an encrypted token has no header
	Footer         []byte       // of a PASETO, the exact bytes
	Platform       *platform.Platform
}

// From takes a token apart. p is its platform, nil where that is not known. It
// returns ErrClosed for an encrypted token that no key has opened, ErrUnreadable
// for one whose header or claims are not whole, and ErrKind for one that cannot be
// made here.
func From(t *token.Token, p *platform.Platform) (Draft, error) {
	switch {
	case t == nil:
		return Draft{}, ErrUnreadable
	case t.Kind == token.JWE || t.Kind == token.PasetoPublic || t.Kind == token.SignedURL:
		return Draft{}, fmt.Errorf("%w: %s", ErrKind, t.Kind)
	case t.Kind.Encrypted() && !t.Opened:
		return Draft{}, ErrClosed
	case !t.Readable():
		return Draft{}, ErrUnreadable
	}
	d := Draft{Kind: t.Kind, Header: t.Header, Claims: t.Claims, Footer: append([]byte(nil), t.Footer...), Platform: p}
	if d.Kind == token.EctokenV2 { // nothing protects one; what is made anew is version 3
		d.Kind = token.EctokenV3
	}
	return d, nil
}

// Sign makes the token with a key. values are form values of the platform that say
// how a secret becomes the key: "key_form" and "assertion" of a PASETO; nil for
// the usual ones. The errors are those of the token's format, ErrNoKey, and
// ErrSecret where the key is one of two halves and a secret is due.
func (d Draft) Sign(key *keys.Key, values map[string]string) (string, error) {
	if key == nil {
		return "", ErrNoKey
	}
	switch d.Kind {
	case token.JWT, token.JWS:
		return jws.Sign(d.Header, d.Claims, key)
	case token.PasetoLocal:
		return d.seal(key, values)
	case token.EctokenV3, token.EctokenV2:
		if key.Kind() != keys.Secret {
			return "", ErrSecret
		}
		return ectoken.Seal(d.plaintext(), key.SecretText())
	}
	return "", fmt.Errorf("%w: %s", ErrKind, d.Kind)
}

func (d Draft) seal(key *keys.Key, values map[string]string) (string, error) {
	if key.Kind() != keys.Secret {
		return "", ErrSecret
	}
	form := paseto.Form(values["key_form"])
	secret := key.Secret()
	if form != "" && form != paseto.FormDetect || secret.Len() != 32 {
		var err error
		if secret, err = paseto.KeyFor(key.SecretText(), form); err != nil {
			return "", err
		}
	}
	return paseto.Seal(d.Claims.JSON(), d.Footer, []byte(values["assertion"]), secret)
}

// plaintext writes the claims as the parameters of an ectoken. A value that is no
// text is put in as its JSON.
func (d Draft) plaintext() string {
	params := make([]ectoken.Param, len(d.Claims.Members))
	for i, m := range d.Claims.Members {
		params[i] = ectoken.Param{Name: m.Name, Value: m.Value.Raw}
		if m.Value.Type == token.Text {
			params[i].Value = m.Value.Text
		}
	}
	return ectoken.Join(params)
}
