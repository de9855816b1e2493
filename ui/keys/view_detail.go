package keys

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// detail is the card of the chosen key.
type detail struct {
	card                                     fyne.CanvasObject
	name                                     *widgets.Text
	tag                                      *widgets.ChipText
	use, export                              *widgets.Button
	roleText                                 *widgets.Text
	roleBox, roleTextBox                     fyne.CanvasObject
	kind, keyID, fingerprint, home, repaired *detailRow
	role                                     *widgets.Segmented
	roleNote                                 *widgets.Text
	public                                   *detailRow
	publicForms                              *widgets.Segmented
	private                                  *detailRow
	privateLabel, shutLabel                  *widgets.Text
	unlock                                   *widgets.Unlock
	shut                                     *detailRow // in the place of private, under lock
	privateForms                             *widgets.Segmented
	copyPrivate                              *widgets.Button
	warning                                  *widgets.Text
	warningRow                               fyne.CanvasObject
}

// row is a muted word, what it stands for, and perhaps a button.
type detailRow struct {
	box   fyne.CanvasObject
	value *widgets.Text
	mono  bool
}

const labelWidth = 96

// nameTail is what stays at the end of a name that is cut, in characters: keys are often told
// apart there.
const nameTail = 8

// linkSide is the room beside the text of a link, by which it stands out of its column.
const linkSide = 8

func newRow(space float32, label *widgets.Text, value fyne.CanvasObject, more ...fyne.CanvasObject) *detailRow {
	line := append([]fyne.CanvasObject{widgets.Width(labelWidth, label), value}, more...)
	return &detailRow{box: widgets.Stack(0, false, widgets.Separator(), widgets.Inset(space, 0, space, widgets.Row(8, 1, line...)))}
}

func muted(text string) *widgets.Text {
	return widgets.NewText(widgets.Span{Text: text, Color: theme.Muted})
}

// textRow is a row with a text that is not broken.
func textRow(label string, mono bool, more ...fyne.CanvasObject) *detailRow {
	text := widgets.NewText()
	text.Wrap = widgets.Clip
	if mono { // both ends tell one from another
		text.Wrap = widgets.Middle
	}
	space := float32(9)
	if len(more) > 0 {
		space = 5 // a button is higher than a text
	}
	r := newRow(space, muted(label), text, more...)
	r.value, r.mono = text, mono
	return r
}

// set shows a text, or takes the row away where there is none.
func (r *detailRow) set(text string) bool {
	span := widgets.Span{Text: text, Mono: r.mono}
	if r.mono {
		span.Size = theme.SmallText
	}
	changed := r.value.Set(span)
	return widgets.Show(r.box, text != "") || changed
}

func (d *detail) build(p *Presenter, after async.After) {
	copies := func(do func(func())) *widgets.Button {
		var b *widgets.Button
		b = widgets.NewButton("Copy", widgets.Plain, func() { do(func() { b.Tick(after) }) })
		return b
	}
	d.name, d.tag = widgets.NewText(), widgets.NewChip()
	d.name.Wrap, d.name.Tail = widgets.Middle, nameTail
	d.kind, d.home, d.repaired = textRow("Kind", false), textRow("Secret", false), textRow("At import", false)
	d.home.value.Wrap = widgets.Words // what it says of a file that was changed is not cut
	d.keyID = textRow("Key ID", true, copies(p.Detail.CopyKeyID))
	d.fingerprint = textRow("Fingerprint", true, copies(p.Detail.CopyFingerprint))
	d.role = widgets.NewSegmented(Roles, p.Detail.SetRole)
	d.roleNote = widgets.NewText()
	d.roleNote.Wrap = widgets.Clip
	role := newRow(4, muted("Role"), widgets.Row(12, 1, d.role, d.roleNote))
	roleText := textRow("Role", false)
	d.roleText, d.roleBox, d.roleTextBox = roleText.value, role.box, roleText.box
	d.publicForms = widgets.NewSegmented(PublicForms, p.Detail.ChoosePublicForm)
	d.public = newRow(4, muted("Public key"), d.publicForms, copies(p.Detail.CopyPublic))
	d.privateForms = widgets.NewSegmented(PrivateForms, p.Detail.ChoosePrivateForm)
	d.copyPrivate = widgets.NewButton("Copy private key", widgets.Plain, func() { p.Detail.CopyPrivate(func() { d.copyPrivate.Tick(after) }) })
	d.privateLabel = muted("")
	d.private = newRow(4, d.privateLabel, d.privateForms, d.copyPrivate)
	d.shutLabel, d.unlock = muted(""), widgets.NewUnlock(widgets.Plain)
	d.unlock.OnUnlock = p.Safe.UnlockBy
	d.shut = newRow(4, d.shutLabel, d.unlock.Box)
	d.warning = widgets.NewText(widgets.Span{Text: "Click again to copy. The clipboard is cleared after 10 seconds.", Color: theme.Warn, Size: theme.SmallText})
	d.warningRow = widgets.Row(6, 1, widgets.NewIcon("warn", theme.Warn, 13), d.warning)
	d.use, d.export = widgets.NewButton("Sign with it", widgets.Link, p.Detail.Use), widgets.NewButton("Export…", widgets.Link, p.Transfer.ExportOne)
	head := widgets.Right(-linkSide, widgets.Wrapped(8, widgets.Lead(8, d.name, d.tag.Box), widgets.Row(2, -1,
		d.use, widgets.NewButton("Rename", widgets.Link, p.Detail.Rename), d.export, widgets.NewButton("Delete…", widgets.Danger, p.Detail.Delete))))
	d.card = widgets.Card(widgets.Stack(0, false, widgets.Inset(0, 0, 6, head),
		d.kind.box, d.keyID.box, d.fingerprint.box, d.home.box, d.repaired.box, role.box, roleText.box, d.public.box, d.private.box, d.shut.box, d.warningRow))
}

func (d *detail) render(s DetailState) bool {
	changed := d.name.Set(widgets.Span{Text: s.Name, Bold: true, Size: theme.TitleSize})
	d.tag.Set(s.Tag)
	for _, r := range []struct {
		row  *detailRow
		text string
	}{{d.keyID, s.KeyID}, {d.fingerprint, grouped(s.Fingerprint)}, {d.home, s.Home}, {d.repaired, s.Repaired}} {
		changed = r.row.set(r.text) || changed
	}
	changed = d.home.value.Set(more(s.Home, s.Saved)...) || changed
	changed = d.kind.value.Set(more(s.Kind, s.Made)...) || changed
	changed = d.roleText.Set(more(s.RoleText, s.RoleMore)...) || changed
	changed = d.roleNote.Set(widgets.Span{Text: s.RoleMore, Color: theme.Muted, Size: theme.SmallText}) || changed
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{
		d.use: s.Signs, d.export: s.Signs, d.roleBox: s.CanRole, d.roleTextBox: !s.CanRole, d.public.box: !s.Shared, d.private.box: s.Private && !s.Shut, d.shut.box: s.Shut, d.warningRow: s.Armed,
	}) || changed
	d.role.Set(s.Role)
	d.publicForms.Set(s.Form)
	label, button, forms := "Private key", "Copy private key", PrivateForms
	if s.Shared {
		label, button, forms = "Secret text", "Copy secret", SecretForms
	}
	if s.Armed {
		button = "Click again"
	}
	d.privateForms.SetOptions(forms)
	d.privateForms.Set(s.PrivForm)
	d.privateLabel.Set(widgets.Span{Text: label, Color: theme.Muted})
	d.shutLabel.Set(widgets.Span{Text: label, Color: theme.Muted})
	d.unlock.Set(s.Sealed)
	if !s.Shut {
		d.unlock.Clear()
	}
	look := widgets.Plain
	if s.Armed {
		look = widgets.Filled
	}
	d.copyPrivate.SetLook(look)
	if d.copyPrivate.Text() != button {
		d.copyPrivate.SetText(button)
		changed = true
	}
	return changed
}

// grouped parts what the list shows of a fingerprint from the rest of it.
func grouped(fingerprint string) string {
	if len(fingerprint) <= shortPrint {
		return fingerprint
	}
	return fingerprint[:shortPrint] + " " + fingerprint[shortPrint:]
}

// more is a text with what is said beside it.
func more(text, beside string) []widgets.Span {
	spans := []widgets.Span{{Text: text}}
	if beside != "" {
		spans = append(spans, widgets.Span{Text: "  " + beside, Color: theme.Muted})
	}
	return spans
}
