package ui

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"playtoken/core/keys"
	"playtoken/core/platform/all"
	"playtoken/core/platform/jwt"
	"playtoken/core/profiles"
	"playtoken/core/token"
	"playtoken/core/vault"
	"playtoken/ui/book"
	"playtoken/ui/prompt"
	"playtoken/ui/sign"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// profileBar is the line above Sign and Why?: the profile in use, and on the
// right what must stay visible.
type profileBar struct {
	box          widgets.Fluid
	choice       *widgets.Select
	names        []string // in the menu
	mark         *safeMark
	save, revert *widgets.Button // of a changed form; nil where a screen has tools of its own
}

// noProfile is the choice of none.
const noProfile = "No profile"

// newProfileBar makes the line; tools are what a screen has in place of the
// buttons that save its form, nil for none.
func newProfileBar(f *profileForm, mark *safeMark, tools fyne.CanvasObject) *profileBar {
	b := &profileBar{mark: mark}
	b.choice = widgets.NewSelect(nil, func(i int) { f.use(f.at(i)) })
	b.choice.PlaceHolder = "None saved yet"
	label := widgets.Fixed(widgets.NewText(widgets.Span{Text: "Profile"}))
	if tools != nil {
		b.box = widgets.Folded(8, 0, widgets.Row(8, 1, label, widgets.AtMost(200, b.choice), b.mark.Box), tools)
		return b
	}
	b.save = widgets.NewButton("Save", widgets.Link, f.save)
	b.revert = widgets.NewButton("Revert", widgets.Link, f.revert)
	b.save.Hide()
	b.revert.Hide()
	b.box = widgets.Folded(8, 0, widgets.Row(0, 2, label, widgets.Space(8, 0), widgets.AtMost(300, b.choice), b.save, b.revert,
		widgets.Row(0, -1, widgets.NewButton("Save as…", widgets.Link, f.saveAs), widgets.NewButton("New", widgets.Link, f.empty))),
		widgets.Row(8, -1, b.mark.Box, widgets.Chip("Works offline")))
	return b
}

// at is the ID of a profile in the menu, "" for none.
func (f *profileForm) at(i int) string {
	if list := f.book.List(); i > 0 && i <= len(list) {
		return list[i-1].ID
	}
	return ""
}

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
	if id == f.id && !f.sign.Key.Locked() && f.used {
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
		f.id, f.filled = "", filledFrom{}
		f.sign.Empty()
		f.settle()
		return
	}
	f.fillFrom(profile)
}

// fillFrom fills the form from a profile as it is saved.
func (f *profileForm) fillFrom(profile vault.Profile) {
	fill := func(k *keys.Key, locked bool) {
		f.id, f.filled = profile.ID, filledFrom{k, markOf(profile)}
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
	before, changed := f.sign.Draft(), f.changed
	f.fillFrom(profile)
	if changed {
		f.toast.Undo("As it is saved: "+profile.Name, func() {
			if f.id == profile.ID {
				f.sign.Restore(before)
			}
		})
	}
}

// empty begins anew, without a profile.
func (f *profileForm) empty() {
	from := f.id
	before := f.sign.Draft()
	f.keep()
	delete(f.others, "")
	f.id, f.filled = "", filledFrom{}
	f.sign.Empty()
	f.settle()
	f.shown()
	if from == "" && before.Unsaved() {
		f.toast.Undo("The form is empty", func() {
			if f.id == "" {
				f.sign.Restore(before)
			}
		})
	}
}

// filledFrom is the key that the form on Sign got from the profile in use, and what that
// signed with then.
type filledFrom struct {
	key  *keys.Key
	mark string
}

// markOf changes with the key that a profile signs with.
func markOf(profile vault.Profile) string {
	return fmt.Sprint(profile.KeyID, " ", profile.Signing().Key.Fingerprint, " ", replacedIn(profile))
}

// followKey gives the form the next key where a rotation has changed that of the profile in
// use, and the form still has the one before.
func (f *profileForm) followKey() {
	profile, ok := f.book.Find(f.id)
	if mark := markOf(profile); !ok || mark == f.filled.mark || f.book.State().Locked {
		return
	}
	f.filled.mark = markOf(profile)
	before := f.filled.key
	if before == nil || f.sign.Filled().Key != before {
		return
	}
	f.book.Key(profile.ID, func(k *keys.Key, err error) {
		if err != nil || f.sign.Filled().Key != before {
			return
		}
		f.filled.key = k
		f.sign.Rekey(profile.KeyID, k, whereWord(profile.Home))
	})
}

// formOf is the form that a profile fills. A platform that has an account alone has no form:
// its tokens are plain JWTs.
func formOf(profile vault.Profile) profiles.Form {
	f := profiles.FormOf(profile)
	of := all.AccountOf(f.Platform)
	if all.ByName(f.Platform) != nil || of == nil {
		return f
	}
	f.Platform = jwt.Platform.Name
	if f.Values["claims"] == "" {
		f.Values["claims"] = strings.ReplaceAll(of.Account.PlainClaims, "{id}", token.Quote(profile.KeyID))
	}
	return f
}

// inProfile puts a form into a profile. One of a platform without a form stays there.
func inProfile(f profiles.Form, profile vault.Profile) vault.Profile {
	next := f.In(profile)
	if formOf(profile).Platform == f.Platform {
		next.Platform = cmp.Or(profile.Platform, f.Platform)
	}
	return next
}

// whereWord says on a key's card where its secret lives.
func whereWord(h vault.Home) string {
	switch h {
	case vault.InKeyring:
		return "keyring"
	case vault.UnderPassphrase:
		return "passphrase"
	}
	return "this session"
}

// useOnSign takes a profile to the Sign screen.
func (f *profileForm) useOnSign(id string) {
	f.shown()
	f.use(id)
}

// saveIn saves the form under the profile in use, or asks for a name. That another
// private key comes in the place of the saved one is asked first.
func (f *profileForm) save() {
	profile, ok := f.book.Find(f.id)
	if !ok {
		f.saveAs()
		return
	}
	f.over(profile, f.sign.Filled().Key, func() { f.saveIn(profile) })
}

// saveAs saves the form as a profile of its own, under a name that no other one has.
func (f *profileForm) saveAs() {
	f.asks.Name(prompt.Naming{Title: "Save as a profile", Button: "Save", AlwaysSession: f.book.State().Home == vault.ThisSession},
		func(n prompt.Named) { f.saveIn(vault.Profile{Name: n.Name, SessionOnly: n.SessionOnly}) })
}

func (f *profileForm) saveIn(profile vault.Profile) {
	form := f.sign.Filled()
	before := replacedIn(profile)
	f.book.SaveKey(inProfile(form.Form, profile), form.Key, form.Repairs, func(saved vault.Profile, err error) {
		if err != nil {
			f.toast.Fail(book.Sentence(err))
			return
		}
		f.id, f.filled = saved.ID, filledFrom{form.Key, markOf(saved)}
		if form.Key != nil {
			f.sign.Key.Saved(whereWord(saved.Home))
		}
		f.settle()
		word := "Saved"
		if saved.Home == vault.ThisSession {
			word = "Saved for this session only"
		}
		if replacedIn(saved) > before {
			f.toast.Say(word + ". The key before stays as replaced.")
			return
		}
		f.toast.Say(word + ": " + saved.Name)
	})
}

// replacedIn counts the keys of a profile that were replaced.
func replacedIn(profile vault.Profile) (n int) {
	for _, it := range profile.Items {
		if !it.Replaced.IsZero() {
			n++
		}
	}
	return n
}

// chooseLast fills the form from the profile of last time, once it is known which there are,
// unless something is on the form already.
func (f *profileForm) chooseLast() {
	if f.recalled || !f.book.Ready() {
		return
	}
	f.recalled = true
	if _, ok := f.book.Find(f.settings.Profile()); !ok || f.id != "" || f.sign.State().Key != (viewmodel.Key{}) {
		return
	}
	f.use(f.settings.Profile())
}

// forgetLocked takes the key off the form that a profile has under lock now.
func (f *profileForm) forgetLocked() {
	k := f.sign.Filled().Key
	if k == nil || !k.Private() {
		return
	}
	for _, profile := range f.book.List() {
		for _, item := range profile.Items { // those that were replaced as well
			sealed := item.Home == vault.InKeyring || item.Home == vault.UnderPassphrase
			same := item.Key.Fingerprint == k.Fingerprint()
			if item.Key.Kind == keys.Secret { // they have no fingerprint to be told by
				same = profile.ID == f.id && k.Kind() == keys.Secret
			}
			if sealed && same && item.Key.Kind != "" {
				f.sign.Key.Lock()
				return
			}
		}
	}
}
