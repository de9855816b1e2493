package sign

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// learnPanel is the panel in which something genuine tells how the form is to be
// filled in.
type learnPanel struct {
	page        *widgets.Page
	ask, status *widgets.Text
	area        *widgets.Entry
	icon        *widgets.Icon
	statusBox   widgets.Fluid
	start, use  *widgets.Button
}

// The size of the panel, in pixels: within the least window.
const (
	learnWidth  = 540
	learnHeight = 300
)

// learn opens the panel.
func (v panels) learn() {
	w := &learnPanel{ask: widgets.NewText(), icon: widgets.NewIcon("info", theme.Muted, 13), status: widgets.NewText()}
	var l *Learner
	var closePanel func()
	w.area = widgets.NewArea(v.p.platform.Learn.Begin, 5, func(s string) { l.SetText(s) })
	w.area.OnPaste = func(s string) bool { return l.PasteKey(s) }
	w.start = widgets.NewButton("Find out", widgets.Filled, func() {
		if l.State().Working {
			l.Cancel()
		} else {
			l.Start()
		}
	})
	w.use = widgets.NewButton("Use it", widgets.Plain, func() {
		if l.Use() {
			closePanel()
		}
	})
	shut := widgets.NewButton("Close", widgets.Plain, func() { closePanel() })
	w.area.OnEscape = shut.OnTapped
	w.statusBox = widgets.Level(6, w.icon, w.status)
	area := roomy(learnWidth, learnHeight-50, w.ask, w.area.Framed(), w.statusBox)
	w.page = widgets.NewPage(widgets.Stack(panelGap, false, w.ask, area, w.statusBox))
	content := widgets.Stack(panelGap, false,
		widgets.Width(learnWidth, widgets.Sized(learnWidth, learnHeight-50, w.page)),
		widgets.Row(8, 0, widgets.Space(0, 0), w.start, w.use, shut))
	l = v.p.NewLearner(w.render)
	w.page.Relayout()
	title := "Find out from something genuine"
	closePanel = v.open(title, content, w.area, func() { l.Cancel() })
}

func (w *learnPanel) render(s LearnState) {
	w.ask.Set(widgets.Span{Text: s.Ask, Color: theme.Muted})
	w.area.Set(s.Text)
	color := map[viewmodel.Tone]fyne.ThemeColorName{viewmodel.Quiet: theme.Ink, viewmodel.Warning: theme.Warn, viewmodel.Wrong: theme.Bad}[s.Tone]
	w.status.Set(widgets.Span{Text: s.Status, Color: color})
	sign, signColor := "info", theme.Muted
	switch {
	case s.Tone != viewmodel.Quiet:
		sign, signColor = "warn", color
	case s.Found:
		sign, signColor = "good", theme.Good
	}
	w.icon.Set(sign, signColor)
	widgets.Show(w.icon, !s.Working)
	widgets.Show(w.statusBox, s.Status != "")
	w.start.SetEnabled(s.Working || s.Ready)
	w.use.SetEnabled(s.Found)
	w.start.SetText(viewmodel.Either(s.Working, "Cancel", "Find out"))
	// One filled button a panel: what is wanted next.
	w.start.SetLook(viewmodel.Either(s.Found, widgets.Plain, widgets.Filled))
	w.use.SetLook(viewmodel.Either(s.Found, widgets.Filled, widgets.Plain))
	w.page.Relayout()
}
