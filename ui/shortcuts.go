package ui

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// Action is what a shortcut of the window does.
type Action int

// The actions.
const (
	ShowSign Action = iota
	ShowWhy
	ShowKeys
	ShowCheck
	ShowSettings
	FocusPaste
	CopyAnswer // the token on Sign, the verdict on Why?
	CopyStream
	SwitchTheme
	ShowPalette
	ShowShortcuts
	Quit
)

// labels say what the actions do.
var labels = map[Action]string{
	ShowSign: "Go to Sign", ShowWhy: "Go to Why?", ShowKeys: "Go to Keys", ShowCheck: "Go to Check", ShowSettings: "Go to Settings",
	FocusPaste: "Read a token or a URL", CopyAnswer: "Copy the token, or the verdict on Why?", CopyStream: "Copy the stream URL",
	SwitchTheme: "Light or dark", ShowPalette: "Find an action, a paste, a profile or a platform", ShowShortcuts: "Shortcuts", Quit: "Quit",
}

// Shortcut is one row of the shortcut table.
type Shortcut struct {
	Action Action
	desktop.CustomShortcut
}

// Shortcuts is the shortcut table of an operating system: Command where others
// have Control.
func Shortcuts(goos string) []Shortcut {
	row := func(a Action, k fyne.KeyName, more fyne.KeyModifier) Shortcut {
		s := shortcut(goos, k, more)
		s.Action = a
		return s
	}
	return []Shortcut{
		row(ShowSign, fyne.Key1, 0),
		row(ShowWhy, fyne.Key2, 0),
		row(ShowKeys, fyne.Key3, 0),
		row(ShowCheck, fyne.Key4, 0),
		row(ShowSettings, fyne.Key5, 0),
		row(ShowSettings, fyne.KeyComma, 0),
		row(FocusPaste, fyne.KeyL, 0),
		row(CopyAnswer, fyne.KeyC, fyne.KeyModifierShift),
		row(CopyStream, fyne.KeyU, fyne.KeyModifierShift),
		row(ShowPalette, fyne.KeyK, 0),
		row(ShowShortcuts, fyne.KeySlash, 0),
		row(SwitchTheme, fyne.KeyD, 0),
		row(Quit, fyne.KeyQ, 0),
	}
}

// shortcut is a key with Control, on macOS with Command, and with more.
func shortcut(goos string, k fyne.KeyName, more fyne.KeyModifier) Shortcut {
	mod := fyne.KeyModifierControl
	if goos == "darwin" {
		mod = fyne.KeyModifierSuper
	}
	return Shortcut{CustomShortcut: desktop.CustomShortcut{KeyName: k, Modifier: mod | more}}
}

// Keys are the keys of a shortcut as they are written on an operating system.
func (s Shortcut) Keys(goos string) string {
	if goos == "darwin" {
		text := ""
		if s.Modifier&fyne.KeyModifierShift != 0 {
			text = "\u21e7"
		}
		return text + "\u2318" + string(s.KeyName)
	}
	text := "Ctrl+"
	if s.Modifier&fyne.KeyModifierShift != 0 {
		text += "Shift+"
	}
	return text + string(s.KeyName)
}

// keysOf are the keys of an action, "" for none.
func keysOf(a Action, goos string) string {
	for _, s := range Shortcuts(goos) {
		if s.Action == a {
			return s.Keys(goos)
		}
	}
	return ""
}

// showShortcuts lists the shortcuts in a panel.
func (ps *panels) showShortcuts() {
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
	shut = ps.open("Shortcuts", widgets.Width(720, widgets.Stack(10, false, widgets.Grid(24, 300, left.Box, right.Box), widgets.Row(8, 0, widgets.Space(0, 0), closing))), closing, nil)
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
