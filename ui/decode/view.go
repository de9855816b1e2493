package decode

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"playtoken/ui/background"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// View is the screen. It is built once; Render sets what changed.
type View struct {
	Page *widgets.Page
	p    *Presenter

	paste    *pasteBox
	verdict  *verdict
	life     *widgets.LifeLine
	lifeBox  fyne.CanvasObject
	details  fyne.CanvasObject
	rest     fyne.CanvasObject // what is left of the height while there are no details
	parts    *parts
	rows     *widgets.Rows
	platform *widgets.ChipText
	key      *widgets.KeyField
	last     State
	drawn    bool
}

// NewView builds the screen. choose asks for a file and hands its bytes over.
func NewView(services Services, after background.After, choose func(func([]byte))) *View {
	v := &View{}
	v.p = New(services, func(s State) { v.Render(s) })
	v.paste = newPasteBox(v.p, after)
	v.verdict = newVerdict(v.p, after)
	v.life = widgets.NewLifeLine()
	v.lifeBox = widgets.Card(v.life)
	v.parts = newParts(v.p, after)
	v.rows = widgets.NewRows(84)
	v.platform = widgets.NewChip()
	v.key = widgets.NewKeyField("Paste the key to check the signature with")
	v.key.Low()
	v.key.OnPaste = func(s string) { v.p.PasteKey([]byte(s)) }
	v.key.OnType = v.p.TypeKey
	v.key.OnChoose = func() { choose(v.p.PasteKey) }
	v.key.OnForget, v.key.OnCancel, v.key.OnReplace = v.p.ForgetKey, v.p.ForgetKey, v.p.AskKey
	said := widgets.Card(widgets.Stack(12, false,
		widgets.Stack(2, false, widgets.Row(8, 0, widgets.Title("What it says"), v.platform.Box), v.rows.Box),
		widgets.NewField("Key to check the signature", v.key.Box).Box))
	v.details = widgets.Columns(12, 0.45, 300, 640, 740, widgets.Card(v.parts.box), said)
	v.rest = widgets.Space(0, 0)
	v.Page = widgets.NewPage(widgets.Inset(theme.Inset, 18, theme.Inset,
		widgets.Stack(12, true, v.paste.box, v.verdict.box, v.lifeBox, v.details, v.rest)))
	v.Render(v.p.State())
	return v
}

// Presenter is the screen's presenter.
func (v *View) Presenter() *Presenter { return v.p }

// First is the field that gets the keyboard when the screen opens.
func (v *View) First() fyne.Focusable {
	if v.p.State().Editing {
		return v.paste.entry
	}
	return nil
}

// CopyVerdict copies the verdict as its button does.
func (v *View) CopyVerdict() { v.verdict.copy.Tapped(nil) }

// FocusPaste brings the keyboard to the paste field, its text marked, so that
// the next paste replaces it.
func (v *View) FocusPaste() {
	v.p.Edit()
	c := fyne.CurrentApp().Driver().CanvasForObject(v.Page)
	if c != nil && v.p.State().Editing {
		c.Focus(v.paste.entry)
		v.paste.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// Render shows a state.
func (v *View) Render(s State) {
	if v.Page == nil { // the presenter's first state comes before there is a view
		return
	}
	relayout := v.paste.render(s) || !v.drawn
	relayout = v.verdict.render(s) || relayout
	relayout = widgets.Show(v.lifeBox, s.HasLife) || relayout
	v.life.Set(s.Life)
	relayout = widgets.Show(v.details, s.Read) || relayout
	widgets.Show(v.rest, !s.Read)
	relayout = v.parts.render(s) || relayout
	relayout = v.rows.Set(s.Rows) || relayout
	v.platform.Set(s.Platform)
	if s.Key != v.last.Key {
		v.key.Set(s.Key)
		if s.Key.Taken() {
			v.key.Clear()
		}
		v.key.CanForget(s.OwnKey)
		relayout = true
	}
	v.last, v.drawn = s, true
	if relayout {
		v.Page.Relayout()
	}
}

// pasteBox takes a text and then shows it with its token in three colours.
type pasteBox struct {
	box     widgets.Fluid
	p       *Presenter
	entry   *widgets.Entry
	field   widgets.Fluid
	shown   *widgets.Text
	what    *widgets.Text
	clear   *widgets.Button
	edit    *widgets.Button
	copy    *widgets.Button
	buttons widgets.Fluid
}

func newPasteBox(p *Presenter, after background.After) *pasteBox {
	b := &pasteBox{p: p, shown: widgets.NewText(), what: widgets.NewText()}
	b.entry = widgets.NewArea("Paste a token, a playback URL, a cURL command, a player tag …", 2, p.Type)
	b.entry.OnPaste = func(s string) bool {
		if b.entry.Text != "" && b.entry.SelectedText() != b.entry.Text {
			return false // into what is being typed
		}
		p.Paste(s)
		return true
	}
	b.entry.OnEscape = p.Clear
	b.field = b.entry.Framed()
	b.shown.Wrap, b.shown.MaxLines, b.shown.Leading = widgets.Characters, 3, 1.5
	b.clear = widgets.NewButton("Clear", widgets.Plain, func() {
		p.Clear()
		if c := fyne.CurrentApp().Driver().CanvasForObject(b.entry); c != nil {
			c.Focus(b.entry) // for the next paste
		}
	})
	b.edit = widgets.NewButton("Edit", widgets.Link, p.Edit)
	b.copy = widgets.NewButton("Copy token", widgets.Link, func() {
		p.CopyToken(func() { b.copy.Tick(after) })
	})
	b.buttons = widgets.Row(0, -1, b.copy, b.edit, b.clear)
	b.box = widgets.Card(widgets.Row(16, 0, widgets.Stack(0, false, b.field, b.shown),
		widgets.Stack(6, false, b.buttons, widgets.Row(0, 0, widgets.Space(0, 0), widgets.Fixed(b.what)))))
	return b
}

func (b *pasteBox) render(s State) (changed bool) {
	changed = widgets.Show(b.field, s.Editing)
	if s.Editing {
		b.entry.Set(s.Text)
	} else {
		b.entry.Set("")
	}
	changed = widgets.Show(b.shown, !s.Editing) || changed
	var spans []widgets.Span
	if s.Before != "" {
		spans = append(spans, mono(s.Before, theme.Ink))
	}
	spans = append(spans, widgets.TokenSpans(s.Parts)...)
	if s.After != "" {
		spans = append(spans, mono(s.After, theme.Ink))
	}
	if len(spans) == 0 && !s.Editing {
		spans = append(spans, widgets.Span{Text: "The text is not shown.", Color: theme.Muted})
	}
	changed = b.shown.Set(spans...) || changed
	changed = widgets.Show(b.buttons, !s.Editing || s.Text != "") || changed
	widgets.Show(b.edit, !s.Editing && s.Read && len(s.Text) <= mostEdited)
	widgets.Show(b.copy, s.Read)
	return b.what.Set(widgets.Span{Text: s.What, Color: theme.Muted, Size: theme.SmallText}) || changed
}

func mono(text string, c fyne.ThemeColorName) widgets.Span {
	return widgets.Span{Text: text, Color: c, Mono: true, Size: theme.SmallText}
}

// verdict is the banner and what else was found, on one card.
type verdict struct {
	box    widgets.Fluid
	p      *Presenter
	banner *widgets.Banner
	action *widgets.Button
	copy   *widgets.Button
	list   fyne.CanvasObject
	notes  []*note
}

type note struct {
	box  widgets.Fluid
	line fyne.CanvasObject
	icon *widgets.Icon
	text *widgets.Text
	chip fyne.CanvasObject
}

// mostNotes is how many findings are listed below the banner.
const mostNotes = 8

func newVerdict(p *Presenter, after background.After) *verdict {
	v := &verdict{p: p}
	v.action = widgets.NewButton("", widgets.Filled, v.act)
	v.copy = widgets.NewButton("Copy", widgets.Link, func() {
		p.CopyVerdict(func() { v.copy.Tick(after) })
	})
	v.banner = widgets.NewBanner(v.copy, v.action)
	var objects []fyne.CanvasObject
	for i := range mostNotes {
		n := &note{line: widgets.Separator(), icon: widgets.NewIcon("dot", theme.Muted, 14), text: widgets.NewText(), chip: widgets.Chip("info")}
		widgets.Show(n.line, i > 0)
		n.box = widgets.Stack(0, false, n.line, widgets.Inset(8, 0, 8, widgets.Row(12, 1, n.icon, n.text, n.chip)))
		v.notes = append(v.notes, n)
		objects = append(objects, n.box)
	}
	v.list = widgets.Inset(2, theme.Inset, 4, widgets.Stack(0, false, objects...))
	v.box = widgets.Over(widgets.NewGround(theme.Card, theme.Line, theme.CardCorner), widgets.Stack(0, false, v.banner.Box, v.list))
	return v
}

func (v *verdict) act() {
	switch v.p.State().Action {
	case TrySample:
		v.p.Sample()
	case UseKey:
		v.p.UseKey()
	}
}

func (v *verdict) render(s State) (changed bool) {
	switch s.Action {
	case TrySample:
		v.action.SetText("Try it with a sample token")
	case UseKey:
		v.action.SetText("Sign with it")
	}
	changed = widgets.Show(v.action, s.Action != NoAction)
	changed = widgets.Show(v.copy, s.Read) || changed
	changed = v.banner.Set(s.Mood, s.Title, s.Detail, s.Clock) || changed
	v.banner.SetOpenBelow(len(s.Notes) > 0)
	changed = widgets.Show(v.list, len(s.Notes) > 0) || changed
	for i, n := range v.notes {
		there := i < len(s.Notes)
		changed = widgets.Show(n.box, there) || changed
		if !there {
			continue
		}
		f := s.Notes[i]
		icon, color := widgets.MoodIcon(f.Mood)
		n.icon.Set(icon, color)
		spans := []widgets.Span{{Text: f.Title, Bold: true}}
		if f.Text != "" {
			spans = append(spans, widgets.Span{Text: " " + f.Text, Color: theme.Muted})
		}
		if f.Code != "" {
			spans = append(spans, widgets.Span{Text: " " + f.Code, Mono: true, Size: theme.SmallText, Color: theme.Muted})
		}
		changed = n.text.Set(spans...) || changed
		changed = widgets.Show(n.chip, f.Chip != "") || changed
	}
	return changed
}

// parts shows header, claims and signature in the token's colours.
type parts struct {
	box                       widgets.Fluid
	header, claims, signature *widgets.Text
	copyHeader, copyClaims    *widgets.Button
	more                      *widgets.Button
	moreBox                   widgets.Fluid
}

func newParts(p *Presenter, after background.After) *parts {
	b := &parts{header: widgets.NewText(), claims: widgets.NewText(), signature: widgets.NewText()}
	b.header.Wrap, b.claims.Wrap = widgets.Characters, widgets.Characters
	b.header.Leading, b.claims.Leading = 1.6, 1.6
	b.copyHeader = widgets.NewButton("Copy", widgets.Link, func() { p.CopyHeader(func() { b.copyHeader.Tick(after) }) })
	b.copyClaims = widgets.NewButton("Copy", widgets.Link, func() { p.CopyClaims(func() { b.copyClaims.Tick(after) }) })
	b.more = widgets.NewButton("", widgets.Link, p.ToggleAll)
	b.moreBox = widgets.Inset(0, -8, 0, widgets.Row(0, -1, b.more))
	head := func(text string, c fyne.ThemeColorName) *widgets.Text {
		return widgets.NewText(widgets.Span{Text: text, Bold: true, Size: theme.SmallText, Color: c})
	}
	b.box = widgets.Stack(4, false,
		widgets.Row(8, 0, head("Header", theme.Header), b.copyHeader), b.header,
		widgets.Row(8, 0, head("Claims", theme.Claims), b.copyClaims), b.claims, b.moreBox,
		widgets.Inset(6, 0, 0, b.signature))
	return b
}

func (b *parts) render(s State) (changed bool) {
	changed = b.header.Set(json(s.Header, theme.Header)...)
	claims := json(s.Claims, theme.Claims)
	if s.Payload != "" {
		claims = []widgets.Span{mono(s.Payload, theme.Claims)}
	}
	changed = b.claims.Set(claims...) || changed
	changed = widgets.Show(b.moreBox, s.Hidden > 0 || s.All) || changed
	b.more.SetText("Show fewer")
	if s.Hidden > 0 {
		b.more.SetText(fmt.Sprintf("Show %d more lines", s.Hidden))
	}
	widgets.Show(b.copyClaims, len(claims) > 0)
	widgets.Show(b.copyHeader, len(s.Header) > 0)
	return b.signature.Set(widgets.Span{Text: s.Signature, Bold: true, Size: theme.SmallText, Color: theme.Signature}) || changed
}

// json colours the names of an object. A short header stands on one line.
func json(lines []Line, name fyne.ThemeColorName) []widgets.Span {
	if len(lines) == 0 {
		return []widgets.Span{{Text: "not readable", Color: theme.Muted}}
	}
	between := "\n"
	if len(lines) == 3 && len(lines[1].Name+lines[1].Rest) < 40 {
		between = " "
	}
	var list []widgets.Span
	for i, l := range lines {
		start := l.Indent
		if between == " " {
			start = ""
		}
		if i > 0 {
			start = between + start
		}
		list = append(list, mono(start, theme.Ink))
		if l.Name != "" {
			list = append(list, mono(l.Name, name))
		}
		list = append(list, mono(strings.ReplaceAll(l.Rest, "\n", " "), theme.Ink))
	}
	return list
}
