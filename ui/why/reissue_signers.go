package why

import (
	"slices"

	"playtoken/core/keys"
	"playtoken/core/reissue"
	"playtoken/core/token"
	"playtoken/core/verify"
)

// Signer is a saved key that can sign, still closed.
type Signer struct {
	Profile     string // what [Services.OpenKey] takes
	Name        string
	KeyID       string
	Kind        keys.Kind
	Fingerprint string          // "" for a shared secret
	Settings    []token.Setting // of the profile, that a token is made with
}

// signer is a key to sign with: at hand, or to be opened.
type signer struct {
	name, kid, profile string
	key                *keys.Key // nil while it is closed
	settings           []token.Setting
	made               bool // it made the token
	usual              bool // it was given for this token, or the Sign screen has it
	earlier            bool // it was given for a text before
	stranger           bool // the token names another one, or is not of this one
}

// signers lists the keys that can sign a draft, the one that made the token first.
func (r *Reissue) signers(d reissue.Draft) []signer {
	by := r.found.Verified.By
	seen := map[string]bool{}
	var list []signer
	add := func(s signer, fingerprint string, kind keys.Kind) {
		if !goesWith(d, kind) || fingerprint != "" && seen[fingerprint] {
			return
		}
		seen[fingerprint] = true
		if s.made {
			list = append([]signer{s}, list...)
		} else {
			list = append(list, s)
		}
	}
	made := func(fingerprint string, k verify.Key) bool {
		if by != nil && by.Answer.Taken() && by.Answer.Key.Fingerprint() != "" {
			return by.Answer.Key.Fingerprint() == fingerprint
		}
		return by != nil && fingerprint == "" && same(*by, k)
	}
	for _, k := range r.keys() {
		if k.Item != "" {
			continue // a profile signs with its signing key
		}
		key := keyOf(k, by, r.found.Verified.Key)
		if key == nil {
			continue
		}
		if r.signKey != nil && !key.Private() && key.Fingerprint() == r.signKey.Fingerprint() {
			key = r.signKey
		}
		if key.Private() {
			s := signer{name: k.Name, kid: k.ID, key: key, settings: k.Settings, made: made(key.Fingerprint(), k), earlier: k.Earlier}
			s.stranger = !s.made && r.stranger(k)
			s.usual = !k.Held && !k.Earlier || key == r.signKey && !s.stranger
			add(s, key.Fingerprint(), key.Kind())
		}
	}
	for _, s := range r.services.Signers() {
		one := signer{name: "key “" + token.Excerpt(s.Name, 60) + "”", kid: s.KeyID, profile: s.Profile, settings: s.Settings, made: made(s.Fingerprint, verify.Key{Profile: s.Profile})}
		one.stranger = !one.made && !r.found.Token.Names(s.KeyID)
		add(one, s.Fingerprint, s.Kind)
	}
	return list
}

// stranger reports whether a key is known not to be that of the token: the token names another
// one, or none, and its signature is not of this key.
func (r *Reissue) stranger(k verify.Key) bool {
	t := r.found.Token
	switch {
	case t.Names(k.ID):
		return false
	case t.KeyID() != "" && k.ID != "":
		return true
	}
	k.Held, k.Earlier = false, false
	v := verify.Try(t, []verify.Key{k})
	return v.State == token.Invalid && v.Fits == nil && v.By == nil
}

// keyOf is the key itself. A text that can be read in several ways is the key in
// the reading that made the token.
func keyOf(k verify.Key, by *verify.Key, made *keys.Key) *keys.Key {
	if by != nil && made != nil && same(*by, k) && k.Answer.Kind == keys.Secret {
		return made
	}
	return k.Answer.Key
}

// same reports whether two keys at hand are one: of one profile, or the same of those
// given here, which are counted in their names.
func same(a, b verify.Key) bool {
	if a.Profile != "" || b.Profile != "" {
		return a.Profile == b.Profile && a.Item == b.Item
	}
	return a.Held == b.Held && a.Name == b.Name
}

// goesWith reports whether a key of a kind can sign a draft.
func goesWith(d reissue.Draft, kind keys.Kind) bool {
	kinds := d.Format.KeyKinds(d.Header)
	return kinds == nil || slices.Contains(kinds, kind)
}

// usual is the key that is taken without asking: the one that made the token, else one that
// was given for it or is on the Sign screen; -1 for none.
func usual(list []signer) int {
	if i := slices.IndexFunc(list, func(s signer) bool { return s.made }); i >= 0 {
		return i
	}
	return slices.IndexFunc(list, func(s signer) bool { return s.usual })
}
