package sign

import (
	"playtoken/core/keys"
	"playtoken/ui/viewmodel"
)

// beside is the key that stays until another one is taken, nil for none.
func (k *Key) beside() *heldKey {
	if k.before != nil || k.key == nil || !k.keyState.Taken() {
		return k.before
	}
	now := k.heldKey
	return &now
}

// backTo is where the key is kept that there is to go back to, "" for none.
func backTo(before *heldKey) string {
	if before == nil {
		return ""
	}
	return before.keyState.Where
}

// Again asks once more for the password of a key that was not opened; the key need not be
// pasted again. Where there is nothing to ask it makes room for another key, and the one that
// is there signs until another one is taken. While a key is read it goes back to the one before.
func (k *Key) Again() {
	switch {
	case k.keyState.Asks:
		k.read(k.services.Ask, k.given)
	case k.keyState.Working && k.before != nil:
		k.Cancel()
	case k.beside() == nil:
		k.hold(nil, viewmodel.Key{})
	default:
		before := k.beside()
		k.reading.Drop()
		k.heldKey = heldKey{key: before.key, unfit: before.unfit, repairs: before.repairs, want: before.want, before: before}
		k.keyState = viewmodel.Key{Where: backTo(before)}
		k.keyChanged()
		k.sign()
	}
}

// Cancel goes back to the key that another one was to take the place of.
func (k *Key) Cancel() {
	if k.before != nil {
		k.back(*k.before)
	}
}

// Forget takes the key away and makes room for another. It can be brought back: a platform
// may never show it again.
func (k *Key) Forget() {
	old := k.heldKey
	k.hold(nil, viewmodel.Key{})
	if old.key != nil || old.before != nil {
		k.offered = k.services.Undoable("The key is forgotten here", func() { k.back(old) })
	}
}

// replaced offers to go back to the key that has given way to another one, with the form as it
// was, and then to that one again. What was offered of a key before ends. It reports whether
// there was another key.
func (k *Key) replaced(before *heldKey, was Draft) bool {
	k.endOffer()
	if before == nil || SameKey(before.key, k.key) {
		return false
	}
	was.held = *before
	k.offerBack("The key is replaced", was)
	return true
}

// offerBack offers to go back to a form. What is changed on this one since stays.
func (k *Key) offerBack(text string, was Draft) {
	here := k.draft()
	k.offered = k.services.Undoable(text, func() {
		now := k.draft()
		k.restore(was.with(here, now))
		k.offerBack("As it was", now)
	})
}

// endOffer ends the offer to bring a key back: another one has come since.
func (k *Key) endOffer() {
	k.offered()
	k.offered = func() {}
}

// back puts a key on the form as it was there.
func (k *Key) back(was heldKey) {
	k.reading.Drop()
	k.heldKey = was
	k.keyChanged()
	if !k.readAgain() {
		k.sign()
	}
}

// LockAway takes the keys away that belong to profiles whose secrets were locked, as sealed
// tells them. All else of the form stays.
func (k *Key) LockAway(sealed func(*keys.Key) bool) {
	if k.has(sealed) || k.before.has(sealed) {
		k.Lock()
	}
}

// has reports whether it is a key of a kind.
func (h *heldKey) has(kind func(*keys.Key) bool) bool { return h != nil && h.key != nil && kind(h.key) }

// Lock takes a key away that belongs to a profile whose secrets were locked. All else of the
// form stays.
func (k *Key) Lock() {
	k.hold(nil, viewmodel.Key{})
	k.locked = true
	k.update()
}

// Locked reports whether the form waits for a key that is under lock.
func (k *Key) Locked() bool { return k.locked }

// Unlock opens the saved secrets, with their passphrase where they have one.
func (k *Key) Unlock(passphrase string, answer func(problem string)) {
	if k.locked && k.services.Unlock != nil {
		k.services.Unlock(passphrase, answer)
	}
}

// Unlocked puts the key on the form that it waited for.
func (k *Key) Unlocked(key *keys.Key, where string) {
	if k.locked && key != nil {
		k.hold(key, fromProfile(key, where))
	}
}
