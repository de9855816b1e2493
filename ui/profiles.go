package ui

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/vault"
	"playtoken/core/words"
	"playtoken/ui/book"
	"playtoken/ui/prompt"
	"playtoken/ui/sign"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// show shows what the vault has now.
func (f *profileForm) show() {
	f.follow()
	names := []string{noProfile}
	chosen := 0
	for i, profile := range f.book.List() {
		name := profile.Name
		if profile.ID == f.id {
			chosen = i + 1
		}
		if f.isChanged(profile.ID) {
			name = changedMark + name
		}
		names = append(names, name)
	}
	none := len(names) == 1
	if none {
		names, chosen = nil, -1
	}
	if f.recalled {
		f.settings.SetProfile(f.id)
	}
	for _, b := range f.bars {
		b.names = names
		b.choice.SetOptions(names, chosen)
		b.choice.Refresh()
		b.mark.set(f.book.State())
		if b.save != nil {
			changed := f.id != "" && f.changed
			widgets.Show(b.save, changed)
			widgets.Show(b.revert, changed)
		}
		b.box.Refresh()
	}
	f.chosen()
}

// use fills the form from a profile, "" for none. What was changed on the form and not
// saved is kept for when its profile is chosen again.
func (f *profileForm) use(id string) {
	if id == f.id && f.used {
		f.show()
		return
	}
	if id != f.id {
		f.keep()
	}
	if f.restore(id) {
		return
	}
	profile, ok := f.book.Find(id)
	if !ok {
		from, before := f.id, f.snapshot()
		f.id, f.filled = "", filledFrom{}
		f.sign.Empty()
		f.settle()
		if _, there := f.book.Find(from); there {
			f.offer("Begun anew", from, before)
		}
		return
	}
	f.fillFrom(profile)
}

// fillFrom fills the form from a profile as it is saved.
func (f *profileForm) fillFrom(profile vault.Profile) {
	fill := func(k *keys.Key, locked bool) {
		f.id, f.filled = profile.ID, filledFrom{k, profile}
		filled := sign.Filled{Form: formOf(profile), Key: k, Repairs: profile.Signing().Repairs}
		f.sign.Fill(filled, whereWord(profile.Home))
		if locked {
			f.sign.Key.Lock()
		}
		f.settle()
	}
	switch {
	case profile.Home == vault.NoSecret:
		fill(nil, false)
		return
	case f.book.State().Locked && profile.Home != vault.ThisSession:
		fill(nil, true)
		return
	}
	f.book.Key(profile.ID, func(k *keys.Key, err error) {
		locked := errors.Is(err, vault.ErrLocked)
		if err != nil && !locked {
			f.toast.Fail(book.Sentence(err))
		}
		fill(k, locked)
	})
}

// revert fills the form from its profile again, as it is saved.
func (f *profileForm) revert() {
	profile, ok := f.book.Find(f.id)
	if !ok {
		return
	}
	before := f.snapshot()
	f.fillFrom(profile)
	if before.changed {
		f.offer("As it is saved: "+profile.Name, profile.ID, before)
	}
}

// empty begins anew, without a profile. A key of the form without one that nothing has saved
// would be gone, and is asked about.
func (f *profileForm) empty() {
	bare := f.others[""]
	if f.id == "" {
		bare = f.snapshot()
	}
	if lost := f.unsavedKeys(bare); len(lost) > 0 {
		f.asks.Sure(prompt.Question{
			Title: "Begin anew and lose " + words.Count(len(lost), "key") + "?", Button: "Begin anew",
			Text: savedNowhere(lost),
		}, f.begin)
		return
	}
	f.begin()
}

func (f *profileForm) begin() {
	from, before := f.id, f.snapshot()
	f.keep()
	delete(f.others, "")
	f.id, f.filled = "", filledFrom{}
	f.sign.Empty()
	f.settle()
	f.shown()
	f.offer("Begun anew", from, before)
}

// offer offers to put back the form that another one has taken the place of, and then that one
// again.
func (f *profileForm) offer(text, from string, before kept) {
	if !before.draft.Unsaved() {
		return
	}
	f.toast.Undo(text, func() {
		at, now := f.id, f.snapshot()
		f.keep()
		delete(f.others, from)
		f.put(from, before)
		if at == from {
			f.offer("As it was", at, now)
		}
	})
}

// filledFrom is the key that the form on Sign got from the profile in use, and the profile as
// it was then.
type filledFrom struct {
	key     *keys.Key
	profile vault.Profile
}

// signsWith changes with the key that a profile signs with.
func signsWith(profile vault.Profile) string {
	return fmt.Sprint(profile.Signing().Key.Kind, " ", profile.Signing().Key.Fingerprint, " ", replacedIn(profile))
}

// followSaved takes over what was saved of the profile in use by somebody else: a rotation, the
// Keys screen, another copy of the program. Where something was changed here only the key
// follows, if it is still that of the profile; saving brings the two together.
func (f *profileForm) followSaved() {
	profile, ok := f.book.Find(f.id)
	if !ok || f.book.State().Locked {
		return
	}
	if k := f.filled.key; k != nil && sign.SameKey(f.sign.Filled().Key, k) { // a passphrase may seal it now
		f.sign.Key.Saved(whereWord(profile.Home))
	}
	was := f.filled.profile
	form, before := formOf(profile), formOf(was)
	sameKey := signsWith(profile) == signsWith(was)
	if form.Same(before) && sameKey {
		return
	}
	before.Values[platform.KeyID] = profile.KeyID
	switch {
	case !form.Same(before) && !f.changed && f.sign.NotKept() == "":
		f.fillFrom(profile)
		return
	case sameKey && (f.changed || form.Values[platform.KeyID] == was.KeyID):
		return
	}
	key := f.filled.key
	if key == nil || f.sign.Filled().Key != key {
		return
	}
	f.book.Key(profile.ID, func(k *keys.Key, err error) {
		if err != nil || f.id != profile.ID || f.sign.Filled().Key != key {
			return
		}
		f.filled.key, f.filled.profile.KeyID, f.filled.profile.Items = k, profile.KeyID, profile.Items
		f.clean.Key, f.clean.Values = k, maps.Clone(f.clean.Values)
		f.clean.Values[platform.KeyID] = profile.KeyID
		f.sign.Rekey(profile.KeyID, k, whereWord(profile.Home))
	})
}

// useOnSign takes a profile to the Sign screen.
func (f *profileForm) useOnSign(id string) {
	f.shown()
	f.use(id)
}

// chooseLast fills the form from the profile of last time, once it is known which there are,
// unless something is on the form already. It reports whether the form waits for a key that is
// locked then.
func (f *profileForm) chooseLast() (locked bool) {
	if f.recalled || !f.book.Ready() {
		return false
	}
	f.recalled = true
	if _, ok := f.book.Find(f.settings.Profile()); !ok || f.id != "" || f.sign.State().Key != (viewmodel.Key{}) {
		return false
	}
	f.use(f.settings.Profile())
	return f.sign.Key.Locked()
}

// forgetLocked takes the key off the form that a profile has under lock now, and keeps it
// nowhere beside it.
func (f *profileForm) forgetLocked() {
	sealed := func(k *keys.Key) bool {
		return k != nil && k.Private() && slices.ContainsFunc(f.book.List(), func(profile vault.Profile) bool {
			return slices.ContainsFunc(profile.Items, func(item vault.Item) bool { // those that were replaced as well
				return item.Home != vault.NoSecret && item.Home != vault.ThisSession && f.isKeyOf(profile, item, k)
			})
		})
	}
	f.sign.Key.LockAway(sealed)
	if sealed(f.filled.key) {
		f.filled.key = nil
	}
	if sealed(f.clean.Key) {
		f.clean.Key = nil
	}
	f.compare()
}

// isKeyOf reports whether a key is the one that an item has. Shared secrets have no
// fingerprint to be told by: it is the one that the profile in use has given.
func (f *profileForm) isKeyOf(profile vault.Profile, item vault.Item, k *keys.Key) bool {
	if item.Key.Kind == keys.Secret || k.Kind() == keys.Secret {
		return item.Key.Kind == k.Kind() && profile.ID == f.id
	}
	return item.Key.Kind != "" && item.Key.Fingerprint == k.Fingerprint()
}
