package widgets

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
)

// The icons are one family: drawn on one grid in strokes of one width, with round ends.
// Only the logo has heavier ones, and "now" a filled dot.
func TestIconsAreOneFamily(t *testing.T) {
	folder := os.DirFS("../../assets/icons")
	names, err := fs.Glob(folder, "*.svg")
	if err != nil || len(names) < 20 {
		t.Fatalf("%d icons, %v", len(names), err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			t.Fatal(err)
		}
		svg := string(text)
		if !strings.Contains(svg, `viewBox="0 0 24 24"`) {
			t.Errorf("%s is not on the grid", name)
		}
		if name == "logo.svg" {
			continue
		}
		if n := strings.Count(svg, `stroke="`); n == 0 || strings.Count(svg, drawnStroke) != n {
			t.Errorf("%s has %d strokes, %d of them of %s", name, n, strings.Count(svg, drawnStroke), drawnStroke)
		}
		if strings.Contains(svg, `fill="#`) && name != "now.svg" {
			t.Errorf("%s is filled", name)
		}
	}
}

// A stroke is as wide in an icon of any size: the toolkit draws it in device pixels.
func TestStrokes(t *testing.T) {
	app(t)
	for _, scale := range []float32{1, 1.5, 2} {
		svg := string(resource("good", theme.Ink, scale).Content())
		if want := map[float32]string{1: "1.60", 1.5: "2.40", 2: "3.20"}[scale]; !strings.Contains(svg, `stroke-width="`+want+`"`) {
			t.Errorf("at %v: %s", scale, svg)
		}
	}
	for _, side := range []float32{14, 16, 18} {
		i := NewIcon("ruled", theme.Ink, side)
		w := stage(t, Over(NewGround(theme.Card, "", 0), i), side, side)
		shot := w.Canvas().Capture()
		var ink float64 // down the middle: the ring, the bar, the ring
		for y := range int(side) {
			r, _, _, _ := shot.At(int(side)/2, y).RGBA()
			ink += (0xFFFF - float64(r)) / 0xFFFF
		}
		r, _, _, _ := theme.Of(theme.Ink).RGBA()
		if ink /= (0xFFFF - float64(r)) / 0xFFFF; ink < 3*stroke-0.4 || ink > 3*stroke+0.4 {
			t.Errorf("%v px: three strokes are %.2f px", side, ink)
		}
	}
}

// Disclosure is never a dot.
func TestChevronsAreLargeEnough(t *testing.T) {
	app(t)
	for _, name := range []string{"fold", "down"} {
		if got := NewIcon(name, theme.Accent, 9).MinSize(); got != fyne.NewSquareSize(signSide) {
			t.Errorf("%s is %v", name, got)
		}
	}
}
