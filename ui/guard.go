package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"playtoken/core/vault"
	"playtoken/ui/settings"
	"playtoken/ui/widgets"
)

// hearKeys hears every key that is pressed; what has the focus passes it on.
func (p *App) hearKeys(c fyne.Canvas) {
	if c, ok := c.(desktop.Canvas); ok {
		c.SetOnKeyDown(func(k *fyne.KeyEvent) {
			p.safe.touch()
			switch k.Name {
			case fyne.KeyF1:
				p.do(ShowShortcuts)
			case fyne.KeyTab:
				widgets.ResumeTab(p.window.Canvas())
			}
		})
	}
}

// Foreground is called when the window comes to the front: another copy of the
// program may have saved something meanwhile. What hinders it shows in the
// vault's state.
func (p *App) Foreground() {
	p.safe.touch()
	p.book.Change((*vault.Store).Reload, func(error) {})
}

// vaultChanged shows what the vault has now, and what it locked is forgotten.
func (p *App) vaultChanged() {
	locked := p.book.State().Locked
	if locked && !p.locked {
		p.form.forgetLocked()
		p.toast.Withdraw() // what comes back with it may be a key
		p.why.Presenter().ForgetAll()
		p.check.tell(p.offer)
	}
	p.locked = locked
	p.safe.hear(p.book.State())
	p.saved.read()
	p.form.followSaved()
	p.form.show()
	if p.form.chooseLast() && p.current == atSign && !p.asks() {
		p.focusFirst() // the passphrase, where the key of last time is locked
	}
	p.settings.tell((*settings.Presenter).Changed)
}
