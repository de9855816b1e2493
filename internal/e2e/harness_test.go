//go:build e2e && linux

package e2e

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"testing"
)

// TestHarness opens the smallest window, so that a journey that fails can be
// told from a harness that does.
func TestHarness(t *testing.T) {
	t.Setenv("PLAYTOKEN_E2E_OUT", t.TempDir())
	w := Open(t, Minimal, "Minimal", Options{Theme: "light"})

	if got := w.Title(); got != "Minimal" {
		t.Errorf("title = %q, want Minimal", got)
	}
	if got, want := w.Bounds().Size(), image.Pt(1120, 740); got != want {
		t.Errorf("window = %v, want %v", got, want)
	}
	if c := w.PixelAt(1000, 700); c.R < 0xe0 || c.G < 0xe0 || c.B < 0xe0 {
		t.Errorf("background = %v, want a light one", c)
	}

	w.Resize(860, 560)
	file, err := os.Open(w.Screenshot("minimal"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	img, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := img.Bounds().Size(), image.Pt(860, 560); got != want {
		t.Errorf("screenshot = %v, want %v", got, want)
	}
	if flat(w.Picture()) {
		t.Error("the screenshot has a single colour: nothing was painted")
	}

	const text = "grüße ▶ token"
	w.SetClipboard(text)
	if got := w.Clipboard(); got != text {
		t.Errorf("clipboard = %q, want %q", got, text)
	}

	w.Close()
	WaitFor(t, "an empty screen", stepLimit, w.Empty)
	t.Logf("first picture after %v; the program printed: %q", w.FirstPicture, w.Stderr())
}

// flat reports whether the whole picture has one colour.
func flat(img *image.RGBA) bool {
	first := img.Pix[:4]
	for i := 4; i < len(img.Pix); i += 4 {
		if !bytes.Equal(img.Pix[i:i+4], first) {
			return false
		}
	}
	return true
}
