//go:build e2e && linux

package e2e

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Places of buttons in the default window; what they do is checked by what
// follows.
var (
	saveProfile   = [2]int{486, 25} // "Save as…"
	saveChanges   = [2]int{371, 25}
	setPassphrase = [2]int{810, 25}
	unlock        = [2]int{840, 25}
	signWithIt    = [2]int{860, 94}
)

// answer types into the entries of a question, with Enter behind each. Nothing
// dims while the window is at rest; a question dims the rail.
func answer(w *Window, texts ...string) {
	w.tb.Helper()
	asked := func() bool { return w.PixelAt(20, 400).R < 0xE0 }
	w.WaitFor("a question", stepLimit, asked)
	for _, text := range texts {
		w.Type(text)
		w.Key("Return")
	}
	w.WaitFor("the question to go", stepLimit, func() bool { return !asked() })
}

// TestProfileUnderAPassphrase saves a profile where there is no keyring, sets a
// passphrase, closes the window, opens it again, unlocks, and signs with the key
// that was saved.
func TestProfileUnderAPassphrase(t *testing.T) {
	t.Parallel()
	const passphrase = "correct horse battery staple"
	key := newKey(t)
	s := NewScreen(t, Options{Theme: "light"})
	w := s.Open(Playtoken, "Playtoken")
	press := func(place [2]int) { w.Click(place[0], place[1]) }
	w.Type(keyID)
	w.Key("Tab")
	w.Type(playbackID)
	w.Key("Tab")
	w.Paste(key.base64PEM)
	copied(w, "a token", isToken)
	press(saveProfile)
	answer(w, "Shop production")
	w.Key("ctrl+3")
	w.Screenshot("keys-session-only")
	press(setPassphrase)
	answer(w, passphrase, passphrase)
	store := filepath.Join(s.Home(), "config", "playtoken", "playtoken-profiles.json")
	w.WaitFor("the saved profiles", stepLimit, func() bool {
		b, err := os.ReadFile(store)
		return err == nil && strings.Contains(string(b), `"Shop production"`) && strings.Contains(string(b), "argon2id")
	})
	portrait(w, "keys-light")
	w.Close()
	noSecretOnDisk(t, w, key.base64PEM)

	w = s.Open(Playtoken, "Playtoken")
	w.WaitFor("the window to be still", stepLimit, func() bool { return same(w.Picture(), w.Picture()) })
	w.Screenshot("keys-locked")
	press(unlock)
	answer(w, passphrase)
	w.Screenshot("keys-unlocked")
	w.Key("ctrl+d", "ctrl+d")
	portrait(w, "keys-dark")
	w.Key("ctrl+d")
	press(signWithIt)
	w.Type(playbackID) // what is missing has the keyboard
	tok := copied(w, "a token for the ID that was typed", isWhole)
	verify(t, key.public, tok)
	w.Screenshot("sign-from-profile")
	why(w, tok)
	lockedInPlace(w, passphrase)
	for _, text := range []string{passphrase, key.base64PEM[100:140]} {
		if strings.Contains(w.Stderr(), text) {
			t.Error("the program printed a secret")
		}
	}
}

// Stops of the Tab key, counted from where the keyboard is when a screen is shown, of what
// unlocks it.
const (
	unlockSign     = 0 // the field on the key's card has the keyboard
	unlockWhy      = 7 // of the chip in the bar
	unlockSettings = 4
	unlockKeys     = -4
)

// lockedInPlace locks the saved secrets and unlocks them on each screen, by the keyboard. A
// wrong passphrase keeps the question, on Sign the field on the key's card; what was on the
// screen is there behind it.
func lockedInPlace(w *Window, passphrase string) {
	w.tb.Helper()
	for _, c := range []struct {
		name, screen string
		stop         int
		after        func()
	}{
		{"sign", "ctrl+1", unlockSign, func() {
			copied(w, "a token for the ID that was typed", isWhole)
		}},
		{"why", "ctrl+2", unlockWhy, func() {
			copied(w, "the verdict", func(s string) bool {
				return strings.HasPrefix(s, "Plays") && strings.Contains(s, "The signature is valid")
			})
		}},
		{"settings", "ctrl+comma", unlockSettings, func() {}},
		{"keys", "ctrl+3", unlockKeys, func() {}},
	} {
		w.Key(c.screen, "ctrl+k")
		w.Picture()
		w.Type("lock the")
		w.Key("Return")
		w.Screenshot("locked-" + c.name + "-light")
		w.Key(c.screen)
		tab := "Tab"
		if c.stop < 0 {
			tab, c.stop = "shift+Tab", -c.stop
		}
		if c.stop > 0 {
			w.Key(slices.Repeat([]string{tab}, c.stop)...)
		}
		inPlace := c.name == "sign"
		if !inPlace {
			w.Key("Return")
			w.WaitFor("the question on "+c.name, stepLimit, func() bool { return asked(w) })
		}
		w.Type("not " + passphrase)
		before := reddish(w)
		w.Key("Return")
		w.WaitFor("what is wrong with the passphrase on "+c.name, stepLimit, func() bool { return reddish(w) > before+100 })
		w.Screenshot("locked-" + c.name + "-wrong-light")
		if inPlace {
			w.Type(passphrase)
			w.Key("Return")
		} else {
			answer(w, passphrase)
		}
		w.Screenshot("unlocked-" + c.name + "-light")
		c.after()
	}
}

// reddish counts the pixels in the middle of the window that say that something is wrong.
func reddish(w *Window) (n int) {
	now := w.Now()
	for y := 200; y < 540; y++ {
		for x := 300; x < 820; x++ {
			if c := now.RGBAAt(x, y); c.R > 0x90 && c.G < 0x60 && c.B < 0x60 {
				n++
			}
		}
	}
	return n
}

// decoded is the payload of a token as text, "" where there is none.
func decoded(tok string) string {
	b, err := base64.RawURLEncoding.DecodeString(strings.Split(tok, ".")[1])
	if err != nil {
		return ""
	}
	return string(b)
}
