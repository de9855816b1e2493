package sign

import (
	"slices"
	"strings"
	"time"

	"playtoken/core/humantime"
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

// Filled is the form as it stands, as far as a profile keeps it: see [profiles.Form]. The key
// is never written where everybody can read it, wherever it was put.
func (p *Presenter) Filled() Filled {
	return Filled{Form: p.form(p.platform, p.isKey), Key: p.key, Repairs: p.repairs}
}

// form is what a profile keeps of what was given; isKey, nil for nothing, tells what it must not
// keep.
func (e *entered) form(pl *platform.Platform, isKey func(text string) bool) profiles.Form {
	if isKey == nil {
		isKey = func(string) bool { return false }
	}
	f := profiles.Form{Platform: pl.Name, Values: map[string]string{}, Lives: map[string]vault.Lifetime{}}
	for _, field := range pl.Fields {
		if text := strings.TrimSpace(e.values[field.Name]); field.Kept() && !isKey(text) {
			f.Values[field.Name] = text
		}
	}
	life, _ := e.lifetime(pl.Lives)
	if f.Life = vault.Lifetime(life); life == platform.Endless {
		f.Life = vault.Endless
	}
	for name, life := range e.lives {
		f.Lives[name] = vault.Lifetime(life)
	}
	for _, c := range e.claims {
		if (c.Name != "" || c.JSON != "") && !isKey(c.Name) && !isKey(strings.Trim(strings.TrimSpace(c.JSON), `"`)) {
			f.Claims = append(f.Claims, vault.Claim{Name: c.Name, Text: c.JSON})
		}
	}
	return f
}

// NotKept says what was typed that a profile does not keep, in a sentence; "" where it keeps
// all. What is to be played is never kept, and nobody expects it.
func (p *Presenter) NotKept() string {
	life, whole := p.lifetime(p.platform.Lives)
	if whole {
		return ""
	}
	kept := "It keeps " + humantime.InWords(life)
	if life == platform.Endless {
		kept = "It keeps no expiry"
	}
	if p.masked(p.date) {
		return kept + ": what stands in Lifetime is none."
	}
	return kept + ": “" + strings.TrimSpace(p.date) + "” is the end of this token alone."
}

// Fill fills the form from a profile. What is to be played stays.
func (p *Presenter) Fill(f Filled, where string) {
	if i := slices.IndexFunc(p.platforms, func(pl *platform.Platform) bool { return pl.Name == f.Platform }); i >= 0 {
		p.choose(i)
	}
	filled := fresh(p.platform)
	for _, field := range p.platform.Fields {
		if !field.Kept() {
			filled.values[field.Name] = p.values[field.Name]
		}
	}
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
	filled.setLifetime(life, p.platform.Lives)
	for name, life := range f.Lives {
		if filled.lives == nil {
			filled.lives = map[string]time.Duration{}
		}
		filled.lives[name] = time.Duration(life)
	}
	for _, c := range f.Claims {
		filled.claims = append(filled.claims, Claim{Name: c.Name, JSON: c.Text})
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
