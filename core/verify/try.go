package verify

import (
	"fmt"
	"sort"

	"playtoken/core/keys"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// outcome is what one key says of a token.
type outcome struct {
	key      *Key
	token    *token.Token // opened, or nil
	check    token.Check
	usable   bool
	reading  Reading
	misuse   Misuse
	hmac     bool
	recipe   string
	oddities []string
}

// Try tries every key: those that were given, then the one that the token names,
// then the rest. The one that fits wins, then one whose text was misused, then
// one that does not fit, then one that could not be used.
//
// That a saved key which the token does not name fails to fit says nothing of
// the token: it may be anybody's. Such a token stays unchecked.
func Try(in Input) Result {
	t := in.Token
	r := Result{Token: t, Check: jws.Verify(t, nil)}
	list := ordered(in.Keys, t)
	try := tryFor(t)
	if t.Kind.Encrypted() && t.Kind != token.JWE || t.Kind == token.SignedURL {
		r.Check.Reason = "No key was given."
	}
	var best outcome
	strangers := 0
	for _, k := range list {
		named := names(t, k.ID)
		if named && r.Named == nil {
			r.Named = k
		}
		if try == nil {
			continue
		}
		o := try(t, k)
		o.key = k
		if !o.usable {
			if !k.Saved {
				r.Unusable = append(r.Unusable, *k)
			}
		} else {
			r.Tried++
		}
		if k.Saved && !named && o.usable && o.check.State == token.Invalid && o.misuse == NoMisuse {
			strangers++
			continue
		}
		if best.key == nil || o.rank() > best.rank() {
			best = o
		}
		if o.check.State == token.Valid {
			break
		}
	}
	if strangers > 0 && best.rank() < 2 {
		r.Strangers = strangers
		r.Check = token.Check{State: token.Unchecked, Reason: fmt.Sprintf("None of the %d keys at hand signed it.", strangers)}
		if strangers == 1 {
			r.Check.Reason = "The one key at hand did not sign it."
		}
		return r
	}
	if best.key == nil {
		return r
	}
	r.Check, r.Best, r.Reading, r.Misuse, r.HMAC, r.Oddities = best.check, best.key, best.reading, best.misuse, best.hmac, best.oddities
	r.Recipe = best.recipe
	if best.token != nil {
		r.Token = best.token
	}
	if best.check.State == token.Valid || best.misuse != NoMisuse || best.hmac || best.token != nil {
		r.By = best.key
	}
	if best.check.State == token.Invalid && best.misuse == NoMisuse {
		r.Recovery = recovered(t, best.key)
	}
	return r
}

// rank orders outcomes: what is proven stands above what is not.
func (o outcome) rank() int {
	switch {
	case o.key == nil:
		return -1
	case o.check.State == token.Valid:
		return 5
	case o.misuse != NoMisuse || o.hmac:
		return 4
	case o.token != nil: // opened, and not authenticated
		return 3
	case o.check.State == token.Invalid:
		return 2
	case o.usable:
		return 1
	}
	return 0
}

// tryFor is how a token of this kind is tried, nil for one that no key here opens.
func tryFor(t *token.Token) func(*token.Token, *Key) outcome {
	switch t.Kind {
	case token.JWT, token.JWS:
		return trySignature
	case token.PasetoLocal:
		return tryPaseto
	case token.EctokenV3, token.EctokenV2:
		return tryEctoken
	case token.SignedURL:
		return trySignedURL
	}
	return nil
}

// ordered puts keys in the order in which they are tried.
func ordered(given []Key, t *token.Token) []*Key {
	list := make([]*Key, len(given))
	for i := range given {
		list[i] = &given[i]
	}
	class := func(k *Key) int {
		switch {
		case !k.Saved:
			return 0
		case names(t, k.ID):
			return 1
		}
		return 2
	}
	sort.SliceStable(list, func(i, j int) bool { return class(list[i]) < class(list[j]) })
	return list
}

// names reports whether the token names a key of this ID, in its claims or its
// header. What a header says is only compared, never followed.
func names(t *token.Token, id string) bool {
	return id != "" && (t.Claims.Text("kid") == id || t.Header.Text("kid") == id)
}

// twoHalves reports whether a key is one of a private and a public half.
func (k *Key) twoHalves() bool {
	return k.Answer.Taken() && k.Answer.Key.Kind() != keys.Secret
}

// secretLike reports whether the importer took the text for a shared secret, or
// for one that can be read in several ways.
func (k *Key) secretLike() bool {
	if k.Answer.Taken() {
		return k.Answer.Key.Kind() == keys.Secret
	}
	switch k.Answer.Code {
	case keys.B64OrText, keys.HexOrText, keys.TrailingNewline:
		return true
	}
	return false
}
