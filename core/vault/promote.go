package vault

import (
	"cmp"
	"errors"
	"time"
)

// Promote makes an item the signing key, at once with its key ID: the next key of
// a rotation, or one of before. The key that signed until now is kept under a name
// of its own, with the time. The secrets must be unlocked.
func (s *Store) Promote(id, name string) error {
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	p, err := s.Get(id)
	if err != nil {
		return err
	}
	if it, ok := p.Item(name); !ok || it.Key == (Key{}) || name == SigningKey {
		return invalid("it has no key %q to sign with", name)
	}
	_, inSession := s.session.get(id)
	if inSession && !s.file.has(id) {
		return s.change(id, false, func(r *record) error { return r.promote(name, nil, s.file.format.schema) })
	}
	err = s.file.heal()
	if err == nil && inSession { // in part, since nothing could be sealed
		err = cmp.Or(s.State().Reason, ErrNotSaved)
	}
	if err != nil {
		return err
	}
	key, err := s.keys.inUse(s.keys.ring.visit())
	if err != nil && !errors.Is(err, errNoKeyYet) {
		return err
	}
	defer key.wipe()
	err = s.change(id, false, func(r *record) error { return r.promote(name, key, s.file.format.schema) })
	if errors.Is(err, errSealedBefore) { // another copy has made a key just now
		return ErrChanged
	}
	return err
}

// promote puts a key in the place of the signing one.
func (r *record) promote(name string, key *master, schema int) (err error) {
	coming, going := indexOf(r.Kept, name), indexOf(r.Kept, SigningKey)
	if coming < 0 {
		return ErrNotFound
	}
	if going >= 0 {
		old := r.Kept[going]
		if r.Kept[going], err = old.moved(old.replaced(r.KeyID, r.Changed), r.owner(), r.owner(), key, schema); err != nil {
			return err
		}
	}
	next := r.Kept[coming]
	r.KeyID, next.Name, next.KeyID, next.Replaced = next.KeyID, SigningKey, "", time.Time{}
	r.Kept[coming], err = r.Kept[coming].resealed(next, r.owner(), r.owner(), key, schema)
	return err
}
