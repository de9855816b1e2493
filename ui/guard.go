package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"playtoken/core/vault"
	"playtoken/ui/check"
	"playtoken/ui/settings"
)

// hearKeys hears every key that is pressed; what has the focus passes it on.
func (p *App) hearKeys(c fyne.Canvas) {
	if c, ok := c.(desktop.Canvas); ok {
		c.SetOnKeyDown(func(k *fyne.KeyEvent) {
			p.safe.touch()
			if k.Name == fyne.KeyF1 {
				p.do(ShowShortcuts)
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
		p.why.Presenter().ForgetAll()
		p.check.tell(func(c *check.Presenter) {
			c.Withdraw()
			c.Offer(p.sign.Presenter().URLs.Stream())
		})
	}
	p.locked = locked
	p.saved.read()
	p.form.followKey()
	p.form.show()
	if p.form.chooseLast() && p.current == atSign && !p.asks() {
		p.focusFirst() // the passphrase, where the key of last time is locked
	}
	p.settings.tell((*settings.Presenter).Changed)
}
<<<<<<< HEAD
=======

// unlock opens the saved secrets, from wherever they are missed.
func (p *App) unlock() { p.book.Unlock(p.questions.asks(p.files), p.saidDone("Unlocked")) }

// unlockBy opens them by a passphrase that was typed where they are missed.
func (p *App) unlockBy(passphrase string, answer func(problem string)) {
	p.book.UnlockBy(passphrase, answer, p.saidDone("Unlocked"))
}

// sealed reports whether a passphrase seals the saved secrets.
func (p *App) sealed() bool { return p.book.State().Home == vault.UnderPassphrase }

// protect has the secrets kept under a passphrase where nothing else keeps them.
func (p *App) protect() {
	p.book.Protect(p.questions.asks(p.files), func() {}, p.saidDone("Secrets are sealed under the passphrase"))
}

// saidDone says that something was done, or why it was not.
func (p *App) saidDone(done string) func(error) {
	return func(err error) {
		if err != nil {
			p.toast.Fail(book.Sentence(err))
			return
		}
		p.toast.Say(done)
	}
}

// safeMark is what the bar says of the saved secrets where that matters: a button that
// opens them, or that has them kept.
type safeMark struct {
	Box  fyne.CanvasObject
	text *widgets.Button
	do   func()

	unlock, protect func()
}

func newSafeMark(unlock, protect func()) *safeMark {
	m := &safeMark{unlock: unlock, protect: protect}
	m.text = widgets.NewButton("", widgets.Amber, func() { m.do() })
	m.Box = m.text
	m.text.Hide()
	return m
}

// set shows what is to be said of a state, and what a press does about it.
func (m *safeMark) set(s vault.State) {
	text, tip := "", ""
	switch {
	case s.Locked:
		text, tip, m.do = "Locked", "Unlock the saved secrets", m.unlock
	case s.NoFile():
		text, tip, m.do = "Profiles for this session only", book.Sentence(s.Reason), m.protect
	case s.Home == vault.ThisSession:
		text, tip, m.do = "Secrets for this session only", "Keep them under a passphrase", m.protect
	}
	m.text.SetText(text)
	m.text.SetTip(tip)
	widgets.Show(m.text, text != "")
}
>>>>>>> window-left
