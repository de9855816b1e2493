package ui

import (
	"playtoken/core/keys"
	"playtoken/ui/book"
	"playtoken/ui/desktop"
	"playtoken/ui/prompt"
	"playtoken/ui/sign"
	"playtoken/ui/widgets"
)

// profileForm is the form on Sign with the profile that it was filled from: what of it is
// changed and not saved, of this profile and of those that were in use before it. Those are in
// memory alone.
type profileForm struct {
	book     *book.Book
	sign     *sign.Presenter
	asks     prompt.Asks
	toast    *widgets.Toast
	settings desktop.Settings
	shown    func() // goes to Sign
	chosen   func() // is told that another profile is in use

	id       string // of the profile in use, "" for none
	filled   filledFrom
	used     bool            // the form was filled from a profile, or emptied
	clean    sign.Filled     // the form as the profile in use has it
	changed  bool            // whether the form is another one
	others   map[string]kept // the changed forms of other profiles by their IDs, "" for none
	recalled bool            // whether the profile of last time was looked for
	bars     []*profileBar
}

// kept is the form of a profile that is not in use.
type kept struct {
	draft   sign.Draft
	clean   sign.Filled
	filled  filledFrom
	changed bool
}

// changedMark stands before the name of a profile with changes that are not saved.
const changedMark = "• "

// isChanged reports whether a profile has changes that are not saved.
func (f *profileForm) isChanged(id string) bool {
	if id == f.id {
		return f.changed
	}
	return f.others[id].changed
}

// settle says that the form is as its profile has it.
func (f *profileForm) settle() {
	f.used, f.clean, f.changed = true, f.sign.Filled(), false
	f.show()
}

// compare looks whether the form is still as its profile has it.
func (f *profileForm) compare() {
	if f.id == "" {
		return
	}
	now := f.sign.Filled()
	if f.sign.Key.Locked() { // the key is under lock, and nothing else
		now.Key = f.clean.Key
	}
	changed := !now.Same(f.clean)
	if changed != f.changed {
		f.changed = changed
		f.show()
	}
}

// keep keeps what no profile has of the form, for when its profile is chosen again.
func (f *profileForm) keep() {
	now := f.snapshot()
	if f.id != "" && !f.changed && f.sign.NotKept() == "" || f.id == "" && !now.draft.Unsaved() {
		delete(f.others, f.id)
		return
	}
	if f.others == nil {
		f.others = map[string]kept{}
	}
	f.others[f.id] = now
}

// snapshot is the form as it stands.
func (f *profileForm) snapshot() kept { return kept{f.sign.Draft(), f.clean, f.filled, f.changed} }

// put puts the form of a profile back as it was.
func (f *profileForm) put(id string, k kept) {
	if f.book.State().Locked {
		k = k.locked()
	}
	f.id, f.filled = id, k.filled
	f.used, f.clean, f.changed = true, k.clean, k.changed
	f.sign.Restore(k.draft)
	f.show()
}

// locked is the form without a key that is under lock now.
func (k kept) locked() kept {
	if k.draft.Holds(k.filled.key) {
		k.draft = k.draft.Locked()
	}
	k.filled.key, k.clean.Key = nil, nil
	return k
}

// restore puts the form of a profile back as it was left. It reports whether one was
// kept.
func (f *profileForm) restore(id string) bool {
	k, ok := f.others[id]
	if !ok {
		return false
	}
	delete(f.others, id)
	f.put(id, k)
	return true
}

// follow follows the profiles: what is under lock now leaves the forms that are kept,
// a key that is unlocked comes to the form that waits for it, and nothing is kept of a
// profile that is gone.
func (f *profileForm) follow() {
	locked := f.book.State().Locked
	for id, k := range f.others {
		if _, there := f.book.Find(id); id != "" && !there {
			delete(f.others, id)
			continue
		}
		if locked {
			f.others[id] = k.locked()
		}
	}
	profile, ok := f.book.Find(f.id)
	if locked || !ok || !f.sign.Key.Locked() {
		return
	}
	f.book.Key(profile.ID, func(k *keys.Key, err error) {
		if err != nil || f.id != profile.ID {
			return
		}
		f.filled.key, f.clean.Key = k, k
		f.sign.Key.Unlocked(k, whereWord(profile.Home))
	})
}
