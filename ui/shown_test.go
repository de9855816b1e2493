//go:build !race

package ui

import (
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"

	"playtoken/internal/uitest"
	"playtoken/ui/desktop"
	"playtoken/ui/theme"
)

// storyTime is when the pictures are taken: Sunday 29 November 2026, 16:00 here.
var storyTime = time.Date(2026, 11, 29, 15, 0, 0, 0, time.UTC)

// eachState goes through all that the window can look like, and has each state looked at. It
// begins in the light look.
func eachState(t *testing.T, look func(d *desk, name string)) {
	t.Helper()
	inLight := func(s desktop.Settings) { s.SetTheme(theme.Light) }
	inTurn := func(list map[string]func(*desk), open func(*testing.T) *desk) {
		for _, name := range slices.Sorted(maps.Keys(list)) {
			t.Run(name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					d := open(t)
					d.settle()
					list[name](d)
					d.settle()
					look(d, name)
					d.settle()
				})
			})
		}
	}
	inTurn(storyStates(t), func(t *testing.T) *desk {
		d := &desk{now: storyTime, zone: time.FixedZone("here", 3600), folder: t.TempDir(), keyring: &uitest.Keyring{}}
		return openDesk(t, d, inLight)
	})
	odd := states(t)
	maps.Copy(odd, panelStates(t))
	inTurn(odd, func(t *testing.T) *desk { return open(t, inLight) })
	story(t, theme.Light, func(d *desk, name string) { look(d, "keys at a platform, "+name) })
	checkStory(t, theme.Light, func(d *checkDesk, name string) { look(d.desk, "check, "+name) })
}

// inBothLooks has the window drawn in light and dark, in each in windows of some sizes. It
// begins with the look that is there: a change takes longer than all else.
func (d *desk) inBothLooks(sizes map[theme.Mode][]fyne.Size, look func(mode theme.Mode, size fyne.Size)) {
	modes := []theme.Mode{theme.Light, theme.Dark}
	if d.a.Settings().Theme().(theme.Theme).Mode == theme.Dark {
		slices.Reverse(modes)
	}
	for i, mode := range modes {
		if i > 0 {
			d.a.Settings().SetTheme(theme.Theme{Mode: mode})
		}
		for _, size := range sizes[mode] {
			d.w.Resize(size)
			d.Settle()
			d.layOut()
			look(mode, size)
		}
	}
}

// shownOnTop is what is looked at: a question or a menu, where one lies over the window.
func (d *desk) shownOnTop() fyne.CanvasObject {
	if top := d.w.Canvas().Overlays().Top(); top != nil {
		return top
	}
	return d.w.Content()
}

// inLargeTexts is what is left of a window where the largest texts are chosen under Settings:
// all that is drawn is larger then, and there is as much less room for it.
func inLargeTexts(width, height float32) fyne.Size {
	largest := float32(slices.Max(desktop.TextSizes())) / 100
	return fyne.NewSize(width/largest, height/largest)
}

// TestEveryStateIsLaidOut looks at each state of each screen in windows of the least, the
// usual and a large size, light and dark, and with the largest texts in the least and in the
// usual window: nothing is cut, lies outside or over another, or is hard to see, and nothing is
// told by its colour alone.
func TestEveryStateIsLaidOut(t *testing.T) {
	small := []fyne.Size{{Width: desktop.LeastWidth, Height: desktop.LeastHeight}, {Width: 1280, Height: 800}}
	// a large window has no colours that smaller ones have not
	sizes := map[theme.Mode][]fyne.Size{theme.Light: append(slices.Clone(small), fyne.Size{Width: 1600, Height: 1000}, inLargeTexts(desktop.LeastWidth, desktop.LeastHeight), inLargeTexts(desktop.DefaultWidth, desktop.DefaultHeight)), theme.Dark: small}
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	eachState(t, func(d *desk, name string) {
		d.inBothLooks(sizes, func(mode theme.Mode, size fyne.Size) {
			at := fmt.Sprintf("%s, %s, %vx%v", name, mode, size.Width, size.Height)
			if least := d.w.Content().MinSize(); d.w.Canvas().Size() != size || least.Width > size.Width+bit || least.Height > size.Height+bit {
				d.t.Errorf("%s: the window cannot be made so small, only %v", at, least)
			}
			if list := faults(d.shownOnTop(), size); len(list) > 0 {
				d.t.Errorf("%s:\n%s", at, strings.Join(list, "\n"))
			}
		})
	})
}
