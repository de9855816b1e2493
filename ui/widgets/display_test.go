package widgets

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"playtoken/core/diagnosis"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
)

// lives are the words of every case the Why? screen can word, at their longest.
var lives = map[string]diagnosis.Life{
	"before":         {Begin: 0.25, End: 1, Now: 0.01, BeginText: "issued 17 Apr 2025", EndText: "ends 18 Apr 2025", NowText: "now 05:04 UTC, begins in 10 min 30 s"},
	"long before":    {Begin: 0.25, End: 1, Now: 0.01, BeginText: "issued 30 Dec 2038", EndText: "ends 31 Dec 2038", NowText: "now 05:04 UTC, begins in 13 years 300 days"},
	"begin":          {End: 1, BeginText: "issued 05:14", EndText: "ends Thu 05:14", NowText: "now 05:14 UTC, 24 h left"},
	"early":          {End: 1, Now: 0.04, BeginText: "issued 05:14", EndText: "ends Thu 05:14", NowText: "now 06:14 UTC, 23 h left"},
	"middle":         {End: 1, Now: 0.5, BeginText: "issued Wed 05:14", EndText: "ends Thu 05:14", NowText: "now 17:14 UTC, 11 h 59 min left"},
	"late":           {End: 1, Now: 0.99, BeginText: "issued 16 Apr 2025", EndText: "ends 05:14", NowText: "now 05:04 UTC, 10 min 12 s left"},
	"end":            {End: 1, Now: 1, BeginText: "issued 05:14", EndText: "ends 06:14", NowText: "now 06:14 UTC, 1 s left"},
	"just over":      {End: 1, Now: 0.99, BeginText: "issued 05:14", EndText: "expired 06:14", NowText: "now 06:14 UTC, 0 s late", Over: true},
	"over":           {End: 0.75, Now: 0.99, BeginText: "issued 05:14", EndText: "expired 06:14", NowText: "now 06:34 UTC, 20 min late", Over: true},
	"long over":      {End: 0.4, Now: 0.99, BeginText: "issued 16 Apr 2025", EndText: "expired 17 Apr 2025", NowText: "now 05:14 UTC, 11 years 340 days late", Over: true},
	"no begin":       {End: 1, EndText: "ends 23 Apr 2025", NowText: "now 05:14 UTC, 7 days left"},
	"no begin, over": {End: 0.5, Now: 0.99, EndText: "expired Wed 05:14", NowText: "now 05:14 UTC, 2 days late", Over: true},
}

// The words never overlap and never leave the line, at any width the window has.
func TestLifeLineWords(t *testing.T) {
	app(t)
	for name, life := range lives {
		t.Run(name, func(t *testing.T) {
			l := NewLifeLine()
			stage(t, l, 900, 36)
			l.Set(life)
			for width := float32(640); width < 1500; width += 17.3 {
				l.Resize(fyne.NewSize(width, 36))
				var placed []*Text
				for _, text := range []*Text{l.begin, l.end, l.now} {
					if text.String() == "" {
						continue
					}
					left, right := text.Position().X, text.Position().X+text.NaturalWidth()
					if left < 0 || right > width+0.5 {
						t.Errorf("width %v: %q from %v to %v", width, text, left, right)
					}
					if len(lines(text, text.Size().Width)) != 1 {
						t.Errorf("width %v: %q is broken", width, text)
					}
					for _, other := range placed {
						if left < other.Position().X+other.NaturalWidth()+4 && other.Position().X < right+4 {
							t.Errorf("width %v: %q over %q", width, text, other)
						}
					}
					placed = append(placed, text)
				}
				for _, bar := range []*canvas.Rectangle{l.track, l.rest, l.done, l.mark} {
					if bar.Position().X < 0 || bar.Position().X+bar.Size().Width > width+0.5 || bar.Size().Width < 0 {
						t.Errorf("width %v: a bar from %v, %v wide", width, bar.Position().X, bar.Size().Width)
					}
				}
			}
		})
	}
}

// Without a beginning the word for now may stand at the left edge.
func TestLifeLineWithoutABeginning(t *testing.T) {
	app(t)
	l := NewLifeLine()
	stage(t, l, 900, 36)
	l.Set(diagnosis.Life{Begin: 0, Now: 0, End: 1, NowText: "now 15:00 UTC, 1 day left", EndText: "ends Mon 15:00"})
	l.Resize(fyne.NewSize(900, 36))
	if x := l.now.Position().X; x != 0 {
		t.Errorf("now stands at %v", x)
	}
}

func TestLifeLineBars(t *testing.T) {
	app(t)
	l := NewLifeLine()
	stage(t, l, 1000, 36)
	for _, c := range []struct {
		name                   string
		life                   diagnosis.Life
		restFrom, restTo, done float32
		mark                   float32
	}{
		{"half", diagnosis.Life{End: 1, Now: 0.5}, 0, 1000, 500, 499},
		{"over", diagnosis.Life{End: 0.4, Now: 0.99, Over: true}, 0, 400, 400, 989},
		{"before", diagnosis.Life{Begin: 0.25, End: 1, Now: 0.01}, 250, 1000, 0, 9},
		{"at its end", diagnosis.Life{End: 1, Now: 1}, 0, 1000, 1000, 998},
	} {
		l.Set(c.life)
		rest, done := l.rest, l.done
		if !near(rest.Position().X, c.restFrom) || !near(rest.Position().X+rest.Size().Width, c.restTo) || !near(done.Size().Width, c.done) || !near(l.mark.Position().X, c.mark) {
			t.Errorf("%s: life %v+%v, passed %v, now at %v", c.name, rest.Position().X, rest.Size().Width, done.Size().Width, l.mark.Position().X)
		}
	}
}

func TestBanner(t *testing.T) {
	app(t)
	b := NewBanner(NewButton("Sign a fresh one", Filled, nil))
	stage(t, b.Box, 600, 120)
	for _, c := range []struct {
		name                 string
		mood                 viewmodel.Mood
		title, detail, clock string
		changed              bool
	}{
		{"first", viewmodel.Fine, "Plays for 24 hours", "Until Thursday.", "23:59:59", true},
		{"the same", viewmodel.Fine, "Plays for 24 hours", "Until Thursday.", "23:59:59", false},
		{"a second later", viewmodel.Fine, "Plays for 24 hours", "Until Thursday.", "23:59:58", false},
		{"a longer clock", viewmodel.Fine, "Plays for 24 hours", "Until Thursday.", "1 d 00:00:00", true},
		{"expired", viewmodel.Failed, "Expired", "It ended.", "", true},
		{"careful", viewmodel.Careful, "Expired", "It ended.", "", true},
		{"no detail", viewmodel.Neutral, "Fill in the form", "", "", true},
	} {
		if got := b.Set(c.mood, c.title, c.detail, c.clock); got != c.changed {
			t.Errorf("%s: changed %v", c.name, got)
		}
		if c.changed {
			layOut(b.Box)
		}
		title, _ := b.Texts()
		icon, _ := MoodIcon(c.mood)
		if title != c.title || !shows(b.Box, c.title) || c.clock != "" && !shows(b.Box, c.clock) || b.icon.name != icon {
			t.Errorf("%s: shows %q with icon %s", c.name, drawn(b.Box), b.icon.name)
		}
		if c.detail != "" && !shows(b.Box, c.detail) {
			t.Errorf("%s: the detail is missing: %q", c.name, drawn(b.Box))
		}
	}
	if shows(b.Box, "It ended.") || shows(b.Box, "23:") {
		t.Errorf("what was said before is still shown: %q", drawn(b.Box))
	}
	b.SetOpenBelow(true)
	if !b.ground.OpenBelow {
		t.Error("it is not open below")
	}
}

// Moods are told apart by their signs too, not by colour alone.
func TestMoodsHaveSigns(t *testing.T) {
	seen := map[string]viewmodel.Mood{}
	for _, m := range []viewmodel.Mood{viewmodel.Neutral, viewmodel.Fine, viewmodel.Careful, viewmodel.Failed} {
		icon, _ := MoodIcon(m)
		if other, ok := seen[icon]; ok {
			t.Errorf("moods %d and %d share the sign %s", m, other, icon)
		}
		seen[icon] = m
	}
}

// An ID, or an address, alone is on one line, its middle cut where it has no room; what else
// there is wraps.
func TestRowsOfIDs(t *testing.T) {
	app(t)
	code := func(text string) viewmodel.Row {
		return viewmodel.Row{Label: "ID", Value: []viewmodel.Run{{Text: text, Style: viewmodel.Code}}}
	}
	const id = "16af5b33-cf4d-4717-9b90-ce429a124455"
	for text, low := range map[string]bool{id: true, "2001:db8:85a3:8d3:1319:8a2e:370:7348": true, "/a/" + id: false, id + id: false, id[:16] + " " + id[17:]: false} {
		r := NewRows(84)
		r.Set([]viewmodel.Row{code("short")})
		least := r.Box.HeightFor(280)
		r.Set([]viewmodel.Row{code(text)})
		if got := r.Box.HeightFor(280); (got == least) != low {
			t.Errorf("%s: %v high, a line %v", text, got, least)
		}
		r.Set([]viewmodel.Row{code("short")})
		if r.Box.HeightFor(280) != least {
			t.Errorf("behind %s a short one is higher", text)
		}
	}
}

func TestRows(t *testing.T) {
	app(t)
	r := NewRows(84)
	stage(t, r.Box, 400, 300)
	two := []viewmodel.Row{
		{Label: "Issued", Value: []viewmodel.Run{{Text: "Wed 16 Apr 2025"}, {Text: " 1 h ago", Style: viewmodel.Muted}}},
		{Label: "Key ID", Value: []viewmodel.Run{{Text: "b7158b65", Style: viewmodel.Code}, {Text: " wrong", Style: viewmodel.Bad}}},
	}
	for _, c := range []struct {
		name    string
		rows    []viewmodel.Row
		changed bool
	}{
		{"two", two, true},
		{"the same", two, false},
		{"one", two[:1], true},
		{"two again", two, true},
		{"none", nil, true},
		{"still none", nil, false},
		{"another", []viewmodel.Row{{Label: "Opens", Value: nil}}, true},
	} {
		if got := r.Set(c.rows); got != c.changed {
			t.Errorf("%s: changed %v", c.name, got)
		}
		for _, row := range c.rows {
			if !shows(r.Box, row.Label) {
				t.Errorf("%s: %q is missing in %q", c.name, row.Label, drawn(r.Box))
			}
			for _, run := range row.Value {
				if !shows(r.Box, run.Text) {
					t.Errorf("%s: %q is missing in %q", c.name, run.Text, drawn(r.Box))
				}
			}
		}
		if len(c.rows) == 0 && len(drawn(r.Box)) > 0 {
			t.Errorf("%s: still shows %q", c.name, drawn(r.Box))
		}
	}
}

// Whatever gets the keyboard is scrolled to.
func TestPageScrollsToTheKeyboard(t *testing.T) {
	app(t)
	var list []fyne.CanvasObject
	var entries []*Entry
	var buttons []*Button
	for i := range 30 {
		e := NewEntry(fmt.Sprint(i), nil)
		b := NewButton(fmt.Sprint(i), Plain, nil)
		entries, buttons = append(entries, e), append(buttons, b)
		list = append(list, Row(8, 0, e.Framed(), b))
	}
	page := NewPage(Inset(10, 10, 10, Stack(12, false, list...)))
	w := stage(t, container.NewStack(page), 400, 200)
	inSight := func(o fyne.CanvasObject) bool {
		y := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
		return y >= 0 && y+o.Size().Height <= 200
	}
	if inSight(entries[20]) {
		t.Fatal("everything is in sight")
	}
	for _, f := range []interface {
		fyne.Focusable
		fyne.CanvasObject
	}{entries[20], buttons[29], entries[0], entries[3], buttons[15], entries[14], buttons[0]} {
		w.Canvas().Focus(f)
		if !inSight(f) {
			t.Errorf("the keyboard is out of sight, at %v", fyne.CurrentApp().Driver().AbsolutePositionForObject(f).Y)
		}
	}
	w.Canvas().Focus(entries[14])
	before := page.scroll.Offset
	w.Canvas().Focus(buttons[14])
	if page.scroll.Offset != before {
		t.Error("it scrolls to what is in sight")
	}
}

func TestPageRelayout(t *testing.T) {
	app(t)
	text := NewText(Span{Text: "one"})
	below := NewButton("below", Plain, nil)
	page := NewPage(Stack(4, false, text, below))
	stage(t, page, 200, 300)
	before := below.Position().Y
	text.Set(Span{Text: "one\ntwo\nthree"})
	page.Relayout()
	if below.Position().Y != before+2*text.lineHeight() {
		t.Errorf("below at %v, was at %v", below.Position().Y, before)
	}
	if page.MinSize().Height > 100 {
		t.Errorf("the page cannot be made lower than %v", page.MinSize().Height)
	}
}

func TestColumns(t *testing.T) {
	app(t)
	left, right := NewGround(theme.Card, "", 0), NewGround(theme.Card, "", 0)
	columns := Columns(10, 0.4, 300, 400, 740, Sized(0, 50, left), Sized(0, 80, right))
	stage(t, columns, 800, 100)
	at := func(o fyne.CanvasObject) fyne.Position {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	}
	for _, c := range []struct {
		width, leftWidth float32
		rightAt          fyne.Position
		height           float32
	}{
		{800, 320, fyne.NewPos(330, 0), 80},
		{1600, 400, fyne.NewPos(410, 0), 80},
		{745, 300, fyne.NewPos(310, 0), 80},
		{811, 324, fyne.NewPos(334, 0), 80}, // 324.4 has a blurred edge
		{700, 700, fyne.NewPos(0, 60), 140},
	} {
		columns.Resize(fyne.NewSize(c.width, columns.HeightFor(c.width)))
		if left.Size().Width != c.leftWidth || at(right) != c.rightAt || columns.HeightFor(c.width) != c.height {
			t.Errorf("width %v: left %v wide, right at %v, height %v", c.width, left.Size().Width, at(right), columns.HeightFor(c.width))
		}
	}
}

func TestIconFollowsTheTheme(t *testing.T) {
	a := app(t)
	icon := NewIcon("good", theme.Good, 14)
	stage(t, icon, 20, 20)
	light := icon.image.Resource
	a.Settings().SetTheme(theme.Theme{Mode: theme.Dark})
	icon.Refresh()
	if icon.image.Resource == light {
		t.Error("the icon kept its colour")
	}
	a.Settings().SetTheme(theme.Theme{Mode: theme.Light})
	icon.Refresh()
	if icon.image.Resource != light {
		t.Error("the icon is drawn anew each time")
	}
	if r := test.WidgetRenderer(icon); r.MinSize() != fyne.NewSquareSize(14) {
		t.Errorf("size %v", r.MinSize())
	}
}
