//go:build e2e && linux

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestKeyFileJourney drops a key file on the Keys screen where there is a keyring,
// closes the window, opens it again, signs with the key that the keyring opens,
// and has openssl verify the token.
func TestKeyFileJourney(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	s := NewScreen(t, Options{Theme: "light"})
	s.StartKeyring()
	w := s.Open(Playtoken, "Playtoken")
	w.Key("ctrl+3")
	w.Screenshot("keys-empty")
	file := filepath.Join(t.TempDir(), "from a colleague.txt")
	if err := os.WriteFile(file, []byte(key.base64PEM+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.Drop(file, 600, 400)
	answer(w, "Shop production")
	store := filepath.Join(s.Home(), "config", "playtoken", "playtoken-profiles.json")
	w.WaitFor("the saved profiles", stepLimit, func() bool {
		b, err := os.ReadFile(store)
		return err == nil && strings.Contains(string(b), `"Shop production"`) && strings.Contains(string(b), `"home": "keyring"`)
	})
	w.Screenshot("keys-saved")
	w.Close()
	noSecretOnDisk(t, w, key.base64PEM)

	w = s.Open(Playtoken, "Playtoken")
	w.WaitFor("the window to be still", stepLimit, func() bool { return same(w.Picture(), w.Picture()) })
	w.Screenshot("keys-of-the-keyring")
	w.Key("Return") // the list has the keyboard: sign with what is chosen
	w.Screenshot("sign-filled")
	w.Type(playbackID) // a key of no platform signs plain tokens: this is their subject
	tok := copied(w, "a token for the ID that was typed", isWhole)
	verify(t, key.public, tok)
	w.Screenshot("sign-from-keyring")

	w.Key("ctrl+3")
	w.Paste(tok)
	w.Screenshot("keys-which")
	w.Resize(860, 560)
	w.Screenshot("low-keys")
	if strings.Contains(w.Stderr(), key.base64PEM[100:140]) {
		t.Error("the program printed a secret")
	}
}
