package check

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// fieldCard is the URL and the button that asks.
type fieldCard struct {
	entry  *widgets.URLField
	field  *widgets.Field
	ask    *widgets.Button
	cancel *widgets.Button
	askBox fyne.CanvasObject
	giveUp fyne.CanvasObject
	asking bool // the button had the keyboard when it began to rest
}

func (c *fieldCard) build(p *Presenter) fyne.CanvasObject {
	c.entry = widgets.NewURLField("https://stream.example.com/ID.m3u8?token=…", p.Field.Type)
	e := c.entry.Entry
	e.OnPaste = func(text string) bool {
		if e.Text != "" && e.SelectedText() != e.Text {
			return false // into what is being typed
		}
		return p.Field.Paste(text)
	}
	e.OnFocus = p.Field.Focus
	e.OnSubmitted = func(string) { p.Look.Ask() }
	e.OnEscape = func() { p.Cancel() }
	c.ask = widgets.NewButton("Ask", widgets.Filled, p.Look.Ask)
	c.cancel = widgets.NewButton("Cancel", widgets.Plain, func() { p.Cancel() })
	high := func(o fyne.CanvasObject) fyne.CanvasObject {
		return widgets.Over(o, widgets.Space(0, theme.FieldHeight))
	}
	c.askBox, c.giveUp = high(c.ask), high(c.cancel)
	c.field = widgets.NewField("Playable URL", widgets.Row(8, 0, c.entry.Box, c.askBox, c.giveUp))
	return widgets.Card(c.field.Box)
}

func (c *fieldCard) render(s FieldState) bool {
	var spans []widgets.Span
	if s.Before != "" {
		spans = append(spans, mono(s.Before, theme.Ink))
	}
	if len(s.Parts) > 0 {
		spans = append(spans, mono(s.Parts[0], theme.Header), mono(s.Parts[1], theme.Muted), mono(s.Parts[2], theme.Signature))
	}
	if s.After != "" {
		spans = append(spans, mono(s.After, theme.Ink))
	}
	c.entry.Set(s.Text, s.Focused, spans...)
	text := "Ask"
	if s.Host != "" {
		text += " " + s.Host
	}
	changed := c.ask.Text() != text
	c.ask.SetText(text)
	c.ask.SetEnabled(s.CanAsk)
	changed = widgets.Show(c.askBox, !s.Slow) || changed
	changed = widgets.Show(c.giveUp, s.Slow) || changed
	return c.field.Say(s.Note, s.Tone) || changed
}

// moveFocus brings the keyboard from the button that rests while it asks to what gives that
// up, and back.
func (c *fieldCard) moveFocus(s FieldState) {
	canvas := widgets.CanvasOf(c.ask)
	if canvas == nil {
		return
	}
	switch had := canvas.Focused(); {
	case s.Slow && had == fyne.Focusable(c.ask):
		c.asking = true
		widgets.Focus(canvas, c.cancel)
	case !s.Slow && had == fyne.Focusable(c.cancel):
		if c.asking && s.CanAsk {
			widgets.Focus(canvas, c.ask)
		} else {
			widgets.Focus(canvas, c.entry.First())
		}
		c.asking = false
	}
}
