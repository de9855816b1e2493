package why

import (
	"fmt"

	"fyne.io/fyne/v2"

	"playtoken/core/words"
	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// pasteBox takes a text and then shows it with its token in three colours.
type pasteBox struct {
	box, field, buttons    widgets.Fluid
	entry                  *widgets.Entry
	shown, what            *widgets.Text
	clear, edit, copy, log *widgets.Button
	few                    *widgets.Segmented // which token, while there are few
	many                   *widgets.Select
	count                  *widgets.Text // which of a great many
	prev, next             *widgets.Button
	every                  *widgets.Button // judges them all
	fewBox, manyBox, steps fyne.CanvasObject
	row                    fyne.CanvasObject
}

func newPasteBox(p *Presenter, after async.After) *pasteBox {
	b := &pasteBox{shown: widgets.NewText(), what: widgets.NewText()}
	b.entry = widgets.NewArea("Paste a token, a playback URL, a cURL command, a player tag …", 2, p.Paste.Type)
	b.entry.OnPaste = func(s string) bool {
		if b.entry.Text != "" && b.entry.SelectedText() != b.entry.Text {
			return false // into what is being typed
		}
		p.Paste.Take(s)
		return true
	}
	b.entry.OnEscape = p.Clear
	b.field = b.entry.Framed()
	b.shown.Wrap, b.shown.MaxLines, b.shown.Leading = widgets.Characters, 3, 1.5
	b.clear = widgets.NewButton("Clear", widgets.Plain, func() {
		p.Clear()
		if c := widgets.CanvasOf(b.entry); c != nil {
			c.Focus(b.entry) // for the next paste
		}
	})
	b.edit = widgets.NewButton("Edit", widgets.Link, p.Paste.Edit)
	b.copy = widgets.NewButton("Copy token", widgets.Link, func() {
		p.Paste.Copy(func() { b.copy.Tick(after) })
	})
	b.log = widgets.NewButton("Read a log file …", widgets.Link, p.Log.Choose)
	b.buttons = widgets.Row(0, -1, b.copy, b.edit, b.clear)
	b.few = widgets.NewSegmented(nil, p.Paste.Choose)
	b.many = widgets.NewSelect(nil, p.Paste.Choose)
	b.count = widgets.NewText()
	b.prev = widgets.NewButton("Previous", widgets.Plain, func() { p.Paste.Step(-1) })
	b.next = widgets.NewButton("Next", widgets.Plain, func() { p.Paste.Step(1) })
	b.every = widgets.NewButton("", widgets.Link, p.Log.JudgeTokens)
	b.fewBox = b.few
	b.manyBox = widgets.Width(420, b.many)
	b.steps = widgets.Row(8, -1, widgets.Fixed(b.count), b.prev, b.next)
	b.row = widgets.Inset(10, 0, 0, widgets.Row(8, -1, b.fewBox, b.manyBox, b.steps, b.every))
	b.box = widgets.Card(widgets.Stack(0, false,
		widgets.Row(16, 0, widgets.Stack(0, false, b.field, b.shown),
			widgets.Stack(6, false, b.log, b.buttons, widgets.Row(0, 0, widgets.Space(0, 0), widgets.Fixed(b.what)))),
		b.row))
	return b
}

// fewTokens and fewLetters are how many tokens, and letters for them, stand side
// by side.
const fewTokens, fewLetters = 4, 80

func (b *pasteBox) render(s State) (changed bool) {
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{
		b.field: s.Editing, b.shown: !s.Editing, b.buttons: !s.Editing || s.Text != "", b.log: s.CanLog,
		b.edit: !s.Editing && s.Read && !s.Hidden, b.copy: s.Read,
	})
	b.entry.Set(viewmodel.Either(s.Editing, s.Text, ""))
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
	changed = b.choice(s) || changed
	return b.what.Set(widgets.Span{Text: s.What, Color: theme.Muted, Size: theme.SmallText}) || changed
}

// choice offers the tokens of the text.
func (b *pasteBox) choice(s State) (changed bool) {
	letters := 0
	for _, t := range s.Tokens {
		letters += len(t)
	}
	listed := len(s.Tokens) > 0
	few := listed && len(s.Tokens) <= fewTokens && letters <= fewLetters
	switch {
	case few:
		b.few.SetOptions(s.Tokens)
		b.few.Set(s.Token)
	case listed:
		b.many.SetOptions(s.Tokens, s.Token)
	}
	b.prev.SetEnabled(s.Token > 0)
	b.next.SetEnabled(s.Token < s.Of-1)
	b.every.SetText(fmt.Sprintf("Judge all %s", words.Thousands(s.Of)))
	changed = b.count.Set(widgets.Span{Text: fmt.Sprintf("Token %s of %s", words.Thousands(s.Token+1), words.Thousands(s.Of)), Color: theme.Muted})
	return widgets.ShowEach(map[fyne.CanvasObject]bool{
		b.row: s.Of > 1, b.fewBox: few, b.manyBox: listed && !few, b.steps: !listed, b.every: s.Of > fewTokens && !s.Log.Open,
	}) || changed
}
