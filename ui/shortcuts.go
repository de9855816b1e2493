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
	SwitchTheme
	Quit
)

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
		row(SwitchTheme, fyne.KeyD, mod),
		row(Quit, fyne.KeyQ, mod),
	}
}
