package sign

import (
	"bytes"
	"maps"
	"slices"

	"playtoken/core/keys"
	"playtoken/core/platform"
)

// Draft is the form as a person left it, with its key.
type Draft struct {
	platform *platform.Platform
	entered  entered
	held     heldKey
}

// Draft is what there is on the form now.
func (p *Presenter) Draft() Draft {
	d := Draft{platform: p.platform, entered: *p.entered, held: p.heldKey}
	d.entered.values = maps.Clone(p.values)
	d.entered.claims = slices.Clone(p.claims)
	d.entered.lives = maps.Clone(p.lives)
	return d
}

// Key is the key of the draft, nil for none.
func (d Draft) Key() *keys.Key { return d.held.key }

// Locked is the draft without its key, which is under lock now.
func (d Draft) Locked() Draft {
	d.held = heldKey{locked: true}
	return d
}

// Unsaved reports whether there is something on the draft that no profile keeps.
func (d Draft) Unsaved() bool {
	return d.held.key != nil || len(d.entered.claims) > 0 || d.entered.date != "" || !d.entered.empty(d.platform)
}

// Restore puts a draft on the form again.
func (p *Presenter) Restore(d Draft) {
	p.Key.reading.Drop()
	p.signing.Drop()
	p.choose(slices.Index(p.platforms, d.platform))
	*p.entered = d.entered
	p.unsign()
	p.heldKey = d.held
	p.keyChanged()
	p.sign()
}

// Empty makes the form of the platform one with nothing in it.
func (p *Presenter) Empty() {
	*p.entered = *fresh(p.platform)
	p.Key.Forget()
}

// Same reports whether two forms hold the same for a profile.
func (f Filled) Same(other Filled) bool {
	return f.Platform == other.Platform && f.Life == other.Life && maps.Equal(f.Lives, other.Lives) && maps.Equal(f.Values, other.Values) && sameKey(f.Key, other.Key)
}

func sameKey(a, b *keys.Key) bool {
	switch {
	case a == b:
		return true
	case a == nil || b == nil || a.Kind() != b.Kind() || a.Private() != b.Private():
		return false
	case a.Kind() == keys.Secret:
		return bytes.Equal(a.SecretText().Reveal(), b.SecretText().Reveal())
	}
	return a.Fingerprint() == b.Fingerprint()
}
