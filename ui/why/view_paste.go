package why

import (
	"fmt"
	"strings"

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
	head, asking, side     fyne.CanvasObject
	paste, open            *widgets.Button
	entry                  *widgets.Entry
	shown, what            *widgets.Text
	value                  *widgets.Value // lets what is shown be selected
	clear, edit, copy      *widgets.Button
	clearTyped             *widgets.Button // while the text is in the field
	whatTyped              *widgets.Text
	typed                  fyne.CanvasObject
	few                    *widgets.Segmented // which token, while there are few
	many                   *widgets.Select
	count                  *widgets.Text // which of a great many
	prev, next             *widgets.Button
	every                  *widgets.Button // judges them all
	fewBox, manyBox, steps fyne.CanvasObject
	row                    fyne.CanvasObject
}

func newPasteBox(p *Presenter, after async.After) *pasteBox {
	b := &pasteBox{shown: widgets.NewText(), what: widgets.NewText(), whatTyped: widgets.NewText()}
	b.entry = widgets.NewArea(sampleHost+sampleID+".m3u8?token=eyJhbGciOiJSUzI1NiJ9…", 3, p.Paste.Type)
	b.entry.OnPaste = func(s string) bool {
		if b.entry.Text != "" && b.entry.SelectedText() != b.entry.Text {
			return false // into what is being typed
		}
		p.Paste.Take(s)
		return true
	}
	b.entry.OnEscape = p.Escape
	b.field = b.entry.Framed()
	b.shown.Wrap, b.shown.MaxLines, b.shown.Leading = widgets.Characters, 3, 1.5
	b.value = widgets.Selectable(b.shown)
	b.value.OnCopy = p.Paste.CopyShown
	clearAll := func() {
		p.Clear()
		if c := widgets.CanvasOf(b.entry); c != nil {
			widgets.Focus(c, b.entry) // for the next paste
		}
	}
	b.clear = widgets.NewButton("Clear", widgets.Plain, clearAll)
	b.clearTyped = widgets.NewButton("Clear", widgets.Plain, clearAll)
	b.edit = widgets.NewButton("Edit text", widgets.Link, nil)
	b.copy = widgets.NewButton("Copy token", widgets.Link, func() {
		p.Paste.Copy(func() { b.copy.Tick(after) })
	})
	b.buttons = widgets.Row(0, -1, b.copy, b.edit, b.clear)
	b.paste = widgets.NewButton("Paste", widgets.Filled, func() {
		b.entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	})
	b.open = widgets.NewButton("Open a file…", widgets.Plain, p.Log.Choose)
	b.head = widgets.Inset(0, 0, 10, widgets.Stack(2, false, widgets.Heading("Why does it not play?"),
		widgets.NewText(widgets.Span{Text: "Paste whatever you have. It is read on this computer and sent nowhere.", Color: theme.Muted})))
	b.asking = widgets.Inset(12, 0, 0, widgets.Row(8, 3, b.paste, b.open, widgets.Space(1, 0),
		widgets.NewText(widgets.Span{Text: "or drop files anywhere in the window", Color: theme.Muted})))
	b.few = widgets.NewSegmented(nil, p.Paste.Choose)
	b.many = widgets.NewSelect(nil, p.Paste.Choose)
	b.count = widgets.NewText()
	b.prev = widgets.NewButton("Previous", widgets.Plain, func() { p.Paste.Step(-1) })
	b.next = widgets.NewButton("Next", widgets.Plain, func() { p.Paste.Step(1) })
	b.every = widgets.NewButton("", widgets.Link, p.Log.JudgeTokens)
	b.fewBox = b.few
	b.manyBox = widgets.AtMost(520, b.many)
	b.steps = widgets.Row(8, -1, widgets.Fixed(b.count), b.prev, b.next)
	b.row = widgets.Inset(10, 0, 0, widgets.Folded(8, 120, widgets.Stack(0, false, b.fewBox, b.manyBox, b.steps), b.every))
	b.side = widgets.Stack(6, false, b.buttons, widgets.Row(0, 0, widgets.Space(0, 0), widgets.Fixed(b.what)))
	b.typed = widgets.Inset(8, 0, 0, widgets.Row(12, 1, b.clearTyped, b.whatTyped))
	b.box = widgets.Card(widgets.Stack(0, false,
		b.head, widgets.Row(16, 0, widgets.Stack(0, false, b.field, b.value), b.side), b.asking, b.typed, b.row))
	return b
}

// fewLetters is how many letters for a few tokens stand side by side.
const fewLetters = 80

func (b *pasteBox) render(s State) (changed bool) {
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{
		b.head: s.Editing, b.field: s.Editing, b.asking: s.Editing && s.Text == "", b.typed: s.Editing && s.Text != "",
		b.value: !s.Editing, b.side: !s.Editing, b.open: s.CanLog, b.edit: s.Judged && !s.Hidden, b.copy: s.Read,
	})
	b.paste.SetLook(viewmodel.Either(s.Blank, widgets.Filled, widgets.Plain))
	b.entry.Set(viewmodel.Either(s.Editing, s.Text, ""))
	var spans []widgets.Span
	if s.Before != "" {
		spans = append(spans, pointedOut(s.Before+viewmodel.Either(s.Blanks[0], " ", ""), s)...)
	}
	spans = append(spans, widgets.TokenSpans(inLine(s))...)
	if s.After != "" {
		spans = append(spans, pointedOut(viewmodel.Either(s.Blanks[1], " ", "")+s.After, s)...)
	}
	if len(spans) == 0 && !s.Editing {
		spans = append(spans, widgets.Span{Text: "The text is not shown.", Color: theme.Muted})
	}
	changed = b.shown.Set(spans...) || changed
	changed = b.choice(s) || changed
	changed = b.whatTyped.Set(widgets.Span{Text: s.What, Color: theme.Muted, Size: theme.SmallText}) || changed
	return b.what.Set(widgets.Span{Text: s.What, Color: theme.Muted, Size: theme.SmallText}) || changed
}

// inLine is the token as it is shown: beside a status the middle of each part is left out, so
// that the whole line is seen.
func inLine(s State) []string {
	if s.StatusRead == "" {
		return s.Parts
	}
	parts := make([]string, len(s.Parts))
	for i, p := range s.Parts {
		if parts[i] = p; len(p) > 32 {
			parts[i] = p[:8] + "…" + p[len(p)-8:]
		}
	}
	return parts
}

// pointedOut puts a soft ground behind the time and the status that were read in a text.
func pointedOut(text string, s State) (spans []widgets.Span) {
	add := func(part string, ground, ink fyne.ThemeColorName) {
		if part != "" {
			span := mono(part, ink)
			span.Ground = ground
			spans = append(spans, span)
		}
	}
	if before, after, ok := strings.Cut(text, s.TimeRead); ok && s.TimeRead != "" {
		add(before, "", theme.Ink)
		add(s.TimeRead, theme.AccentSoft, theme.Ink)
		text = after
	}
	if at := word(text, s.StatusRead); at >= 0 {
		add(text[:at], "", theme.Ink)
		add(s.StatusRead, theme.WarnSoft, theme.Warn)
		text = text[at+len(s.StatusRead):]
	}
	add(text, "", theme.Ink)
	return spans
}

// word is where a number stands by itself in a text, -1 for nowhere.
func word(text, number string) int {
	if number == "" {
		return -1
	}
	digit := func(c byte) bool {
		return c >= '0' && c <= '9' || c == '.' || c == '-' || c|0x20 >= 'a' && c|0x20 <= 'z'
	}
	for from := 0; ; {
		at := strings.Index(text[from:], number)
		if at < 0 {
			return -1
		}
		at += from
		end := at + len(number)
		if (at == 0 || !digit(text[at-1])) && (end == len(text) || !digit(text[end])) {
			return at
		}
		from = end
	}
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
	b.every.SetText(fmt.Sprintf("Judge all %s", words.Thousands(s.Every)))
	changed = b.count.Set(widgets.Span{Text: fmt.Sprintf("Token %s of %s", words.Thousands(s.Token+1), words.Thousands(s.Of)), Color: theme.Muted})
	return widgets.ShowEach(map[fyne.CanvasObject]bool{
		b.row: s.Of > 1 || s.Every > 0, b.fewBox: few, b.manyBox: listed && !few, b.steps: !listed && s.Of > 1, b.every: s.Every > 0 && !s.Log.Open,
	}) || changed
}
