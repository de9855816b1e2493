package keys

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// Panels opens a panel over the window, in which first gets the keyboard, and gives what
// closes it. closed is called then.
type Panels func(title string, content fyne.CanvasObject, first fyne.Focusable, closed func()) (shut func())

// accountsPanel is the dialog with the accounts of a platform.
type accountsPanel struct {
	a          *Accounts
	open       Panels
	shut       func()
	page       *widgets.Page
	choice     *widgets.Select
	choiceBox  fyne.CanvasObject
	name, base *widgets.Entry
	madeAt     *widgets.Text
	baseField  *widgets.Field
	more       *widgets.Button
	moreBox    fyne.CanvasObject
	status     *widgets.Text
	statusBox  fyne.CanvasObject
	save, test *widgets.Button
	remove     *widgets.Button
	fields     []*credentialEntry
	shownFor   string
}

type credentialEntry struct {
	name  string
	entry *widgets.Entry
	field *widgets.Field
}

// The size of the dialog, in pixels: within the least window, and higher in one that has the
// room for all its fields.
const (
	accountsWidth      = 468
	leastAccountsHigh  = 384
	mostAccountsHigh   = 424
	aroundAccountsHigh = 180 // title, buttons and the edge of the window
)

// accountsHeight is how high the fields of the dialog are in the window as it is.
func accountsHeight(o fyne.CanvasObject) float32 {
	c := widgets.CanvasOf(o)
	if c == nil {
		return leastAccountsHigh
	}
	return min(max(c.Size().Height-aroundAccountsHigh, leastAccountsHigh), mostAccountsHigh)
}

func (w *accountsPanel) show() {
	s := w.a.State()
	w.choice = widgets.NewSelect(nil, w.a.Choose)
	w.choiceBox = widgets.NewField("Account", w.choice).Box
	w.name, w.base = widgets.NewEntry("", func(string) { w.a.Changed("") }), widgets.NewEntry(s.Usual, func(text string) {
		w.test.SetHost(w.a.HostOf(text))
		w.a.Changed("")
	})
	w.madeAt = widgets.NewText()
	w.status = widgets.NewText()
	w.statusBox = widgets.Width(accountsWidth, widgets.Row(6, 1, widgets.NewIcon("warn", theme.Bad, 14), w.status))
	w.more = widgets.NewButton("More", widgets.Link, w.a.ToggleMore)
	w.baseField = widgets.NewField("Address of the API", w.base.Framed())
	w.baseField.Say("Empty for the platform's own. Credentials go there: only to a server that you trust.", viewmodel.Quiet)
	w.moreBox = w.baseField.Box
	w.fields = nil
	objects := []fyne.CanvasObject{w.choiceBox, widgets.NewField("Name", w.name.Framed()).Box}
	first := fyne.Focusable(w.name)
	for i, f := range s.Fields {
		c := &credentialEntry{name: f.Name, entry: widgets.NewEntry("", func(string) { w.a.Changed(f.Name) })}
		c.entry.Password = f.Secret
		label := f.Label
		if f.Optional {
			label += " (may be left out)"
		}
		c.field = widgets.NewField(label, c.entry.Framed())
		w.fields, objects = append(w.fields, c), append(objects, c.field.Box)
		if i == 0 {
			first = c.entry
		}
	}
	objects = append(objects, w.madeAt, widgets.Inset(0, -8, 0, widgets.Row(0, -1, w.more)), w.moreBox)
	w.page = widgets.NewPage(widgets.Inset(0, 0, 4, widgets.Stack(10, false, objects...)))
	typed := func() Typed {
		t := Typed{Name: w.name.Text, Base: w.base.Text, Credentials: map[string]string{}}
		for _, c := range w.fields {
			t.Credentials[c.name] = c.entry.Text
		}
		return t
	}
	w.save = widgets.NewButton("Save", widgets.Plain, func() { w.a.Save(typed(), false) })
	w.test = widgets.NewAsk("globe", "Save and ask", widgets.Filled, func() { w.a.Save(typed(), true) })
	w.remove = widgets.NewButton("Delete…", widgets.Danger, w.a.Delete)
	cancel := widgets.NewButton("Cancel", widgets.Plain, func() { w.close() })
	for _, e := range append([]*widgets.Entry{w.name, w.base}, w.entries()...) {
		e.OnEscape = func() { w.close() }
		e.OnSubmitted = func(string) { w.a.Save(typed(), true) }
	}
	content := widgets.Stack(12, false,
		widgets.Width(accountsWidth, widgets.SizedBy(accountsWidth, func() float32 { return accountsHeight(w.page) }, w.page)),
		w.statusBox,
		widgets.Row(8, 1, w.remove, widgets.Space(0, 0), cancel, w.save, w.test))
	w.shownFor = "\x00"
	w.render(s)
	w.shut = w.open(s.Title, content, first, w.wipe)
	w.page.Relayout()
}

func (w *accountsPanel) entries() (list []*widgets.Entry) {
	for _, c := range w.fields {
		list = append(list, c.entry)
	}
	return list
}

func (w *accountsPanel) close() {
	if w.shut != nil {
		w.shut()
	}
}

// wipe takes away what was typed.
func (w *accountsPanel) wipe() {
	for _, e := range w.entries() {
		e.SetText("")
	}
	w.shut = nil
}

func (w *accountsPanel) render(s AccountsState) {
	if w.page == nil || len(w.fields) != len(s.Fields) {
		return
	}
	w.choice.SetOptions(s.Accounts, s.Chosen)
	w.choice.Refresh()
	widgets.Show(w.choiceBox, len(s.Accounts) > 1)
	which := s.Accounts[s.Chosen]
	if fresh := w.shownFor != which; fresh { // what was typed for another account is not kept
		w.shownFor = which
		w.name.Set(s.Name)
		w.base.Set(s.Base)
		for _, e := range w.entries() {
			e.Set("")
		}
	}
	for i, f := range s.Fields {
		c := w.fields[i]
		c.entry.SetPlaceHolder("")
		if f.Kept {
			c.entry.SetPlaceHolder("kept, not shown")
		}
		if f.Value != "" && c.entry.Text == "" {
			c.entry.Set(f.Value)
		}
		text, tone := f.Help, viewmodel.Quiet
		if s.At == i {
			text, tone = s.Status, viewmodel.Wrong
		}
		c.field.Say(text, tone)
	}
	w.madeAt.Set(widgets.Span{Text: s.MadeAt, Color: theme.Muted, Size: theme.SmallText})
	widgets.Show(w.madeAt, s.MadeAt != "")
	widgets.Show(w.moreBox, s.More)
	w.more.SetText(map[bool]string{false: "More", true: "Less"}[s.More])
	w.status.Set(widgets.Span{Text: s.Status, Color: theme.Bad, Size: theme.SmallText})
	widgets.Show(w.statusBox, s.Status != "" && s.At < 0)
	w.test.SetHost(w.a.HostOf(w.base.Text))
	widgets.Show(w.remove, s.Saved)
	w.page.Relayout()
}
