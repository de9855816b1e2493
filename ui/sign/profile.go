package sign

import (
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/ui/look"
)

// Filled is what a profile keeps of the form.
type Filled struct {
	Platform string // its name
	Values   map[string]string
	Life     time.Duration
	Key      *keys.Key // nil for none
	Repairs  []string  // what was put right when the key was read
}

// Filled is the form as it stands. What is to be played is left out: it changes
// from one token to the next.
func (p *Presenter) Filled() Filled {
	f := Filled{Platform: p.platform.Name, Values: map[string]string{}, Life: p.platform.Lives[p.life], Key: p.key, Repairs: p.repairs}
	for name, value := range p.values {
		if name != platform.ID {
			f.Values[name] = strings.TrimSpace(value)
		}
	}
	return f
}

// Fill fills the form from a profile. What is to be played stays.
func (p *Presenter) Fill(f Filled, where string) {
	id := p.values[platform.ID]
	for i, pl := range p.platforms {
		if pl.Name == f.Platform {
			p.choose(i)
		}
	}
	p.values[platform.ID] = id
	for name, value := range f.Values {
		if _, ok := p.platform.Field(name); ok {
			p.values[name] = value
		}
	}
	for i, l := range p.platform.Lives {
		if l == f.Life {
			p.life = i
		}
	}
	p.reading.Drop()
	p.key, p.repairs, p.keyState = f.Key, f.Repairs, look.Key{}
	if f.Key != nil {
		p.keyState = look.Key{
			Title: f.Key.Title(), Fingerprint: f.Key.ShortFingerprint(), Source: "Read from the profile", Where: where,
		}
	}
	p.keyChanged()
	p.sign()
}
