package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"playtoken/ui/widgets"
)

// askText asks for a text in the middle of the window. A hidden one is a
// passphrase. Enter answers, Escape does not.
func (p *App) askText(title, label, text string, hidden bool, done func(string)) {
	entry := widgets.NewEntry("", nil)
	entry.Password = hidden
	entry.Set(text)
	field := widgets.NewField(label, entry.Framed())
	content := widgets.Inset(4, 4, 8, widgets.Width(360, field.Box))
	var d *dialog.ConfirmDialog
	answer := func(ok bool) {
		p.asking = nil
		given := entry.Text
		if !hidden {
			given = strings.TrimSpace(given)
		}
		entry.SetText("")
		if ok && given != "" {
			done(given)
		}
	}
	d = dialog.NewCustomConfirm(title, "OK", "Cancel", content, answer, p.window)
	entry.OnSubmitted = func(string) { d.Confirm() }
	entry.OnEscape = func() { d.Dismiss() }
	p.asking = d
	d.Show()
	p.window.Canvas().Focus(entry)
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// askYes asks whether something that cannot be undone is meant.
func (p *App) askYes(title, text, button string, done func()) {
	label := widgets.NewText(widgets.Span{Text: text})
	content := widgets.Inset(4, 4, 8, widgets.Width(380, label))
	d := dialog.NewCustomConfirm(title, button, "Cancel", content, func(ok bool) {
		p.asking = nil
		if ok {
			done()
		}
	}, p.window)
	p.asking = d
	d.Show()
}
