package widgets

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
)

// calendar shows a month, to choose a day of it. The arrows move by a day and a week, Page by
// a month, Home goes to today; Enter and Space choose, Escape closes it and nothing else.
type calendar struct {
	widget.BaseWidget
	pressable
	today, day time.Time // their beginning
	chosen     func(day time.Time)
	month      *Text
	days       [calendarRows * 7]*calendarDay
	body       Fluid
	anchor     *anchor
	layer      *layer
}

var _ fyne.Focusable = (*calendar)(nil)

// Of a calendar, in pixels.
const (
	calendarSide = 32 // of a day
	calendarRows = 6
	calendarEdge = 8
	calendarHead = 34
	calendarWeek = 22 // the names of the days
)

// OpenCalendar opens a calendar below a field, at a day. chosen gets the beginning of the day
// that is chosen, where today is.
func OpenCalendar(under fyne.CanvasObject, today, day time.Time, chosen func(day time.Time)) {
	c := &calendar{today: beginningOf(today), day: beginningOf(day.In(today.Location())), chosen: chosen, anchor: anchorAt(under)}
	c.self = c
	c.ExtendBaseWidget(c)
	c.month = NewText()
	back := newIconButton("back", "The month before", "Page up", Plain, func() { c.to(c.day.AddDate(0, -1, 0)) })
	on := newIconButton("fold", "The month after", "Page down", Plain, func() { c.to(c.day.AddDate(0, 1, 0)) })
	head := Inset(4, 4, 4, Row(4, 0, c.month, back, on))
	var names, cells []fyne.CanvasObject
	for i := range 7 {
		name := NewText(Span{Text: time.Weekday((i + 1) % 7).String()[:2], Size: theme.SmallText, Color: theme.Muted})
		names = append(names, name)
	}
	for i := range c.days {
		c.days[i] = newCalendarDay(c)
		cells = append(cells, c.days[i])
	}
	c.body = newBox(append(append([]fyne.CanvasObject{head}, names...), cells...), func() float32 { return 7 * calendarSide }, func(_ fyne.Size, dry bool) float32 {
		if !dry {
			put(head, 0, 0, 7*calendarSide, calendarHead)
			for i, name := range names {
				w := name.(*Text).NaturalWidth() + 1
				put(name, float32(i)*calendarSide+(calendarSide-w)/2, calendarHead, w, calendarWeek)
			}
			for i, cell := range cells {
				put(cell, float32(i%7)*calendarSide, calendarHead+calendarWeek+float32(i/7)*calendarSide, calendarSide, calendarSide)
			}
		}
		return calendarHead + calendarWeek + calendarRows*calendarSide
	})
	c.show()
	c.layer = openLayer(CanvasOf(under), c, c, c.anchor, c.place, nil)
}

// beginningOf is the beginning of a day where it is.
func beginningOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

// place puts the calendar below its field, or above it where there is no room.
func (c *calendar) place(window fyne.Size) (fyne.Position, fyne.Size) {
	size := fyne.NewSize(7*calendarSide+2*calendarEdge, c.body.HeightFor(0)+2*calendarEdge)
	x := max(menuMargin, min(c.anchor.at.X, window.Width-menuMargin-size.Width))
	y := c.anchor.at.Y + c.anchor.size.Height + menuBelow
	if y+size.Height > window.Height-menuMargin {
		y = max(menuMargin, min(c.anchor.at.Y-menuBelow, window.Height-menuMargin)-size.Height)
	}
	return fyne.NewPos(x, y), size
}

// to goes to a day.
func (c *calendar) to(day time.Time) {
	c.day = day
	c.show()
}

// show shows the month of the day.
func (c *calendar) show() {
	c.month.Set(Span{Text: c.day.Format("January 2006"), Bold: true})
	first := c.day.AddDate(0, 0, 1-c.day.Day())
	first = first.AddDate(0, 0, -(int(first.Weekday())+6)%7)
	for i, d := range c.days {
		d.set(first.AddDate(0, 0, i))
	}
}

// take chooses a day.
func (c *calendar) take(day time.Time) {
	c.layer.Close()
	c.chosen(day)
}

// TypedKey implements fyne.Focusable.
func (c *calendar) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		c.to(c.day.AddDate(0, 0, -1))
	case fyne.KeyRight:
		c.to(c.day.AddDate(0, 0, 1))
	case fyne.KeyUp:
		c.to(c.day.AddDate(0, 0, -7))
	case fyne.KeyDown:
		c.to(c.day.AddDate(0, 0, 7))
	case fyne.KeyPageUp:
		c.to(c.day.AddDate(0, -1, 0))
	case fyne.KeyPageDown:
		c.to(c.day.AddDate(0, 1, 0))
	case fyne.KeyHome:
		c.to(c.today)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.take(c.day)
	case fyne.KeyEscape:
		c.layer.Close()
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (c *calendar) AccessibilityLabel() string { return c.day.Format("Monday 2 January 2006") }

// AccessibilityRole implements fyne.Accessible.
func (c *calendar) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// MinSize is that of all of it.
func (c *calendar) MinSize() fyne.Size {
	return fyne.NewSize(7*calendarSide+2*calendarEdge, c.body.HeightFor(0)+2*calendarEdge)
}

// CreateRenderer implements fyne.Widget.
func (c *calendar) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Inset(calendarEdge, calendarEdge, calendarEdge, c.body))
}

// calendarDay is one day of the month that is shown, or of those beside it.
type calendarDay struct {
	widget.BaseWidget
	pressable
	calendar *calendar
	day      time.Time
	ground   *Ground
	text     *Text
	body     Fluid
}

var (
	_ fyne.Tappable     = (*calendarDay)(nil)
	_ desktop.Hoverable = (*calendarDay)(nil)
)

func newCalendarDay(c *calendar) *calendarDay {
	d := &calendarDay{calendar: c, ground: NewGround("", "", theme.Corner), text: NewText()}
	d.self = d
	d.body = newBox([]fyne.CanvasObject{d.ground, d.text}, func() float32 { return 0 }, func(size fyne.Size, dry bool) float32 {
		if !dry {
			d.ground.Move(fyne.NewPos(1, 1))
			d.ground.Resize(size.SubtractWidthHeight(2, 2))
			w := d.text.NaturalWidth() + 1
			h := d.text.HeightFor(w)
			put(d.text, (size.Width-w)/2, (size.Height-h)/2, w, h)
		}
		return calendarSide
	})
	d.ExtendBaseWidget(d)
	return d
}

func (d *calendarDay) set(day time.Time) {
	d.day = day
	d.Refresh()
}

// Tapped implements fyne.Tappable.
func (d *calendarDay) Tapped(*fyne.PointEvent) { d.calendar.take(d.day) }

// MinSize is that of a day.
func (d *calendarDay) MinSize() fyne.Size { return fyne.NewSquareSize(calendarSide) }

// Refresh shows which day it is: the one that Enter takes, today in the accent, and muted what
// is past or of another month.
func (d *calendarDay) Refresh() {
	fill, line, weight, ink := fyne.ThemeColorName(""), fyne.ThemeColorName(""), float32(1), theme.Ink
	current := d.day.Equal(d.calendar.day)
	if d.day.Month() != d.calendar.day.Month() || d.day.Before(d.calendar.today) {
		ink = theme.Muted
	}
	today := d.day.Equal(d.calendar.today)
	if today {
		ink = theme.Accent
	}
	switch {
	case current:
		fill, line, weight = theme.AccentSoft, theme.Accent, 2
	case d.hovered:
		fill = "hover"
	}
	d.ground.SetFill(fill)
	d.ground.SetLine(line, weight)
	d.text.Set(Span{Text: strconv.Itoa(d.day.Day()), Color: ink, Bold: today})
	place(d.body)
}

// CreateRenderer implements fyne.Widget.
func (d *calendarDay) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.body) }
