package sign

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// panels are what opens over the screen: the code of a URL, and signing a list.
type panels struct {
	p      *Presenter
	after  async.After
	choose func(title string, take func([]byte))
	open   widgets.Panels
}

// panelWidth is how wide a panel is at the least, in pixels.
const panelWidth = 400

// qr shows a URL as a code to be read by a phone.
func (v panels) qr(i int) {
	name, url := v.p.URLs.URL(i)
	if url == "" {
		return
	}
	widgets.QRPanel{
		Open: v.open, Copy: func(done func()) { v.p.URLs.Copy(i, done) }, Tick: func(b *widgets.Button) { b.Tick(v.after) },
		Save: v.p.services.Save, Toast: v.p.services.Toast, Fail: v.p.services.Fail,
	}.Show(name, url)
}

// QR shows the URL of the stream as a code, or the first one where nothing tells which that is.
func (v *View) QR() {
	if v.p.URLs.url(0) == nil {
		v.p.services.Fail("There is no URL to show yet")
		return
	}
	v.panels.qr(max(0, v.p.URLs.stream()))
}

// Measures of the panels with an area, in pixels: between what stands in them, and the least
// height of the area.
const (
	panelGap  = 12
	leastArea = 84
)

// roomy is the area between what stands above and below it in a panel: it takes the height
// that those leave.
func roomy(width, height float32, above widgets.Fluid, area fyne.CanvasObject, below widgets.Fluid) widgets.Fluid {
	return widgets.SizedBy(panelWidth, func() float32 {
		rest := above.HeightFor(width)
		if below.Visible() {
			rest += below.HeightFor(width) + panelGap
		}
		return max(leastArea, height-rest-panelGap)
	}, area)
}

// list is the panel in which a whole list is signed.
func (v panels) list() {
	w := &listPanel{}
	var l *Lister
	w.area = widgets.NewArea("16af5b33-cf4d-4717-9b90-ce429a124455", 7, func(s string) { l.SetText(s) })
	w.area.OnPaste = func(s string) bool { return l.Paste(s) }
	w.areaBox = w.area.Framed()
	w.source = widgets.NewText()
	w.clear = widgets.NewButton("Another list", widgets.Link, func() { l.Clear() })
	w.sourceBox = widgets.Over(widgets.NewGround(theme.Window, theme.Line, 8), widgets.Inset(10, 12, 10, widgets.Row(8, 0, w.source, w.clear)))
	choose := widgets.NewButton("Choose file", widgets.Link, func() { v.choose("Open a list of IDs", func(b []byte) { l.Take(b) }) })
	w.column = widgets.NewSelect(nil, func(i int) { l.SetColumn(i) })
	w.columnBox = widgets.NewField("The ID is in column", w.column).Box
	w.format = widgets.NewSegmented(FormatNames, func(i int) { l.SetFormat(i) })
	w.progress, w.status, w.icon = widgets.NewProgress(), widgets.NewText(), widgets.NewIcon("info", theme.Muted, 13)
	w.copy = widgets.NewButton("Copy", widgets.Plain, func() { l.Copy(func() { w.copy.Tick(v.after) }) })
	w.save = widgets.NewButton("Save to a file", widgets.Plain, func() { l.Save() })
	w.start = widgets.NewButton("Sign the list", widgets.Filled, func() {
		if l.State().Working {
			l.Cancel()
		} else {
			l.Start()
		}
	})
	var closePanel func()
	shut := widgets.NewButton("Close", widgets.Plain, func() { closePanel() })
	w.area.OnEscape = shut.OnTapped
	w.ask = widgets.NewText()
	w.statusBox = widgets.Level(6, w.icon, w.status)
	below := widgets.Stack(panelGap, false,
		widgets.Row(12, 1, widgets.Inset(0, -8, 0, choose), widgets.Space(0, 0)),
		widgets.Grid(12, 180, w.columnBox, widgets.NewField("Written as", w.format).Box),
		w.progress, w.statusBox,
		widgets.Row(8, 0, widgets.Space(0, 0), w.copy, w.save, w.start, shut))
	area := roomy(listWidth, listHeight, w.ask, widgets.Stack(0, true, w.areaBox, w.sourceBox), below)
	w.page = widgets.NewPage(widgets.Stack(panelGap, false, w.ask, area, below))
	l = v.p.NewLister(w.render)
	w.page.Relayout()
	closePanel = v.open("Sign a list", widgets.Width(listWidth, widgets.Sized(listWidth, listHeight, w.page)), w.area, func() { l.Cancel() })
}

// The size of the panel for a list, in pixels: within the least window.
const (
	listWidth  = 540
	listHeight = 400
)

type listPanel struct {
	page                          *widgets.Page
	ask, source, status           *widgets.Text
	area                          *widgets.Entry
	areaBox, sourceBox, columnBox fyne.CanvasObject
	column                        *widgets.Select
	format                        *widgets.Segmented
	progress                      *widgets.Progress
	icon                          *widgets.Icon
	statusBox                     fyne.CanvasObject
	clear, copy, save, start      *widgets.Button
}

func (w *listPanel) render(s ListState) {
	w.ask.Set(widgets.Span{Text: s.Ask, Color: theme.Muted})
	w.area.Set(s.Text)
	widgets.ShowEach(map[fyne.CanvasObject]bool{
		w.areaBox: s.Source == "", w.sourceBox: s.Source != "", w.columnBox: len(s.Columns) > 1, w.icon: s.Status != "" && !s.Working,
		w.progress: s.Working || s.Part > 0, w.statusBox: s.Status != "",
	})
	w.source.Set(widgets.Span{Text: s.Source})
	w.column.SetOptions(s.Columns, s.Column)
	w.format.Set(s.Format)
	w.progress.Set(s.Part)
	color := map[viewmodel.Tone]fyne.ThemeColorName{viewmodel.Quiet: theme.Muted, viewmodel.Warning: theme.Warn, viewmodel.Wrong: theme.Bad}[s.Tone]
	w.status.Set(widgets.Span{Text: s.Status, Color: color, Size: theme.SmallText})
	w.icon.Set(viewmodel.Either(s.Tone == viewmodel.Quiet, "info", "warn"), color)
	w.copy.SetEnabled(s.CanCopy)
	w.save.SetEnabled(s.CanSave)
	w.start.SetEnabled(s.Working || s.Ready && s.Lacks == "")
	w.start.SetText(viewmodel.Either(s.Working, "Cancel", "Sign the list"))
	done := s.CanCopy || s.CanSave // then that is the thing wanted next
	w.start.SetLook(viewmodel.Either(done, widgets.Plain, widgets.Filled))
	w.save.SetLook(viewmodel.Either(done && s.CanSave, widgets.Filled, widgets.Plain))
	w.page.Relayout()
}
