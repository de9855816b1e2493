package why

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// partsBox shows header, claims and signature in the token's colours.
type partsBox struct {
	box                               widgets.Fluid
	header, claims, footer, signature *widgets.Text
	footerNote                        *widgets.Text
	headerHead, claimsHead            *widgets.Text
	copyHeader, copyClaims, edit      *widgets.Button
	params                            *widgets.Rows
	more                              *widgets.Button
	moreBox, footerBox                widgets.Fluid
	claimsValue                       fyne.CanvasObject // what stands in place of claims that are no JSON
	list                              *claimList
	copyText                          func(string)
}

func newPartsBox(p *Presenter, after async.After) *partsBox {
	b := &partsBox{
		header: widgets.NewText(), claims: widgets.NewText(), footer: widgets.NewText(), signature: widgets.NewText(),
		footerNote: widgets.NewText(), headerHead: widgets.NewText(), claimsHead: widgets.NewText(), params: widgets.NewRows(150),
	}
	for _, t := range []*widgets.Text{b.header, b.claims, b.footer} {
		t.Wrap, t.Leading = widgets.Characters, 1.6
	}
	b.copyHeader = widgets.NewButton("Copy", widgets.Link, func() { p.Structure.CopyHeader(func() { b.copyHeader.Tick(after) }) })
	b.copyClaims = widgets.NewButton("Copy", widgets.Link, func() { p.Structure.CopyClaims(func() { b.copyClaims.Tick(after) }) })
	b.edit = widgets.NewButton("Edit and re-sign", widgets.Link, p.Edit.Open)
	b.more = widgets.NewButton("", widgets.Link, p.Structure.ToggleAll)
	b.moreBox = widgets.Inset(0, -8, 0, widgets.Row(0, -1, b.more))
	b.copyText = func(text string) { p.Structure.Copy(text, nil) }
	b.claimsValue, b.list = b.selectable(b.claims), newClaimList(p.Structure, after)
	b.footerBox = widgets.Stack(4, false, widgets.NewText(head("Footer", theme.Muted)), b.selectable(b.footer), b.footerNote)
	b.box = widgets.Stack(4, false,
		widgets.Over(flush(widgets.Row(8, 0, b.headerHead, b.copyHeader)), widgets.Space(0, headHeight)), b.selectable(b.header),
		flush(widgets.Row(8, 0, b.claimsHead, b.edit, b.copyClaims)), b.claimsValue, b.list.box, b.params.Box, b.moreBox, b.footerBox,
		widgets.Inset(6, 0, 0, b.signature))
	return b
}

// selectable lets a text be selected and copied.
func (b *partsBox) selectable(t *widgets.Text) *widgets.Value {
	v := widgets.Selectable(t)
	v.OnCopy = b.copyText
	return v
}

func head(text string, c fyne.ThemeColorName) widgets.Span {
	return widgets.Span{Text: text, Bold: true, Size: theme.SmallText, Color: c}
}

func (b *partsBox) render(d Parted) (changed bool) {
	header := json(d.Header, theme.Header)
	if d.Kind != "" {
		header = []widgets.Span{{Text: d.Kind}}
	}
	changed = b.header.Set(header...)
	b.headerHead.Set(head(viewmodel.Either(d.Kind != "", "Kind", "Header"), theme.Header))
	claims := json(nil, theme.Claims)
	switch {
	case d.Body != "":
		claims = []widgets.Span{{Text: d.Body, Color: theme.Muted}}
	case d.Payload != "":
		claims = []widgets.Span{mono(d.Payload, theme.Claims)}
	}
	b.claimsHead.Set(head(viewmodel.Either(d.Params != nil, "Parameters", "Claims"), theme.Claims))
	changed = b.claims.Set(claims...) || changed
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{
		b.claimsValue: d.Params == nil && len(d.Claims) == 0, b.list.box: len(d.Claims) > 0, b.params.Box: d.Params != nil, b.moreBox: d.More > 0 || d.All, b.copyHeader: len(d.Header) > 0,
		b.copyClaims: d.Body == "" && (len(d.Claims) > 0 || d.Payload != "" || d.Params != nil),
	}) || changed
	changed = b.params.Set(d.Params) || changed
	changed = b.list.render(d.Claims) || changed
	b.more.SetText(viewmodel.Either(d.More > 0, fmt.Sprintf("Show %d more lines", d.More), "Show fewer"))
	changed = b.renderFooter(d) || changed
	return b.signature.Set(widgets.Span{Text: d.Signature, Bold: true, Size: theme.SmallText, Color: theme.Signature}) || changed
}

func (b *partsBox) renderFooter(d Parted) (changed bool) {
	changed = widgets.Show(b.footerBox, d.FooterNote != "")
	footer := json(d.Footer, theme.Ink)
	if d.FooterText != "" {
		footer = []widgets.Span{mono(d.FooterText, theme.Ink)}
	}
	changed = b.footer.Set(footer...) || changed
	return b.footerNote.Set(widgets.Span{Text: d.FooterNote, Size: theme.SmallText, Color: theme.Muted}) || changed
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
		list = append(list, mono(oneLineOf(l.Rest), theme.Ink))
	}
	return list
}

// oneLineOf keeps the value of a member on its line.
func oneLineOf(rest string) string { return strings.ReplaceAll(rest, "\n", " ") }
