//go:build e2e && linux

package e2e

import (
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/platform"
)

// open chooses a platform on the Sign screen as the keyboard does it, and leaves
// the keyboard in the first field of its form.
func open(w *Window, name string) {
	w.tb.Helper()
	place := slices.IndexFunc(platform.All(), func(p *platform.Platform) bool { return p.Name == name })
	if place < 0 {
		w.tb.Fatalf("there is no platform %q", name)
	}
	w.Key("ctrl+1", "shift+Tab")
	pick(w, place)
	w.Key("Tab")
}

// pick opens the list that has the keyboard, and takes one of its lines.
func pick(w *Window, line int) {
	w.tb.Helper()
	w.Key("space")
	w.Key(append(slices.Repeat([]string{"Down"}, line+1), "Return")...)
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
		size := w.Bounds().Size()
		switch said := (w.PixelAt(size.X-40, size.Y-22).R > 0x80) != light; {
		case said:
			gone = time.Time{}
		case gone.IsZero():
			gone = time.Now()
		}
		return !gone.IsZero() && time.Since(gone) > wordComes
	})
	w.Screenshot(name)
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
