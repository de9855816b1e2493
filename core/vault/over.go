package vault

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
	"time"
)

// errSealedBefore says that a key would have to be moved which is sealed, and that
// there is no master key at hand to do it.
var errSealedBefore = errors.New("the key that is there is sealed")

// over lays the items of r over those that the same profile had before. A key is
// never overwritten by another one: the one that was there stays as replaced. A master
// key is needed where that one is sealed.
func (r record) over(before record, key *master, schema int) ([]item, error) {
	list := slices.Clone(before.Kept)
	if r.account {
		return r.overAccount(list, before, key, schema)
	}
	text := func(it item) ([]byte, bool) { return it.plain(before.owner(), key) }
	for _, it := range r.Kept {
		i := indexOf(list, it.Name)
		switch {
		case i < 0 || !list[i].isKey():
		case !same(list[i], it, text):
			old := list[i]
			kept, err := old.moved(old.replaced(before.KeyIDOf(old.Item), r.Changed), before.owner(), before.owner(), key, schema)
			if err != nil {
				return nil, err
			}
			list = append(list, kept)
		case it.isHalf() && list[i].hasSecret():
			continue // it has both halves already
		default:
			it = it.after(list[i])
		}
		if it.isKey() {
			list, it = absorbed(list, it, text)
		}
		if i = indexOf(list, it.Name); i < 0 {
			list = append(list, it)
		} else {
			list[i] = it
		}
	}
	return list, nil
}

// overAccount lays new credentials over those of an account. The others are sealed
// anew where its platform or its address is another one now.
func (r record) overAccount(list []item, before record, key *master, schema int) (_ []item, err error) {
	for i, it := range list {
		if r.owner() == before.owner() || indexOf(r.Kept, it.Name) >= 0 {
			continue
		}
		if list[i], err = it.moved(it, before.owner(), r.owner(), key, schema); err != nil {
			return nil, err
		}
	}
	for _, it := range r.Kept {
		if i := indexOf(list, it.Name); i >= 0 {
			list[i] = it
		} else {
			list = append(list, it)
		}
	}
	return list, nil
}

// isKey tells a key from a credential.
func (it item) isKey() bool {
	return it.Key != (Key{}) || it.Name == SigningKey || it.Name == BackupKey
}

// isHalf reports whether it is a public half alone.
func (it item) isHalf() bool { return !it.Key.Private && it.Key.PublicPEM != "" && !it.hasSecret() }

//go:noinline // its copies would make ptok larger
func (it item) hasSecret() bool { return !it.text.IsZero() || it.Seal != nil && !it.Seal.empty() }

// plain is the text of an item, in memory or sealed; false where it cannot be had now.
func (it item) plain(of owner, key *master) ([]byte, bool) {
	switch {
	case it.Seal == nil:
		return it.text.Reveal(), true
	case key == nil:
		return nil, false
	}
	plain, err := key.unseal(of, it)
	return plain, err == nil
}

// replaced is a key under the name under which it is kept when another one takes its
// place.
func (it item) replaced(keyID string, when time.Time) item {
	it.Name, it.KeyID, it.Role, it.Replaced = newID(), keyID, NoRole, when.UTC().Round(0)
	return it
}

// resealed puts what is sealed of an item under next, which has another name or owner.
func (it item) resealed(next item, from, to owner, key *master, schema int) (item, error) {
	switch {
	case it.Seal == nil:
		return next, nil
	case key == nil:
		return it, errSealedBefore
	}
	return key.reseal(schema, from, to, key, it, next)
}

// moved is resealed for what must not be lost: what does not open now will not in
// another place, and is kept as it is.
func (it item) moved(next item, from, to owner, key *master, schema int) (item, error) {
	again, err := it.resealed(next, from, to, key, schema)
	if errors.Is(err, ErrSealBroken) || errors.Is(err, ErrKeyMissing) {
		return next, nil
	}
	return again, err
}

// after adds what is known of the use of the same key from before.
func (it item) after(before item) item {
	if it.LastExpiry.Before(before.LastExpiry) {
		it.LastExpiry = before.LastExpiry
	}
	it.NoExpiry = it.NoExpiry || before.NoExpiry
	if it.Created.IsZero() {
		it.Created = before.Created
	}
	it.Saved, it.rest = before.Saved, before.rest
	return it
}

// absorbed takes out of a list what is the same key as a new one and was replaced: it
// is in use again.
func absorbed(list []item, it item, text func(item) ([]byte, bool)) ([]item, item) {
	return slices.DeleteFunc(list, func(old item) bool {
		again := !old.Replaced.IsZero() && old.Name != it.Name && (it.hasSecret() || !old.hasSecret()) && same(old, it, text)
		if again {
			it = it.after(old)
			if it.Name != SigningKey {
				it.KeyID = cmp.Or(it.KeyID, old.KeyID)
			}
		}
		return again
	}), it
}

// same reports whether two items are one key: of two halves by its fingerprint, a
// shared secret by its text and how that is read. Of what cannot be opened it is not
// known, and they are taken for two.
func same(a, b item, text func(item) ([]byte, bool)) bool {
	switch {
	case a.Key.Fingerprint != b.Key.Fingerprint, a.Key.Reading != b.Key.Reading:
		return false
	case a.Key.Fingerprint != "":
		return true
	case a.Key.PublicPEM != b.Key.PublicPEM:
		return false
	}
	x, known := text(a)
	y, alsoKnown := text(b)
	defer clear(x)
	defer clear(y)
	return known && alsoKnown && bytes.Equal(x, y)
}
