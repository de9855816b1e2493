package why

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// emptyBox says what can be pasted, has samples of it, and what was read before.
type emptyBox struct {
	box    fyne.CanvasObject
	recent fyne.CanvasObject
	list   widgets.Fluid
	rows   []*recentLine
	p      *Presenter
	shown  []RecentRow
}

// What can be pasted, with an icon and an example each.
var pasteable = [...]struct{ icon, title, like string }{
	{"link", "A playback URL", "or the bare token, or a playback ID"},
	{"terminal", "A cURL command", "with its headers, from any shell"},
	{"lines", "A log, or one line of it", "CDN, web server, JSON: with time and status"},
	{"code", "A player tag", "<fastpix-player token=\"…\">, video, iframe"},
	{"swap", "A HAR file", "saved from the browser’s network tab"},
	{"chat", "An error text", "“Stream details not found”, 403, a stack trace"},
}

func newEmptyBox(p *Presenter) *emptyBox {
	b := &emptyBox{p: p, list: widgets.Stack(0, false)}
	var kinds []fyne.CanvasObject
	for _, k := range pasteable {
		kinds = append(kinds, widgets.Level(12, widgets.NewIcon(k.icon, theme.Muted, 18),
			widgets.NewText(widgets.Span{Text: k.title + "\n", Bold: true}, widgets.Span{Text: k.like, Color: theme.Muted, Size: theme.SmallText})))
	}
	sample := func(icon, text string, tapped func()) fyne.CanvasObject {
		s := widgets.NewButton(text, widgets.Plain, tapped)
		s.SetIcon(icon)
		return s
	}
	samples := widgets.Wrapped(8,
		widgets.Fixed(widgets.NewText(widgets.Span{Text: "Nothing at hand? Try", Color: theme.Muted})),
		sample("clock", "an expired URL", p.SampleExpired), sample("link", "a wrong ID", p.SampleOtherID),
		sample("lines", "a log of 3,000 lines", p.SampleLog), widgets.Space(0, 0))
	forget := widgets.NewButton("Forget all", widgets.Link, p.ForgetAll)
	about := widgets.NewText(widgets.Span{Text: "Recent", Color: theme.Muted, Size: theme.SmallText, Bold: true},
		widgets.Span{Text: "  of this session, in memory only; gone on quit and on lock", Color: theme.Muted, Size: theme.SmallText})
	b.recent = widgets.Card(widgets.Stack(4, false, flush(widgets.Row(8, 0, about, forget)), b.list))
	b.box = widgets.Stack(14, false,
		widgets.Card(widgets.Stack(12, false, widgets.Title("What can be pasted"), widgets.Grid(16, 250, kinds...), widgets.Separator(), samples)),
		b.recent)
	return b
}

func (b *emptyBox) render(s State) (changed bool) {
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{b.box: s.Blank, b.recent: len(s.Recent) > 0})
	if !s.Blank {
		return changed
	}
	if len(s.Recent) != len(b.shown) {
		one := func(at int) *recentLine { return newRecentLine(at, b.p.Recent.Choose) }
		b.rows = refill(b.list, b.rows, len(s.Recent), one, func(l *recentLine) fyne.CanvasObject { return l.box })
		changed = true
	}
	for i, r := range s.Recent {
		changed = b.rows[i].show(r) || changed
	}
	b.shown = s.Recent
	return changed
}

// recentLine is a text that was read before. A press reads it again.
type recentLine struct {
	box        widgets.Fluid
	icon       *widgets.Icon
	open       *widgets.Button
	kind, text *widgets.Text
	when       *widgets.Text
}

func newRecentLine(i int, choose func(int)) *recentLine {
	l := &recentLine{icon: widgets.NewIcon("dot", theme.Muted, 16), kind: widgets.NewText(), text: widgets.NewText(), when: widgets.NewText()}
	l.open = widgets.NewButton("", widgets.Bare, func() { choose(i) })
	l.kind.Wrap, l.text.Wrap = widgets.Clip, widgets.Middle
	line := widgets.Separator()
	widgets.Show(line, i > 0)
	l.box = widgets.Stack(0, false, line, widgets.NewPress(widgets.Inset(3, 0, 3, widgets.Columns(12, 0, 296, 296, 560, widgets.Row(12, 1, l.icon, l.open),
		widgets.Row(12, 1, widgets.Width(96, l.kind), l.text, widgets.Fixed(l.when)))), l.open.OnTapped))
	return l
}

func (l *recentLine) show(r RecentRow) bool {
	l.icon.Set(widgets.MoodIcon(r.Mood))
	l.open.SetText(r.Title)
	l.text.Set(widgets.Span{Text: r.Text, Mono: true, Size: theme.SmallText, Color: theme.Muted})
	l.when.Set(widgets.Span{Text: r.When, Color: theme.Muted, Size: theme.SmallText})
	return l.kind.Set(widgets.Span{Text: r.Kind, Color: theme.Muted})
}
