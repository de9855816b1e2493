//go:build e2e && linux

package e2e

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"playtoken/internal/platformapi"
)

// TestAccountJourney connects an account at a platform, has a key made, signs with it, reads
// the token, rotates, waits and deletes the old key, by keyboard alone and through a restart.
// The platform answers on this machine, and the clock goes ahead instead of being waited for.
func TestAccountJourney(t *testing.T) {
	t.Parallel()
	const passphrase = "correct horse battery staple"
	platform := platformapi.New(t, "fastpix")
	s := NewScreen(t, Options{Theme: "light"})
	store := filepath.Join(s.Home(), "config", "playtoken", "playtoken-profiles.json")
	w := s.Open(Playtoken, "Playtoken")
	saved := func(what, piece string) {
		t.Helper()
		w.WaitFor(what, stepLimit, func() bool {
			b, err := os.ReadFile(store)
			return err == nil && strings.Contains(string(b), piece)
		})
	}
	back := func(places int) { w.Key(slices.Repeat([]string{"shift+Tab"}, places)...) }

	// A passphrase first, so that all of it is kept.
	w.Key("ctrl+3")
	back(1)
	w.Key("Return")
	answer(w, passphrase, passphrase)
	saved("a passphrase", "argon2id")

	// New key: FastPix makes it, and an account is asked for.
	w.Key("ctrl+3")
	next(w, 1)
	w.Key("Return")
	dialog(w, true)
	w.Key("Down", "Return")
	credentials := platform.Credentials()
	w.Type(string(credentials["token_id"].Reveal()))
	next(w, 1)
	w.Type(string(credentials["token_secret"].Reveal()))
	next(w, 1)
	w.Key("Return") // more
	next(w, 1)
	w.Type(platform.Base)
	w.Screenshot("account-dialog")
	if got := platform.Requests(); len(got) != 0 {
		t.Errorf("asked for %q before the button", got)
	}
	w.Key("Return")
	dialog(w, false)
	w.WaitFor("the list", stepLimit, func() bool { return len(platform.Requests()) == 1 })
	saved("the account", platform.Base)

	// Now the key itself.
	w.Key("ctrl+3", "shift+Tab", "shift+Tab", "Return")
	dialog(w, true)
	w.Key("Down", "Return")
	w.Type("Shop production")
	w.Key("Return")
	w.WaitFor("a key at the platform", stepLimit, func() bool { return len(platform.Keys()) == 1 })
	saved("the key", "Shop production")
	dialog(w, false)
	picture(w, "account-made-light")

	// It signs, and the token is read.
	w.Key("ctrl+3", "Return")
	next(w, 1)
	w.Type(playbackID)
	tok := copied(w, "a token for the ID", func(s string) bool {
		if !isToken(s) {
			return false
		}
		_, payload := parts(t, s)
		return strings.Contains(payload, playbackID)
	})
	verify(t, publicPEM(t, platform.Keys()[0]), tok)
	saved("until when it lives", "last_expiry")
	why(w, "https://stream.fastpix.com/"+playbackID+".m3u8?token="+tok)

	// The rotation, as far as it goes today.
	w.Key("ctrl+3")
	next(w, 15)
	w.Key("Return")
	w.Screenshot("rotation-begin")
	w.Key("Return")
	saved("a rotation", `"step":"make"`)
	w.Picture()
	w.Key("Return")
	w.WaitFor("the next key at the platform", stepLimit, func() bool { return len(platform.Keys()) == 2 })
	saved("the next key", `"step":"sign"`)
	w.Picture() // the button has the keyboard by then
	w.Key("Return")
	saved("the wait", `"step":"wait"`)
	picture(w, "rotation-light")
	w.Key("ctrl+d", "ctrl+d")
	picture(w, "rotation-dark")
	w.Key("ctrl+d")
	w.Close()
	noSecretOnDisk(t, w, base64.StdEncoding.EncodeToString(platform.Keys()[1].PrivatePEM()))

	// A day later it is safe to delete.
	s.SetEnv("PLAYTOKEN_E2E_AHEAD", "25h")
	w = s.Open(Playtoken, "Playtoken")
	w.Picture()
	back(5)
	w.Key("Return")
	answer(w, passphrase)
	w.Key("ctrl+3", "ctrl+d", "ctrl+d")
	picture(w, "keys-due-dark")
	w.Key("ctrl+d")
	picture(w, "keys-due-light")
	back(1)
	w.Key("Return")
	picture(w, "rotation-safe-light")
	w.Key("Return")
	dialog(w, true)
	next(w, 1)
	w.Screenshot("rotation-delete")
	w.Key("Return")
	w.WaitFor("the old key to go", stepLimit, func() bool { return len(platform.Keys()) == 1 })
	saved("the end", `"step":"over"`)
	picture(w, "rotation-done-light")
	want := []string{
		"GET",         // the account is tried
		"POST", "GET", // a key is made and tested
		"GET",         // does the platform know the key that goes?
		"POST", "GET", // the next one
		"GET", "DELETE", // is the new one there? then the old one goes
	}
	if n := len(platform.Requests()); n != len(want) {
		t.Errorf("%d requests, want %d", n, len(want))
	}
	for i, r := range platform.Requests() {
		if i >= len(want) || !strings.HasPrefix(r, want[i]+" /iam/signing-keys") {
			t.Errorf("request %d is %s", i, r)
		}
	}
	for _, text := range []string{passphrase, string(credentials["token_secret"].Reveal())} {
		if strings.Contains(w.Stderr(), text) {
			t.Error("the program printed a secret")
		}
		if b, err := os.ReadFile(store); err != nil || strings.Contains(string(b), text) {
			t.Errorf("the file has a secret in it, %v", err)
		}
	}
}

// dialog waits until a question or a panel is open, or gone.
func dialog(w *Window, open bool) {
	w.tb.Helper()
	if w.PixelAt(20, 400).R > 0x60 { // in the light look a question dims the rail
		w.WaitFor("a question to come or go", stepLimit, func() bool { return (w.PixelAt(20, 400).R < 0xE0) == open })
	}
	w.Picture()
}

// publicPEM writes the public half of a key to a file.
func publicPEM(t *testing.T, k platformapi.Key) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "public.pem")
	if err := os.WriteFile(file, k.PublicPEM(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
