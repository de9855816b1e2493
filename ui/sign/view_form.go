package sign

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"playtoken/core/platform"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// form is the left column. What is in it comes from the platform; of each
// platform it is built once, when the platform is chosen first.
type form struct {
	p      *Presenter
	column widgets.Fluid

	platform   *widgets.Select
	head       *widgets.Field
	key        *widgets.KeyField
	more, list *widgets.Button
	fold       *widgets.Icon
	foldRow    fyne.CanvasObject
	claims     *claimList

	sections map[int]*section
	section  *section // of the platform that is shown
}

// section is the part of the form that belongs to one platform.
type section struct {
	controls []*control // those of the form, in the order of the platform
	texts    []*control // those with a text alone, which come first
	life     *widgets.Segmented
	date     *widgets.Entry
	lifeF    *widgets.Field
	others   *otherLives
	options  fyne.CanvasObject
	objects  []fyne.CanvasObject // the whole column
}

func (f *form) build(p *Presenter, choose func(title string, take func([]byte))) fyne.CanvasObject {
	f.p, f.sections = p, map[int]*section{}
	f.platform = widgets.NewSelect(p.State().Platforms, p.Form.ChoosePlatform)
	f.head = widgets.NewField("Platform", f.platform)
	f.key = widgets.NewKeyField("")
	f.key.OnPaste = func(s string) { p.Key.Paste([]byte(s)) }
	f.key.OnType = p.Key.Type
	f.key.OnChoose = func() { choose("Open a key file", p.Key.Paste) }
	f.key.OnForget, f.key.OnReplace = p.Key.Forget, p.Key.Again
	f.key.OnUnlock, f.key.OnCancel = p.Key.Unlock, p.Key.Cancel
	f.key.Next = f.firstText
	f.claims = newClaimList(p)
	f.more = widgets.NewButton("More claims and options", widgets.Link, p.Form.ToggleMore)
	f.fold = widgets.NewIcon("fold", theme.Accent, 9)
	f.list = widgets.NewButton("Sign a list…", widgets.Link, p.Form.OpenList)
	f.foldRow = widgets.Right(-8, widgets.Row(0, 2, f.fold, f.more, widgets.Space(0, 0), f.list))
	f.column = widgets.Stack(12, false)
	f.show(p.State())
	return f.column
}

// show puts the section of the platform into the column.
func (f *form) show(s State) bool {
	if f.sections[s.Platform] == nil {
		f.sections[s.Platform] = f.newSection(s)
	}
	if f.section == f.sections[s.Platform] {
		return false
	}
	f.section = f.sections[s.Platform]
	f.key.Entry().SetPlaceHolder(s.KeyHint)
	widgets.Refill(f.column, f.section.objects...)
	f.keepKeyboard()
	return true
}

// keepKeyboard takes the keyboard from a field of another platform, in which what is typed
// would not be seen, to what the form misses.
func (f *form) keepKeyboard() {
	c := widgets.CanvasOf(f.column)
	if c == nil {
		return
	}
	if had, ok := c.Focused().(fyne.CanvasObject); ok && widgets.Gone(had) {
		widgets.Focus(c, f.first())
	}
}

// first is what gets the keyboard: the passphrase of a key that is under lock, the first text
// that is missing, or the first that is asked for now.
func (f *form) first() fyne.Focusable {
	if f.p.State().Locked {
		return f.key.First()
	}
	return f.firstText()
}

func (f *form) firstText() fyne.Focusable {
	var shown []*control
	for _, c := range f.section.texts {
		if c.whole.Box.Visible() {
			shown = append(shown, c)
		}
	}
	for _, c := range shown {
		if (c.field.Required || c.field.Name == platform.ID) && strings.TrimSpace(c.entry.Text) == "" {
			return c.entry
		}
	}
	if len(shown) > 0 {
		return shown[0].entry
	}
	return f.key.Entry()
}

func (f *form) newSection(s State) *section {
	n := &section{}
	var first, texts, choices, folded []fyne.CanvasObject
	for _, field := range s.Fields {
		if field.Place == platform.URLKit && (field.Name != f.p.firstOption() || len(field.Choices) > 0) {
			continue // it stands beside the URLs
		}
		c := newControl(f.p, field.Field, stacked)
		n.controls = append(n.controls, c)
		switch {
		case field.Place == platform.More:
			folded = append(folded, c.whole.Box)
		case c.choice != nil && decides(s.Fields, field.Name):
			first = append(first, c.whole.Box)
		case c.choice != nil || field.Area:
			choices = append(choices, c.whole.Box)
		default:
			texts = append(texts, c.whole.Box)
			n.texts = append(n.texts, c)
		}
	}
	n.life = widgets.NewSegmented(s.Lives, f.p.Form.SetLife)
	n.date = widgets.NewEntry("or fri 18:00", f.p.Form.TypeDate)
	n.date.OnPaste = func(text string) bool { return f.p.Paste.Into("", text) }
	n.date.OnFocus = func(on bool) {
		if !on {
			f.p.Form.Left(platform.ExpiresField)
		}
	}
	n.date.Low()
	n.date.KeepHead()
	n.date.Pick("calendar", "Choose a day", func() { widgets.OpenCalendar(n.date, f.p.Form.Today(), f.p.Form.Day(), f.p.Form.ChooseDay) })
	n.lifeF = widgets.NewField("Lifetime", lifeRow(n.life, n.date))
	n.others = newOtherLives(f.p)
	n.options = widgets.Stack(12, false, append(append(folded, n.others.grid), f.claims.box)...)

	n.objects = append(append([]fyne.CanvasObject{f.head.Box}, first...), texts...)
	key := widgets.NewField(s.KeyLabel, f.key.Box).Box
	if s.Learn != "" { // how the key is meant is part of what it tells
		learn := widgets.NewButton(s.Learn, widgets.Link, f.p.Form.OpenLearn)
		key = widgets.Stack(2, false, key, widgets.Inset(0, -8, 0, widgets.Row(0, -1, learn)))
	}
	n.objects = append(n.objects, key)
	n.objects = append(n.objects, choices...)
	n.objects = append(n.objects, n.lifeF.Box, f.foldRow, n.options)
	return n
}

// decides reports whether a choice decides what else the form asks for: it stands first.
func decides(fields []Field, name string) bool {
	return slices.ContainsFunc(fields, func(f Field) bool { return hangsOn(f.Field, name) })
}

// lifeRow puts the date beside the lifetimes, or below where they leave it too
// little room.
func lifeRow(life *widgets.Segmented, date *widgets.Entry) fyne.CanvasObject {
	if life.MinSize().Width <= segmentsWidth-90 {
		return widgets.Row(8, 1, life, told(date))
	}
	return widgets.Stack(6, false, life, told(date))
}

// takes are the forms of a date or a span, as the field beside the lifetimes says them.
const takes = "A span, as 90 m, 3 d or 2 weeks; a day to its end, as tomorrow or 31.12.2026; a moment, as fri 18:00 or 2026-12-31 14:30; or seconds since 1970. Without a zone it is the time here. The Down key opens a calendar."

// told is the field for a date with what it takes.
func told(date *widgets.Entry) fyne.CanvasObject {
	date.SetTip(takes)
	return date.Framed()
}

func (f *form) render(old, s State) (changed bool) {
	changed = f.show(s)
	f.platform.Set(s.Platform)
	changed = f.head.Say(s.Note, viewmodel.Quiet) || changed
	n := f.section
	for _, c := range n.controls {
		changed = c.render(fieldOf(s, c.field.Name)) || changed
	}
	if s.Key != old.Key {
		f.key.Set(s.Key)
		if s.Key.Taken() {
			f.key.Clear()
		}
		changed = true
	}
	n.life.Set(s.Life)
	n.date.Set(s.Date.Text)
	n.date.SetMasked(s.Date.Masked)
	changed = n.lifeF.Say(s.Date.Message, s.DateTone) || changed
	changed = n.others.render(s.Others) || changed
	changed = widgets.Show(f.list, fieldOf(s, platform.ID).Shown) || changed
	f.fold.Set(viewmodel.Either(s.More, "down", "fold"), theme.Accent)
	changed = widgets.Show(n.options, s.More) || changed
	changed = widgets.Show(f.claims.box, !s.NoClaims) || changed
	return f.claims.render(s.Claims) || changed
}

// fieldOf is a field of the state by its name.
func fieldOf(s State, name string) Field {
	if i := slices.IndexFunc(s.Fields, func(f Field) bool { return f.Name == name }); i >= 0 {
		return s.Fields[i]
	}
	return Field{}
}
