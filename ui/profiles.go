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
	keyscreen "playtoken/ui/keys"
	"playtoken/ui/prompt"
	"playtoken/ui/sign"
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
func newProfileBar(p *App, tools fyne.CanvasObject) *profileBar {
	b := &profileBar{mark: newSafeMark()}
	b.choice = widgets.NewSelect(nil, func(i int) { p.useProfile(p.profileAt(i)) })
	b.choice.PlaceHolder = "None saved yet"
	label := widgets.Fixed(widgets.NewText(widgets.Span{Text: "Profile"}))
	if tools != nil {
		b.box = widgets.Row(8, 2, label, widgets.Width(200, b.choice), widgets.Space(0, 0), b.mark.Box, tools)
		return b
	}
	b.save = widgets.NewButton("Save", widgets.Link, p.saveProfile)
	b.revert = widgets.NewButton("Revert", widgets.Link, p.revert)
	b.save.Hide()
	b.revert.Hide()
	b.box = widgets.Row(0, 6, label, widgets.Space(8, 0), widgets.Width(300, b.choice), b.save, b.revert,
		widgets.Row(0, -1, widgets.NewButton("Save as…", widgets.Link, p.newProfile), widgets.NewButton("New", widgets.Link, p.emptyForm)),
		widgets.Space(0, 0), b.mark.Box, widgets.Space(8, 0), widgets.Chip("Works offline"))
	return b
}

// profileAt is the ID of a profile in the menu, "" for none.
func (p *App) profileAt(i int) string {
	if list := p.book.List(); i > 0 && i <= len(list) {
		return list[i-1].ID
	}
	return ""
}

// profilesChanged shows what the vault has now.
func (p *App) profilesChanged() {
	p.formsChanged()
	names := []string{noProfile}
	chosen := 0
	for i, profile := range p.book.List() {
		name := profile.Name
		if profile.ID == p.profile {
			chosen = i + 1
		}
		if p.forms.isChanged(profile.ID, p.profile) {
			name = changedMark + name
		}
		names = append(names, name)
	}
	none := len(names) == 1
	if none {
		names, chosen = nil, -1
	}
	if p.recalled {
		p.out.Settings.SetProfile(p.profile)
	}
	for _, b := range p.bars {
		b.names = names
		b.choice.SetOptions(names, chosen)
		b.choice.Refresh()
		b.mark.set(p)
		if b.save != nil {
			changed := p.profile != "" && p.forms.changed
			widgets.Show(b.save, changed)
			widgets.Show(b.revert, changed)
		}
		b.box.Refresh()
	}
	p.keys.tell((*keyscreen.Presenter).Changed)
}

// useProfile fills the form from a profile, "" for none. What was changed on the form and not
// saved is kept for when its profile is chosen again.
func (p *App) useProfile(id string) {
	if id == p.profile && !p.sign.Presenter().Key.Locked() && p.forms.used {
		return
	}
	if id != p.profile {
		p.keepForm()
	}
	if p.restoreForm(id) {
		return
	}
	profile, ok := p.book.Find(id)
	if !ok {
		p.profile, p.filled = "", filledFrom{}
		p.sign.Presenter().Empty()
		p.formIsClean()
		return
	}
	p.fillFrom(profile)
}

// fillFrom fills the form from a profile as it is saved.
func (p *App) fillFrom(profile vault.Profile) {
	fill := func(k *keys.Key, locked bool) {
		p.profile, p.filled = profile.ID, filledFrom{k, markOf(profile)}
		filled := sign.Filled{Form: formOf(profile), Key: k, Repairs: profile.Signing().Repairs}
		p.sign.Presenter().Fill(filled, whereWord(profile.Home))
		if locked {
			p.sign.Presenter().Key.Lock()
		}
		p.formIsClean()
	}
	switch {
	case profile.Home == vault.NoSecret:
		fill(nil, false)
		return
	case p.book.State().Locked && profile.Home != vault.ThisSession:
		fill(nil, true)
		return
	}
	p.book.Key(profile.ID, func(k *keys.Key, err error) {
		locked := errors.Is(err, vault.ErrLocked)
		if err != nil && !locked {
			p.toast.Fail(book.Sentence(err))
		}
		fill(k, locked)
	})
}

// revert fills the form from its profile again, as it is saved.
func (p *App) revert() {
	profile, ok := p.book.Find(p.profile)
	if !ok {
		return
	}
	before, changed := p.sign.Presenter().Draft(), p.forms.changed
	p.fillFrom(profile)
	if changed {
		p.toast.Undo("As it is saved: "+profile.Name, func() {
			if p.profile == profile.ID {
				p.sign.Presenter().Restore(before)
			}
		})
	}
}

// emptyForm begins anew, without a profile.
func (p *App) emptyForm() {
	from := p.profile
	before := p.sign.Presenter().Draft()
	p.keepForm()
	delete(p.forms.kept, "")
	p.profile, p.filled = "", filledFrom{}
	p.sign.Presenter().Empty()
	p.formIsClean()
	p.Show(atSign)
	if from == "" && before.Unsaved() {
		p.toast.Undo("The form is empty", func() {
			if p.profile == "" {
				p.sign.Presenter().Restore(before)
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
func (p *App) followKey() {
	profile, ok := p.book.Find(p.profile)
	if mark := markOf(profile); !ok || mark == p.filled.mark || p.book.State().Locked {
		return
	}
	p.filled.mark = markOf(profile)
	before := p.filled.key
	if before == nil || p.sign.Presenter().Filled().Key != before {
		return
	}
	p.book.Key(profile.ID, func(k *keys.Key, err error) {
		if err != nil || p.sign.Presenter().Filled().Key != before {
			return
		}
		p.filled.key = k
		p.sign.Presenter().Rekey(profile.KeyID, k, whereWord(profile.Home))
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
func (p *App) useOnSign(id string) {
	p.Show(atSign)
	p.useProfile(id)
}

// saveProfile saves the form under the profile in use, or asks for a name. That another
// private key comes in the place of the saved one is asked first.
func (p *App) saveProfile() {
	profile, ok := p.book.Find(p.profile)
	if !ok {
		p.newProfile()
		return
	}
	p.askOver(profile, p.sign.Presenter().Filled().Key, func() { p.save(profile) })
}

// newProfile saves the form as a profile of its own, under a name that no other one has.
func (p *App) newProfile() {
	p.askName(prompt.Naming{Title: "Save as a profile", Button: "Save", AlwaysSession: p.book.State().Home == vault.ThisSession},
		func(n prompt.Named) { p.save(vault.Profile{Name: n.Name, SessionOnly: n.SessionOnly}) })
}

func (p *App) save(profile vault.Profile) {
	f := p.sign.Presenter().Filled()
	before := replacedIn(profile)
	p.book.SaveKey(inProfile(f.Form, profile), f.Key, f.Repairs, func(saved vault.Profile, err error) {
		if err != nil {
			p.toast.Fail(book.Sentence(err))
			return
		}
		p.profile, p.filled = saved.ID, filledFrom{f.Key, markOf(saved)}
		if f.Key != nil {
			p.sign.Presenter().Key.Saved(whereWord(saved.Home))
		}
		p.formIsClean()
		word := "Saved"
		if saved.Home == vault.ThisSession {
			word = "Saved for this session only"
		}
		if replacedIn(saved) > before {
			p.toast.Say(word + ". The key before stays as replaced.")
			return
		}
		p.toast.Say(word + ": " + saved.Name)
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
