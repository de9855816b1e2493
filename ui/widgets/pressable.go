package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// pressable is what buttons, segments and rail items have in common.
type pressable struct {
	hovered, focused bool
	self             fyne.Widget
	tip              string
	whole            func() string  // of what is cut, where there is no tip; nil for none
	keyboard         fyne.Focusable // what has the keyboard for it, nil for itself
}

// SetTip says what is shown when the pointer rests here, or when the keyboard comes: the
// name and the shortcut of an icon, what a word rests on. A secret is never in it, and
// nothing that is needed stands there alone.
func (p *pressable) SetTip(text string) { p.tip = text }

// tipText is what is shown.
func (p *pressable) tipText() string {
	if p.tip == "" && p.whole != nil {
		return p.whole()
	}
	return p.tip
}

func (p *pressable) set(field *bool, v bool) {
	if *field != v {
		*field = v
		p.self.Refresh()
	}
}

// MouseIn implements desktop.Hoverable.
func (p *pressable) MouseIn(e *desktop.MouseEvent) {
	p.set(&p.hovered, true)
	p.pointedAt(e)
	askTip(p.self, p.tipText)
}

// MouseMoved implements desktop.Hoverable.
func (p *pressable) MouseMoved(e *desktop.MouseEvent) { p.pointedAt(e) }

// pointer is where the pointer was last over a control, and over which: nil for none.
var pointer struct {
	over *pressable
	at   fyne.Position
}

func (p *pressable) pointedAt(e *desktop.MouseEvent) {
	if e != nil {
		pointer.over, pointer.at = p, e.AbsolutePosition
	}
}

// leaveWhatMoved ends the hover of a control that has moved away from under the pointer, or has
// gone: the toolkit tells that only once the pointer moves.
func leaveWhatMoved() {
	p := pointer.over
	if p == nil || !p.hovered {
		return
	}
	from, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.self), p.self.Size()
	if in := pointer.at.Subtract(from); Gone(p.self) || in.X < 0 || in.Y < 0 || in.X >= size.Width || in.Y >= size.Height {
		p.self.(desktop.Hoverable).MouseOut()
	}
}

// MouseOut implements desktop.Hoverable.
func (p *pressable) MouseOut() {
	p.set(&p.hovered, false)
	leaveTip(p.self)
}

// MouseDown implements desktop.Mouseable: Tab goes on from here.
func (p *pressable) MouseDown(*desktop.MouseEvent) {
	f := p.keyboard
	if f == nil {
		f, _ = p.self.(fyne.Focusable)
	}
	if c := CanvasOf(p.self); c != nil && f != nil {
		keepTabPlace(c, f)
	}
}

// MouseUp implements desktop.Mouseable.
func (p *pressable) MouseUp(*desktop.MouseEvent) {}

// FocusGained implements fyne.Focusable.
func (p *pressable) FocusGained() {
	p.set(&p.focused, true)
	if f, ok := p.self.(fyne.Focusable); ok {
		gotKeyboard(f)
	}
	reveal(p.self)
	askTip(p.self, p.tipText)
}

// FocusLost implements fyne.Focusable.
func (p *pressable) FocusLost() {
	p.set(&p.focused, false)
	leaveTip(p.self)
}

// passEscape hands Escape on to the window, which closes the question that is
// open: the toolkit gives a key to what has the keyboard alone.
func passEscape(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if e.Name != fyne.KeyEscape {
		return
	}
	HideTips(CanvasOf(o))
	if c := CanvasOf(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// passShortcut hands a shortcut on to the window, from what has the keyboard.
func passShortcut(o fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := CanvasOf(o).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// presses reports whether a key presses what has the keyboard.
func presses(e *fyne.KeyEvent) bool {
	return e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter
}

// TypedRune implements fyne.Focusable.
func (p *pressable) TypedRune(rune) {}

// KeyDown implements desktop.Keyable. The window hears it too.
func (p *pressable) KeyDown(k *fyne.KeyEvent) {
	passDown(CanvasOf(p.self), k)
}

// KeyUp implements desktop.Keyable.
func (p *pressable) KeyUp(*fyne.KeyEvent) {}
