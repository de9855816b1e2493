// Package profiles turns a filled form and its key into a saved profile, and back: the
// one way between core/platform, which knows forms, and core/vault, which keeps what it is
// given. [Keys] are those of a profile as tokens are tried with them.
package profiles

import (
	"cmp"
	"maps"

	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/vault"
)

// Form is a platform's form as far as a profile keeps it: all but what is to be
// played, which changes from one token to the next.
type Form struct {
	Platform string            // its name
	Values   map[string]string // by field name, the key ID among them
	Life     vault.Lifetime
	Lives    map[string]vault.Lifetime // of tokens that end otherwise than the first, by name
}

// FormOf is the form that a profile was saved from. A key of no platform, as one that was made
// on this machine, signs for what is given its public half: its form is that of plain tokens.
func FormOf(p vault.Profile) Form {
	f := Form{Platform: cmp.Or(p.Platform, plain()), Values: map[string]string{}, Life: p.Lifetime, Lives: maps.Clone(p.Lifetimes)}
	maps.Copy(f.Values, p.Settings)
	f.Values[platform.KeyID] = p.KeyID
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

// In puts the form into a profile, in the place of the one that it had.
func (f Form) In(p vault.Profile) vault.Profile {
	p.Platform, p.Lifetime, p.KeyID = f.Platform, f.Life, f.Values[platform.KeyID]
	p.Lifetimes, p.Settings = maps.Clone(f.Lives), maps.Clone(f.Values)
	delete(p.Settings, platform.KeyID)
	delete(p.Settings, platform.ID)
	return p
}
