package sign

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/ui/viewmodel"
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

// Holds reports whether a key is on the draft, in use or to go back to.
func (d Draft) Holds(k *keys.Key) bool {
	is := func(other *keys.Key) bool { return SameKey(other, k) }
	return k != nil && (d.held.has(is) || d.held.before.has(is))
}

// Losable are the private keys of the draft, in use or to go back to, but for a sample.
func (d Draft) Losable() (list []*keys.Key) {
	for _, h := range []*heldKey{&d.held, d.held.before} {
		if h != nil && h.key != nil && h.key.Private() && !h.sample && !slices.Contains(list, h.key) {
			list = append(list, h.key)
		}
	}
	return list
}

// Locked is the draft without its key, which is under lock now.
func (d Draft) Locked() Draft {
	d.held = heldKey{locked: true}
	return d
}

// Unsaved reports whether there is something on the draft that an empty form has not.
func (d Draft) Unsaved() bool {
	now, empty := d.entered.form(d.platform, nil), fresh(d.platform).form(d.platform, nil)
	played := slices.ContainsFunc(d.platform.Fields, func(f platform.Field) bool {
		return !f.Kept() && strings.TrimSpace(d.entered.values[f.Name]) != ""
	})
	return d.held.key != nil || d.held.before != nil || d.entered.date != "" || played || !now.Same(empty)
}

// with is the draft with what was changed from one to another of the same platform.
func (d Draft) with(from, to Draft) Draft {
	if from.platform != d.platform || to.platform != d.platform {
		return d
	}
	d.entered.values = maps.Clone(d.entered.values)
	for name, text := range to.entered.values {
		if from.entered.values[name] != text {
			d.entered.values[name] = text
		}
	}
	if from.entered.life != to.entered.life || from.entered.date != to.entered.date {
		d.entered.life, d.entered.date = to.entered.life, to.entered.date
	}
	if !maps.Equal(from.entered.lives, to.entered.lives) {
		d.entered.lives = to.entered.lives
	}
	if !slices.Equal(from.entered.claims, to.entered.claims) {
		d.entered.claims = to.entered.claims
	}
	return d
}

// Restore puts a draft on the form again.
func (p *Presenter) Restore(d Draft) {
	p.Key.endOffer()
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
	p.Key.hold(nil, viewmodel.Key{})
}

// Same reports whether two forms hold the same for a profile.
func (f Filled) Same(other Filled) bool {
	return f.Form.Same(other.Form) && SameKey(f.Key, other.Key)
}

// SameKey reports whether two keys are one, however often that was read.
func SameKey(a, b *keys.Key) bool {
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
