package sign

import (
	"fmt"

	"fyne.io/fyne/v2"

	"playtoken/core/platform"
	"playtoken/ui/background"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// View is the screen. It is built once; Render sets what changed.
type View struct {
	Page *widgets.Page
	p    *Presenter

	form   form
	banner *widgets.Banner
	action *widgets.Button
	result result
	last   State
	drawn  bool
}

// NewView builds the screen. choose asks for a file and hands its bytes over.
func NewView(services Services, after background.After, choose func(func([]byte))) *View {
	v := &View{}
	v.p = New(services, func(s State) { v.Render(s) })
	v.action = widgets.NewButton("", widgets.Filled, v.act)
	v.banner = widgets.NewBanner(v.action)
	left := v.form.build(v.p, choose)
	v.result.build(v.p, after)
	right := widgets.Stack(theme.Gap, true, v.banner.Box, v.result.token, v.result.urls, v.result.use)
	content := widgets.Columns(theme.Inset, 0.36, 330, 400, 740, widgets.Card(left), right)
	v.Page = widgets.NewPage(widgets.Inset(theme.Inset, 18, theme.Inset, content))
	v.Render(v.p.State())
	return v
}

// Presenter is the screen's presenter.
func (v *View) Presenter() *Presenter { return v.p }

// First is the field that gets the keyboard when the screen opens.
func (v *View) First() fyne.Focusable { return v.form.fields[platform.KeyID].entry }

// CopyToken copies the token as its button does.
func (v *View) CopyToken() { v.result.copyToken.Tapped(nil) }

func (v *View) act() {
	switch v.p.State().Action {
	case TrySample:
		v.p.Sample()
	case SignFresh:
		v.p.Refresh()
	}
}

// Render shows a state.
func (v *View) Render(s State) {
	if v.Page == nil { // the presenter's first state comes before there is a view
		return
	}
	relayout := v.form.render(v.last, s) || !v.drawn
	switch s.Action {
	case TrySample:
		v.action.SetText("Try it with a sample")
	case SignFresh:
		v.action.SetText("Sign a fresh one")
	}
	relayout = widgets.Show(v.action, s.Action != NoAction) || relayout
	relayout = v.banner.Set(s.Mood, s.Title, s.Detail, s.Clock) || relayout
	relayout = v.result.render(s) || relayout
	v.last, v.drawn = s, true
	if relayout {
		v.Page.Relayout()
	}
}

// result is the right column: token, addresses, snippets.
type result struct {
	token     fyne.CanvasObject
	copyToken *widgets.Button
	tokenText *widgets.Text

	urls fyne.CanvasObject
	host *hostChoice
	list *urlList

	use      fyne.CanvasObject
	snippets *widgets.Segmented
	copyUse  *widgets.Button
	code     *widgets.Text
}

func (r *result) build(p *Presenter, after background.After) {
	r.tokenText = widgets.NewText()
	r.tokenText.Wrap, r.tokenText.MaxLines, r.tokenText.Leading = widgets.Characters, 4, 1.5
	r.copyToken = widgets.NewButton("Copy token", widgets.Filled, func() {
		p.CopyToken(func() { r.copyToken.Tick(after) })
	})
	r.token = widgets.Card(widgets.Stack(4, false,
		widgets.Row(8, 0, widgets.Title("Token"), r.copyToken), r.tokenText))

	r.host = newHostChoice(p)
	r.list = newURLList(p, after)
	r.urls = widgets.Card(widgets.Stack(4, false,
		widgets.Row(8, 0, widgets.Title("Playable URLs"), r.host.choice), r.host.own.Box, r.list.box))

	r.snippets = widgets.NewSegmented([]string{"Player tag", "cURL", "ffplay"}, p.ChooseSnippet)
	r.copyUse = widgets.NewButton("Copy", widgets.Plain, func() {
		p.CopySnippet(func() { r.copyUse.Tick(after) })
	})
	r.code = widgets.NewText()
	r.code.Wrap, r.code.MaxLines, r.code.Leading = widgets.Characters, 8, 1.5
	r.use = widgets.Card(widgets.Stack(10, false,
		widgets.Row(8, 1, r.snippets, widgets.Space(0, 0), r.copyUse), r.code))
}

func (r *result) render(s State) (changed bool) {
	changed = r.tokenText.Set(tokenSpans(s)...)
	enable(r.copyToken, s.HasToken())
	if s.Action == NoAction {
		r.copyToken.SetLook(widgets.Filled)
	} else { // one filled button a screen: then it is the banner's
		r.copyToken.SetLook(widgets.Plain)
	}
	enable(r.copyUse, s.HasToken())
	changed = r.host.render(s) || changed
	changed = r.list.render(s) || changed
	if len(s.Snippets) > 0 {
		r.snippets.SetOptions(s.Snippets)
	}
	r.snippets.Set(s.Snippet)
	code := []widgets.Span{{Text: "Ready-made texts with the token in them appear here.", Color: theme.Muted}}
	if s.Code != "" {
		code = markup(s.Code)
	}
	return r.code.Set(code...) || changed
}

func enable(b *widgets.Button, on bool) {
	if on == !b.Disabled() {
		return
	}
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

func tokenSpans(s State) []widgets.Span {
	if !s.HasToken() {
		return []widgets.Span{{Text: "The token appears here in three colours: header, claims, signature.", Color: theme.Muted}}
	}
	return widgets.TokenSpans(s.Token[:])
}

// moreText is the link under the addresses.
func moreText(s State) string {
	switch {
	case s.Hidden == 1:
		return "1 more URL"
	case s.Hidden > 1:
		return fmt.Sprintf("%d more URLs", s.Hidden)
	}
	return "Fewer URLs"
}
