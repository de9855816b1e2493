//go:build e2e && linux

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Places of buttons in the default window; what they do is checked by what
// follows.
var (
	saveProfile   = [2]int{486, 25}
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
	w.Key("Tab")
	w.Type(playbackID)
	tok := copied(w, "a token", isToken)
	verify(t, key.public, tok)
	w.Screenshot("sign-from-profile")
	for _, text := range []string{passphrase, key.base64PEM[100:140]} {
		if strings.Contains(w.Stderr(), text) {
			t.Error("the program printed a secret")
		}
	}
}
