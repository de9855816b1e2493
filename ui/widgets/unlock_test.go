package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// What opens the saved secrets: nothing is tried twice at once, a wrong passphrase stays,
// selected, and a right one is forgotten.
func TestUnlock(t *testing.T) {
	app(t)
	u := NewUnlock(Filled)
	var tried []string
	var answer func(string)
	u.OnUnlock = func(passphrase string, then func(string)) { tried, answer = append(tried, passphrase), then }
	w := stage(t, u.Box, 300, 80)
	enter := func() { u.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) }
	u.Set(true)
	enter()
	if len(tried) != 0 || w.Canvas().Focused() != u.First() {
		t.Fatalf("tried %d times, the keyboard is at %T", len(tried), w.Canvas().Focused())
	}
	test.Type(u.entry, "wrong")
	enter()
	enter()
	if len(tried) != 1 || !u.button.Disabled() {
		t.Fatalf("tried %q", tried)
	}
	answer("This is not the passphrase.")
	if u.entry.SelectedText() != "wrong" || u.field.message.String() != "This is not the passphrase." || u.button.Disabled() {
		t.Errorf("%q is selected", u.entry.SelectedText())
	}
	test.Type(u.entry, "right")
	test.Tap(u.button)
	answer("")
	if len(tried) != 2 || tried[1] != "right" || u.entry.Text != "" || u.field.message.String() != "" {
		t.Errorf("tried %q, %d characters are left", tried, len(u.entry.Text))
	}
	// Without a passphrase the button is enough.
	u.Set(false)
	test.Tap(u.button)
	if len(tried) != 3 || tried[2] != "" {
		t.Errorf("tried %q", tried)
	}
}
