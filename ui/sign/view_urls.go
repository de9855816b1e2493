package sign

import (
	"fyne.io/fyne/v2"

	"playtoken/core/words"
	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// urlList shows the addresses with their buttons.
type urlList struct {
	box   widgets.Fluid
	p     *Presenter
	after async.After
	qr    func(int)
	rows  []*urlRow
	hint  *widgets.Text
	more  *widgets.Button
	moreB fyne.CanvasObject
}

type urlRow struct {
	box            widgets.Fluid
	line           fyne.CanvasObject
	name, url      *widgets.Text
	note           fyne.CanvasObject
	copy, open, qr *widgets.Button
}

// mayDiffer is what stands behind the word beside a URL.
const mayDiffer = "That the token opens it follows from the other URLs. The platform does not say so."

// The names of the addresses stand in a column as wide as the longest that is shown, within
// bounds, in pixels: what tells one address from another is never cut.
const (
	nameLeast = 72
	nameMost  = 140
)

func (l *urlList) nameWide(float32) float32 {
	wide := float32(nameLeast)
	for _, r := range l.rows {
		if r.box.Visible() {
			wide = max(wide, min(nameMost, r.name.NaturalWidth()+2))
		}
	}
	return wide
}

// mostURLs is the longest list a platform has.
const mostURLs = 12

func newURLList(p *Presenter, after async.After, qr func(int)) *urlList {
	l := &urlList{p: p, after: after, qr: qr}
	l.hint = widgets.NewText()
	objects := []fyne.CanvasObject{l.hint}
	for i := range mostURLs {
		r := l.row(i)
		l.rows = append(l.rows, r)
		objects = append(objects, r.box)
	}
	l.more = widgets.NewButton("", widgets.Link, p.URLs.Toggle)
	l.moreB = widgets.Inset(0, -8, 0, l.more)
	l.box = widgets.Stack(0, false, objects...)
	return l
}

func (l *urlList) row(i int) *urlRow {
	r := &urlRow{name: widgets.NewText(), url: widgets.NewText(), line: widgets.Separator()}
	note := widgets.NewChip()
	note.Set("may differ")
	note.SetTip(mayDiffer)
	r.note = note.Box
	r.name.Wrap, r.url.Wrap = widgets.Clip, widgets.Middle
	r.copy = widgets.NewNarrow("Copy", widgets.Plain, func() {
		l.p.URLs.Copy(i, func() { r.copy.Tick(l.after) })
	})
	r.open = widgets.NewNarrow("Open", widgets.Plain, func() { l.p.URLs.Open(i) })
	r.qr = widgets.NewNarrow("QR", widgets.Plain, func() { l.qr(i) })
	r.box = widgets.Stack(0, false, r.line,
		widgets.Inset(5, 0, 5, widgets.BesideBy(l.nameWide, 420, r.name, widgets.Row(6, 0, r.url, r.note, r.copy, widgets.Width(54, r.open), r.qr))))
	return r
}

// ticked shows that an address was copied by another way than its button.
func (l *urlList) ticked(i int) {
	if i >= 0 && i < len(l.rows) {
		l.rows[i].copy.Tick(l.after)
	}
}

func (l *urlList) render(s State) (changed bool) {
	changed = widgets.Show(l.hint, len(s.URLs) == 0)
	changed = l.hint.Set(widgets.Span{Text: s.URLHint, Color: theme.Muted}) || changed
	for i, r := range l.rows {
		there := i < len(s.URLs)
		changed = widgets.Show(r.box, there) || changed
		if !there {
			continue
		}
		u := s.URLs[i]
		widgets.Show(r.line, i > 0)
		changed = r.name.Set(widgets.Span{Text: u.Name, Color: theme.Muted}) || changed
		spans := widgets.ShortURL(u.URL)
		if s.OldURLs {
			greyed(spans)
		}
		r.url.Set(spans...)
		changed = widgets.Show(r.note, u.Note != "") || changed
		r.open.SetText(u.Play)
		for _, b := range []*widgets.Button{r.copy, r.open, r.qr} {
			b.SetEnabled(!s.OldURLs)
		}
	}
	changed = widgets.Show(l.moreB, len(s.URLs) > 0 && (s.Hidden > 0 || s.AllURLs)) || changed
	l.more.SetText(viewmodel.Either(s.Hidden > 0, words.Count(s.Hidden, "more URL"), "Fewer URLs"))
	return changed
}
