package check

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/async"
	"playtoken/ui/widgets"
)

// toolsBar are the buttons above the screen.
type toolsBar struct {
	p            *Presenter
	after        async.After
	open, report *widgets.Button
}

func (t *toolsBar) build(p *Presenter, after async.After) fyne.CanvasObject {
	t.p, t.after = p, after
	t.open = widgets.NewMenuButton("Open in", widgets.Link, t.openIn)
	t.report = widgets.NewButton("Report…", widgets.Plain, t.openReport)
	return widgets.Row(6, -1, t.open, t.report)
}

func (t *toolsBar) render(s ToolsState) {
	t.open.SetEnabled(s.CanOpen)
	t.report.SetEnabled(s.CanReport)
}

// openIn offers what else the URL can be opened in.
func (t *toolsBar) openIn() {
	var items []*fyne.MenuItem
	for _, o := range t.p.Tools.Openings() {
		if o.Rule {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		items = append(items, fyne.NewMenuItem(o.Name, func() { o.Open(func() { t.open.Tick(t.after) }) }))
	}
	menuBelow(t.open, items)
}

// openReport offers what can be done with the report.
func (t *toolsBar) openReport() {
	tools := t.p.Tools
	mask := fyne.NewMenuItem("Hide viewer, key ID and subject", tools.ToggleMask)
	mask.Checked = t.p.State().Tools.Mask
	items := []*fyne.MenuItem{
		fyne.NewMenuItem("Copy report", func() { tools.CopyReport(func() { t.report.Tick(t.after) }) }),
		fyne.NewMenuItem("Copy reply for the customer", func() { tools.CopyReply(func() { t.report.Tick(t.after) }) }),
		fyne.NewMenuItemSeparator(),
	}
	if t.p.State().Tools.CanSave {
		items = append(items, fyne.NewMenuItem("Save as Markdown …", func() { tools.SaveReport(false) }),
			fyne.NewMenuItem("Save as JSON …", func() { tools.SaveReport(true) }), fyne.NewMenuItemSeparator())
	}
	menuBelow(t.report, append(items, mask))
}

// menuBelow opens a menu below a button, their right edges in line.
func menuBelow(b *widgets.Button, items []*fyne.MenuItem) {
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), widgets.CanvasOf(b))
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
	menu.ShowAtPosition(fyne.NewPos(at.X+b.Size().Width-menu.MinSize().Width, at.Y+b.Size().Height+2))
}
