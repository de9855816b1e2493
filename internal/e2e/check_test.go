//go:build e2e && linux

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"playtoken/internal/chromium"
)

// browser stands in for the system's browser: it writes down the address that it is handed,
// which the test then opens in Chromium.
type browser struct {
	*Screen
	handed string // the file
}

func newBrowser(t *testing.T, o Options) browser {
	t.Helper()
	bin := t.TempDir()
	handed := filepath.Join(bin, "handed")
	script := "#!/bin/sh\nprintf '%s' \"$1\" > '" + handed + ".new' && mv '" + handed + ".new' '" + handed + "'\n"
	if err := os.WriteFile(filepath.Join(bin, "xdg-open"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	o.Env = append(o.Env, "PATH="+bin+":"+os.Getenv("PATH"))
	return browser{NewScreen(t, o), handed}
}

// address waits for what the browser is handed.
func (b browser) address(w *Window) (address string) {
	w.tb.Helper()
	w.WaitFor("an address in the browser", stepLimit, func() bool {
		text, err := os.ReadFile(b.handed)
		address = string(text)
		return err == nil
	})
	_ = os.Remove(b.handed)
	return address
}

// TestFirstRunJourney: from the first window to a picture that moves, by one button, without an
// account and without a network.
func TestFirstRunJourney(t *testing.T) {
	t.Parallel()
	b := newBrowser(t, Options{Theme: "light"})
	w := b.Open(Playtoken, "Playtoken")
	began := time.Now()
	next(w, 9) // the button of the banner
	w.Key("space")
	page := b.address(w)
	if !strings.HasPrefix(page, "http://127.0.0.1:") {
		t.Fatalf("the browser is sent to %s", page)
	}
	seen := chromium.Visits(t, []chromium.Visit{{URL: page, Until: chromium.Plays}})[0]
	t.Logf("it plays %.1f s after the button: %s", time.Since(began).Seconds(), seen.Summary)
	if seen.CurrentTime <= 0 || !strings.HasPrefix(seen.Summary, "Plays") {
		t.Errorf("%+v", seen)
	}
	w.Key("ctrl+4")
	picture(w, "check-first-run")
	noKeyPrinted(t, w, "PRIVATE", "token=")
}
