// Package profiles turns a filled form and its key into a saved profile, and back: the
// one way between core/platform, which knows forms, and core/vault, which keeps what it is
// given. [Keys] are those of a profile as tokens are tried with them.
package profiles

import (
	"cmp"
	"maps"
	"reflect"
	"slices"

	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/token"
	"playtoken/core/vault"
)

// Form is a platform's form as far as a profile keeps it: all but what is to be
// played and a moment at which one token ends, which change from one token to the next.
// [Form.In] is the one list of what that is: what it writes is kept, and where it writes
// the same two forms are the same.
type Form struct {
	Platform string            // its name
	Values   map[string]string // by field name, the key ID among them
	Life     vault.Lifetime
	Lives    map[string]vault.Lifetime // of tokens that end otherwise than the first, by name
	Claims   []vault.Claim             // further ones, as they were typed
}

// FormOf is the form that a profile was saved from. A key of no platform, as one that was made
// on this machine, signs for what is given its public half: its form is that of plain tokens.
func FormOf(p vault.Profile) Form {
	f := Form{Platform: cmp.Or(p.Platform, plain()), Values: map[string]string{}, Life: p.Lifetime, Lives: maps.Clone(p.Lifetimes), Claims: slices.Clone(p.Claims)}
	maps.Copy(f.Values, p.Settings)
	f.Values[platform.KeyID] = p.KeyID
	forgetPlayed(f.Values, f.Platform) // a program of before kept it
	return f
}

// plain is the name of the platform that is none: whoever is given a key.
func plain() string {
	for _, pl := range all.Platforms() {
		if pl.Generic {
			return pl.Name
		}
	}
	return ""
}

// In puts the form into a profile, in the place of the one that it had. A value of the same
// platform that the form does not know stays: another program has written it.
func (f Form) In(p vault.Profile) vault.Profile {
	settings := map[string]string{}
	if p.Platform == f.Platform {
		maps.Copy(settings, p.Settings)
	}
	maps.Copy(settings, f.Values)
	delete(settings, platform.KeyID)
	forgetPlayed(settings, f.Platform)
	p.Platform, p.KeyID, p.Settings = f.Platform, f.Values[platform.KeyID], settings
	p.Lifetime, p.Lifetimes, p.Claims = f.Life, nil, nil
	if len(f.Lives) > 0 {
		p.Lifetimes = maps.Clone(f.Lives)
	}
	if len(f.Claims) > 0 {
		p.Claims = slices.Clone(f.Claims)
	}
	return p
}

// forgetPlayed takes what is to be played out of the values of a platform's form.
func forgetPlayed(values map[string]string, name string) {
	delete(values, platform.ID)
	if pl := all.ByName(name); pl != nil {
		maps.DeleteFunc(values, func(name, _ string) bool { f, ok := pl.Field(name); return ok && !f.Kept() })
	}
}

// Same reports whether a profile keeps the same of two forms.
func (f Form) Same(other Form) bool {
	return reflect.DeepEqual(f.In(vault.Profile{}), other.In(vault.Profile{}))
}

// Members are the further claims as a token has them. The error names the first that cannot
// be read.
func (f Form) Members() (list []token.Member, err error) {
	for _, c := range f.Claims {
		m, _, err := token.TypedMember(c.Name, c.Text)
		if err != nil || c.Name == "" {
			return nil, &ClaimError{c.Name}
		}
		list = append(list, m)
	}
	return list, nil
}

// ClaimError says that a claim that a profile keeps cannot be read.
type ClaimError struct{ Name string }

func (e *ClaimError) Error() string {
	return "the claim " + token.Quote(e.Name) + " of the profile cannot be read"
}
