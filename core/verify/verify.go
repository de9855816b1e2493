// Package verify finds out which of the keys at hand made a token, and how the
// key had to be read for it.
//
// It answers by cryptography alone: what fits is said to fit, and nothing is
// guessed. How one key is tried on one token is the work of the token's format; here
// stand the order of the keys, and which answer wins. A shared secret is tried in each
// way that its text can be read, since "the secret is wrong" mostly means "base64 was
// not decoded".
//
// Keys come in as they were given, read by the importer already, so that a hundred
// saved ones cost a hundred verifications and no more.
package verify

import (
	"bytes"
	"crypto/sha256"
	"net/url"
	"slices"
	"sort"
	"time"

	"playtoken/core/keys"
	"playtoken/core/token"
)

// Key is one key at hand.
type Key struct {
	token.Trial
	Name string // what to call it in a sentence: "production", "the key given here"
	ID   string // the ID that came with it, "" for none: of the profile, kid of a JWK
	// Profile is the ID of the saved profile that it is of, "" for none, and Item its name in
	// that: "" for the key that the profile signs with.
	Profile, Item string
	// Replaced is when another key took its place in the profile; zero while it is in use.
	Replaced time.Time
	// Set are the IDs of all keys of the set that it came in, itself among them; nil where
	// it came alone or one of them has none. A verifier picks out of a set by ID.
	Set  []string
	Role string // what it is for at its platform: "primary", "backup", "" for none
	// Of is the platform that it is saved for, nil for none: of one key that is saved twice it
	// tells which of them a token is of.
	Of Platform
	// Earlier says that it was given for another text before. It is tried, and not held
	// against a token that does not name it.
	Earlier bool
	// Unproven says of the public half of a saved key that nothing vouches for it
	// now: whoever can write the file with the profiles may have put it there.
	Unproven bool
}

// Typed reports whether it stands on a form: what it has for an ID was typed beside it, and is
// not saved as its own.
func (k *Key) Typed() bool { return k.Held && k.Profile == "" }

// Given reports whether it was given for a token, this one or one before, and is no saved one.
func (k *Key) Given() bool { return !k.Held && k.Profile == "" }

// Platform is what a platform says of a token.
type Platform interface {
	Takes(token.Format) bool          // whether its tokens are of this format
	Owns(*token.Token, *url.URL) bool // whether the token says that it is the platform's
}

// Same reports whether two keys at hand are one, whatever they are called and wherever they
// come from: of a key with two halves, either is it.
//
//go:noinline // its copies would make ptok larger
func (k *Key) Same(o *Key) bool { return k.identity() == o.identity() }

// Distinct is how many keys a list has: one that is saved, and given, is one.
func Distinct(list []Key) int {
	all := make([]*Key, len(list))
	for i := range list {
		all[i] = &list[i]
	}
	return distinct(all)
}

func distinct(list []*Key) int {
	met := map[[sha256.Size]byte]struct{}{}
	for _, k := range list {
		met[k.identity()] = struct{}{}
	}
	return len(met)
}

// identity is the same of one key wherever it comes from. A shared secret is its text,
// however that is to be read.
func (k *Key) identity() [sha256.Size]byte {
	text := k.Text.Reveal()
	switch a := k.Answer; {
	case a.Taken() && a.Key.Kind() != keys.Secret:
		text = []byte(a.Key.Fingerprint())
	case a.Taken():
		text = a.Key.SecretText().Reveal()
	}
	return sha256.Sum256(bytes.TrimSpace(text))
}

// Result is what was found out.
type Result struct {
	Token *token.Token // opened, where a key opened an encrypted one
	// Outcome is that of the key which made the token or, where none did, of the one
	// that says most of it.
	token.Outcome
	By *Key // the key that made the token, or whose text was misused; nil for none
	// Alike are further keys that are the same one, saved again, where neither the ID that the
	// token names nor its platform tells which of them and By made it.
	Alike []*Key
	Named *Key // the key whose ID the token names, of several the one that made it; nil for none
	// Rival is a key of the ID that the token names which did not make it, where another one
	// did: one in use before one that was replaced; nil for none.
	Rival *Key
	// NamedMisfits says of that key that it was tried, and did not make the token.
	NamedMisfits bool
	// Best is the key that the check speaks of, also where it does not fit.
	Best     *Key
	Recovery token.Recovery
	Tried    int // how many keys could be used
	// OtherSaved is how many saved keys did not sign it, where none did and the
	// token does not name one of them.
	OtherSaved int
	Unusable   []Key // keys given that could not: damaged, locked, of another kind
}

// Try tries every key: those that were given, then the one that the token names,
// then the rest. The one that fits wins, then one whose text was misused, then
// one that does not fit, then one that could not be used.
//
// The settings are what is known of the token beside the keys; they go before those that
// were saved with one.
//
// That a key which is saved, or was given for another text, and which the token does not name
// fails to fit says nothing of the token: it may be anybody's. Such a token stays unchecked.
func Try(t *token.Token, given []Key, settings ...token.Setting) Result {
	checker, _ := t.Format.(token.Checker)
	r := Result{Token: t, Outcome: untried(t)}
	var best token.Outcome
	var misfits []*Key
	var others []*Key
	otherSaved := 0
	list := ordered(given, t)
	try := func(k *Key) token.Outcome {
		trial := k.Trial
		trial.Settings = slices.Concat(settings, k.Settings)
		return checker.Try(t, &trial)
	}
	if i := slices.IndexFunc(list, func(k *Key) bool { return t.Names(k.ID) }); i >= 0 {
		r.Named = list[i]
	}
	for _, k := range list {
		named := t.Names(k.ID)
		if checker == nil || !t.Recognised() { // of what is no token no key says anything
			continue
		}
		o := try(k)
		stranger := k.Earlier && !named && o.State != token.Valid && o.Misuse == token.NoMisuse && !o.HMAC && o.Fits == nil
		if stranger {
			if k.Answer.Taken() || k.Answer.Kind == keys.Secret { // else it is no key at all
				others = append(others, k)
			}
			continue
		}
		if !o.Usable {
			if !k.Held {
				r.Unusable = append(r.Unusable, *k)
			}
		} else {
			r.Tried++
		}
		if k.Held && !named && o.Usable && o.State == token.Invalid && o.Misuse == token.NoMisuse && o.Fits == nil {
			otherSaved++
			others = append(others, k)
			continue
		}
		r.NamedMisfits = r.NamedMisfits || k == r.Named && o.State == token.Invalid && o.Fits == nil
		if o.State == token.Invalid && len(misfits) < mostOpened {
			misfits = append(misfits, k)
		}
		if r.Best == nil || rank(o) > rank(best) {
			best, r.Best = o, k
		}
		if o.State == token.Valid {
			break
		}
	}
	if n := distinct(others); n > 0 && (r.Best == nil || rank(best) < invalid) {
		r.OtherSaved, r.Best = otherSaved, nil
		r.Check = token.Check{State: token.Unchecked, Reason: token.Reason{Code: token.NoneSigned, Have: n}}
		return r
	}
	if r.Best == nil {
		return r
	}
	r.Outcome = best
	if best.Opened != nil {
		r.Token = best.Opened
	}
	if best.State == token.Valid {
		for _, k := range list {
			named := t.Names(k.ID)
			switch same := k == r.Best || isSame(k, r.Best); {
			case same:
				if named && (r.Named.Typed() || !isSame(r.Named, r.Best)) {
					r.Named, r.NamedMisfits = k, false
				}
				if k != r.Best && r.Best.Profile != "" && k.Profile != r.Best.Profile && place(k, t) == place(r.Best, t) {
					r.Alike = append(r.Alike, k)
				}
			case named && r.Rival == nil && k.Answer.Taken() && try(k).State != token.Valid:
				r.Rival = k
			}
		}
	}
	switch {
	case best.State == token.Valid, best.Misuse != token.NoMisuse, best.HMAC, best.Opened != nil:
		r.By = r.Best
	}
	if recoverer, ok := checker.(token.Recoverer); ok && best.State == token.Invalid && best.Misuse == token.NoMisuse && best.Fits == nil {
		r.recover(recoverer, t, misfits)
	}
	return r
}

// recover opens the signature with the keys that it does not fit. One that made it all the
// same is the key that the check speaks of.
func (r *Result) recover(recoverer token.Recoverer, t *token.Token, misfits []*Key) {
	r.Recovery, r.Fits = recoverer.Recover(t, &r.Best.Trial)
	for _, k := range misfits {
		if r.Recovery == token.Edited || r.Recovery == token.SignedOther {
			break
		}
		if what, fits := recoverer.Recover(t, &k.Trial); what == token.Edited || what == token.SignedOther {
			r.Recovery, r.Fits, r.Best, r.Key = what, fits, k, k.Answer.Key
		}
	}
	if r.Recovery == token.SignedOther {
		r.Reason = token.Reason{Code: token.SignedOtherwise}
	}
}

// mostOpened is how many keys a signature is opened with that none of them fits.
const mostOpened = 8

// untried is the outcome where there is no key. Of a token that no key can be tried
// on, and of one that is not signed, that is the reason.
func untried(t *token.Token) token.Outcome {
	o := token.Outcome{Check: token.Check{State: token.Unchecked, Reason: token.Reason{Code: token.NothingToCheck}}}
	if checker, ok := t.Format.(token.Checker); ok {
		o = checker.Try(t, nil)
	}
	return o
}

// invalid is the rank of a key that was tried and does not fit.
const invalid = 2

// rank orders outcomes: what is proven stands above what is not.
func rank(o token.Outcome) int {
	switch {
	case o.State == token.Valid:
		return 6
	case o.Misuse != token.NoMisuse || o.HMAC:
		return 5
	case o.Opened != nil: // and not authenticated
		return 4
	case o.State == token.Invalid && o.Fits != nil: // it made the signature, over something else
		return 3
	case o.State == token.Invalid:
		return invalid
	case o.Usable:
		return 1
	}
	return 0
}

// ordered puts keys in the order in which they are tried.
func ordered(given []Key, t *token.Token) []*Key {
	list, places := make([]*Key, len(given)), make(map[*Key]int, len(given))
	for i := range given {
		list[i] = &given[i]
		places[list[i]] = place(list[i], t)
	}
	sort.SliceStable(list, func(i, j int) bool { return places[list[i]] < places[list[j]] })
	return list
}

// place is where a key stands in that order: of the same key at hand twice it is saved before it
// stands on a form, in use before it was replaced, of the token's platform before another's, and
// proven before it is not.
func place(k *Key, t *token.Token) (n int) {
	switch {
	case !k.Held && !k.Earlier:
		return 0
	case t.Names(k.ID) && !k.Typed():
		n = 1
	default:
		n = 2
	}
	n *= 100
	if !k.Replaced.IsZero() {
		n += 50
	}
	switch {
	case k.Typed():
		n += 40
	case k.Of == nil:
		n += 10
	case k.Of.Owns(t, nil):
	case k.Of.Takes(t.Format):
		n += 10
	default:
		n += 20
	}
	if k.Unproven {
		n++
	}
	return n
}

// isSame reports whether two keys that can be used are one.
func isSame(a, b *Key) bool { return a.Answer.Taken() && b.Answer.Taken() && a.Same(b) }
