package widgets

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"playtoken/ui/theme"
)

// at is the place in the text that is nearest to a point, in characters.
func (v *Value) at(p fyne.Position) int {
	v.text.layout(v.Size().Width)
	line := v.text.lineHeight()
	best := 0
	for _, run := range v.text.runs() {
		switch {
		case p.Y < run.y && run.y > 0: // a line below
			return best
		case p.Y >= run.y+line || p.X > run.x+measure(run.span, run.text):
			best = run.at + utf8.RuneCountInString(run.text)
		case p.X < run.x:
			return max(best, run.at)
		default:
			return run.at + nearest(run.span, run.text, p.X-run.x)
		}
	}
	return best
}

// nearest is how many characters of a text end nearest to a distance.
func nearest(s Span, text string, x float32) int {
	n, before := 0, float32(0)
	for i, r := range text {
		after := measure(s, text[:i+utf8.RuneLen(r)])
		if x < (before+after)/2 {
			return n
		}
		n, before = n+1, after
	}
	return n
}

// CreateRenderer implements fyne.Widget.
func (v *Value) CreateRenderer() fyne.WidgetRenderer { return Laid(v, &valueRenderer{v: v}) }

type valueRenderer struct {
	v     *Value
	marks []*canvas.Rectangle
	shown int
}

func (r *valueRenderer) Destroy()           {}
func (r *valueRenderer) MinSize() fyne.Size { return r.v.MinSize() }

func (r *valueRenderer) Objects() []fyne.CanvasObject {
	list := make([]fyne.CanvasObject, 0, r.shown+1)
	for _, m := range r.marks[:r.shown] {
		list = append(list, m)
	}
	return append(list, r.v.text)
}

func (r *valueRenderer) Layout(size fyne.Size) {
	r.v.text.Resize(size)
	r.mark()
}

func (r *valueRenderer) Refresh() {
	r.mark()
	canvas.Refresh(r.v)
}

// mark puts a ground behind each piece of what is selected.
func (r *valueRenderer) mark() {
	r.shown = 0
	from, to := r.v.selection()
	if from == to {
		return
	}
	line := r.v.text.lineHeight()
	for _, run := range r.v.text.runs() {
		first, last := max(0, from-run.at), min(to-run.at, utf8.RuneCountInString(run.text))
		if r.v.text.cut {
			first, last = 0, utf8.RuneCountInString(run.text)
		}
		if first >= last {
			continue
		}
		letters := []rune(run.text)
		left, right := measure(run.span, string(letters[:first])), measure(run.span, string(letters[:last]))
		if r.shown == len(r.marks) {
			r.marks = append(r.marks, canvas.NewRectangle(nil))
		}
		m := r.marks[r.shown]
		m.FillColor = theme.Of(fynetheme.ColorNameSelection)
		put(m, run.x+left, run.y, right-left, line)
		r.shown++
	}
}

// run is a piece of a text with its place in the whole, in characters.
type run struct {
	piece
	at int
}

// runs are the pieces of a text that is laid out, in order. Those of one that is cut have
// no place in the whole.
func (t *Text) runs() []run {
	t.layout(t.Size().Width)
	list := make([]run, 0, len(t.cache))
	whole, at := []rune(t.String()), 0
	for _, p := range t.cache {
		for at < len(whole) && whole[at] == '\n' {
			at++
		}
		list = append(list, run{p, at})
		at += utf8.RuneCountInString(p.text)
	}
	return list
}
