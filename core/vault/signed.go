package vault

import (
	"errors"
	"time"
)

// errUnchanged says that there is nothing to write.
var errUnchanged = errors.New("nothing is changed by it")

// Signed remembers of a key that a token was signed with it which lives until expires;
// the zero time is a token without an expiry. It writes only what is later than what is
// known, and needs no key. Where another copy of the program has replaced the key by
// now, the replaced one gets it.
func (s *Store) Signed(id, name string, expires time.Time) error {
	p, err := s.Get(id)
	if err != nil {
		return err
	}
	used, ok := p.Item(name)
	if !ok {
		return ErrNotFound
	}
	if expires = expires.UTC().Round(0); !used.livesOn(expires) {
		return nil
	}
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	err = s.changeAt(id, false, func(r *record, _ uint64) error {
		grown := false
		for i, it := range r.Kept {
			// Of two secrets that look alike it is not known which one it was: then both.
			one := it.Key == used.Key && (it.Name == name || it.Key != (Key{}))
			if !one || !it.livesOn(expires) {
				continue
			}
			if grown = true; expires.IsZero() {
				r.Kept[i].NoExpiry = true
			} else {
				r.Kept[i].LastExpiry = expires
			}
		}
		if !grown {
			return errUnchanged
		}
		return nil
	})
	if errors.Is(err, errUnchanged) {
		return nil
	}
	return err
}

// livesOn reports whether a token that expires then outlives what is known of the key.
//
//go:noinline // its copies would make ptok larger
func (it Item) livesOn(expires time.Time) bool {
	if expires.IsZero() {
		return !it.NoExpiry
	}
	return expires.After(it.LastExpiry)
}
