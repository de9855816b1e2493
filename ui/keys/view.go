package keys

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// View is the screen. It is built once; Render sets what changed.
type View struct {
	Page *widgets.Page
	Bar  widgets.Fluid // what stands in the bar above
	p    *Presenter

	bar     bar
	warning *widgets.Banner
	working *widgets.Banner
	cancel  *widgets.Button
	empty   empty
	list    *widgets.List
	columns fyne.CanvasObject
	rest    fyne.CanvasObject // what is left of the height while there is no detail
	detail  detail
	account accountCard
	due     *widgets.Banner
	left    leftBanner
	dialog  accountsPanel
	unsaved unsavedPanel
	keys    fyne.CanvasObject // what is there while no rotation is shown
	page    rotationPage
	second  rotationBar // in place of the bar while one is
	which   *widgets.Entry
	answer  *widgets.Text
	icon    *widgets.Icon
	line    fyne.CanvasObject // answer and icon
	drawn   bool
}

// NewView builds the screen.
func NewView(services Services, open, keep Panels) *View {
	v := &View{}
	v.p = New(services, func(s State) { v.Render(s) })
	v.bar.build(v.p)
	v.second.build(v.p)
	v.Bar = widgets.Over(v.bar.box, v.second.box)
	v.dialog = accountsPanel{a: v.p.Accounts, open: open}
	v.p.Accounts.Opened, v.p.Accounts.Closed, v.p.Accounts.Render = v.dialog.show, v.dialog.close, v.dialog.render
	v.unsaved = unsavedPanel{u: v.p.Unsaved, open: keep, after: services.After}
	v.p.Unsaved.Opened = v.unsaved.show
	v.due = widgets.NewBanner(widgets.NewButton("Rotation…", widgets.Plain, v.p.Rotation.ShowDue))
	v.left.build(v.p)
	v.warning = widgets.NewBanner()
	v.cancel = widgets.NewButton("Cancel", widgets.Plain, v.p.Cancel)
	v.working = widgets.NewBanner(v.cancel)
	v.empty.build(v.p)
	v.list = widgets.NewList(340, v.p.List.Choose)
	v.list.Confirmed = func(int) { v.p.Detail.Use() }
	v.detail.build(v.p, services.After)
	v.account.build(v.p)
	v.page.build(v.p, services.After)
	v.rest = widgets.Space(0, 0)
	list := widgets.Over(widgets.NewGround(theme.Card, theme.Line, theme.CardCorner), widgets.Inset(0, 6, 6, v.list))
	v.keys = widgets.Stack(theme.Gap, true, v.detail.card, v.account.card, v.buildWhich(), widgets.Space(0, 0))
	v.columns = widgets.Columns(theme.Inset, 0.33, 284, 360, 700, list, widgets.Stack(0, true, v.keys, v.page.box))
	v.Page = widgets.NewPage(widgets.Inset(theme.Inset, 18, theme.Inset,
		widgets.Stack(theme.Gap, true, v.warning.Box, v.left.banner.Box, v.due.Box, v.working.Box, v.empty.box, v.columns, v.rest)))
	v.Render(v.p.State())
	return v
}

// buildWhich builds the card that finds the key of a token.
func (v *View) buildWhich() fyne.CanvasObject {
	v.which = widgets.NewEntry("Drop or paste a token", v.p.Finder.Type)
	v.which.OnPaste = func(text string) bool {
		v.p.Finder.PasteToken(text)
		return true
	}
	v.answer = widgets.NewText()
	v.icon = widgets.NewIcon("dot", theme.Muted, 14)
	v.line = widgets.Row(8, 1, v.icon, v.answer)
	return widgets.Card(widgets.Stack(8, false, widgets.Beside(138, 420, widgets.Title("Which key signed this?"), v.which.Framed()), v.line))
}

// bar is what stands above the screen.
type bar struct {
	box                           widgets.Fluid
	summary, session              *widgets.ChipText
	lock, unlock, protect, export *widgets.Button
	open, fresh                   *widgets.Button
}

func (b *bar) build(p *Presenter) {
	b.summary, b.session = widgets.NewChip(), widgets.NewChip()
	b.protect = widgets.NewButton("Set a passphrase", widgets.Plain, p.Safe.Protect)
	b.lock = widgets.NewButton("Lock", widgets.Plain, p.Safe.Lock)
	b.unlock = widgets.NewButton("Unlock", widgets.Filled, p.Safe.Unlock)
	b.export = widgets.NewButton("Export…", widgets.Plain, p.Transfer.ExportAll)
	b.open = widgets.NewButton("Import…", widgets.Filled, p.Transfer.Open)
	b.fresh = widgets.NewButton("New key…", widgets.Plain, p.Transfer.NewKey)
	title := widgets.NewText(widgets.Span{Text: "Keys", Bold: true, Size: 14})
	b.box = widgets.Folded(8, 0, widgets.Row(8, -1, widgets.Fixed(title), b.summary.Box, b.session.Box),
		widgets.Row(8, -1, b.protect, b.lock, b.unlock, b.export, b.fresh, b.open))
}

func (b *bar) render(s State) {
	b.summary.Set(s.Summary)
	b.session.SetMood(s.Session, viewmodel.Careful, "clock")
	some := len(s.Items) > 0 // else the screen has these buttons
	widgets.ShowEach(map[fyne.CanvasObject]bool{b.open: some, b.fresh: some, b.protect: s.CanProtect, b.lock: s.CanLock, b.unlock: s.Locked, b.export: s.CanExport})
	// One button is filled: the thing most wanted next.
	open := widgets.Plain
	if len(s.Items) > 0 && !s.Locked {
		open = widgets.Filled
	}
	b.open.SetLook(open)
	b.box.Refresh()
}

// Presenter is the screen's presenter.
func (v *View) Presenter() *Presenter { return v.p }

// First is the field that gets the keyboard when the screen opens.
func (v *View) First() fyne.Focusable {
	if len(v.p.State().Items) == 0 {
		return v.empty.begin
	}
	return v.list
}

// Render shows a state.
func (v *View) Render(s State) {
	if v.Page == nil { // the presenter's first state comes before there is a view
		return
	}
	widgets.Show(v.bar.box, !s.Rotation.Open)
	v.bar.render(s)
	v.second.render(s.Rotation)
	some := len(s.Items) > 0
	changed := widgets.ShowEach(map[fyne.CanvasObject]bool{
		v.warning.Box: s.Warning != "", v.working.Box: s.Working != "", v.cancel: s.CanCancel,
		v.empty.box: !some, v.columns: some, v.rest: !some, v.line: s.Answer != "",
		v.keys: !s.Rotation.Open, v.due.Box: s.Due.Title != "" && !s.Rotation.Open, v.detail.card: s.Kind != "",
	}) || !v.drawn
	changed = v.warning.Set(viewmodel.Careful, s.WarningTitle, s.Warning, "") || changed
	changed = v.working.Set(viewmodel.Neutral, s.Working, "", "") || changed
	changed = v.list.Set(listItems(s.Items), s.Chosen) || changed
	changed = v.due.Set(viewmodel.Waiting, s.Due.Title, s.Due.Text, "") || changed
	changed = v.left.render(s.Left) || changed
	changed = v.detail.render(s.DetailState) || changed
	changed = v.account.render(s.Account) || changed
	changed = v.page.render(s) || changed
	v.which.Set(s.Typed)
	icon, color := widgets.MoodIcon(s.AnswerMood)
	v.icon.Set(icon, color)
	changed = v.answer.Set(widgets.Span{Text: s.Answer, Color: color}) || changed
	v.drawn = true
	if changed {
		v.Page.Relayout()
	}
	v.moveFocus(some)
	v.page.moveFocus(s.Rotation.Open, v.second.back, v.list)
}

// moveFocus takes the keyboard from a button that has gone.
func (v *View) moveFocus(some bool) {
	c := widgets.CanvasOf(v.empty.begin)
	if some && c != nil && c.Focused() == fyne.Focusable(v.empty.begin) {
		widgets.Focus(c, v.list)
	}
}

func listItems(items []Item) []widgets.ListItem {
	list := make([]widgets.ListItem, len(items))
	for i, item := range items {
		head := item.Platform
		if head == "" {
			head = "Other keys"
		}
		list[i] = widgets.ListItem{
			Head: head, Title: item.Name, Line: item.Line, Note: item.Home, Chip: item.Role, Accent: item.Accent, Warns: item.Session,
		}
		switch {
		case item.Session:
			list[i].NoteIcon = "clock"
		case item.Sealed:
			list[i].NoteIcon = "lock"
		}
	}
	return list
}
