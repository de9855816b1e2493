package widgets

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/async"
)

// Look is how much a button asks for attention.
type Look int

// The looks. A screen has one Filled button: the thing most wanted next.
const (
	Plain Look = iota
	Filled
	Link
	Danger // a link for what takes something away
	Grave  // a filled one for what cannot be undone
	Bare   // the bold words of a row that it opens and closes, at its left edge
	Head   // the head of a column, at its left edge, that sorts by it
	Amber  // a chip that warns, and does something about it
	onInk  // a plain one on the ground of a toast
)

// Button is a low button with a text.
type Button struct {
	widget.DisableableWidget
	pressable
	Look     Look
	OnTapped func()

	icon     string // before the text, "" for none
	opens    bool   // a menu: a chevron stands behind the text
	name     string // of a button that has an icon only
	host     string // behind it: which host the button asks
	narrow   bool   // one of several in a row that needs its room for a text
	text     string
	ticked   bool
	stopTick func()
}

var (
	_ fyne.Tappable     = (*Button)(nil)
	_ fyne.Focusable    = (*Button)(nil)
	_ desktop.Hoverable = (*Button)(nil)
	_ fyne.Accessible   = (*Button)(nil)
)

// NewButton makes a button.
func NewButton(text string, look Look, tapped func()) *Button {
	b := &Button{text: text, Look: look, OnTapped: tapped}
	b.self = b
	b.ExtendBaseWidget(b)
	return b
}

// SetText changes the text.
func (b *Button) SetText(text string) {
	if b.text != text {
		b.text = text
		b.Refresh()
	}
}

// NewAsk makes a button that asks a host, with an icon that says so. SetHost names it.
func NewAsk(icon, text string, look Look, tapped func()) *Button {
	b := NewButton(text, look, tapped)
	b.icon = icon
	return b
}

// NewMenuButton makes a button that opens a menu.
func NewMenuButton(text string, look Look, tapped func()) *Button {
	b := NewButton(text, look, tapped)
	b.opens = true
	return b
}

// newIconButton makes a button of an icon alone. Its name, and its shortcut where it has
// one, are its tip: Show as QR code, Ctrl+R.
func newIconButton(icon, name, shortcut string, look Look, tapped func()) *Button {
	b := NewAsk(icon, "", look, tapped)
	b.name, b.tip = name, name
	if shortcut != "" {
		b.tip += ", " + shortcut
	}
	return b
}

// NewNarrow makes a button with less room beside its text, for a row with several behind a
// long text.
func NewNarrow(text string, look Look, tapped func()) *Button {
	b := NewButton(text, look, tapped)
	b.narrow = true
	return b
}

// SetHost names the host that the button asks.
func (b *Button) SetHost(host string) {
	if b.host != host {
		b.host = host
		b.Refresh()
	}
}

// SetIcon changes the icon before the text, "" for none.
func (b *Button) SetIcon(icon string) {
	if b.icon != icon {
		b.icon = icon
		b.Refresh()
	}
}

// Host is the host that the button asks, "" for none.
func (b *Button) Host() string { return b.host }

// SetEnabled sets whether the button can be pressed.
func (b *Button) SetEnabled(on bool) {
	switch {
	case on && b.Disabled():
		b.Enable()
	case !on && !b.Disabled():
		b.Disable()
	}
}

// SetLook changes how much the button asks for attention.
func (b *Button) SetLook(look Look) {
	if b.Look != look {
		b.Look = look
		b.Refresh()
	}
}

// Text is the text on the button.
func (b *Button) Text() string { return b.text }

// tickFor is how long a tick answers.
const tickFor = 500 * time.Millisecond

// Tick answers with a tick for half a second, in place of a message.
func (b *Button) Tick(after async.After) {
	if b.stopTick != nil {
		b.stopTick()
	}
	b.ticked = true
	b.Refresh()
	b.stopTick = after(tickFor, func() {
		b.ticked = false
		b.Refresh()
	})
}

// Tapped implements fyne.Tappable.
func (b *Button) Tapped(*fyne.PointEvent) {
	leaveTip(b)
	if !b.Disabled() && b.OnTapped != nil {
		b.OnTapped()
	}
}

// TypedKey implements fyne.Focusable: Enter and Space press the button.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	passEscape(b, e)
	scrollsPage(b, e)
	if presses(e) {
		b.Tapped(nil)
	}
}

// Cursor shows a hand over what can be pressed.
func (b *Button) Cursor() desktop.Cursor {
	if b.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// AccessibilityLabel implements fyne.Accessible.
func (b *Button) AccessibilityLabel() string {
	return strings.TrimSpace(b.name + b.text + " " + b.host)
}

// AccessibilityRole implements fyne.Accessible.
func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
