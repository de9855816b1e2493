package sign

import (
	"fmt"

	"fyne.io/fyne/v2"

	"playtoken/core/words"
	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// result is the right column below the banner: token, addresses, snippets.
type result struct {
	p         *Presenter
	token     fyne.CanvasObject
	head      *widgets.Text
	all       *widgets.Button    // shows the whole token
	several   *widgets.Button    // copies all of several
	tokens    *widgets.Segmented // where a form makes several
	tokensBox fyne.CanvasObject
	tokenText *widgets.Text
	policy    *widgets.Text // what a signed URL holds, as JSON
	policyBox fyne.CanvasObject
	whole     bool

	kit *kit
	use use
}

// tokenLines are how many lines of a token are shown until a person asks for all.
const tokenLines = 3

func (r *result) build(p *Presenter, after async.After, qr func(int)) {
	r.p = p
	r.head, r.tokenText, r.policy = widgets.NewText(), widgets.NewText(), widgets.NewText()
	r.tokenText.Wrap, r.tokenText.MaxLines, r.tokenText.Leading = widgets.Characters, tokenLines, 1.5
	r.policy.Leading = 1.5
	r.all = widgets.NewButton("Show all", widgets.Link, func() {
		r.whole = !r.whole
		p.update()
	})
	r.several = widgets.NewMenuButton("Copy all", widgets.Link, func() {
		widgets.OpenMenu(r.several, []widgets.MenuItem{
			{Text: "As JSON", Chosen: func() { p.Result.CopyAll(AsJSON, func() { r.several.Tick(after) }) }},
			{Text: "As .env", Chosen: func() { p.Result.CopyAll(AsEnv, func() { r.several.Tick(after) }) }},
		})
	})
	r.tokens = widgets.NewSegmented(nil, p.Result.Choose)
	r.tokensBox = widgets.Inset(2, 0, 4, r.tokens)
	text := widgets.Selectable(r.tokenText)
	text.OnCopy = func(text string) { p.Result.CopyPart(text) }
	r.policyBox = widgets.Inset(4, 0, 0, widgets.Selectable(r.policy))
	r.token = widgets.Card(widgets.Stack(2, false,
		widgets.Row(8, 0, r.head, r.several, widgets.Inset(0, -8, 0, r.all)), r.tokensBox, text, r.policyBox))
	r.kit = newKit(p, after, qr)
	r.use.build(p, after)
}

func (r *result) render(s State) (changed bool) {
	changed = widgets.Show(r.tokensBox, len(s.Tokens) > 1)
	changed = widgets.Show(r.several, len(s.Tokens) > 1 && s.HasToken()) || changed
	r.tokens.SetOptions(s.Tokens)
	r.tokens.Set(s.Chosen)
	head := []widgets.Span{titleSpan(s.TokenTitle)}
	if len(s.Token) > 0 {
		length := fmt.Sprintf("  %s", words.Count(len(s.Whole()), "character"))
		if s.Stale {
			length = "  of the form as it was"
		}
		head = append(head, widgets.Span{Text: length, Color: theme.Muted, Size: theme.SmallText})
	}
	changed = r.head.Set(head...) || changed
	changed = r.tokenText.LimitTo(viewmodel.Either(r.whole, 0, tokenLines)) || changed
	changed = r.tokenText.Set(tokenSpans(s)...) || changed
	r.all.SetText(viewmodel.Either(r.whole, "Show less", "Show all"))
	changed = widgets.Show(r.all, len(s.Token) > 0 && (r.whole || r.tokenText.Cut())) || changed
	changed = r.policy.Set(policySpans(s)...) || changed
	changed = widgets.Show(r.policyBox, s.Policy != "") || changed
	changed = r.kit.render(s) || changed
	changed = widgets.Show(r.kit.card, !s.NoURLs) || changed
	return r.use.render(s) || changed
}

func titleSpan(text string) widgets.Span {
	return widgets.Span{Text: text, Color: theme.Muted, Size: theme.SmallText, Bold: true}
}

// inks are the colours of the parts of a token.
var inks = map[Ink]fyne.ThemeColorName{InkPlain: theme.Ink, InkHeader: theme.Header, InkClaims: theme.Claims, InkSignature: theme.Signature}

func tokenSpans(s State) (list []widgets.Span) {
	switch {
	case len(s.Token) == 0:
		return []widgets.Span{{Text: s.Shapes, Color: theme.Muted}}
	case s.Pieces != nil:
		for _, p := range s.Pieces {
			list = append(list, widgets.Span{Text: p.Text, Color: inks[p.Ink], Mono: true, Size: theme.SmallText})
		}
	case len(s.Token) == 1:
		list = []widgets.Span{widgets.SealedSpan(s.Token[0].Text)}
	default:
		list = widgets.TokenSpans(s.texts())
	}
	if s.Stale {
		greyed(list)
	}
	return list
}

// greyed takes the colours out of what is of the form as it was.
func greyed(list []widgets.Span) {
	for i := range list {
		list[i].Color, list[i].Ground = theme.Muted, ""
	}
}

func policySpans(s State) []widgets.Span {
	if s.Policy == "" {
		return nil
	}
	list := highlight("JSON", s.Policy)
	if s.Stale {
		greyed(list)
	}
	return list
}
