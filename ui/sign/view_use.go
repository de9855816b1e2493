package sign

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// use is the card with the snippets.
type use struct {
	card fyne.CanvasObject

	platform       int           // of the snippets that are shown
	title          *widgets.Text // of a single snippet, and while there is none
	titleBox       fyne.CanvasObject
	groups, single *widgets.Segmented
	many           *widgets.Select
	manyBox        fyne.CanvasObject
	times          *widgets.Segmented
	copy           *widgets.Button
	code           *widgets.Text
}

// useIt stands at the head of the card while there is no snippet.
const useIt = "Use it"

// mostCode is how many lines of a snippet are shown. Copy takes all of it.
const mostCode = 60

func (u *use) build(p *Presenter, after async.After) {
	u.title, u.platform = widgets.Title(useIt), -1
	u.titleBox = widgets.Fixed(u.title)
	u.groups = widgets.NewSegmented(nil, p.Snippets.ChooseGroup)
	u.single = widgets.NewSegmented(nil, p.Snippets.Choose)
	u.many = widgets.NewSelect(nil, p.Snippets.Choose)
	u.many.Low()
	u.manyBox = widgets.Width(104, u.many)
	u.times = widgets.NewSegmented(nil, p.Snippets.ChooseTime)
	u.copy = widgets.NewButton("Copy", widgets.Plain, func() {
		p.Snippets.Copy(func() { u.copy.Tick(after) })
	})
	u.code = widgets.NewText()
	u.code.MaxLines, u.code.Leading = mostCode, 1.5
	code := widgets.Selectable(u.code)
	code.OnCopy = func(text string) { p.Result.CopyPart(text) }
	u.card = widgets.Card(widgets.Stack(10, false,
		widgets.Wrapped(8, u.titleBox, u.groups, u.single, u.manyBox, widgets.Row(8, -1, u.times, u.copy)), code))
}

func (u *use) render(s State) (changed bool) {
	u.copy.SetEnabled(s.Code != "" && !s.Stale)
	code := []widgets.Span{{Text: s.CodeHint, Color: theme.Muted}}
	if s.Code != "" {
		code = highlight(s.Language, s.Code)
	}
	if s.Stale {
		greyed(code)
	}
	changed = u.code.Set(code...)
	fresh := s.Platform != u.platform
	if len(s.Snippets) == 0 && !s.HasToken() && !fresh { // what there was stays in its place
		return changed
	}
	u.platform = s.Platform
	u.groups.SetOptions(s.Groups)
	u.groups.Set(s.Group)
	u.times.SetOptions(s.Times)
	u.times.Set(s.Time)
	if s.Many {
		u.many.SetOptions(s.Snippets, s.Snippet)
	} else {
		u.single.SetOptions(s.Snippets)
	}
	u.single.Set(s.Snippet)
	name := useIt
	if len(s.Snippets) == 1 {
		name = s.Snippets[0]
	}
	changed = u.title.Set(titleSpan(name)) || changed
	return widgets.ShowEach(map[fyne.CanvasObject]bool{
		u.titleBox: len(s.Snippets) < 2, u.groups: len(s.Groups) > 0, u.manyBox: s.Many, u.single: len(s.Snippets) > 1 && !s.Many,
		u.times: len(s.Times) > 0,
		u.card:  len(s.Snippets) > 0 || !s.HasToken() || s.Awaited,
	}) || changed
}
