package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

// A day is chosen from a calendar, with the keyboard alone, and the token ends as it ends; a
// time of the day that was typed stays.
func TestDayIsChosen(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		d.layOut()
		date := d.entry("or fri 18:00")
		press := func(keys ...fyne.KeyName) {
			for _, key := range keys {
				d.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
			}
			d.settle()
		}
		d.w.Canvas().Focus(date)
		today := d.p.sign.Presenter().Form.Today()
		for _, c := range []struct {
			typed string
			keys  []fyne.KeyName
			want  string
		}{
			// The calendar opens at the day on which the token ends: tomorrow, at first.
			{"", []fyne.KeyName{fyne.KeyReturn}, today.AddDate(0, 0, 1).Format("2006-01-02")},
			{"tomorrow 18:00 UTC", []fyne.KeyName{fyne.KeyDown, fyne.KeyRight, fyne.KeyUp, fyne.KeyLeft, fyne.KeySpace}, today.AddDate(0, 0, 1).Format("2006-01-02") + " 18:00 UTC"},
			{"next week or so", []fyne.KeyName{fyne.KeyPageDown, fyne.KeyHome, fyne.KeyRight, fyne.KeyRight, fyne.KeyReturn}, today.AddDate(0, 0, 2).Format("2006-01-02")},
			{"3 d", []fyne.KeyName{fyne.KeyRight, fyne.KeyEscape}, "3 d"},
		} {
			d.overwrite(c.typed)
			press(fyne.KeyDown)
			if d.w.Canvas().Overlays().Top() == nil {
				t.Fatalf("%q: no calendar", c.typed)
			}
			press(c.keys...)
			s := d.p.sign.Presenter().State()
			if s.Date.Text != c.want || date.Text != c.want || !s.HasToken() || d.w.Canvas().Overlays().Top() != nil {
				t.Errorf("%q: %q, %q", c.typed, s.Date.Text, s.Detail)
			}
			if d.w.Canvas().Focused() != fyne.Focusable(date) {
				t.Errorf("%q: the keyboard is at %T", c.typed, d.w.Canvas().Focused())
			}
			if day, err := time.Parse("2006-01-02", c.want); err == nil && !strings.HasSuffix(s.Date.Message, ", as "+day.Format("Mon 2 Jan")+" ends here.") {
				t.Errorf("%q: says %q", c.typed, s.Date.Message)
			}
		}
	})
}
