//go:build !race

package ui

import (
	"fmt"
	"image/color"
	"math"
	"regexp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// What a reader with weak eyes needs (WCAG 2.2, 1.4.3 and 1.4.11).
const (
	textContrast = 4.5
	edgeContrast = 3
)

// caret is how wide a ground is at least, in pixels: what is narrower is a line.
const caret = 4

// area is a place in the window.
type area struct{ left, top, right, bottom float32 }

func areaOf(at fyne.Position, size fyne.Size) area {
	return area{at.X, at.Y, at.X + size.Width, at.Y + size.Height}
}

func (a area) cut(b area) area {
	return area{max(a.left, b.left), max(a.top, b.top), min(a.right, b.right), min(a.bottom, b.bottom)}
}

func (a area) empty() bool { return a.right-a.left < bit || a.bottom-a.top < bit }

func (a area) has(x, y float32) bool {
	return x >= a.left && x < a.right && y >= a.top && y < a.bottom
}

// mark is one thing that is drawn, at its place in the window.
type mark struct {
	o      fyne.CanvasObject
	area   area
	seen   area  // what of it is not scrolled away
	up     *mark // what it is a piece of, nil for the window
	scroll *mark // what it is scrolled in, nil for nothing
	fill   color.NRGBA
	line   color.NRGBA // of its edge
}

// within is the nearest thing around a mark that is a T.
func within[T fyne.CanvasObject](m *mark) (found T, ok bool) {
	for ; m != nil; m = m.up {
		if found, ok = m.o.(T); ok {
			return found, true
		}
	}
	return found, false
}

// painted lists all that is drawn of an object in a window of a size, the lowest first.
func painted(o fyne.CanvasObject, window fyne.Size) []*mark {
	var list []*mark
	var visit func(o fyne.CanvasObject, at fyne.Position, seen area, up *mark)
	visit = func(o fyne.CanvasObject, at fyne.Position, seen area, up *mark) {
		if _, heard := o.(*widgets.Spoken); heard || !o.Visible() {
			return
		}
		m := &mark{o: o, area: areaOf(at, o.Size()), up: up}
		if up != nil {
			m.scroll = up.scroll
			if hides(up.o) {
				m.scroll = up
			}
		}
		m.seen = m.area.cut(seen)
		list = append(list, m)
		var pieces []fyne.CanvasObject
		switch o := o.(type) {
		case *canvas.Rectangle:
			m.fill, m.line = opaque(o.FillColor), color.NRGBA{}
			if o.StrokeWidth > 0 {
				m.line = opaque(o.StrokeColor)
			}
		case *widgets.Ground: // put together of pieces, which are not looked at
			if o.Fill != "" {
				m.fill = opaque(theme.Of(o.Fill))
			}
			if o.Line != "" {
				m.line = opaque(theme.Of(o.Line))
			}
		case *container.Scroll:
			pieces = []fyne.CanvasObject{o.Content}
		case *container.Clip:
			pieces = []fyne.CanvasObject{o.Content}
		case *fyne.Container:
			pieces = o.Objects
		case fyne.Widget:
			pieces = test.WidgetRenderer(o).Objects()
		}
		if hides(o) {
			seen = m.seen
		}
		for _, p := range pieces {
			visit(p, at.Add(p.Position()), seen, m)
		}
	}
	visit(o, fyne.Position{}, area{0, 0, window.Width, window.Height}, nil)
	return list
}

// opaque is a colour, none for the nearly clear one that an edge without a fill has.
func opaque(c color.Color) color.NRGBA {
	if c == nil {
		return color.NRGBA{}
	}
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	if n.A <= 1 {
		return color.NRGBA{}
	}
	return n
}

// over is a colour on a ground.
func over(c, ground color.NRGBA) color.NRGBA {
	mix := func(a, b uint8) uint8 {
		return uint8((int(a)*int(c.A) + int(b)*(255-int(c.A)) + 127) / 255)
	}
	return color.NRGBA{mix(c.R, ground.R), mix(c.G, ground.G), mix(c.B, ground.B), 255}
}

// groundAt is the colour at a point below the mark at that place of a list.
func groundAt(list []*mark, below int, x, y float32) color.NRGBA {
	ground := opaque(theme.Of(theme.Window))
	for _, m := range list[:below] {
		if m.fill.A > 0 && m.seen.has(x, y) && m.area.right-m.area.left >= caret {
			ground = over(m.fill, ground)
		}
	}
	return ground
}

// contrast is that of two colours, from 1 to 21 (WCAG 2.2).
func contrast(a, b color.NRGBA) float64 {
	light := func(c color.NRGBA) float64 {
		part := func(v uint8) float64 {
			f := float64(v) / 255
			if f <= 0.04045 {
				return f / 12.92
			}
			return math.Pow((f+0.055)/1.055, 2.4)
		}
		return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
	}
	high, low := light(a), light(b)
	if high < low {
		high, low = low, high
	}
	return (high + 0.05) / (low + 0.05)
}

// faults is what is wrong with how an object is drawn that fills a window of a size, one
// sentence each, without one twice.
func faults(o fyne.CanvasObject, window fyne.Size) []string {
	list := painted(o, window)
	all := slices.Concat(outside(o), overlapping(list), cut(list), faint(list), faintEdges(list), byColour(list))
	slices.Sort(all)
	return slices.Compact(all)
}

// overlapping finds what can be read or pressed and lies over another such thing. What a
// control is made of belongs to the control.
func overlapping(list []*mark) (faults []string) {
	var pieces []*mark
	for _, m := range list {
		if _, over := within[*widgets.Toast](m); over || inControl(m.up) {
			continue // a toast lies over everything
		}
		if text, ok := m.o.(*canvas.Text); ok && text.Text != "" || isControl(m) {
			pieces = append(pieces, m)
		}
	}
	for i, a := range pieces {
		for _, b := range pieces[:i] {
			shared := a.seen.cut(b.seen)
			if a.scroll == b.scroll { // what is scrolled away counts, too
				shared = a.area.cut(b.area)
			}
			space := float32(0)
			switch b.o.(type) {
			case *canvas.Text:
				space = 5 // a space at the end of a word
			case *widgets.Icon:
				if _, typed := a.o.(*widgets.Entry); typed {
					space = 9 // the text of an entry begins behind it
				}
			}
			if wide, high := shared.right-shared.left, shared.bottom-shared.top; wide > bit+space && high > 2 {
				faults = append(faults, fmt.Sprintf("overlap: %s lies over %s, by %.0f x %.0f", named(a), named(b), wide, high))
			}
		}
	}
	return faults
}

func isControl(m *mark) bool {
	switch m.o.(type) {
	case *widgets.Button, *widgets.Entry, *widgets.Segmented, *widgets.Select, *widgets.Check, *widgets.RailItem, *widgets.Icon:
		return true
	}
	return false
}

func inControl(m *mark) bool {
	for ; m != nil; m = m.up {
		if isControl(m) {
			return true
		}
	}
	return false
}

// cut finds texts of which a part is missing though nothing says so.
func cut(list []*mark) (faults []string) {
	for _, m := range list {
		switch o := m.o.(type) {
		case *canvas.Text:
			if _, typed := within[*widgets.Entry](m); typed || o.Text == "" {
				continue // it goes on under the caret
			}
			if over := o.MinSize().Width - o.Size().Width; over > bit {
				faults = append(faults, fmt.Sprintf("cut: %.40q is %.0f wider than its room", o.Text, over))
			}
			if strings.HasSuffix(o.Text, " ") || m.seen.empty() {
				continue
			}
			if m.area.left < m.seen.left-bit || m.area.right > m.seen.right+bit {
				faults = append(faults, fmt.Sprintf("cut: %.40q from %.0f to %.0f, seen from %.0f to %.0f", o.Text, m.area.left, m.area.right, m.seen.left, m.seen.right))
			}
		case *widgets.Text:
			if o.Size().Width > 0 && o.Cut() && strings.Trim(leftOf(o), "…") == "" {
				faults = append(faults, fmt.Sprintf("cut: of %.40q nothing is left", o.String()))
			}
			if e, ok := within[*widgets.Entry](m); ok && e.Text == "" && o.Cut() {
				faults = append(faults, fmt.Sprintf("cut: the placeholder %.40q", o.String()))
			}
		}
	}
	return faults
}

// leftOf is what is drawn of a text.
func leftOf(t *widgets.Text) (drawn string) {
	for _, o := range test.WidgetRenderer(t).Objects() {
		if piece, ok := o.(*canvas.Text); ok {
			drawn += piece.Text
		}
	}
	return drawn
}

// faint finds texts that do not stand out from what is behind them.
func faint(list []*mark) (faults []string) {
	for i, m := range list {
		o, ok := m.o.(*canvas.Text)
		if !ok || strings.TrimSpace(o.Text) == "" || m.seen.empty() || off(m) {
			continue
		}
		y := (m.seen.top + m.seen.bottom) / 2
		for _, x := range []float32{m.seen.left + 1, (m.seen.left + m.seen.right) / 2, m.seen.right - 2} {
			ground := groundAt(list, i, x, y)
			if got := contrast(over(opaque(o.Color), ground), ground); got < textContrast {
				faults = append(faults, fmt.Sprintf("contrast: %.40q has %.2f:1 on #%02X%02X%02X", o.Text, got, ground.R, ground.G, ground.B))
				break
			}
		}
	}
	return faults
}

// off reports whether a mark is of a control that cannot be used, of which nothing is asked.
func off(m *mark) bool {
	if e, ok := within[*widgets.Entry](m); ok && e.Disabled() {
		return true
	}
	b, ok := within[*widgets.Button](m)
	return ok && b.Disabled()
}

// faintEdges finds fields, and what else is chosen from, whose edge is none or can hardly be
// seen. A button is known by its words.
func faintEdges(list []*mark) (faults []string) {
	roles := map[color.NRGBA]bool{}
	for _, role := range []fyne.ThemeColorName{theme.Edge, theme.EdgeHover, theme.Accent, theme.Warn, theme.Bad} {
		roles[opaque(theme.Of(role))] = true
	}
	edged := map[fyne.CanvasObject]bool{}
	for i, m := range list {
		if _, button := within[*widgets.Button](m); button || !roles[m.line] || m.seen.empty() {
			continue
		}
		edged[m.up.o] = true
		y := (m.seen.top + m.seen.bottom) / 2
		ground := groundAt(list, i, m.area.left-1, y)
		// A box that is ticked is seen by its fill.
		if got := max(contrast(m.line, ground), contrast(over(m.fill, ground), ground)); got < edgeContrast {
			faults = append(faults, fmt.Sprintf("edge: of %s has %.2f:1 on #%02X%02X%02X", named(m.up), got, ground.R, ground.G, ground.B))
		}
	}
	for _, m := range list {
		around := 1
		switch m.o.(type) {
		case *widgets.Select, *widgets.Segmented, *widgets.Check:
		case *widgets.Entry: // its edge stands around it, that of a search around the menu
			around = 12
		default:
			continue
		}
		has := false
		for up := m; up != nil && around > 0; up, around = up.up, around-1 {
			has = has || edged[up.o]
		}
		if !has && !off(m) && !m.seen.empty() {
			faults = append(faults, fmt.Sprintf("edge: %s has none", named(m)))
		}
	}
	return faults
}

func named(m *mark) string {
	if e, ok := m.o.(*widgets.Entry); ok {
		return fmt.Sprintf("the entry %.40q", e.PlaceHolder)
	}
	return describe(m.o, nil)
}

// saysIt finds texts whose words say of a time what their colour does.
var saysIt = regexp.MustCompile(`\b(ago|late|left|begins|expired)\b|^[0-9]+$`)

// signs are the icons by which a mood is told apart where colours are not.
var signs = []string{"good", "warn", "bad", "info", "ruled", "now", "done", "ring", "dot", "clock", "lock", "cross", "undo"}

// byColour finds what is good, doubtful or wrong by its colour alone: there is no sign beside it.
func byColour(list []*mark) (faults []string) {
	moods := map[color.NRGBA]string{}
	for mood, roles := range map[string][]fyne.ThemeColorName{
		"good": {theme.Good, theme.ToastGood}, "warn": {theme.Warn}, "bad": {theme.Bad, theme.ToastBad},
	} {
		for _, role := range roles {
			moods[opaque(theme.Of(role))] = mood
		}
	}
	for _, m := range list {
		var mood, what string
		switch o := m.o.(type) {
		case *canvas.Text:
			mood, what = moods[opaque(o.Color)], o.Text
		case *canvas.Rectangle, *widgets.Ground:
			mood, what = moods[m.line], "an edge"
		}
		if _, times := within[*widgets.LifeLine](m); times {
			continue // each stands at its place on the line
		}
		if _, pressed := within[*widgets.Button](m); mood == "" || pressed || m.seen.empty() || saysIt.MatchString(what) {
			continue // a button says what it does
		}
		if !signed(list, m) {
			faults = append(faults, fmt.Sprintf("colour alone: %.40q is %s", what, mood))
		}
	}
	return faults
}

// signed reports whether a sign stands near a mark: in what it is a piece of, as long as that
// is not the whole card.
func signed(list []*mark, m *mark) bool {
	near := float32(240) // the banner of a verdict in the least window
	if m.line.A > 0 {
		near = 420 // of an area of several lines
	}
	for around := m.up; around != nil && around.area.bottom-around.area.top <= near; around = around.up {
		for _, other := range list {
			icon, ok := other.o.(*canvas.Image)
			if !ok || icon.Resource == nil || !other.piece(around) {
				continue
			}
			name, _, _ := strings.Cut(icon.Resource.Name(), "#")
			if slices.Contains(signs, name) {
				return true
			}
		}
	}
	return false
}

// piece reports whether a mark is a piece of another.
func (m *mark) piece(other *mark) bool {
	for ; m != nil; m = m.up {
		if m == other {
			return true
		}
	}
	return false
}
