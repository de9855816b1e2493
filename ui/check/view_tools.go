package check

import (
	"fyne.io/fyne/v2"

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
	var items []widgets.MenuItem
	for _, o := range t.p.Tools.Openings() {
		items = append(items, widgets.MenuItem{Text: o.Name, Apart: o.Rule, Chosen: func() { o.Open(func() { t.open.Tick(t.after) }) }})
	}
	widgets.OpenMenu(t.open, items)
}

// openReport offers what can be done with the report.
func (t *toolsBar) openReport() {
	tools, s := t.p.Tools, t.p.State().Tools
	done := func() { t.report.Tick(t.after) }
	items := []widgets.MenuItem{
		{Text: "Copy report", Chosen: func() { tools.CopyReport(done) }},
		{Text: "Copy reply for the customer", Chosen: func() { tools.CopyReply(done) }},
	}
	if s.CanSave {
		items = append(items, widgets.MenuItem{Text: "Save as Markdown…", Apart: true, Chosen: func() { tools.SaveReport(false) }},
			widgets.MenuItem{Text: "Save as JSON…", Chosen: func() { tools.SaveReport(true) }})
	}
	widgets.OpenMenu(t.report, append(items, widgets.MenuItem{Text: "Hide viewer, key ID and subject", Checked: s.Mask, Apart: true, Chosen: tools.ToggleMask}))
}
