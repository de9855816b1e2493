package widgets

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"playtoken/core/diagnosis"
	"playtoken/ui/theme"
)

// LifeLine draws the life of a token with a mark for now.
type LifeLine struct {
	widget.BaseWidget
	life              diagnosis.Life
	track, rest, done *canvas.Rectangle // all, the life, what of it has passed
	mark, askedMark   *canvas.Rectangle
	begin, end, now   *Text
	asked             *Text
}

// NewLifeLine makes an empty life line.
func NewLifeLine() *LifeLine {
	l := &LifeLine{
		track: canvas.NewRectangle(nil), rest: canvas.NewRectangle(nil), done: canvas.NewRectangle(nil), mark: canvas.NewRectangle(nil), askedMark: canvas.NewRectangle(nil),
		begin: NewText(), end: NewText(), now: NewText(), asked: NewText(),
	}
	l.ExtendBaseWidget(l)
	return l
}

// Set shows another life.
func (l *LifeLine) Set(life diagnosis.Life) {
	if l.life != life {
		l.life = life
		l.Refresh()
	}
}

// MinSize is the height of a line of words above a bar.
func (l *LifeLine) MinSize() fyne.Size { return fyne.NewSize(200, 36) }

// CreateRenderer implements fyne.Widget.
func (l *LifeLine) CreateRenderer() fyne.WidgetRenderer {
	r := &lifeRenderer{l}
	r.paint()
	return Laid(l, r)
}

type lifeRenderer struct{ l *LifeLine }

func (r *lifeRenderer) Destroy()           {}
func (r *lifeRenderer) MinSize() fyne.Size { return r.l.MinSize() }

func (r *lifeRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.l.track, r.l.rest, r.l.done, r.l.mark, r.l.askedMark, r.l.begin, r.l.end, r.l.now, r.l.asked}
}

func (r *lifeRenderer) Refresh() {
	r.paint()
	r.Layout(r.l.Size())
	canvas.Refresh(r.l)
}

func (r *lifeRenderer) paint() {
	l := r.l
	paint(l.track, theme.Chip, "")
	paint(l.rest, theme.AccentSoft, "")
	paint(l.done, theme.Accent, "")
	l.track.CornerRadius, l.rest.CornerRadius, l.done.CornerRadius = 4, 4, 4
	nowColor := theme.Good
	if l.life.Over {
		nowColor = theme.Bad
	}
	paint(l.mark, nowColor, "")
	askedColor := theme.Good
	if l.life.AskedOver {
		askedColor = theme.Bad
	}
	paint(l.askedMark, askedColor, theme.Card) // its edge parts it from the bar
	word := func(t *Text, s string, c fyne.ThemeColorName) { t.Set(Span{Text: s, Size: theme.SmallText, Color: c}) }
	word(l.begin, l.life.BeginText, theme.Muted)
	word(l.end, l.life.EndText, theme.Muted)
	word(l.now, l.life.NowText, nowColor)
	word(l.asked, l.life.AskedText, askedColor)
	Show(l.askedMark, l.life.AskedText != "")
	Show(l.asked, l.life.AskedText != "")
}

// Layout puts each word as near to its place on the bar as the others allow; now
// matters most, then the end.
func (r *lifeRenderer) Layout(size fyne.Size) {
	l := r.l
	const top, tall = 24, 8
	x := func(part float32) float32 { return part * size.Width }
	put(l.track, 0, top, size.Width, tall)
	bar := func(r *canvas.Rectangle, from, to float32) {
		put(r, x(from), top, max(0, x(to)-x(from)), tall)
	}
	bar(l.rest, l.life.Begin, l.life.End)
	bar(l.done, l.life.Begin, min(l.life.Now, l.life.End))
	put(l.mark, min(max(0, x(l.life.Now)-1), size.Width-2), top-4, 2, tall+8)

	put(l.askedMark, min(max(0, x(l.life.Asked)-2), size.Width-4), top-4, 4, tall+8)
	if l.life.AskedText != "" {
		r.spread(size.Width)
		return
	}

	const gap = 16
	wb, we, wn := l.begin.NaturalWidth(), l.end.NaturalWidth(), l.now.NaturalWidth()
	Show(l.begin, wb+we+wn+2*gap <= size.Width)
	Show(l.end, we+wn+gap <= size.Width)
	if !l.begin.Visible() {
		wb = 0
	}
	if !l.end.Visible() {
		we = 0
	}
	least := wb + gap // where now begins, behind the beginning
	if wb == 0 {
		least = 0
	}
	nowX := clamp(x(l.life.Now)-wn/2, 0, size.Width-wn)
	endX := clamp(x(l.life.End)-we, 0, size.Width-we)
	beginX := clamp(x(l.life.Begin), 0, size.Width)
	switch {
	case l.life.Over: // begin, end, now
		nowX = clamp(nowX, wb+we+2*gap, size.Width-wn)
		endX = clamp(endX, wb+gap, nowX-gap-we)
	case l.life.Now < l.life.Begin: // now, begin, end
		beginX = clamp(beginX, nowX+wn+gap, endX-gap-wb)
	default: // begin, now, end
		nowX = clamp(nowX, least, endX-gap-wn)
	}
	place := func(t *Text, x, w float32) {
		h := t.HeightFor(w + 1)
		put(t, x, 0, w+1, h)
	}
	place(l.begin, beginX, wb)
	place(l.end, endX, we)
	place(l.now, nowX, wn)
}

// spread puts the words of a line with two marks in their order, each as near to its place
// as the others allow. Where there is no room for all, the beginning is left out, and then
// the end.
func (r *lifeRenderer) spread(width float32) {
	const gap = 16
	type word struct {
		text *Text
		at   float32
		w    float32
	}
	l := r.l
	list := []word{{l.begin, l.life.Begin * width, 0}, {l.asked, l.life.Asked * width, 0}, {l.end, l.life.End * width, 0}, {l.now, l.life.Now * width, 0}}
	var sum float32
	for i := range list {
		list[i].w = list[i].text.NaturalWidth()
		sum += list[i].w + gap
	}
	for _, drop := range []*Text{l.begin, l.end} {
		Show(drop, sum <= width+gap)
		if !drop.Visible() {
			sum -= drop.NaturalWidth() + gap
			list = slices.DeleteFunc(list, func(w word) bool { return w.text == drop })
		}
	}
	slices.SortStableFunc(list, func(a, b word) int { return cmp.Compare(a.at, b.at) })
	var left float32
	for i := range list {
		switch w := &list[i]; w.text {
		case l.begin:
		case l.end:
			w.at -= w.w
		default:
			w.at -= w.w / 2
		}
		list[i].at = max(list[i].at, left)
		left = list[i].at + list[i].w + gap
	}
	rest := width
	for i := len(list) - 1; i >= 0; i-- {
		list[i].at = max(0, min(list[i].at, rest-list[i].w))
		rest = list[i].at - gap
	}
	for _, w := range list {
		put(w.text, w.at, 0, w.w+1, w.text.HeightFor(w.w+1))
	}
}

func clamp(v, low, high float32) float32 { return max(low, min(v, high)) }
