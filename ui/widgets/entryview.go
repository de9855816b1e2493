package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
)

// entryView shows the toolkit's entry through a window of its own in place of the
// toolkit's scroll. That one goes on keeping the place in the text, but is not drawn: it
// would take the wheel from the page and show bars and shadows inside the field.
//
// While the keyboard is elsewhere, a text on one line that is too long is cut in the
// middle. What stands in an empty entry is drawn here too, in words and not as code.
type entryView struct {
	fyne.WidgetRenderer // the toolkit's
	e                   *Entry
	scroll              *container.Scroll
	window              *container.Clip
	shift               *fyne.Container // holds the text in the window at its place
	words               fyne.CanvasObject
	caret               *canvas.Rectangle
	rest                *Text
	bar                 *canvas.Rectangle
	wheel               *wheel
	objects             []fyne.CanvasObject
}

// Inside an entry, in pixels.
const (
	entrySide  = 9  // beside the text; theme.SizeNameInnerPadding
	entryTop   = 11 // above an area's lines, where nothing is seen of those before
	entryFoot  = 9  // below them
	caretWidth = 1.5
	barWidth   = 4
)

// newEntryView takes the toolkit's renderer of an entry apart. Should a later toolkit
// build it in another way, that one is used as it is.
func newEntryView(e *Entry, toolkit fyne.WidgetRenderer) fyne.WidgetRenderer {
	v := &entryView{WidgetRenderer: toolkit, e: e, rest: &Text{part: true}, bar: canvas.NewRectangle(nil)}
	for _, o := range toolkit.Objects() {
		if s, ok := o.(*container.Scroll); ok {
			v.scroll = s
		}
	}
	if v.scroll == nil || !v.takeApart() {
		return toolkit
	}
	v.shift = container.NewWithoutLayout(v.scroll.Content)
	v.window = container.NewClip(v.shift)
	v.wheel = &wheel{v: v}
	v.wheel.ExtendBaseWidget(v.wheel)
	v.rest.ExtendBaseWidget(v.rest)
	for _, o := range toolkit.Objects() {
		if o == fyne.CanvasObject(v.scroll) {
			v.objects = append(v.objects, v.window, v.rest)
			continue
		}
		v.objects = append(v.objects, o)
	}
	v.objects = append(v.objects, v.bar, v.wheel)
	e.OnCursorChanged, e.view = v.placeCaret, v
	v.show()
	return v
}

// takeApart finds the words of an empty entry, and the caret.
func (v *entryView) takeApart() bool {
	content, ok := v.scroll.Content.(fyne.Widget)
	if !ok {
		return false
	}
	parts := content.CreateRenderer().Objects()
	if len(parts) < 3 {
		return false
	}
	v.words = parts[len(parts)-3]
	v.caret, ok = parts[len(parts)-1].(*canvas.Rectangle)
	_, rich := v.words.(*widget.RichText)
	return ok && rich
}

// Objects implements fyne.WidgetRenderer.
func (v *entryView) Objects() []fyne.CanvasObject { return v.objects }

// Layout implements fyne.WidgetRenderer.
func (v *entryView) Layout(size fyne.Size) {
	v.WidgetRenderer.Layout(size)
	at, room := v.scroll.Position(), v.scroll.Size()
	side, top, foot := float32(entrySide-2), float32(0), float32(0) // room for the caret beside the first letter
	if v.e.MultiLine {
		top, foot = entryTop, entryFoot
	}
	v.window.Move(at.AddXY(side, top))
	v.window.Resize(fyne.NewSize(max(0, room.Width-2*side), max(0, room.Height-top-foot)))
	if !v.e.MultiLine { // in a field that is lower or higher than usual
		v.shift.Move(fyne.NewPos(-side, (size.Height-v.WidgetRenderer.MinSize().Height)/2))
	} else {
		v.shift.Move(fyne.NewPos(-side, -top))
	}
	v.wheel.Resize(size)
	v.show()
}

// Refresh implements fyne.WidgetRenderer.
func (v *entryView) Refresh() {
	v.WidgetRenderer.Refresh()
	v.show()
}

// placeCaret gives the caret its width: the toolkit's is that of the entry's border,
// and ours have none.
func (v *entryView) placeCaret() {
	v.caret.Resize(fyne.NewSize(caretWidth, v.caret.Size().Height))
	v.place()
}

// show decides what is seen: the text, or what stands for it.
func (v *entryView) show() {
	span, size := v.standIn()
	Show(v.rest, span.Text != "")
	Show(v.window, span.Text == "" || v.e.edge.focused)
	if span.Text != "" {
		if v.e.Text == "" && v.words.Visible() {
			v.words.Hide()
		}
		v.rest.Set(span)
		top := float32(entrySide)
		switch {
		case span.Mono: // where the toolkit has the text that is cut
			letters := fyne.MeasureText("M", span.size(), span.style()).Height
			top = v.shift.Position().Y + entrySide - (v.rest.lineHeight()-letters)/2
		case !v.e.MultiLine:
			top = (v.e.Size().Height - size.Height) / 2
		}
		v.rest.Move(fyne.NewPos(entrySide, top))
		v.rest.Resize(size)
	}
	v.place()
}

// standIn is what is shown in place of the text, an empty span for nothing, and its size.
func (v *entryView) standIn() (Span, fyne.Size) {
	width := max(0, v.e.Size().Width-2*entrySide)
	if item := v.e.ActionItem; item != nil {
		width = max(0, width-item.MinSize().Width)
	}
	var span Span
	switch {
	case v.e.Text == "" && v.e.PlaceHolder != "":
		span = Span{Text: v.e.PlaceHolder, Color: fynetheme.ColorNamePlaceHolder}
		v.rest.Wrap = Clip
		if v.e.MultiLine {
			v.rest.Wrap = Words
		}
	case v.e.Text != "" && !v.e.edge.focused && !v.e.Password && !v.e.MultiLine:
		span = Span{Text: v.e.Text, Mono: true, Size: theme.SmallText}
		if v.rest.Wrap = Middle; v.e.head {
			v.rest.Wrap = Clip
		}
		if measure(span, span.Text) <= width {
			return Span{}, fyne.Size{}
		}
	default:
		return Span{}, fyne.Size{}
	}
	if v.e.Disabled() {
		span.Color = fynetheme.ColorNameDisabled
	}
	v.rest.Set(span)
	return span, fyne.NewSize(width, v.rest.HeightFor(width))
}

// place shows where in a long text of several lines one is, while the keyboard is there.
func (v *entryView) place() {
	long := v.e.MultiLine && v.e.edge.focused && v.room() > 0
	Show(v.bar, long)
	Show(v.wheel, long)
	if !long {
		return
	}
	size := v.e.Size()
	track := size.Height - 2*entrySide
	whole := v.room() + v.scroll.Size().Height
	tall := max(16, track*v.scroll.Size().Height/whole)
	paint(v.bar, fynetheme.ColorNameScrollBar, "")
	v.bar.CornerRadius = barWidth / 2
	put(v.bar, size.Width-barWidth-3, entrySide+(track-tall)*v.scroll.Offset.Y/v.room(), barWidth, tall)
	v.bar.Refresh()
}

// room is by how much the text is higher than what is seen of it.
func (v *entryView) room() float32 {
	return max(0, v.scroll.Content.MinSize().Height-v.scroll.Size().Height)
}

// scrollBy moves the text, and reports whether it could go that way.
func (v *entryView) scrollBy(up float32) bool {
	from := v.scroll.Offset
	to := fyne.NewPos(from.X, max(0, min(from.Y-up, v.room())))
	if to == from {
		return false
	}
	v.scroll.ScrollToOffset(to)
	v.place()
	canvas.Refresh(v.e)
	return true
}

// wheel takes the mouse wheel over an area that has the keyboard and more lines than it
// shows. Where those are at their end, it turns the page.
type wheel struct {
	widget.BaseWidget
	v *entryView
}

var _ fyne.Scrollable = (*wheel)(nil)

// Scrolled implements fyne.Scrollable.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) {
	if w.v.scrollBy(e.Scrolled.DY) {
		return
	}
	if p := pageAround(w.v.e); p != nil {
		p.scroll.Scrolled(e)
	}
}

// CreateRenderer implements fyne.Widget.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(Space(0, 0)) }
