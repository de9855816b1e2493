//go:build e2e && linux

package e2e

import (
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/platform"
	"playtoken/core/platform/all"
)

// open chooses a platform on the Sign screen as the keyboard does it, and leaves
// the keyboard in the first field of its form.
func open(w *Window, name string) {
	w.tb.Helper()
	openOver(w, name, 1)
}

// openOver is open where the keyboard is that many places below the list of platforms when
// the screen is shown.
func openOver(w *Window, name string, places int) {
	w.tb.Helper()
	place := slices.IndexFunc(all.Platforms(), func(p *platform.Platform) bool { return p.Name == name })
	if place < 0 {
		w.tb.Fatalf("there is no platform %q", name)
	}
	w.Key("ctrl+1")
	w.Key(slices.Repeat([]string{"shift+Tab"}, places)...)
	pick(w, place)
	w.Key("Tab")
}

// pick opens the list that has the keyboard, and takes one of its lines.
func pick(w *Window, line int) {
	w.tb.Helper()
	w.Key("space", "Home")
	w.Key(append(slices.Repeat([]string{"Down"}, line), "Return")...)
}

// next moves the keyboard on by that many places.
func next(w *Window, places int) {
	w.tb.Helper()
	w.Key(slices.Repeat([]string{"Tab"}, places)...)
}

// why pastes a text under Why? and waits for a verdict that begins with plays.
// The key that the Sign screen holds is the only one at hand, so only it can
// vouch for the token.
func why(w *Window, text string) string {
	w.tb.Helper()
	w.Key("ctrl+2", "ctrl+l")
	w.Paste(text)
	verdict := copied(w, "a verdict that it plays", func(s string) bool { return strings.HasPrefix(s, "Plays") })
	if !strings.Contains(verdict, "The signature is valid") && !strings.Contains(verdict, "The token is authentic") {
		w.tb.Errorf("verdict = %s", verdict)
	}
	return verdict
}

// wordComes is how long after a copy the word about it may come.
const wordComes = 700 * time.Millisecond

// picture leaves a picture of the window as it is, with nothing hovered over and
// no word in the corner.
func picture(w *Window, name string) {
	w.tb.Helper()
	light := w.PixelAt(20, 400).R > 0x80
	w.Park()
	var gone time.Time
	w.WaitFor("no word in the corner", stepLimit, func() bool {
		switch {
		case wordShown(w, light):
			gone = time.Time{}
		case gone.IsZero():
			gone = time.Now()
		}
		return !gone.IsZero() && time.Since(gone) > wordComes
	})
	w.Screenshot(name)
}

// wordShown reports whether the word that something was copied stands in the
// corner. It has the colour of text for its ground: here, below its letters.
func wordShown(w *Window, light bool) bool {
	now := w.Now()
	for x := now.Rect.Max.X - 80; x < now.Rect.Max.X-30; x++ {
		if (now.RGBAAt(x, now.Rect.Max.Y-22).R > 0x80) == light {
			return false
		}
	}
	return true
}

// asked reports whether something stands over the window, which dims the rail.
func asked(w *Window) bool { return w.PixelAt(20, 400).R < 0xE0 }

// other reports whether a text is a token that is not the one from before.
func other(before string) func(string) bool {
	return func(s string) bool { return isToken(s) && s != before }
}

// noKeyPrinted looks for a secret in what the program printed.
func noKeyPrinted(t *testing.T, w *Window, secrets ...string) {
	t.Helper()
	for _, s := range secrets {
		if strings.Contains(w.Stderr(), s) {
			t.Error("the program printed a secret")
		}
	}
}
