package ui

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestShortcuts(t *testing.T) {
	for goos, command := range map[string]fyne.KeyModifier{
		"linux": fyne.KeyModifierControl, "windows": fyne.KeyModifierControl, "freebsd": fyne.KeyModifierControl, "darwin": fyne.KeyModifierSuper,
	} {
		type chord struct {
			key fyne.KeyName
			mod fyne.KeyModifier
		}
		want := map[chord]Action{
			{fyne.Key1, command}:                         ShowSign,
			{fyne.Key2, command}:                         ShowWhy,
			{fyne.Key3, command}:                         ShowKeys,
			{fyne.Key4, command}:                         ShowCheck,
			{fyne.Key5, command}:                         ShowSettings,
			{fyne.KeyComma, command}:                     ShowSettings,
			{fyne.KeyL, command}:                         FocusPaste,
			{fyne.KeyC, command | fyne.KeyModifierShift}: CopyAnswer,
			{fyne.KeyU, command | fyne.KeyModifierShift}: CopyStream,
			{fyne.KeyK, command}:                         ShowPalette,
			{fyne.KeySlash, command}:                     ShowShortcuts,
			{fyne.KeyD, command}:                         SwitchTheme,
			{fyne.KeyQ, command}:                         Quit,
		}
		// What edits text in the toolkit's entries stays with them.
		editing := map[fyne.KeyName]bool{
			fyne.KeyA: true, fyne.KeyC: true, fyne.KeyV: true, fyne.KeyX: true, fyne.KeyZ: true, fyne.KeyY: true,
			fyne.KeyLeft: true, fyne.KeyRight: true, fyne.KeyBackspace: true, fyne.KeyDelete: true, fyne.KeyHome: true, fyne.KeyEnd: true,
		}
		names := map[string]bool{}
		list := Shortcuts(goos)
		if len(list) != len(want) {
			t.Errorf("%s: %d shortcuts, want %d", goos, len(list), len(want))
		}
		for _, s := range list {
			if a, ok := want[chord{s.KeyName, s.Modifier}]; !ok || a != s.Action {
				t.Errorf("%s: action %d has %s with %d", goos, s.Action, s.KeyName, s.Modifier)
			}
			if names[s.ShortcutName()] {
				t.Errorf("%s: %s twice", goos, s.ShortcutName())
			}
			names[s.ShortcutName()] = true
			if s.Modifier == command && editing[s.KeyName] || s.Modifier&^fyne.KeyModifierShift == 0 {
				t.Errorf("%s: %s is needed for text", goos, s.ShortcutName())
			}
		}
	}
}
