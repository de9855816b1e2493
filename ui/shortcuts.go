package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
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
	mod := fyne.KeyModifierControl
	if goos == "darwin" {
		mod = fyne.KeyModifierSuper
	}
	row := func(a Action, k fyne.KeyName, m fyne.KeyModifier) Shortcut {
		return Shortcut{a, desktop.CustomShortcut{KeyName: k, Modifier: m}}
	}
	return []Shortcut{
		row(ShowSign, fyne.Key1, mod),
		row(ShowWhy, fyne.Key2, mod),
		row(ShowKeys, fyne.Key3, mod),
		row(ShowCheck, fyne.Key4, mod),
		row(ShowSettings, fyne.Key5, mod),
		row(ShowSettings, fyne.KeyComma, mod),
		row(FocusPaste, fyne.KeyL, mod),
		row(CopyAnswer, fyne.KeyC, mod|fyne.KeyModifierShift),
		row(CopyStream, fyne.KeyU, mod|fyne.KeyModifierShift),
		row(ShowPalette, fyne.KeyK, mod),
		row(ShowShortcuts, fyne.KeySlash, mod),
		row(SwitchTheme, fyne.KeyD, mod),
		row(Quit, fyne.KeyQ, mod),
	}
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
