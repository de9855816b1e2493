//go:build e2e && linux

package e2e

import (
	"encoding/json"
	"net/http"
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

// Stops of the Tab key on Check, counted from the button that asks.
const (
	checkWhy         = 1 // once there is an answer
	checkStart       = 1 // of the edge, while there is none
	checkCopyAddress = 3 // behind Stop and the address
)

// stopCheckFixed is "Check it" under Why?, counted as the stops there are.
const stopCheckFixed = 19

// TestCheckJourney: a URL that fails is asked for on Check, explained under Why?, signed again,
// and asked for once more: it plays. The edge on this computer stands for the platform, and its
// log says each time what it thought.
func TestCheckJourney(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	w := newBrowser(t, Options{Theme: "light"}).Open(Playtoken, "Playtoken")
	w.Type(keyID)
	w.Key("Tab")
	w.Type(playbackID)
	w.Key("Tab")
	w.Paste(key.base64PEM)
	tok := copied(w, "a token", isToken)

	// The edge starts, and says where it is.
	press := func(stop int) {
		w.Key("ctrl+4")
		next(w, stop)
		w.Key("space")
	}
	press(checkStart)
	var address string
	w.WaitFor("the address of the edge", stepLimit, func() bool {
		press(checkCopyAddress)
		address = w.Clipboard()
		return strings.HasPrefix(address, "http://127.0.0.1:")
	})
	type line struct {
		ID, Cause string
		Status    int
	}
	requests := func(n int) (list []line) {
		t.Helper()
		w.WaitFor("a request at the edge", stepLimit, func() bool {
			answer, err := http.Get(address + "/log")
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = answer.Body.Close() }()
			list = nil
			if err := json.NewDecoder(answer.Body).Decode(&list); err != nil {
				t.Fatal(err)
			}
			return len(list) >= n
		})
		return list
	}

	// Another video's URL with this token is refused, and Why? says why.
	w.Key("ctrl+4")
	w.Paste(address + "/stream.fastpix.com/" + otherID + ".m3u8?token=" + tok)
	w.Picture()
	w.Key("ctrl+4", "space")
	if got := requests(1)[0]; got != (line{otherID, "other_playback_id", 401}) {
		t.Errorf("the edge says %+v", got)
	}
	picture(w, "check-refused-light")
	press(checkWhy)
	copied(w, "the verdict", func(s string) bool {
		return strings.HasPrefix(s, "Playback fails") && strings.Contains(s, "another playback ID")
	})

	// Signed again for that video, it plays.
	whyPress := func(stop int) {
		w.Key("ctrl+2")
		next(w, stop)
		w.Key("space")
	}
	whyPress(stopFix)
	w.Picture()
	whyPress(stopCheckFixed)
	w.Picture()
	w.Key("space")
	if got := requests(2)[0]; got != (line{otherID, "", 200}) {
		t.Errorf("the edge says %+v", got)
	}
	picture(w, "check-light")
	w.Key("ctrl+d", "ctrl+d")
	picture(w, "check-dark")
	noKeyPrinted(t, w, key.base64PEM[100:140], "PRIVATE", tok)
	noSecretOnDisk(t, w, key.base64PEM)
}
