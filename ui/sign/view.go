package sign

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// View is the screen. It is built once; Render sets what changed.
type View struct {
	Page *widgets.Page
	p    *Presenter

	form   form
	banner banner
	result result
	panels panels
	last   State
	drawn  bool
}

// Panels opens a panel in the middle of the window. It returns what closes the
// panel; closed is called when it is gone, whoever closed it.
type Panels func(title string, content fyne.CanvasObject, first fyne.Focusable, closed func()) (close func())

// NewView builds the screen. choose asks for a file under a title and
// hands its bytes over.
func NewView(services Services, after async.After, choose func(title string, take func([]byte)), open Panels) *View {
	v := &View{}
	v.p = New(services, func(s State) { v.Render(s) })
	v.panels = panels{p: v.p, after: after, choose: choose, open: open}
	v.p.Form.openList, v.p.Form.openLearn = v.panels.list, v.panels.learn
	v.banner.build(v.p)
	left := v.form.build(v.p, choose)
	v.result.build(v.p, after, v.panels.qr)
	right := widgets.Stack(theme.Gap, true, v.banner.box, v.result.token, v.result.kit.card, v.result.use)
	content := widgets.Columns(theme.Inset, 0.36, 330, 400, 740, widgets.Card(left), right)
	v.Page = widgets.NewPage(widgets.Inset(theme.Inset, 18, theme.Inset, content))
	v.Render(v.p.State())
	return v
}

// Presenter is the screen's presenter.
func (v *View) Presenter() *Presenter { return v.p }

// First is the field that gets the keyboard when the screen opens.
func (v *View) First() fyne.Focusable { return v.form.first() }

// CopyToken copies the token as its button does.
func (v *View) CopyToken() { v.result.copyToken.Tapped(nil) }

// Render shows a state.
func (v *View) Render(s State) {
	if v.Page == nil { // the presenter's first state comes before there is a view
		return
	}
	relayout := v.form.render(v.last, s) || !v.drawn
	relayout = v.banner.render(s) || relayout
	relayout = v.result.render(s) || relayout
	v.last, v.drawn = s, true
	if relayout {
		v.Page.Relayout()
	}
}

// banner is the answer on top of the right column, with remarks below it.
type banner struct {
	p      *Presenter
	box    fyne.CanvasObject
	banner *widgets.Banner
	action *widgets.Button
	list   fyne.CanvasObject
	rows   []*remark
}

type remark struct {
	box  fyne.CanvasObject
	text *widgets.Text
}

// mostRemarks is how many remarks have a line of their own.
const mostRemarks = 8

func (b *banner) build(p *Presenter) {
	b.p = p
	b.action = widgets.NewButton("", widgets.Filled, b.act)
	b.banner = widgets.NewBanner(b.action)
	var rows []fyne.CanvasObject
	for range mostRemarks {
		r := &remark{text: widgets.NewText()}
		r.box = widgets.Row(12, 1, widgets.NewIcon("warn", theme.Warn, 14), r.text)
		b.rows = append(b.rows, r)
		rows = append(rows, r.box)
	}
	b.list = widgets.Inset(10, theme.Inset+2, 12, widgets.Stack(8, false, rows...))
	b.box = widgets.Over(widgets.NewGround(theme.Card, theme.Line, theme.CardCorner), widgets.Stack(0, false, b.banner.Box, b.list))
}

func (b *banner) act() {
	switch b.p.State().Action {
	case TrySample:
		b.p.Key.Sample()
	case SignFresh:
		b.p.Result.Refresh()
	}
}

func (b *banner) render(s State) (changed bool) {
	b.action.SetText(map[Action]string{TrySample: "Try it with a sample", SignFresh: "Sign a fresh one"}[s.Action])
	changed = widgets.Show(b.action, s.Action != NoAction)
	changed = b.banner.Set(s.Mood, s.Title, s.Detail, s.Clock) || changed
	b.banner.SetOpenBelow(len(s.Remarks) > 0)
	for i, r := range b.rows {
		changed = widgets.Show(r.box, i < len(s.Remarks)) || changed
		if i < len(s.Remarks) {
			changed = r.text.Set(widgets.Span{Text: s.Remarks[i]}) || changed
		}
	}
	return widgets.Show(b.list, len(s.Remarks) > 0) || changed
}

// result is the right column: token, addresses, snippets.
type result struct {
	token     fyne.CanvasObject
	copyToken *widgets.Button
	tokens    *widgets.Segmented // where a form makes several
	tokenText *widgets.Text

	kit *kit

	platform               int           // of the snippets that are shown
	title                  *widgets.Text // of a single snippet, and while there is none
	use, titleBox, manyBox fyne.CanvasObject
	groups, single         *widgets.Segmented
	many                   *widgets.Select
	rest                   fyne.CanvasObject // what is left of the row, with the list in it
	copyUse                *widgets.Button
	code                   *widgets.Text
}

func (r *result) build(p *Presenter, after async.After, qr func(int)) {
	r.tokenText = widgets.NewText()
	r.tokenText.Wrap, r.tokenText.MaxLines, r.tokenText.Leading = widgets.Characters, 4, 1.5
	r.copyToken = widgets.NewButton("Copy token", widgets.Filled, func() {
		p.Result.Copy(func() { r.copyToken.Tick(after) })
	})
	r.tokens = widgets.NewSegmented(nil, p.Result.Choose)
	r.token = widgets.Card(widgets.Stack(4, false,
		widgets.Row(8, 0, widgets.Title("Token"), r.copyToken), r.tokens, r.tokenText))

	r.kit = newKit(p, after, qr)

	r.groups = widgets.NewSegmented(nil, p.Snippets.ChooseGroup)
	r.title, r.platform = widgets.Title(useIt), -1
	r.titleBox = widgets.Fixed(r.title)
	r.single = widgets.NewSegmented(nil, p.Snippets.Choose)
	r.many = widgets.NewSelect(nil, p.Snippets.Choose)
	r.manyBox = widgets.AtMost(150, r.many)
	r.rest = widgets.Over(r.manyBox, widgets.Space(0, 0))
	r.copyUse = widgets.NewButton("Copy", widgets.Plain, func() {
		p.Snippets.Copy(func() { r.copyUse.Tick(after) })
	})
	r.code = widgets.NewText()
	r.code.Wrap, r.code.MaxLines, r.code.Leading = widgets.Characters, mostCode, 1.5
	r.use = widgets.Card(widgets.Stack(10, false,
		widgets.Row(8, 3, r.titleBox, r.groups, r.single, r.rest, r.copyUse), r.code))
}

// useIt stands at the head of the card while there is no snippet.
const useIt = "Use it"

func titleSpan(text string) widgets.Span {
	return widgets.Span{Text: text, Color: theme.Muted, Size: theme.SmallText, Bold: true}
}

// mostCode is how many lines of a snippet are shown. Copy takes all of it.
const mostCode = 40

func (r *result) render(s State) (changed bool) {
	changed = widgets.Show(r.tokens, len(s.Tokens) > 1)
	r.tokens.SetOptions(s.Tokens)
	r.tokens.Set(s.Chosen)
	changed = r.tokenText.Set(tokenSpans(s)...) || changed
	r.copyToken.SetEnabled(s.HasToken())
	// One filled button a screen: that of the banner, where it has one.
	r.copyToken.SetLook(viewmodel.Either(s.Action == NoAction, widgets.Filled, widgets.Plain))
	changed = r.kit.render(s) || changed
	changed = widgets.Show(r.kit.card, !s.NoURLs) || changed
	return r.snippets(s) || changed
}

func (r *result) snippets(s State) (changed bool) {
	r.copyUse.SetEnabled(s.Code != "")
	code := []widgets.Span{{Text: "Ready-made texts with the token in them appear here.", Color: theme.Muted}}
	if s.Code != "" {
		code = markup(s.Code)
	}
	changed = r.code.Set(code...)
	fresh := s.Platform != r.platform
	if !s.HasToken() && !fresh { // what there was stays in its place
		return changed
	}
	r.platform = s.Platform
	r.groups.SetOptions(s.Groups)
	r.groups.Set(s.Group)
	if s.Many {
		r.many.SetOptions(s.Snippets, s.Snippet)
	} else {
		r.single.SetOptions(s.Snippets)
	}
	r.single.Set(s.Snippet)
	name := useIt
	if len(s.Snippets) == 1 {
		name = s.Snippets[0]
	}
	changed = r.title.Set(titleSpan(name)) || changed
	return widgets.ShowEach(map[fyne.CanvasObject]bool{
		r.titleBox: len(s.Snippets) < 2, r.groups: len(s.Groups) > 0, r.manyBox: s.Many, r.single: len(s.Snippets) > 1 && !s.Many,
		r.use: len(s.Snippets) > 0 || !s.HasToken(),
	}) || changed
}

func tokenSpans(s State) []widgets.Span {
	switch len(s.Token) {
	case 0:
		return []widgets.Span{{Text: s.Shapes, Color: theme.Muted}}
	case 1:
		return []widgets.Span{widgets.SealedSpan(s.Token[0].Text)}
	}
	return widgets.TokenSpans(s.texts())
}
