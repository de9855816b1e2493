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
	box    widgets.Fluid
	choice *widgets.Select
	mark   *safeMark
}

// newProfileBar makes the line; tools are what a screen has in place of the
// buttons that save its form, nil for none.
func newProfileBar(p *App, tools fyne.CanvasObject) *profileBar {
	b := &profileBar{mark: newSafeMark()}
	b.choice = widgets.NewSelect(nil, func(i int) { p.useProfile(p.book.List()[i].ID) })
	b.choice.PlaceHolder = "None saved yet"
	label := widgets.Fixed(widgets.NewText(widgets.Span{Text: "Profile"}))
	if tools != nil {
		b.box = widgets.Row(8, 2, label, widgets.Width(200, b.choice), widgets.Space(0, 0), b.mark.Box, tools)
		return b
	}
	save := widgets.NewButton("Save", widgets.Link, p.saveProfile)
	fresh := widgets.NewButton("New", widgets.Link, p.newProfile)
	b.box = widgets.Row(8, 4, label, widgets.Width(300, b.choice),
		save, fresh, widgets.Space(0, 0), b.mark.Box, widgets.Chip("Works offline"))
	return b
}

// profilesChanged shows what the vault has now.
func (p *App) profilesChanged() {
	var names []string
	chosen := -1
	for i, profile := range p.book.List() {
		names = append(names, profile.Name)
		if profile.ID == p.profile {
			chosen = i
		}
	}
	if p.recalled {
		p.out.Settings.SetProfile(p.profile)
	}
	for _, b := range p.bars {
		b.choice.PlaceHolder = "None saved yet"
		if len(names) > 0 {
			b.choice.PlaceHolder = "Choose a profile"
		}
		b.choice.SetOptions(names, chosen)
		b.choice.Refresh()
		b.mark.set(p)
		b.box.Refresh()
	}
	p.keys.tell((*keyscreen.Presenter).Changed)
}

// useProfile fills the form from a profile.
func (p *App) useProfile(id string) {
	profile, ok := p.book.Find(id)
	if !ok {
		return
	}
	fill := func(k *keys.Key) {
		p.profile, p.filled = id, filledFrom{k, markOf(profile)}
		filled := sign.Filled{Form: formOf(profile), Key: k, Repairs: profile.Signing().Repairs}
		p.sign.Presenter().Fill(filled, whereWord(profile.Home))
		p.profilesChanged()
	}
	if profile.Home == vault.NoSecret {
		fill(nil)
		return
	}
	p.book.Key(id, func(k *keys.Key, err error) {
		fill(k)
		switch {
		case errors.Is(err, vault.ErrLocked):
			p.sign.Presenter().Key.Lock()
		case err != nil:
			p.toast.Fail(book.Sentence(err))
		}
	})
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

// saveProfile saves the form under the profile in use, or asks for a name.
func (p *App) saveProfile() {
	if profile, ok := p.book.Find(p.profile); ok {
		p.askOver(profile, p.sign.Presenter().Filled().Key, func() { p.save(profile) })
		return
	}
	p.newProfile()
}

// newProfile saves the form as a profile of its own.
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
		p.profilesChanged()
		if f.Key != nil {
			p.sign.Presenter().Key.Kept(whereWord(saved.Home))
		}
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
