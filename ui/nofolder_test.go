package ui

import (
	"strings"
	"testing"

	"playtoken/internal/uitest"
)

// Where the system names no folder, no passphrase is offered and none is asked for: it could
// keep nothing. Profiles are said to live for this session, and can be used in it.
func TestNoFolderAsksForNoPassphrase(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, "", func(d *desk) {
		d.fill()
		d.save("Shop")
		if said := d.p.toast.Text(); said != "Saved for this session only: Shop" {
			t.Errorf("said %q", said)
		}
		if !strings.Contains(d.shown(), "Profiles for this session only") {
			t.Errorf("no mark on Sign:\n%s", d.shown())
		}
		d.p.Show(atKeys)
		d.settle()
		if s := d.p.keys.Presenter().State(); s.CanProtect || s.WarningTitle != "Profiles are kept for this session only" || !strings.Contains(s.Warning, "names no folder") {
			t.Errorf("Keys: %+v", s.SafeState)
		}
		if text := d.shown(); strings.Contains(text, "[Set a passphrase]") {
			t.Errorf("Keys offers a passphrase:\n%s", text)
		}
		d.p.Show(atSettings)
		d.settle()
		if s := d.p.settings.Presenter().State(); s.Passphrase != "" || s.CanUseKeyring || s.Reason == "" {
			t.Errorf("Settings: %+v", s)
		}
		for _, item := range (palette{d.p}).items() {
			if strings.Contains(item.Text, "passphrase") {
				t.Errorf("the palette has %q", item.Text)
			}
		}
		d.p.settings.Presenter().UsePassphrase()
		d.settle()
		if d.w.Canvas().Overlays().Top() != nil || !strings.Contains(d.p.toast.Text(), "names no folder") {
			t.Errorf("asked: %v, said %q", d.w.Canvas().Overlays().Top() != nil, d.p.toast.Text())
		}
		if list := d.p.book.List(); len(list) != 1 {
			t.Errorf("%d profiles", len(list))
		}
	})
}
