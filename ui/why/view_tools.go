package why

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/async"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// tools are the buttons above the screen.
type tools struct {
	box                   widgets.Fluid
	p                     *Presenter
	after                 async.After
	asOf, compare, report *widgets.Button
	opened                func() // the options were opened
	compared              func() // the field for another token was opened
}

func newTools(p *Presenter, after async.After) *tools {
	t := &tools{p: p, after: after}
	t.asOf = widgets.NewButton("As of now", widgets.Link, func() {
		p.Options.Toggle()
		if p.State().Options.Open {
			t.opened()
		}
	})
	t.compare = widgets.NewButton("Compare", widgets.Link, func() {
		p.Compare.Toggle()
		if p.State().Compared.Open {
			t.compared()
		}
	})
	t.report = widgets.NewButton("Report …", widgets.Plain, t.openReport)
	t.box = widgets.Row(6, -1, t.asOf, t.compare, t.report)
	return t
}

// openReport offers what can be done with the report.
func (t *tools) openReport() {
	mask := fyne.NewMenuItem("Hide viewer, key ID and subject", t.p.Report.ToggleMask)
	mask.Checked = t.p.State().Mask
	items := []*fyne.MenuItem{
		fyne.NewMenuItem("Copy report", func() { t.p.Report.Copy(func() { t.report.Tick(t.after) }) }),
		fyne.NewMenuItem("Copy reply for the customer", func() { t.p.Report.CopyReply(func() { t.report.Tick(t.after) }) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem("Save as Markdown …", func() { t.p.Report.Save(false) }),
		fyne.NewMenuItem("Save as JSON …", func() { t.p.Report.Save(true) }),
		fyne.NewMenuItemSeparator(), mask,
	}
	driver := fyne.CurrentApp().Driver()
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), widgets.CanvasOf(t.report))
	at := driver.AbsolutePositionForObject(t.report)
	size := menu.MinSize()
	menu.ShowAtPosition(fyne.NewPos(at.X+t.report.Size().Width-size.Width, at.Y+t.report.Size().Height+2))
}

func (t *tools) render(s State) {
	t.asOf.SetText("As of " + viewmodel.Either(s.Options.Live, "now", s.Options.Moment))
	t.asOf.SetEnabled(s.Read)
	t.compare.SetEnabled(s.Read)
	t.report.SetEnabled(s.Read)
}
