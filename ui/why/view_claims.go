package why

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// claimList shows claims a line each. Each can be selected, and has a copy icon at its end.
type claimList struct {
	box   widgets.Fluid
	p     *Structure
	after async.After
	lines []*claimLine
	shown int
}

// claimLine is one line of the claims.
type claimLine struct {
	box     fyne.CanvasObject
	bracket *widgets.Text
	text    *widgets.Text
	member  fyne.CanvasObject // the text with its icon
}

func newClaimList(p *Structure, after async.After) *claimList {
	return &claimList{box: widgets.Stack(0, false), p: p, after: after}
}

// newLine makes the line that stands at a place; the first one is a bracket.
func (l *claimList) newLine(at int) *claimLine {
	n := &claimLine{bracket: widgets.NewText(), text: widgets.NewText()}
	n.text.Wrap = widgets.Characters
	n.bracket.Leading, n.text.Leading = 1.6, 1.6
	value := widgets.Selectable(n.text)
	value.OnCopy = func(text string) { l.p.Copy(text, nil) }
	n.member = widgets.NewCopyRow(value, l.after, func(done func()) { l.p.CopyClaim(at-1, done) })
	n.box = widgets.Stack(0, false, n.bracket, n.member)
	return n
}

func (l *claimList) render(lines []Line) (changed bool) {
	if len(lines) != l.shown {
		l.lines = refill(l.box, l.lines, len(lines), l.newLine, func(n *claimLine) fyne.CanvasObject { return n.box })
		l.shown, changed = len(lines), true
	}
	for i, line := range lines {
		n := l.lines[i]
		member := line.Name != ""
		changed = widgets.ShowEach(map[fyne.CanvasObject]bool{n.bracket: !member, n.member: member}) || changed
		if member {
			changed = n.text.Set(claim(line)...) || changed
		} else {
			changed = n.bracket.Set(mono(line.Rest, theme.Ink)) || changed
		}
	}
	return changed
}

// claim colours the name of a member.
func claim(l Line) []widgets.Span {
	return []widgets.Span{mono(l.Indent, theme.Ink), mono(l.Name, theme.Claims), mono(oneLineOf(l.Rest), theme.Ink)}
}
