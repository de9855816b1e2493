package why

import (
	"strings"

	"fyne.io/fyne/v2"

	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// reissueBox is the token changed and signed again: the fields of a change by hand,
// what has changed, the token and the URL around it.
type reissueBox struct {
	box, signerBox, edit, problemBox fyne.CanvasObject
	result, urlBox, tokenBox         fyne.CanvasObject
	title, by, footer, problem       *widgets.Text
	token, url, verdict              *widgets.Text
	signer                           *widgets.Select
	header, claims                   *widgets.Entry
	headerField, claimsField         *widgets.Field
	table                            *widgets.Table
	key                              *widgets.KeyField // where one is missing
	copyToken, copyURL, again        *widgets.Button
	check, next, close               *widgets.Button
	open, toSign, qr                 *widgets.Button
	mood                             *widgets.Icon
}

func newReissueBox(p *Reissue, edit *Edit, keys *Keys, choose func(title string, take func([]byte)), open widgets.Panels, after async.After) *reissueBox {
	b := &reissueBox{
		title: widgets.NewText(), by: widgets.NewText(), footer: widgets.NewText(), problem: widgets.NewText(),
		table: widgets.NewTable(0.2, 0.4, 0.4), token: widgets.NewText(), url: widgets.NewText(),
	}
	b.close = widgets.NewButton("Close", widgets.Link, p.Close)
	b.signer = widgets.NewSelect(nil, p.Choose)
	b.signer.PlaceHolder = "Choose a key"
	b.signerBox = widgets.Row(8, -1, widgets.Fixed(widgets.Label("Sign with")), widgets.Width(200, b.signer))

	b.header = widgets.NewArea("", 3, edit.TypeHeader)
	b.claims = widgets.NewArea("", 8, edit.TypeClaims)
	b.header.OnEscape, b.claims.OnEscape = p.Close, p.Close
	b.headerField = widgets.NewField("Header", b.header.Framed())
	b.claimsField = widgets.NewField("Claims", b.claims.Framed())
	b.edit = widgets.Stack(10, false, b.headerField.Box, b.claimsField.Box, b.footer)

	b.problemBox = widgets.Row(8, 1, widgets.NewIcon("warn", theme.Warn, 14), b.problem)
	b.key = newKeyField(keys, choose)
	b.copyToken = widgets.NewButton("Copy token", widgets.Plain, func() { p.Copy(func() { b.copyToken.Tick(after) }) })
	b.copyURL = widgets.NewButton("Copy URL", widgets.Filled, func() { p.CopyURL(func() { b.copyURL.Tick(after) }) })
	b.again = widgets.NewButton("Read it", widgets.Link, p.Read)
	b.check = widgets.NewButton("Check it", widgets.Link, p.Check)
	b.open = widgets.NewButton("Open", widgets.Link, p.Open)
	b.qr = widgets.NewButton("QR", widgets.Link, func() { showQR(p, open, after) })
	b.toSign = widgets.NewButton("Open in Sign", widgets.Link, p.ToSign)
	b.verdict, b.mood = widgets.NewText(), widgets.NewIcon("dot", theme.Muted, 14)
	b.next = widgets.NewButton("", widgets.Link, nil)
	b.token.Wrap, b.token.MaxLines, b.token.Leading = widgets.Characters, 2, 1.5
	b.url.Wrap, b.url.MaxLines, b.url.Leading = widgets.Characters, 2, 1.5
	b.urlBox = widgets.Stack(2, false, widgets.Label("URL"), b.url)
	b.tokenBox = widgets.Stack(2, false, widgets.Label("Token"), b.token)
	b.result = widgets.Stack(8, false, widgets.Row(8, 1, b.mood, widgets.Folded(8, 200, b.verdict, b.next)), b.urlBox, b.tokenBox,
		widgets.Folded(8, 0, widgets.Folded(8, 160, b.by, widgets.Row(8, -1, b.again, b.check, b.open, b.qr)), widgets.Row(8, -1, b.copyToken, b.copyURL)))
	b.box = widgets.Card(widgets.Stack(10, false,
		flush(widgets.Folded(8, 120, b.title, widgets.Row(8, -1, b.signerBox, b.toSign, b.close))), b.edit, b.table.Box, b.problemBox, b.key.Box, b.result))
	return b
}

func (b *reissueBox) render(s State) (changed bool) {
	m, e := s.Mended, s.Edit
	changed = widgets.Show(b.box, m.Open)
	if !m.NeedsKey || !s.Typing {
		b.key.Clear()
	}
	if !m.Open {
		b.header.Set("")
		b.claims.Set("")
		return changed
	}
	isURL := m.URL != "" && strings.Join(m.Parts, "") == m.URL
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{
		b.signerBox: len(m.Signers) > 1 || len(m.Signers) == 1 && m.Signer < 0, b.problemBox: m.Problem != "", b.key.Box: m.NeedsKey, b.table.Box: len(m.Rows) > 0,
		b.result: m.Parts != nil, b.tokenBox: !isURL, b.copyToken: !isURL, b.urlBox: m.URL != "", b.copyURL: m.URL != "", b.check: m.URL != "", b.open: m.URL != "", b.qr: m.URL != "", b.toSign: m.ToSign, b.next: m.Next != "",
	}) || changed
	if m.NeedsKey {
		b.key.Entry().SetPlaceHolder("Paste the private key")
		card := viewmodel.Key{Problem: s.Key.Problem, Hint: s.Key.Hint, Refused: s.Key.Refused, Working: s.Key.Working}
		switch {
		case s.Shut.Locked:
			card = s.Shut
		case s.Key.Taken(): // it is not the one that is missing
			card = viewmodel.Key{}
		}
		b.key.Set(card)
	}
	b.title.Set(widgets.Span{Text: viewmodel.Either(e.Open, "Edit and re-sign", m.Title), Bold: true})
	b.close.SetText(viewmodel.Either(e.Open, "Cancel", "Close"))
	b.signer.SetOptions(m.Signers, m.Signer)
	changed = b.renderEdit(e) || changed
	changed = b.problem.Set(widgets.Span{Text: m.Problem}) || changed
	changed = b.table.Set(m.Heads, m.Rows) || changed
	changed = b.token.Set(widgets.TokenSpans(m.Parts)...) || changed
	changed = b.url.Set(mono(m.URL, theme.Ink)) || changed
	b.mood.Set(widgets.MoodIcon(m.Mood))
	changed = b.verdict.Set(widgets.Span{Text: m.Verdict, Bold: true}) || changed
	b.next.SetText(m.Next)
	b.copyToken.SetLook(viewmodel.Either(m.URL == "", widgets.Filled, widgets.Plain))
	return b.by.Set(widgets.Span{Text: m.By, Color: theme.Muted, Size: theme.SmallText}) || changed
}

func (b *reissueBox) renderEdit(e EditState) (changed bool) {
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{b.edit: e.Open, b.headerField.Box: e.HasHeader, b.footer: e.Footer != ""})
	b.header.Set(e.Header)
	b.claims.Set(e.Claims)
	changed = b.headerField.Say(e.HeaderProblem, viewmodel.Wrong) || changed
	changed = b.claimsField.Say(e.ClaimsProblem, viewmodel.Wrong) || changed
	return b.footer.Set(widgets.Span{Text: "Footer, as it was: ", Color: theme.Muted, Size: theme.SmallText}, mono(e.Footer, theme.Muted)) || changed
}

// showQR shows the URL with the changed token as a code.
func showQR(p *Reissue, open widgets.Panels, after async.After) {
	if url := p.Code(); url != "" {
		widgets.QRPanel{
			Open: open, Copy: p.CopyURL, Tick: func(b *widgets.Button) { b.Tick(after) },
			Save: p.services.SaveFile, Toast: p.services.Toast, Fail: p.services.Fail,
		}.Show("Fixed URL", url)
	}
}
