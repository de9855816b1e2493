package why

import (
	"fyne.io/fyne/v2"

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
	save                  *widgets.Button
	ownTime               fyne.CanvasObject
	opened                func() // the options were opened
	compared              func() // the field for another token was opened
}

func newTools(p *Presenter, after async.After) *tools {
	t := &tools{p: p, after: after}
	t.asOf = widgets.NewMenuButton("As of now", widgets.Link, func() {
		p.Options.Toggle()
		if p.State().Options.Open {
			t.opened()
		}
	})
	t.compare = widgets.NewButton("Compare two", widgets.Link, func() {
		p.Compare.Toggle()
		if p.State().Compared.Open {
			t.compared()
		}
	})
	t.report = widgets.NewButton("Report…", widgets.Plain, t.openReport)
	t.save = widgets.NewButton("Save as CSV…", widgets.Plain, p.Log.Save)
	own := widgets.NewChip()
	own.Set("Each line’s own time")
	own.SetTip("Each line is judged as of the moment at which it was asked for.")
	t.ownTime = own.Box
	t.box = widgets.Row(6, -1, t.ownTime, t.asOf, t.compare, t.save, t.report)
	return t
}

// openReport offers what can be done with the report.
func (t *tools) openReport() {
	s := t.p.State()
	done := func() { t.report.Tick(t.after) }
	items := []widgets.MenuItem{{Text: "Copy report", Chosen: func() { t.p.Report.Copy(done) }}}
	list := inList(s)
	if !list && s.Reply.Proposed {
		items = append(items, widgets.MenuItem{Text: "Copy reply for the customer", Chosen: func() { t.p.Reply.Copy(done) }},
			widgets.MenuItem{Text: viewmodel.Either(s.Reply.Open, "Hide the reply", "Show the reply"), Chosen: t.p.Status.Toggle})
	}
	items = append(items, widgets.MenuItem{Text: "Save as Markdown…", Apart: true, Chosen: func() { t.p.Report.Save(false) }})
	if !list {
		items = append(items, widgets.MenuItem{Text: "Save as JSON…", Chosen: func() { t.p.Report.Save(true) }})
	}
	mask := viewmodel.Either(list, "Name no client", "Hide viewer, key ID and subject")
	widgets.OpenMenu(t.report, append(items, widgets.MenuItem{Text: mask, Checked: s.Mask, Apart: true, Chosen: t.p.Report.ToggleMask}))
}

// inList reports whether the list of a log is shown.
func inList(s State) bool { return s.Log.Open && !s.Log.Alone }

func (t *tools) render(s State) {
	t.asOf.SetText("As of " + viewmodel.Either(s.Options.Live, "now", s.Options.Moment))
	t.asOf.SetTip(viewmodel.Either(s.Options.Source != "", "The moment at which it was asked for, from "+s.Options.Source, "The moment that the verdict is of"))
	t.asOf.SetEnabled(s.Judged)
	t.compare.SetEnabled(s.Read)
	list := inList(s)
	t.report.SetEnabled(s.Judged || list && s.Log.CanSave)
	t.report.SetLook(viewmodel.Either(list && s.Log.CanSave, widgets.Filled, widgets.Plain))
	widgets.ShowEach(map[fyne.CanvasObject]bool{t.asOf: !list, t.compare: !list, t.ownTime: list && (!s.Log.Pasted || s.Options.AsOf == ""), t.save: list && s.Log.CanSave})
}
