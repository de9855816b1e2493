package widgets

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/async"
	"playtoken/ui/theme"
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
	onInk  // a plain one on the ground of a toast
)

// Button is a low button with a text.
type Button struct {
	widget.DisableableWidget
	pressable
	Look     Look
	OnTapped func()

	icon     string // before the text, "" for none
	name     string // of a button that has an icon only
	host     string // behind it: which host the button asks
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

// NewIconButton makes a button of an icon alone. Its name, and its shortcut where it has
// one, are its tip: Show as QR code, Ctrl+R.
func NewIconButton(icon, name, shortcut string, look Look, tapped func()) *Button {
	b := NewAsk(icon, "", look, tapped)
	b.name, b.tip = name, name
	if shortcut != "" {
		b.tip += ", " + shortcut
	}
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
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
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

// pressable is what buttons, segments and rail items have in common.
type pressable struct {
	hovered, focused bool
	self             fyne.Widget
	tip              string
	whole            func() string // of what is cut, where there is no tip; nil for none
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
func (p *pressable) MouseIn(*desktop.MouseEvent) {
	p.set(&p.hovered, true)
	askTip(p.self, p.tipText)
}

// MouseMoved implements desktop.Hoverable.
func (p *pressable) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (p *pressable) MouseOut() {
	p.set(&p.hovered, false)
	leaveTip(p.self)
}

// FocusGained implements fyne.Focusable.
func (p *pressable) FocusGained() {
	p.set(&p.focused, true)
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

// TypedRune implements fyne.Focusable.
func (p *pressable) TypedRune(rune) {}

// KeyDown implements desktop.Keyable. The window hears it too.
func (p *pressable) KeyDown(k *fyne.KeyEvent) {
	passDown(CanvasOf(p.self), k)
}

// KeyUp implements desktop.Keyable.
func (p *pressable) KeyUp(*fyne.KeyEvent) {}

const (
	buttonHeight = 26
	tickSide     = 14
)

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{
		b: b, ground: canvas.NewRectangle(nil), veil: canvas.NewRectangle(nil), text: canvas.NewText("", nil), tick: NewIcon("good", theme.Ink, tickSide),
		icon: NewIcon("globe", theme.Ink, tickSide), host: canvas.NewText("", nil),
	}
	r.paint()
	return Laid(b, r)
}

type buttonRenderer struct {
	b            *Button
	ground, veil *canvas.Rectangle
	text         *canvas.Text
	tick         *Icon // an icon, for the fonts at hand have no tick
	icon         *Icon
	host         *canvas.Text
}

func (r *buttonRenderer) Destroy() {}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.veil, r.icon, r.text, r.host, r.tick}
}

func (r *buttonRenderer) MinSize() fyne.Size {
	side := float32(12)
	if r.b.Look == Link || r.b.Look == Danger {
		side = 8
	}
	if r.b.name != "" {
		side = (buttonHeight - tickSide) / 2
	}
	return fyne.NewSize(max(r.width(), 14)+2*side, buttonHeight)
}

// Between the icon, the text and the host of a button, in pixels.
const (
	iconGap = 7
	hostGap = 7
)

// width is that of what stands on the button.
func (r *buttonRenderer) width() float32 {
	w := fyne.MeasureText(r.b.text, r.text.TextSize, fyne.TextStyle{}).Width
	switch {
	case r.b.name != "":
		w = tickSide
	case r.b.icon != "":
		w += tickSide + iconGap
	}
	if r.b.host != "" {
		w += r.hostGap() + r.host.MinSize().Width
	}
	return w
}

// hostGap is what stands between text and host: a space where they are read as one.
func (r *buttonRenderer) hostGap() float32 {
	if r.b.Look == Link {
		return 4
	}
	return hostGap
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.veil.Resize(size)
	x := (size.Width - r.width()) / 2
	if r.b.icon != "" {
		r.icon.Resize(fyne.NewSquareSize(tickSide))
		r.icon.Move(fyne.NewPos(x, (size.Height-tickSide)/2))
		x += tickSide + iconGap
	}
	min := r.text.MinSize()
	r.text.Resize(min)
	r.text.Move(fyne.NewPos(x, (size.Height-min.Height)/2))
	host := r.host.MinSize()
	r.host.Resize(host)
	r.host.Move(fyne.NewPos(x+min.Width+r.hostGap(), (size.Height-host.Height)/2))
	r.tick.Resize(fyne.NewSquareSize(tickSide))
	r.tick.Move(fyne.NewPos((size.Width-tickSide)/2, (size.Height-tickSide)/2))
}

func (r *buttonRenderer) Refresh() {
	r.paint()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *buttonRenderer) paint() {
	b := r.b
	var fill, line fyne.ThemeColorName
	ink := theme.Ink
	switch b.Look {
	case Plain:
		fill, line = theme.Field, theme.ButtonEdge
	case Filled:
		fill, ink = theme.Accent, theme.OnAccent
	case Grave:
		fill, ink = theme.Bad, theme.OnAccent
	case Link:
		ink = theme.Accent
	case Danger:
		ink = theme.Bad
	case onInk:
		ink, line = theme.Card, theme.Edge
	}
	if b.Disabled() {
		ink = theme.Muted
		if b.Look == Filled || b.Look == Grave || b.Look == Plain {
			fill = theme.Chip
		}
		if line != "" {
			line = theme.Line
		}
	}
	if b.focused {
		line = theme.Accent
		switch b.Look {
		case Filled, Grave:
			line = theme.Ink
		case onInk:
			line = theme.Card
		}
	}
	paint(r.ground, fill, line)
	thick(r.ground, b.focused)
	paint(r.veil, "", "")
	if b.hovered && !b.Disabled() {
		r.veil.FillColor = theme.Of("hover")
	}
	r.ground.CornerRadius, r.veil.CornerRadius = theme.Corner, theme.Corner
	r.text.Text, r.text.Color, r.text.TextSize = b.text, theme.Of(ink), 12.5
	r.text.Hidden = b.ticked
	r.tick.Hidden = !b.ticked
	r.tick.Set("good", ink)
	r.icon.Hidden = b.icon == "" || b.ticked
	if b.icon != "" {
		r.icon.Set(b.icon, ink)
	}
	quiet, style, size := theme.Muted, fyne.TextStyle{Monospace: true}, float32(12)
	if b.Look != Plain {
		quiet = ink
	}
	if b.Look == Link { // it is read as one with the text
		style, size = fyne.TextStyle{}, r.text.TextSize
	}
	r.host.Text, r.host.Color, r.host.TextSize, r.host.TextStyle = b.host, theme.Of(quiet), size, style
	r.host.Hidden = b.host == "" || b.ticked
}
