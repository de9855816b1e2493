package ui

import (
	"runtime"

	"fyne.io/fyne/v2"

	"playtoken/ui/viewmodel"
	"playtoken/ui/why"
	"playtoken/ui/widgets"
)

// palette lists what can be done from anywhere, for the menu that searches it: the actions,
// then what was pasted, the profiles and the platforms to sign for.
func (p *App) palette() (items []widgets.MenuItem) {
	add := func(list []doing) {
		for i, d := range list {
			items = append(items, widgets.MenuItem{Text: d.text, Remark: d.where, Apart: i == 0, Chosen: d.do})
		}
	}
	for _, a := range []Action{
		FocusPaste, CopyAnswer, CopyStream, ShowSign, ShowWhy, ShowKeys, ShowCheck, ShowSettings, SwitchTheme, ShowShortcuts, Quit,
	} {
		items = append(items, widgets.MenuItem{Text: labels[a], Remark: keysOf(a, runtime.GOOS), Chosen: func() { p.do(a) }})
	}
	switch s := p.book.State(); {
	case s.Locked:
		items = append(items, widgets.MenuItem{Text: "Unlock the saved secrets", Chosen: p.unlock})
	case len(p.book.List()) > 0:
		items = append(items, widgets.MenuItem{Text: "Lock the saved secrets", Chosen: func() { p.keys.Presenter().Safe.Lock() }})
	}
	add(p.doings())
	p.why.tell(func(w *why.Presenter) {
		for i, r := range w.Recent.Rows() {
			items = append(items, widgets.MenuItem{Text: r.Title + ", " + r.Text, Remark: "pasted " + r.When, Apart: i == 0, Chosen: func() {
				p.Show(atWhy)
				w.Recent.Choose(i)
			}})
		}
	})
	for i, profile := range p.book.List() {
		items = append(items, widgets.MenuItem{Text: profile.Name, Remark: "profile", Apart: i == 0, Chosen: func() { p.form.useOnSign(profile.ID) }})
	}
	for i, name := range p.sign.Presenter().State().Platforms {
		items = append(items, widgets.MenuItem{Text: name, Remark: "platform", Apart: i == 0, Chosen: func() {
			p.Show(atSign)
			p.sign.Presenter().Form.ChoosePlatform(i)
		}})
	}
	add(p.accounts())
	return items
}

// paletteWidth is about the width of the menu, by which it is centred.
const paletteWidth = 380

// showPalette opens the menu of what can be done, with its search.
func (p *App) showPalette() {
	c := p.window.Canvas()
	widgets.OpenMenuIn(c, func(window fyne.Size) fyne.Position { return fyne.NewPos((window.Width-paletteWidth)/2, 64) }, p.palette())
}

// showShortcuts lists the shortcuts in a panel.
func (p *App) showShortcuts() {
	var shown []viewmodel.Row
	seen := map[Action]bool{}
	for _, s := range Shortcuts(runtime.GOOS) {
		if !seen[s.Action] {
			seen[s.Action] = true
			shown = append(shown, viewmodel.Row{Label: s.Keys(runtime.GOOS), Value: []viewmodel.Run{{Text: labels[s.Action]}}})
		}
	}
	for _, more := range moreKeys(runtime.GOOS) {
		shown = append(shown, viewmodel.Row{Label: more[0], Value: []viewmodel.Run{{Text: more[1]}}})
	}
	half := (len(shown) + 1) / 2
	left, right := widgets.NewRows(100), widgets.NewRows(100)
	left.Set(shown[:half])
	right.Set(shown[half:])
	var shut func()
	closing := widgets.NewButton("Close", widgets.Plain, func() { shut() })
	shut = p.panels.open("Shortcuts", widgets.Width(720, widgets.Stack(10, false, widgets.Grid(24, 300, left.Box, right.Box), widgets.Row(8, 0, widgets.Space(0, 0), closing))), closing, nil)
}

// moreKeys are the keys that do what they do everywhere, and what that is.
func moreKeys(goos string) [][2]string {
	with := func(k fyne.KeyName) string { return shortcut(goos, k, 0).Keys(goos) }
	return [][2]string{
		{"F1", "This list"},
		{with(fyne.KeyV), "Paste, also with no field chosen: it goes where it belongs"},
		{with(fyne.KeyC), "Copy what is selected, or the row"},
		{with(fyne.KeyZ), "Undo what was typed, or bring back what was cleared"},
		{"Tab", "On to the next control, with Shift back"},
		{"Space", "Press a button; in lists and choices the arrows move"},
		{"Escape", "Close what is open, go back, or clear the paste"},
	}
}

// copyStream copies the URL of the stream from anywhere.
func (p *App) copyStream() {
	urls := p.sign.Presenter().URLs
	stream := urls.Stream()
	for i := range p.sign.Presenter().State().URLs {
		if _, whole := urls.URL(i); whole == stream && stream != "" {
			urls.Copy(i, func() {})
			return
		}
	}
	p.toast.Fail("There is no stream URL yet: the form on Sign is not complete.")
}
