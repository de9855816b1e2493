//go:build !race

package ui

import (
	"image/color"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// at gives an object its place.
func at(o fyne.CanvasObject, x, y, width, height float32) fyne.CanvasObject {
	o.MinSize() // as a container does first
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
	return o
}

// Each fault that the layout is searched for is found, and none where there is none.
func TestFaultsAreFound(t *testing.T) {
	ground := func(role fyne.ThemeColorName) fyne.CanvasObject {
		return at(canvas.NewRectangle(theme.Of(role)), 0, 0, 400, 300)
	}
	text := func(text string, role fyne.ThemeColorName) *canvas.Text { return canvas.NewText(text, theme.Of(role)) }
	button := func() *widgets.Button { return widgets.NewButton("Copy", widgets.Plain, nil) }
	said := func(tone viewmodel.Tone) fyne.CanvasObject {
		f := widgets.NewField("Key ID", widgets.NewEntry("b7158b65", func(string) {}).Framed())
		f.Say("This is no ID.", tone)
		return at(f.Box, 10, 10, 300, 80)
	}
	edgeOf := func(role fyne.ThemeColorName) fyne.CanvasObject {
		r := canvas.NewRectangle(color.Transparent)
		r.StrokeColor, r.StrokeWidth = theme.Of(role), 1
		return at(r, 20, 20, 100, 32)
	}
	for name, c := range map[string]struct {
		want    string // how the fault begins; "" for none
		objects func() []fyne.CanvasObject
	}{
		"nothing": {"", func() []fyne.CanvasObject {
			return []fyne.CanvasObject{ground(theme.Card), said(viewmodel.Wrong), at(button(), 20, 150, 80, 30), at(text("Token", theme.Muted), 20, 200, 80, 20)}
		}},
		"a text wider than its room": {"cut: ", func() []fyne.CanvasObject {
			return []fyne.CanvasObject{at(text("A playback ID", theme.Ink), 20, 20, 30, 20)}
		}},
		"a text that a window hides": {"cut: ", func() []fyne.CanvasObject {
			return []fyne.CanvasObject{at(container.NewClip(container.NewWithoutLayout(at(text("A playback ID", theme.Ink), 20, 0, 200, 20))), 20, 20, 60, 30)}
		}},
		"a text of which nothing is left": {"cut: of ", func() []fyne.CanvasObject {
			o := widgets.NewText(widgets.Span{Text: "A playback ID"})
			o.Wrap = widgets.Clip
			return []fyne.CanvasObject{at(o, 20, 20, 9, 20)}
		}},
		"a placeholder that is cut": {"cut: the placeholder", func() []fyne.CanvasObject {
			return []fyne.CanvasObject{at(widgets.NewEntry("a rather long example of an ID", func(string) {}).Framed(), 20, 20, 60, 32)}
		}},
		"a button beyond the window": {"outside: ", func() []fyne.CanvasObject { return []fyne.CanvasObject{at(button(), 360, 20, 80, 30)} }},
		"a button below the window":  {"outside: ", func() []fyne.CanvasObject { return []fyne.CanvasObject{at(button(), 20, 280, 80, 30)} }},
		"two buttons at one place": {"overlap: ", func() []fyne.CanvasObject {
			return []fyne.CanvasObject{at(button(), 20, 20, 80, 30), at(button(), 60, 30, 80, 30)}
		}},
		"a text over a button": {"overlap: ", func() []fyne.CanvasObject {
			return []fyne.CanvasObject{at(button(), 20, 20, 80, 30), at(text("Token", theme.Ink), 60, 25, 80, 20)}
		}},
		"a faint text": {"contrast: ", func() []fyne.CanvasObject {
			return []fyne.CanvasObject{ground(theme.Card), at(text("Token", theme.Line), 20, 20, 80, 20)}
		}},
		"a text on its own colour": {"contrast: ", func() []fyne.CanvasObject {
			return []fyne.CanvasObject{ground(theme.Ink), at(text("Token", theme.Ink), 20, 20, 80, 20)}
		}},
		"an edge on its own colour": {"edge: of ", func() []fyne.CanvasObject { return []fyne.CanvasObject{ground(theme.Edge), edgeOf(theme.Edge)} }},
		"a field without an edge": {"edge: the entry", func() []fyne.CanvasObject {
			e := widgets.NewEntry("ID", func(string) {})
			e.Framed() // and the frame is left out
			return []fyne.CanvasObject{at(e, 20, 20, 100, 32)}
		}},
		"a wrong text without a sign": {"colour alone: ", func() []fyne.CanvasObject {
			return []fyne.CanvasObject{ground(theme.Card), at(widgets.NewText(widgets.Span{Text: "This is no ID.", Color: theme.Bad}), 20, 20, 200, 20)}
		}},
		"a doubtful edge without a sign": {"colour alone: ", func() []fyne.CanvasObject { return []fyne.CanvasObject{ground(theme.Card), edgeOf(theme.Warn)} }},
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, nil, func(d *desk) {
				size := fyne.NewSize(400, 300)
				root := at(container.NewWithoutLayout(c.objects()...), 0, 0, size.Width, size.Height)
				list := faults(root, size)
				found := slices.ContainsFunc(list, func(f string) bool { return strings.HasPrefix(f, c.want) })
				if found != (c.want != "") {
					t.Errorf("finds %q, want %q", list, c.want)
				}
			})
		})
	}
}

// What is worked out to be behind a text is what the painter puts there.
func TestGroundsAreAsPainted(t *testing.T) {
	for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
		atDesk(t, nil, func(d *desk) {
			d.fill()
			d.p.setTheme(mode)
			size := fyne.NewSize(1120, 740)
			d.w.Resize(size)
			d.layOut()
			picture := d.w.Canvas().Capture()
			list := painted(d.w.Content(), size)
			texts, right := 0, 0
			for i, m := range list {
				if o, ok := m.o.(*canvas.Text); !ok || o.Text == "" || m.seen.empty() {
					continue
				}
				x, y := m.seen.left+1, m.seen.top+1 // above the letters
				want := groundAt(list, i, x, y)
				if texts++; opaque(picture.At(int(x), int(y))) == want {
					right++
				}
			}
			if texts < 60 || right < texts*95/100 {
				t.Errorf("%s: %d of %d grounds are as painted", mode, right, texts)
			}
		})
	}
}
