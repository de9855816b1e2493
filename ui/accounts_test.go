package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"playtoken/core/vault"
	"playtoken/internal/platformapi"
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

// connect fills the dialog of accounts in and saves it, which asks the platform.
func (d *desk) connect(s *platformapi.Server, name string) {
	d.t.Helper()
	if d.p.panel == nil {
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
	d.until("the account", func() bool { return d.p.panel == nil })
}
