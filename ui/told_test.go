package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
	"playtoken/ui/desktop"
)

// marks are what the bars of the screens say of the saved secrets.
func (d *desk) marks() (list []string) {
	for _, b := range d.p.form.bars {
		text := ""
		if b.mark.text.Visible() {
			text = b.mark.text.Text()
		}
		list = append(list, text)
	}
	return list
}

// That the saved profiles were damaged is said on every screen with their bar until it is read,
// also when the program is started again, and names every file that was kept.
func TestDamageIsToldUntilRead(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{"profiles.json": `{"playtoken": "profi`, "profiles.previous.json": "xx"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	told := ""
	start := func(before func(desktop.Settings), test func(d *desk)) {
		t.Helper()
		atDeskFor(t, before, folder, func(d *desk) {
			d.p.Show(atWhy)
			d.settle()
			test(d)
			told = d.p.out.Settings.Damage()
		})
	}
	start(nil, func(d *desk) {
		for i, mark := range d.marks() {
			if mark != "Saved profiles were damaged" {
				t.Errorf("bar %d says %q", i, mark)
			}
		}
	})
	kept, _ := filepath.Glob(filepath.Join(folder, "*damaged*"))
	if len(kept) != 2 {
		t.Fatalf("kept are %q", kept)
	}
	start(func(s desktop.Settings) { s.SetDamage(told) }, func(d *desk) { // the next run
		d.press("Saved profiles were damaged")
		for _, name := range kept {
			if !strings.Contains(d.said(), filepath.Base(name)) {
				t.Errorf("%s is not named: %q", filepath.Base(name), d.said())
			}
		}
		d.answer("I have read it")
		for i, mark := range d.marks() {
			if strings.Contains(mark, "damaged") {
				t.Errorf("read, and bar %d says %q", i, mark)
			}
		}
	})
	if told != "" {
		t.Errorf("remembered is %q", told)
	}
}

func atDeskFor(t *testing.T, before func(desktop.Settings), folder string, test func(d *desk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := openWith(t, before, &uitest.Keyring{}, folder)
		d.settle()
		test(d)
		d.settle()
	})
}

// A file of a newer program is told of on every screen.
func TestNewerProfilesAreTold(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		m := newSafeMark(&d.p.safe)
		m.set(vault.State{Home: vault.ThisSession, Reason: vault.ErrNewerSchema})
		if m.text.Text() != "Saved profiles not read" {
			t.Errorf("%q", m.text.Text())
		}
		m.do()
		d.settle()
		if !strings.Contains(d.said(), "were written by a newer Playtoken") {
			t.Errorf("told: %q", d.said())
		}
	})
}

// A name from the file never acts where it is shown, and none such can be typed.
func TestNamesAreInert(t *testing.T) {
	const name = "Shop \u202eevil\u200b \x1b[31m\nlive"
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.fill()
		d.save("Shop")
		d.elsewhere(func(s *vault.Store, p vault.Profile) {
			if err := s.Edit(p.ID, func(p *vault.Profile) { p.Name = name }); err != nil {
				t.Fatal(err)
			}
		})
		d.p.Foreground()
		d.settle()
		want := `Shop \u202Eevil\u200B \u001B[31m\u000Alive`
		if got := d.p.book.List()[0].Name; got != want {
			t.Errorf("%q, want %q", got, want)
		}
		d.take(fixtures.Token(t))
		for i := range d.p.screens {
			d.p.Show(i)
			d.settle()
			if strings.ContainsAny(d.shown(), "\u202e\u200b\x1b") {
				t.Errorf("screen %d shows it as it is", i)
			}
		}
		d.p.Show(atSign)
		d.press("Save as…")
		d.answer("Save", name)
		if d.p.questions.asking == nil || len(d.p.book.List()) != 1 {
			t.Error("the name was taken")
		}
	})
}

// A passphrase that comes over the secrets is said on the card of the key at once.
func TestCardSaysWhereTheKeyLives(t *testing.T) {
	atDeskWith(t, nil, t.TempDir(), func(d *desk) {
		d.fill()
		d.save("Shop")
		if where := d.p.sign.Presenter().State().Key.Where; where != "this session" {
			t.Fatalf("before: %q", where)
		}
		d.p.keys.Presenter().Safe.Protect()
		d.answer("Set passphrase", "correct horse", "correct horse")
		if where := d.p.sign.Presenter().State().Key.Where; where != "passphrase" {
			t.Errorf("after: %q", where)
		}
	})
}

func TestShortPassphrase(t *testing.T) {
	for text, short := range map[string]bool{"": false, "a": true, "hunter2": true, "elevenchars": true, "correct horse": false, "пароль": true} {
		if got := shortPassphrase(text) != ""; got != short {
			t.Errorf("%q: %v", text, got)
		}
	}
	atDeskWith(t, nil, t.TempDir(), func(d *desk) {
		d.fill()
		d.save("Shop")
		d.p.keys.Presenter().Safe.Protect()
		d.answer("Set passphrase", "short", "shor")
		if !strings.Contains(d.said(), "This is short") {
			t.Errorf("said: %q", d.said())
		}
	})
}

// An argument that is a link which leads nowhere, or to itself, is said to be that.
func TestLinkAsArgument(t *testing.T) {
	folder := t.TempDir()
	for link, to := range map[string]string{"loop": "loop", "gone": "nowhere"} {
		at := filepath.Join(folder, link)
		if err := os.Symlink(to, at); err != nil {
			t.Skip(err)
		}
		if text, status := Answer([]string{at}, "v1"); status != 1 || !strings.HasPrefix(text, "The link ") {
			t.Errorf("%s: %d, %q", link, status, text)
		}
	}
}
