package keys

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/background"
	"playtoken/ui/look"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// Asks are the questions the screen puts to a person.
type Asks struct {
	// Text asks for a text, shown or not; Yes asks whether something that cannot
	// be undone is meant; File asks for a file and hands over its name and bytes.
	Text func(title, label, text string, hidden bool, done func(string))
	Yes  func(title, text, button string, done func())
	File func(done func(name string, content []byte))
}

// View is the screen. It is built once; Render sets what changed.
type View struct {
	Page *widgets.Page
	Bar  widgets.Fluid // what stands in the bar above
	p    *Presenter
	asks Asks

	summary      *widgets.ChipText
	lock, unlock *widgets.Button
	protect      *widgets.Button

	warning    *widgets.Banner
	list       *widgets.List
	detail     fyne.CanvasObject
	empty      *widgets.Banner
	rest       fyne.CanvasObject // what is left of the height while there is no detail
	begin      *widgets.Button
	name       *widgets.Text
	rows       *widgets.Rows
	forms      *widgets.Segmented
	public     *widgets.Text
	which      *widgets.Entry
	answer     *widgets.Text
	answerIcon *widgets.Icon
	answerRow  fyne.CanvasObject
	drawn      bool
}

// NewView builds the screen.
func NewView(services Services, after background.After, asks Asks) *View {
	v := &View{asks: asks}
	v.p = New(services, func(s State) { v.Render(s) })
	v.bar()
	v.warning = widgets.NewBanner()
	v.begin = widgets.NewButton("Import a key file", widgets.Filled, v.importFile)
	v.empty = widgets.NewBanner(v.begin)
	v.list = widgets.NewList(v.p.Choose)

	v.name = widgets.NewText()
	v.name.Wrap = widgets.Clip
	use := widgets.NewButton("Sign with it", widgets.Filled, v.p.Use)
	rename := widgets.NewButton("Rename", widgets.Link, func() {
		asks.Text("Rename the key", "Name", v.p.State().Name, false, v.p.Rename)
	})
	remove := widgets.NewButton("Delete", widgets.Danger, func() {
		asks.Yes("Delete this key?", "Playtoken forgets the key and its profile for good. At the platform nothing changes.", "Delete", v.p.Delete)
	})
	v.rows = widgets.NewRows(104)
	v.forms = widgets.NewSegmented(Forms, v.p.ChooseForm)
	var copyPublic, copyFinger *widgets.Button
	copyPublic = widgets.NewButton("Copy", widgets.Plain, func() { v.p.CopyPublic(func() { copyPublic.Tick(after) }) })
	copyFinger = widgets.NewButton("Copy fingerprint", widgets.Link, func() { v.p.CopyFingerprint(func() { copyFinger.Tick(after) }) })
	v.public = widgets.NewText()
	v.public.Wrap, v.public.MaxLines, v.public.Leading = widgets.Characters, 10, 1.5
	about := widgets.Card(widgets.Stack(8, false,
		widgets.Row(4, 0, v.name, rename, remove, use), v.rows.Box,
		widgets.Row(8, 2, widgets.Width(96, widgets.NewText(widgets.Span{Text: "Public key", Color: theme.Muted})), v.forms, widgets.Space(0, 0), copyFinger, copyPublic), v.public))

	v.which = widgets.NewEntry("Paste a token", v.p.WhichKey)
	v.which.OnPaste = func(s string) bool {
		v.p.WhichKey(s)
		return true
	}
	v.answer = widgets.NewText()
	v.answerIcon = widgets.NewIcon("dot", theme.Muted, 14)
	v.answerRow = widgets.Row(8, 1, v.answerIcon, v.answer)
	which := widgets.Card(widgets.Stack(8, false, widgets.Title("Which key signed this?"), v.which.Framed(), v.answerRow))
	v.rest = widgets.Space(0, 0)
	v.detail = widgets.Columns(theme.Inset, 0.33, 260, 360, 740, widgets.Card(v.list.Box), widgets.Stack(theme.Gap, true, about, which, widgets.Space(0, 0)))
	v.Page = widgets.NewPage(widgets.Inset(theme.Inset, 18, theme.Inset,
		widgets.Stack(theme.Gap, true, v.warning.Box, v.empty.Box, v.detail, v.rest)))
	v.Render(v.p.State())
	return v
}

// bar builds what stands above the screen.
func (v *View) bar() {
	v.summary = widgets.NewChip()
	v.lock = widgets.NewButton("Lock", widgets.Plain, v.p.Lock)
	v.unlock = widgets.NewButton("Unlock", widgets.Filled, v.ask)
	v.protect = widgets.NewButton("Set a passphrase", widgets.Plain, func() {
		v.asks.Text("Keep secrets under a passphrase", "Passphrase", "", true, v.p.Protect)
	})
	load := widgets.NewButton("Import", widgets.Plain, v.importFile)
	fresh := widgets.NewButton("New key", widgets.Plain, func() {
		v.asks.Text("Make an RSA key of 2048 bits", "Name", "New key", false, func(name string) { v.p.Make(name, 2048) })
	})
	title := widgets.NewText(widgets.Span{Text: "Keys", Bold: true, Size: 14})
	v.Bar = widgets.Row(8, 2, widgets.Fixed(title), v.summary.Box, widgets.Space(0, 0), v.protect, v.lock, v.unlock, load, fresh)
}

// Presenter is the screen's presenter.
func (v *View) Presenter() *Presenter { return v.p }

// First is the field that gets the keyboard when the screen opens.
func (v *View) First() fyne.Focusable {
	if len(v.p.State().Items) == 0 {
		return v.begin
	}
	return v.which
}

func (v *View) ask() {
	if !v.p.State().NeedsPassphrase {
		v.p.Unlock("")
		return
	}
	v.asks.Text("Unlock the saved secrets", "Passphrase", "", true, v.p.Unlock)
}

func (v *View) importFile() {
	v.asks.File(func(name string, content []byte) {
		v.asks.Text("Save the key", "Name", name, false, func(name string) { v.p.Import(name, content) })
	})
}

// Render shows a state.
func (v *View) Render(s State) {
	if v.Page == nil { // the presenter's first state comes before there is a view
		return
	}
	v.summary.Set(s.Summary)
	changed := !v.drawn
	for o, there := range map[fyne.CanvasObject]bool{
		v.lock: s.CanLock, v.unlock: s.Locked, v.protect: s.CanProtect,
		v.warning.Box: s.Warning != "", v.empty.Box: len(s.Items) == 0, v.detail: len(s.Items) > 0, v.rest: len(s.Items) == 0,
		v.answerRow: s.Answer != "",
	} {
		changed = widgets.Show(o, there) || changed
	}
	v.Bar.Refresh()
	changed = v.warning.Set(look.Careful, s.WarningTitle, s.Warning, "") || changed
	title, detail := "No key is saved yet", "Import a key file, make a key, or save a profile on the Sign screen. Secrets are sealed; only the public half is readable."
	if s.Working != "" {
		title = s.Working
	}
	changed = v.empty.Set(look.Neutral, title, detail, "") || changed
	var items []widgets.ListItem
	for _, i := range s.Items {
		items = append(items, widgets.ListItem{Title: i.Name, Line: i.Line, Chip: i.Platform})
	}
	changed = v.list.Set(items, s.Chosen) || changed
	changed = v.name.Set(widgets.Span{Text: s.Name, Bold: true, Size: theme.TitleSize}) || changed
	changed = v.rows.Set(s.Rows) || changed
	v.forms.Set(s.Form)
	changed = v.public.Set(widgets.Span{Text: s.Public, Mono: true, Size: theme.SmallText}) || changed
	icon, color := widgets.MoodIcon(s.AnswerMood)
	v.answerIcon.Set(icon, color)
	changed = v.answer.Set(widgets.Span{Text: s.Answer, Color: color}) || changed
	v.drawn = true
	if changed {
		v.Page.Relayout()
	}
}
