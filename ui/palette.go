package ui

import (
	"runtime"

	"playtoken/ui/why"
	"playtoken/ui/widgets"
)

// palette is the menu that is searched for what can be done from anywhere.
type palette struct{ *App }

// items are the actions, then what was pasted, the profiles and the platforms to sign for.
func (p palette) items() (items []widgets.MenuItem) {
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
		items = append(items, widgets.MenuItem{Text: "Unlock the saved secrets", Chosen: p.safe.unlock})
	case len(p.book.List()) > 0:
		items = append(items, widgets.MenuItem{Text: "Lock the saved secrets", Chosen: func() { p.keys.Presenter().Safe.Lock() }})
	}
	add(p.onScreen())
	add(p.doings())
	p.why.tell(func(w *why.Presenter) {
		for i, r := range w.Recent.Rows() {
			items = append(items, widgets.MenuItem{Text: r.Title + ", " + r.Text, Remark: "pasted " + r.When, Apart: i == 0, Last: true, Chosen: func() {
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

// show opens the menu with its search.
func (p palette) show() { widgets.OpenMenuIn(p.window.Canvas(), 64, p.items()) }
