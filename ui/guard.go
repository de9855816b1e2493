package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"playtoken/core/keys"
	"playtoken/core/vault"
)

// touchEvery is how often the saved secrets are told that somebody is there; a
// pointer moves many times a second.
const touchEvery = time.Second

// touch is called for every key, click and movement of the pointer.
func (p *App) touch() {
	now := p.out.Now()
	if since := now.Sub(p.touched); since >= 0 && since < touchEvery {
		return
	}
	p.touched = now
	p.book.Change(func(s *vault.Store) error { s.Touch(); return nil }, func(error) {})
}

// hearKeys hears every key that is pressed; what has the focus passes it on.
func (p *App) hearKeys(c fyne.Canvas) {
	if c, ok := c.(desktop.Canvas); ok {
		c.SetOnKeyDown(func(*fyne.KeyEvent) { p.touch() })
	}
}

// Foreground is called when the window comes to the front: another copy of the
// program may have saved something meanwhile. What hinders it shows in the
// vault's state.
func (p *App) Foreground() {
	p.touch()
	p.book.Change((*vault.Store).Reload, func(error) {})
}

// vaultChanged shows what the vault has now, and what it locked is forgotten.
func (p *App) vaultChanged() {
	locked := p.book.State().Locked
	if locked && !p.locked {
		p.forgetLocked()
		p.why.Presenter().Locked()
	}
	p.locked = locked
	p.readSaved()
	p.followKey()
	p.profilesChanged()
	p.settings.Presenter().Changed()
}

// forgetLocked takes the key off the form that a profile has under lock now.
func (p *App) forgetLocked() {
	k := p.sign.Presenter().Filled().Key
	if k == nil || !k.Private() {
		return
	}
	for _, profile := range p.book.List() {
		for _, item := range profile.Items { // those that were replaced as well
			sealed := item.Home == vault.InKeyring || item.Home == vault.UnderPassphrase
			same := item.Key.Fingerprint == k.Fingerprint()
			if item.Key.Kind == keys.Secret { // they have no fingerprint to be told by
				same = profile.ID == p.profile && k.Kind() == keys.Secret
			}
			if sealed && same && item.Key.Kind != "" {
				p.sign.Presenter().Key.Lock()
				return
			}
		}
	}
}
