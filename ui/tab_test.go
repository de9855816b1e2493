//go:build !race

package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"playtoken/core/platform/all"
	"playtoken/ui/desktop"
)

// Tab and Shift+Tab bring each control that they reach into sight, on every screen and in every
// panel, also in the least window with the largest texts.
func TestTabBringsIntoSight(t *testing.T) {
	small := inLargeTexts(desktop.LeastWidth, desktop.LeastHeight)
	eachState(t, func(d *desk, name string) {
		if strings.HasPrefix(name, "Sign ") && !strings.HasPrefix(name, "Sign "+all.Platforms()[0].Label) {
			return // the panels of a form are the same for each platform
		}
		d.w.Resize(small)
		d.settle()
		d.layOut()
		c := d.w.Canvas()
		for direction, step := range map[string]func(fyne.Canvas){"Tab": fyne.Canvas.FocusNext, "Shift+Tab": fyne.Canvas.FocusPrevious} {
			c.Unfocus()
			var been []fyne.Focusable
			for {
				step(c)
				at := c.Focused()
				if at == nil || slices.Contains(been, at) || len(been) > 200 {
					break
				}
				been = append(been, at)
				if fault := d.outOfSight(at.(fyne.CanvasObject)); fault != "" {
					d.t.Errorf("%s, %s, stop %d, %T %q: %s", name, direction, len(been), at, labelOf(at.(fyne.CanvasObject)), fault)
				}
			}
			if len(been) == 0 {
				d.t.Errorf("%s: %s reaches nothing", name, direction)
			}
		}
	})
}

// outOfSight says how a control is hidden by what scrolls around it, "" where its beginning is
// in sight, and all of it where that has room.
func (d *desk) outOfSight(o fyne.CanvasObject) (fault string) {
	at := d.placeOf(o)
	found := false
	var walk func(in fyne.CanvasObject, top, end float32)
	walk = func(in fyne.CanvasObject, top, end float32) {
		if in == o {
			found = true
			const around = 12 // what is left free above and below
			if high := min(o.Size().Height, end-top-around); at.Y < top-bit || at.Y+high > end+bit {
				fault = fmt.Sprintf("from %v to %v, in sight is %v to %v", at.Y, at.Y+o.Size().Height, top, end)
			}
			return
		}
		if hides(in) {
			y := d.placeOf(in).Y
			top, end = max(top, y), min(end, y+in.Size().Height)
		}
		for _, child := range children(in) {
			if !found {
				walk(child, top, end)
			}
		}
	}
	high := d.w.Canvas().Size().Height
	for _, over := range d.w.Canvas().Overlays().List() {
		walk(over, 0, high)
	}
	if !found {
		walk(d.w.Content(), 0, high)
	}
	if !found && !strings.Contains(fmt.Sprintf("%T", o), "Feed") {
		return "it is not shown"
	}
	return fault
}
