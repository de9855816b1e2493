package widgets

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
)

func toneColor(t viewmodel.Tone) fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{theme.Muted, theme.Warn, theme.Bad}[t]
}

// toneIcon is the sign of a tone: they are told apart by their shapes.
func toneIcon(t viewmodel.Tone) string { return [...]string{"info", "warn", "bad"}[t] }

// Field is a control with its label above and, when there is something to say, a
// message below.
type Field struct {
	Box      Fluid
	message  *Text
	holder   Fluid
	icon     *Icon
	controls []fyne.CanvasObject // whose edges show what is wrong
	later    string              // a warning that waits until the field is left
}

// NewField makes a field around a control.
func NewField(label string, control fyne.CanvasObject) *Field {
	f := newField(control)
	f.Box = Stack(4, false, Label(label), control, f.holder)
	f.named(label)
	return f
}

// newField makes the message of a field; where it stands is left open.
func newField(control fyne.CanvasObject) *Field {
	f := &Field{message: NewText(), icon: NewIcon("warn", theme.Bad, signSide)}
	f.holder = Inset(2, 0, 0, Level(6, f.icon, f.message))
	f.holder.Hide()
	f.Mark(control)
	return f
}

// named gives the controls of the field its label, for those who hear it.
func (f *Field) named(label string) {
	for _, c := range f.controls {
		switch c := c.(type) {
		case *Entry:
			c.name = cmp.Or(c.name, label)
		case *Select:
			c.name = cmp.Or(c.name, label)
		}
	}
}

// toned finds the controls in an object whose edges can be coloured.
func toned(o fyne.CanvasObject) (list []fyne.CanvasObject) {
	if _, ok := o.(Toned); ok {
		return []fyne.CanvasObject{o}
	}
	if b, ok := o.(*box); ok {
		for _, inner := range b.objects {
			list = append(list, toned(inner)...)
		}
	}
	return list
}

// Mark says whose edge shows what is wrong. Without it that is the entry with a text
// in it, and else the first control that the field is made of.
func (f *Field) Mark(control fyne.CanvasObject) {
	f.controls = toned(control)
	for _, c := range f.controls {
		if e, ok := c.(*Entry); ok {
			e.onLeft = f.left
		}
	}
}

// typing reports whether one is typing into the field.
func (f *Field) typing() bool {
	return slices.ContainsFunc(f.controls, func(c fyne.CanvasObject) bool {
		e, ok := c.(*Entry)
		return ok && e.edge.focused && e.heard && !e.pasted
	})
}

// left shows the warning that has waited.
func (f *Field) left() {
	if f.later == "" {
		return
	}
	if f.Say(f.later, viewmodel.Warning) {
		if p := pageAround(f.Box); p != nil {
			p.Relayout()
		}
	}
}

// marked is the control that a message is about, nil for none.
func (f *Field) marked() fyne.CanvasObject {
	for _, c := range f.controls {
		if e, ok := c.(*Entry); ok && e.Text != "" && e.Visible() {
			return c
		}
	}
	if len(f.controls) == 0 {
		return nil
	}
	return f.controls[0]
}

// Say shows a message, or none for "", and the edge of the control in its tone. A warning
// waits until the field is left, if one is typing into it. Say reports whether it changed
// anything.
func (f *Field) Say(text string, tone viewmodel.Tone) bool {
	f.later = ""
	if tone == viewmodel.Warning && f.typing() && text != f.message.String() {
		f.later, text = text, ""
	}
	if text == "" {
		tone = viewmodel.Quiet
	}
	marked := f.marked()
	for _, c := range f.controls {
		if c == marked {
			c.(Toned).SetTone(tone)
		} else {
			c.(Toned).SetTone(viewmodel.Quiet)
		}
	}
	shown := f.holder.Visible()
	if text == "" {
		f.message.Set()
		f.holder.Hide()
		return shown
	}
	f.icon.Set(toneIcon(tone), toneColor(tone))
	changed := f.message.Set(Span{Text: text, Color: toneColor(tone), Size: theme.SmallText})
	f.holder.Show()
	return changed || !shown
}

// Message is the text of the message.
func (f *Field) Message() string { return f.message.String() }

// signSide is the side of a sign beside a text of theme.SmallText, in pixels.
const signSide = 14

// Level puts an icon beside a text of any number of lines, level with the first.
func Level(gap float32, icon *Icon, text *Text) Fluid {
	beside := func() float32 { return leastWidth(icon) + gap }
	return newBox([]fyne.CanvasObject{icon, text}, func() float32 { return beside() + leastWidth(text) }, func(size fyne.Size, dry bool) float32 {
		left, side := beside(), icon.MinSize()
		if !icon.Visible() {
			left, side = 0, fyne.Size{}
		}
		line, tall := text.lineHeight(), text.HeightFor(size.Width-left)
		if !dry {
			off := max(0, (side.Height-line)/2) // of a text that is lower than the icon
			icon.Move(fyne.NewPos(0, off+(line-side.Height)/2))
			icon.Resize(side)
			put(text, left, off, size.Width-left, tall)
		}
		return max(tall, side.Height)
	})
}
