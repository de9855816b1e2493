package sign

import (
	"slices"
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/ui/viewmodel"
)

// Filled is what a profile keeps of the form.
type Filled struct {
	Platform string // its name
	Values   map[string]string
	Life     time.Duration
	Key      *keys.Key // nil for none
	Repairs  []string  // what was put right when the key was read
}

// lifeValue stands among the values for a token without an end, because a
// profile without a lifetime means the usual one.
const lifeValue = "lifetime"

// Filled is the form as it stands. What is to be played is left out: it changes
// from one token to the next.
func (p *Presenter) Filled() Filled {
	f := Filled{Platform: p.platform.Name, Values: map[string]string{}, Life: p.platform.Lives[p.life], Key: p.key, Repairs: p.repairs}
	for name, value := range p.values {
		if name != platform.ID {
			f.Values[name] = strings.TrimSpace(value)
		}
	}
	if f.Life == platform.Endless {
		f.Values[lifeValue] = none
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
	life := f.Life
	if f.Values[lifeValue] != none && life == platform.Endless {
		life = p.platform.Life
	}
	if i := slices.Index(p.platform.Lives, life); i >= 0 {
		filled.life = i
	}
	*p.entered = *filled
	p.signed, p.problems, p.at = nil, nil, time.Time{}
	s := viewmodel.Key{}
	if f.Key != nil {
		s = viewmodel.Key{
			Title: f.Key.Title(), Fingerprint: f.Key.ShortFingerprint(), Source: "Read from the profile", Where: where,
		}
	}
	p.hold(f.Key, s)
	p.repairs = f.Repairs
}
