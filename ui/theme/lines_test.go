package theme

import (
	"bytes"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// Code that is edited has lines as high as code that is shown, and letters as wide.
func TestTallLines(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	usual, tall := fyne.MeasureText("Mj", 12, Code), fyne.MeasureText("Mj", 12, TallLines)
	if tall.Height < 18 || tall.Height > 19 || tall.Width != usual.Width || usual.Height > 15 {
		t.Errorf("usual %v, tall %v", usual, tall)
	}
	font := (Theme{}).Font(TallLines).Content()
	if bytes.Equal(font, (Theme{}).Font(Code).Content()) {
		t.Error("it is the usual font")
	}
	for _, damaged := range [][]byte{nil, font[:8], font[:40], bytes.Repeat([]byte{0xff}, 64)} {
		if got := withLines(damaged, lineShare); !bytes.Equal(got, damaged) {
			t.Errorf("%d bytes changed", len(damaged))
		}
	}
}
