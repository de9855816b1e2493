package why

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// noteList shows findings one below the other.
type noteList struct {
	box   widgets.Fluid
	p     *Presenter
	fixed func() // is told that what a finding says was mended; nil for nobody
	notes []*note
	shown int  // how many of them are on the list
	close bool // they stand close together, without a line between
}

func newNoteList(p *Presenter) *noteList {
	return &noteList{box: widgets.Stack(0, false), p: p}
}

func (l *noteList) render(notes []Note) (changed bool) {
	if len(notes) != l.shown {
		one := func(at int) *note { return newNote(l, at > 0 && !l.close) }
		l.notes = refill(l.box, l.notes, len(notes), one, func(n *note) fyne.CanvasObject { return n.box })
		l.shown, changed = len(notes), true
	}
	for i, n := range notes {
		changed = l.notes[i].render(n) || changed
	}
	return changed
}

// note is one line of the list.
type note struct {
	box    widgets.Fluid
	indent fyne.CanvasObject
	icon   *widgets.Icon
	text   *widgets.Text
	chips  [2]*widgets.ChipText
	fix    *widgets.Button
	fixBox widgets.Fluid
	shown  Note
}

func newNote(l *noteList, line bool) *note {
	n := &note{indent: widgets.Space(14, 0), icon: widgets.NewIcon("dot", theme.Muted, 14), text: widgets.NewText()}
	n.chips = [2]*widgets.ChipText{widgets.NewChip(), widgets.NewChip()}
	n.fix = widgets.NewButton("", widgets.Link, func() {
		if n.shown.Fold != "" {
			l.p.Verdict.Unfold(n.shown.Fold)
			return
		}
		l.p.Reissue.Fix(n.shown.Number)
		if l.fixed != nil {
			l.fixed()
		}
	})
	n.fixBox = flush(n.fix)
	const least = 220 // pixels, for the text beside the rest
	row := widgets.Row(12, 1, n.indent, widgets.Folded(12, least, widgets.Level(12, n.icon, n.text), widgets.Row(12, -1, n.chips[0].Box, n.chips[1].Box, n.fixBox)))
	top := widgets.Separator()
	widgets.Show(top, line)
	room := viewmodel.Either[float32](l.close, 3, 8)
	n.box = widgets.Stack(0, false, top, widgets.Inset(room, 0, room, row))
	return n
}

func (n *note) render(f Note) (changed bool) {
	n.shown = f
	n.icon.Set(widgets.MoodIcon(f.Mood))
	title := widgets.Span{Text: f.Title, Bold: !f.Follows && !f.Guess && f.Mood != viewmodel.Ruled}
	if f.Follows {
		title.Color = theme.Muted
	}
	spans := []widgets.Span{title}
	if f.Text != "" {
		spans = append(spans, widgets.Span{Text: " " + f.Text, Color: theme.Muted})
	}
	if f.Code != "" {
		spans = append(spans, widgets.Span{Text: " " + f.Code, Mono: true, Size: theme.SmallText, Color: theme.Muted})
	}
	changed = n.text.Set(spans...)
	changed = widgets.Show(n.indent, f.Follows) || changed
	changed = widgets.Show(n.icon, f.Title != "" && !f.Guess) || changed
	for i, text := range f.Chips {
		before := n.chips[i].Box.Visible()
		n.chips[i].Set(text)
		changed = changed || before != n.chips[i].Box.Visible()
	}
	n.fix.SetText(f.Fix)
	return widgets.Show(n.fixBox, f.Fix != "") || changed
}
