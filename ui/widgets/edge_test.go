package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
)

func TestEdge(t *testing.T) {
	for name, c := range map[string]struct {
		edge       edge
		fill, line fyne.ThemeColorName
		width      float32
	}{
		"plain":                           {edge{}, theme.Field, theme.Edge, 1},
		"under the pointer":               {edge{hovered: true}, theme.Field, theme.EdgeHover, 1},
		"with the keyboard":               {edge{focused: true, hovered: true}, theme.Field, theme.Accent, 2},
		"wrong":                           {edge{tone: viewmodel.Wrong, hovered: true}, theme.Field, theme.Bad, 1},
		"wrong, with the keyboard":        {edge{tone: viewmodel.Wrong, focused: true}, theme.Field, theme.Bad, 2},
		"a warning":                       {edge{tone: viewmodel.Warning}, theme.Field, theme.Warn, 1},
		"disabled, whatever else is said": {edge{tone: viewmodel.Wrong, focused: true, disabled: true}, theme.Chip, theme.Line, 1},
	} {
		fill, line, width := c.edge.of()
		if fill != c.fill || line != c.line || width != c.width {
			t.Errorf("%s: %s, %s, %v", name, fill, line, width)
		}
	}
}

// The edge of an entry follows the pointer, the keyboard and what is said of it.
func TestEntryEdge(t *testing.T) {
	app(t)
	e := NewEntry("", nil)
	f := NewField("ID", e.Framed())
	w := stage(t, f.Box, 300, 100)
	is := func(when string, line fyne.ThemeColorName, weight float32) {
		t.Helper()
		if e.frame.Line != line || e.frame.Weight != weight {
			t.Errorf("%s: %s, %v px", when, e.frame.Line, e.frame.Weight)
		}
	}
	is("at first", theme.Edge, 1)
	e.MouseIn(nil)
	is("under the pointer", theme.EdgeHover, 1)
	w.Canvas().Focus(e)
	is("with the keyboard", theme.Accent, 2)
	f.Say("18 of 36 characters are missing.", viewmodel.Wrong)
	is("wrong", theme.Bad, 2)
	w.Canvas().Unfocus()
	is("wrong, left", theme.Bad, 1)
	f.Say("Over 24 h: it may be refused.", viewmodel.Warning)
	is("a warning", theme.Warn, 1)
	f.Say("It is in the token.", viewmodel.Quiet)
	is("a remark", theme.EdgeHover, 1)
	e.MouseOut()
	e.Disable()
	is("disabled", theme.Line, 1)
	if e.frame.Fill != theme.Chip {
		t.Errorf("disabled on %s", e.frame.Fill)
	}
	e.Enable()
	is("enabled again", theme.Edge, 1)
}

// In a field of several controls the one that the message is about is marked.
func TestFieldMarksOneControl(t *testing.T) {
	app(t)
	choice, date := NewSegmented([]string{"1 h", "7 d"}, nil), NewEntry("or a date", nil)
	f := NewField("Lifetime", Row(8, 1, choice, Stack(0, false, date.Framed())))
	stage(t, f.Box, 400, 100)
	f.Say("Over 24 h.", viewmodel.Warning)
	if choice.tone != viewmodel.Warning || date.edge.tone != viewmodel.Quiet {
		t.Errorf("choice %v, date %v", choice.tone, date.edge.tone)
	}
	date.Set("yesterday")
	f.Say("It is over.", viewmodel.Wrong)
	if choice.tone != viewmodel.Quiet || date.edge.tone != viewmodel.Wrong {
		t.Errorf("with a date: choice %v, date %v", choice.tone, date.edge.tone)
	}
	f.Mark(choice)
	f.Say("No.", viewmodel.Wrong)
	if choice.tone != viewmodel.Wrong {
		t.Errorf("marked: choice %v", choice.tone)
	}
	f.Say("", viewmodel.Wrong)
	if choice.tone != viewmodel.Quiet {
		t.Errorf("nothing is said: choice %v", choice.tone)
	}
	NewField("Nothing to mark", NewText()).Say("No.", viewmodel.Wrong)
}

// A sign stands level with the first line of its text, however long that is.
func TestLevel(t *testing.T) {
	app(t)
	icon, text := NewIcon("warn", theme.Warn, signSide), NewText(Span{Text: "a b c d e f g h i j k l m n o p q r s t u v w x y z", Size: theme.SmallText})
	l := Level(6, icon, text)
	stage(t, l, 400, 200)
	for _, width := range []float32{400, 120, 60} {
		height := l.HeightFor(width)
		l.Resize(fyne.NewSize(width, height))
		middle, line := icon.Position().Y+signSide/2, text.Position().Y+text.lineHeight()/2
		if !near(middle, line) || text.Position().X != signSide+6 || height != text.HeightFor(width-signSide-6) {
			t.Errorf("%v wide: the sign at %v, the line at %v, %v high", width, middle, line, height)
		}
	}
	icon.Hide()
	l.Resize(fyne.NewSize(401, 200))
	if text.Position().X != 0 {
		t.Error("a hidden sign takes room")
	}
}

// A warning comes when the field is left, not while one is typing; what is wrong comes at
// once.
func TestWarningsWait(t *testing.T) {
	app(t)
	e := NewEntry("", nil)
	f := NewField("ID", e.Framed())
	page := NewPage(Stack(0, false, f.Box, Space(10, 10)))
	w := stage(t, page, 300, 100)
	w.Canvas().Focus(e)
	if !f.Say("It looks odd.", viewmodel.Warning) || f.Message() == "" {
		t.Error("a warning that stood there before does not stay")
	}
	test.Type(e, "b")
	if f.Say("It looks odd.", viewmodel.Warning); f.Message() == "" {
		t.Error("it goes though it is the same")
	}
	if !f.Say("It looks quite odd.", viewmodel.Warning) || f.Message() != "" || e.edge.tone != viewmodel.Quiet {
		t.Errorf("while typing: %q", f.Message())
	}
	if f.Say("It has a space.", viewmodel.Wrong); f.Message() != "It has a space." {
		t.Errorf("what is wrong: %q", f.Message())
	}
	f.Say("It looks quite odd.", viewmodel.Warning)
	before := page.content.height
	w.Canvas().Unfocus()
	if f.Message() != "It looks quite odd." || e.edge.tone != viewmodel.Warning || page.content.height <= before {
		t.Errorf("left: %q, the page is %v high, was %v", f.Message(), page.content.height, before)
	}
	w.Canvas().Focus(e)
	test.Type(e, "c")
	e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipping("whole")})
	if f.Say("The whole is odd.", viewmodel.Warning); f.Message() != "The whole is odd." {
		t.Errorf("pasted: %q", f.Message())
	}
	test.Type(e, "c")
	f.Say("Odd.", viewmodel.Warning)
	f.Say("", viewmodel.Quiet)
	if w.Canvas().Unfocus(); f.Message() != "" {
		t.Errorf("it is mended, and yet: %q", f.Message())
	}
}
