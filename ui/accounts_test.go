package ui

import (
	"net/http"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"playtoken/core/vault"
	"playtoken/internal/platformapi"
	"playtoken/internal/uitest"
	"playtoken/ui/desktop"
	"playtoken/ui/widgets"
)

// openAt opens a window outside of a bubble, whose clock and whose store's stand at a time.
func openAt(t *testing.T, before func(desktop.Settings), keyring vault.Keyring, folder string, now time.Time) *desk {
	t.Helper()
	return openDesk(t, &desk{now: now, keyring: keyring, folder: folder, outside: true}, before)
}

func (d *desk) until(what string, done func() bool) {
	d.t.Helper()
	d.Until(d.t, what, done)
}

// steady waits until the store has done what was asked of it.
func (d *desk) steady() {
	d.t.Helper()
	done := false
	d.p.book.Change(func(*vault.Store) error { return nil }, func(error) { done = true })
	d.until("the store", func() bool { return done })
}

// connect fills the dialog of accounts in and saves it, which asks the platform.
func (d *desk) connect(s *platformapi.Server, name string) {
	d.t.Helper()
	if d.p.panels.top == nil {
		d.p.keys.Presenter().Account.Manage()
	}
	d.p.keys.Presenter().Accounts.ToggleMore()
	entries := inQuestion[*widgets.Entry](d)
	credentials := s.Credentials()
	entries[0].SetText(name)
	i := 1
	for _, f := range d.p.keys.Presenter().Accounts.State().Fields {
		entries[i].SetText(string(credentials[f.Name].Reveal()))
		i++
	}
	entries[i].SetText(s.Base)
	for _, b := range inQuestion[*widgets.Button](d) {
		if b.Text() == "Save and ask" {
			test.Tap(b)
		}
	}
	d.until("the account", func() bool { return d.p.panels.top == nil })
}

// The keyboard goes to Cancel while a platform is waited for, and back to the button that asked.
func TestAskingKeepsTheKeyboard(t *testing.T) {
	s := platformapi.New(t, "fastpix")
	d := openAt(t, func(desktop.Settings) {}, &uitest.Keyring{}, t.TempDir(), time.Now())
	d.until("an open store", d.p.book.Ready)
	d.p.Show(2)
	p := d.p.keys.Presenter()
	p.Accounts.Open("fastpix", "")
	d.connect(s, "Shop")
	d.until("the list", func() bool { return !p.State().Account.Busy })
	answer := make(chan struct{})
	s.Before(func(http.ResponseWriter, *http.Request) bool {
		<-answer
		return false
	})
	var ask *widgets.Button
	each(d.w.Content(), func(o fyne.CanvasObject) {
		if b, ok := o.(*widgets.Button); ok && ask == nil && b.Text() == "Ask" && b.Host() != "" {
			ask = b
		}
	})
	c := d.w.Canvas()
	c.Focus(ask)
	ask.OnTapped()
	d.until("a wait", func() bool { return p.State().Account.CanCancel })
	if b, ok := c.Focused().(*widgets.Button); !ok || b.Text() != "Cancel" {
		t.Errorf("while it is waited the keyboard is at %T", c.Focused())
	}
	close(answer)
	d.until("an answer", func() bool { return !p.State().Account.Busy })
	if c.Focused() != fyne.Focusable(ask) {
		t.Errorf("then it is at %T", c.Focused())
	}
}

// What is said of an answer that did not come stands in lines, with its buttons below it.
func TestLostAnswerHasRoom(t *testing.T) {
	s := platformapi.New(t, "fastpix")
	d := openAt(t, func(desktop.Settings) {}, &uitest.Keyring{}, t.TempDir(), time.Now())
	d.until("an open store", d.p.book.Ready)
	d.p.Show(2)
	p := d.p.keys.Presenter()
	p.Accounts.Open("fastpix", "")
	d.connect(s, "Shop")
	idle := func() { d.until("an answer", func() bool { return !p.State().Account.Busy }) }
	idle()
	p.Account.Create()
	d.answer("Create", "Shop")
	idle()
	p.Rotation.Open()
	p.Rotation.Do()
	d.until("the beginning", func() bool { return !p.State().Account.Busy && p.State().Rotation.CanGiveUp })
	s.After(func(*http.Request) { panic(http.ErrAbortHandler) })
	p.Rotation.Do()
	d.until("the loss", func() bool { return !p.State().Account.Busy && p.State().Rotation.Asked })
	d.w.Resize(fyne.NewSize(860, 560))
	lines := 0
	each(d.w.Content(), func(o fyne.CanvasObject) {
		if text, ok := o.(*widgets.Text); ok && text.String() == "The key may have been made all the same" && text.Visible() {
			if lines++; text.Size().Width < 200 {
				t.Errorf("it has a width of %v", text.Size().Width)
			}
		}
	})
	if lines != 1 {
		t.Errorf("it stands there %d times", lines)
	}
	d.steady() // what is left of the creation is looked at, and written down, before the folder goes
	d.steady()
}
