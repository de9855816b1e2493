package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// FocusGained implements fyne.Focusable.
func (v *Value) FocusGained() {
	v.focused = true
	gotKeyboard(v)
}

// FocusLost implements fyne.Focusable: one selection at a time.
func (v *Value) FocusLost() {
	v.focused, v.shift = false, false
	v.choose(0, 0)
}

// TypedRune implements fyne.Focusable.
func (v *Value) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: Escape ends the selection first.
func (v *Value) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		if v.from != v.to {
			v.choose(0, 0)
			return
		}
		passEscape(v, e)
		return
	}
	if !v.shift {
		return
	}
	to := v.to
	switch e.Name {
	case fyne.KeyLeft:
		to--
	case fyne.KeyRight:
		to++
	case fyne.KeyHome, fyne.KeyUp:
		to = 0
	case fyne.KeyEnd, fyne.KeyDown:
		to = v.length()
	}
	v.choose(v.from, max(0, min(to, v.length())))
}

// KeyDown implements desktop.Keyable. The window hears it too.
func (v *Value) KeyDown(k *fyne.KeyEvent) {
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		v.shift = true
	}
	passDown(CanvasOf(v), k)
}

// KeyUp implements desktop.Keyable.
func (v *Value) KeyUp(k *fyne.KeyEvent) {
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		v.shift = false
	}
}

// TypedShortcut implements fyne.Shortcutable. What it does not know goes to the window.
func (v *Value) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutCopy:
		v.copied()
	case *fyne.ShortcutSelectAll:
		v.choose(0, v.length())
	default:
		passShortcut(v, s)
	}
}
