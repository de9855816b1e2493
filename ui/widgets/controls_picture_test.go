package widgets

import (
	"runtime"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
)

// TestPicturesOfControls compares what is typed into or chosen from, in all its states,
// with a picture of each theme.
func TestPicturesOfControls(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("other processors round the edges of letters in another way")
	}
	for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
		t.Run(string(mode), func(t *testing.T) {
			app(t).Settings().SetTheme(theme.Theme{Mode: mode})
			w := stage(t, Over(NewGround("background", "", 0), Inset(14, 16, 14, Card(controls()))), 600, 710)
			test.AssertRendersToImage(t, "controls-"+string(mode)+".png", w.Canvas())
		})
	}
}

// controls are the states of what is typed into or chosen from, and the icons.
func controls() Fluid {
	entry := func(text string, change func(*Entry)) *Entry {
		e := NewEntry("or fri 18:00", nil)
		e.Set(text)
		change(e)
		return e
	}
	nothing := func(*Entry) {}
	field := func(label string, e *Entry) *Field { return NewField(label, e.Framed()) }
	pair := func(a, b fyne.CanvasObject) Fluid { return Columns(14, 0.5, 100, 1000, 0, a, b) }
	wrong, careful := field("Error", entry("16af5b33-cf4d-4717", nothing)), field("Warning", entry("7d", nothing))
	wrong.Say("18 of 36 characters are missing.", viewmodel.Wrong)
	careful.Say("Over 24 h: it may be refused. This sentence is long enough to need a second line.", viewmodel.Warning)
	quiet := field("Remark", entry("fastpix.com", nothing))
	quiet.Say("It stands in the token.", viewmodel.Quiet)
	plain, hovered, focused, none := NewSelect([]string{"FastPix"}, nil), NewSelect([]string{"Under the pointer"}, nil), NewSelect([]string{"With the keyboard"}, nil), NewSelect(nil, nil)
	hovered.MouseIn(nil)
	focused.FocusGained()
	none.PlaceHolder = "None chosen"
	none.SetOptions(nil, -1)
	checked, unchecked, checkFocused, checkHovered := NewCheck("Ticked"), NewCheck("Not ticked"), NewCheck("With the keyboard"), NewCheck("Under the pointer")
	checked.Checked, checkFocused.Checked = true, true
	checkFocused.FocusGained()
	checkHovered.MouseIn(nil)
	segmented, segmentedFocused := NewSegmented([]string{"15 m", "1 h", "24 h", "7 d"}, nil), NewSegmented([]string{"Video and images", "DRM"}, nil)
	segmented.Set(2)
	segmentedFocused.Set(0)
	segmentedFocused.FocusGained()
	area := NewArea("Paste a token", 2, nil)
	area.Set("one line\nanother line")
	var icons []fyne.CanvasObject
	for _, name := range []string{"done", "bad", "warn", "info", "ruled", "good", "cross", "undo", "copy", "search", "fold", "down", "globe", "refresh", "clock", "lock", "keys", "sign", "why", "settings", "ring", "now", "dot"} {
		icons = append(icons, Stack(6, false, NewIcon(name, theme.Ink, 18), NewIcon(name, theme.Ink, 16), NewIcon(name, theme.Ink, 14)))
	}
	toast := func(say func(*Toast)) fyne.CanvasObject {
		t := NewToast((&clock{}).after)
		say(t)
		return t.card
	}
	return Stack(10, false,
		pair(field("Normal", entry("16af…4455", nothing)).Box, field("Under the pointer", entry("16af…4455", func(e *Entry) { e.MouseIn(nil) })).Box),
		pair(field("With the keyboard", entry("16af…4455", func(e *Entry) { e.mark(func(s *edge) { s.focused = true }) })).Box, field("Disabled", entry("16af…4455", (*Entry).Disable)).Box),
		pair(wrong.Box, careful.Box),
		pair(quiet.Box, field("Empty", entry("", nothing)).Box),
		Row(8, -1, segmented, Width(110, entry("", (*Entry).Low).Framed()), segmentedFocused),
		pair(plain, hovered), pair(focused, none),
		Row(16, -1, checked, unchecked, checkFocused, checkHovered),
		area.Framed(),
		Row(6, -1, icons...),
		Wrapped(8, toast(func(t *Toast) { t.Say("Token copied") }), toast(func(t *Toast) { t.Fail("The disk is full.") }), toast(func(t *Toast) { t.Undo("Cleared", nil) }), Space(0, 0)),
	)
}
