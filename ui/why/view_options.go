package why

import (
	"fyne.io/fyne/v2"

	"playtoken/core/words"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// optionsBox is one quiet line, and the fields below it once it is opened.
type optionsBox struct {
	box                                    widgets.Fluid
	toggle, reset, answer                  *widgets.Button
	summary                                *widgets.Text
	card                                   fyne.CanvasObject
	asOf, length, id, assertion            *widgets.Entry
	asOfField, lengthField, assertionField *widgets.Field
	platforms                              *widgets.Select
	skew                                   *widgets.Text
}

func newOptionsBox(p *Presenter) *optionsBox {
	b := &optionsBox{summary: widgets.NewText(), skew: widgets.NewText()}
	b.toggle = widgets.NewButton("", widgets.Link, nil)
	b.reset = widgets.NewButton("Reset", widgets.Link, p.Options.Reset)
	b.answer = widgets.NewButton("What did the player say?", widgets.Link, nil)
	b.asOf = widgets.NewEntry("", p.Options.SetAsOf)
	b.asOf.SetTip("A moment such as 2 h ago, friday 18:00, 2026-11-29 14:30, or as a log has it")
	b.length = widgets.NewEntry("45m, 1h30m", p.Options.SetLength)
	b.id = widgets.NewEntry("the one in the URL", p.Options.SetID)
	b.assertion = widgets.NewEntry("what was authenticated beside the token", p.Options.SetAssertion)
	for _, e := range []*widgets.Entry{b.asOf, b.length, b.id, b.assertion} {
		e.OnEscape = p.Options.Toggle
	}
	b.assertionField = widgets.NewField("Implicit assertion", b.assertion.Framed())
	b.platforms = widgets.NewSelect(nil, p.Options.ChoosePlatform)
	b.asOfField = widgets.NewField("As of", b.asOf.Framed())
	b.lengthField = widgets.NewField("Length of the video", b.length.Framed())
	pair := func(left, right fyne.CanvasObject) fyne.CanvasObject {
		return widgets.Columns(12, 0.5, 100, 2000, 300, left, right)
	}
	b.card = widgets.Card(widgets.Stack(10, false,
		widgets.Columns(12, 0.5, 100, 2000, 620, pair(b.asOfField.Box, widgets.NewField("Platform", b.platforms).Box), pair(b.lengthField.Box, widgets.NewField("ID asked for", b.id.Framed()).Box)), b.assertionField.Box, b.skew))
	line := widgets.Inset(0, 8, 0, widgets.Row(8, 1, b.toggle, b.summary, b.reset, b.answer))
	b.box = widgets.Stack(6, false, line, b.card)
	return b
}

func (b *optionsBox) render(s State) (changed bool) {
	o := s.Options
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{
		b.box: s.Judged, b.reset: o.AsOf+o.Length+o.ID+o.Assertion != "" || o.Platform > 0, b.card: o.Open,
		b.assertionField.Box: o.HasAssertion, b.skew: o.Skew != "",
	})
	b.toggle.SetText(viewmodel.Either(o.Open, "Fewer options", "Video length, platform…"))
	changed = b.summary.Set(widgets.Span{Text: words.UpperFirst(o.Summary), Color: theme.Muted, Size: theme.SmallText}) || changed
	b.asOf.SetPlaceHolder(o.AsOfHint)
	b.asOf.Set(o.AsOf)
	b.length.Set(o.Length)
	b.id.Set(o.ID)
	b.assertion.Set(o.Assertion)
	b.platforms.SetOptions(o.Platforms, o.Platform)
	changed = b.asOfField.Say(o.AsOfNote, viewmodel.Either(o.AsOfWrong, viewmodel.Wrong, viewmodel.Quiet)) || changed
	changed = b.lengthField.Say(o.LengthNote, viewmodel.Either(o.LengthWrong, viewmodel.Wrong, viewmodel.Quiet)) || changed
	return b.skew.Set(widgets.Span{Text: o.Skew, Color: theme.Muted, Size: theme.SmallText}) || changed
}
