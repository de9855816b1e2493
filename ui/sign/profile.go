package sign

import (
	"slices"
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/profiles"
	"playtoken/core/vault"
	"playtoken/ui/viewmodel"
)

// Filled is what a profile keeps of the form, and the key that goes with it.
type Filled struct {
	profiles.Form
	Key     *keys.Key // nil for none
	Repairs []string  // what was put right when the key was read
}

// Filled is the form as it stands. What is to be played is left out: it changes
// from one token to the next.
func (p *Presenter) Filled() Filled {
	f := Filled{Form: profiles.Form{Platform: p.platform.Name, Values: map[string]string{}}, Key: p.key, Repairs: p.repairs}
	for _, field := range p.platform.Fields {
		if field.Name != platform.ID {
			f.Values[field.Name] = strings.TrimSpace(p.values[field.Name])
		}
	}
	f.Life = vault.Lifetime(p.platform.Lives[p.life])
	if p.platform.Lives[p.life] == platform.Endless {
		f.Life = vault.Endless
	}
	for name, life := range p.ownLives(p.platform) {
		if f.Lives == nil {
			f.Lives = map[string]vault.Lifetime{}
		}
		f.Lives[name] = vault.Lifetime(life)
	}
	return f
}

// Fill fills the form from a profile. What is to be played stays.
func (p *Presenter) Fill(f Filled, where string) {
	if i := slices.IndexFunc(p.platforms, func(pl *platform.Platform) bool { return pl.Name == f.Platform }); i >= 0 {
		p.choose(i)
	}
	filled := fresh(p.platform)
	filled.values[platform.ID] = p.values[platform.ID]
	for name, value := range f.Values {
		if _, ok := p.platform.Field(name); ok {
			filled.values[name] = value
		}
	}
	life := time.Duration(f.Life)
	switch f.Life {
	case vault.UsualLife:
		life = p.platform.Life
	case vault.Endless:
		life = platform.Endless
	}
	if i := slices.Index(p.platform.Lives, life); i >= 0 {
		filled.life = i
	}
	for name, life := range f.Lives {
		if i := slices.Index(p.platform.Lives, time.Duration(life)); i >= 0 {
			if filled.lives == nil {
				filled.lives = map[string]int{}
			}
			filled.lives[name] = i
		}
	}
	*p.entered = *filled
	p.unsign()
	p.Key.hold(f.Key, fromProfile(f.Key, where))
	p.repairs = f.Repairs
}

// Rekey puts the next key of a profile, with its ID, in the place of the one that the form
// has from it. All else stays as it is.
func (p *Presenter) Rekey(id string, k *keys.Key, where string) {
	if _, ok := p.platform.Field(platform.KeyID); ok {
		p.values[platform.KeyID] = id
	}
	p.unsign()
	p.Key.hold(k, fromProfile(k, where))
}

// fromProfile is the card of a key that comes out of a profile.
func fromProfile(k *keys.Key, where string) viewmodel.Key {
	if k == nil {
		return viewmodel.Key{}
	}
	return viewmodel.Key{Title: k.Title(), Fingerprint: k.ShortFingerprint(), Source: "Read from the profile", Where: where}
}
