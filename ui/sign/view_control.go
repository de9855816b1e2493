package sign

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"playtoken/core/platform"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// control is one field of the platform: a choice, a text, or a choice whose last
// option is a text.
type control struct {
	field  platform.Field
	whole  *widgets.Field
	choice chooser // nil for a text alone
	entry  *widgets.Entry
	text   fyne.CanvasObject // the entry in its frame
	other  bool              // another text than a choice is being given
	apart  bool              // the choice stands elsewhere, the field is only its text
	rows   int               // of an area
}

// chooser is a few choices side by side, or a list of many.
type chooser interface {
	fyne.CanvasObject
	Set(int)
}

// mostSegments is how many choices stand side by side, segmentsWidth how wide
// they may be together, in pixels.
const (
	mostSegments  = 4
	segmentsWidth = 298
)

func newChooser(labels []string, width float32, chosen func(int)) chooser {
	side := widgets.NewSegmented(labels, chosen)
	if len(labels) <= mostSegments && side.MinSize().Width <= width {
		return side
	}
	return widgets.NewSelect(labels, chosen)
}

// placement is how a control stands in the form.
type placement int

const (
	stacked placement = iota // under its label
	cell                     // under its label, in a column of several
	apart                    // the choice elsewhere, under its own label only another text
)

// room is how wide the control of a field may be, in pixels.
func (m placement) room() float32 {
	switch m {
	case cell:
		return cellWidth
	}
	return segmentsWidth
}

// cellWidth is how wide the columns of several are at the least.
const cellWidth = 170

func newControl(p *Presenter, field platform.Field, m placement) *control {
	c := &control{field: field, apart: m == apart}
	change := func(s string) { p.Form.Type(field.Name, s) }
	if field.Area {
		c.rows = leastRows
		c.entry = widgets.NewArea(field.Example, c.rows, change)
	} else {
		c.entry = widgets.NewEntry(cut(field.Example, m.room()), change)
	}
	c.entry.SetTip(field.Help)
	c.entry.OnPaste = func(text string) bool { return p.Paste.Into(field.Name, text) }
	c.entry.OnFocus = func(on bool) {
		if !on {
			p.Form.Left(field.Name)
		}
	}
	c.text = c.entry.Framed()
	inner := c.text
	if len(field.Choices) > 0 {
		c.choice = newChooser(c.labels(), m.room(), func(i int) {
			c.other = i == len(field.Choices)
			if c.other {
				p.Form.SetField(field.Name, c.entry.Text)
			} else {
				p.Form.SetField(field.Name, field.Choices[i].Value)
			}
			c.shift(p)
			c.enter()
		})
		switch {
		case m == apart:
		case field.Open:
			c.text.Hide()
			inner = widgets.Stack(6, false, c.choice, c.text)
		default:
			inner = widgets.Inset(0, 0, 0, c.choice)
		}
	}
	switch m {
	case apart:
		c.whole = widgets.NewField(field.OpenName, inner)
		c.whole.Box.Hide()
	default:
		c.whole = widgets.NewField(field.Label, inner)
	}
	return c
}

// beside is what a field keeps free left and right of its text, in pixels.
const beside = 9

// cut leaves out the middle of an example that would not fit: half a letter at the edge is
// none, and how it ends tells most.
func cut(example string, width float32) string {
	r := []rune(example)
	short := example
	for keep := len(r) - 1; keep > 0 && fyne.MeasureText(short, theme.TextSize, fyne.TextStyle{}).Width > width-2*beside; keep-- {
		short = string(r[:(keep+1)/2]) + "…" + string(r[len(r)-keep/2:])
	}
	return short
}

// shift shows the text anew where the value did not change by the choice.
func (c *control) shift(p *Presenter) {
	for _, f := range p.State().Fields {
		if f.Name == c.field.Name && c.gives(f) != c.textShown() {
			p.update()
		}
	}
}

// enter puts the keyboard into the other text that a press chose. The arrows stay among the
// choices.
func (c *control) enter() {
	canvas := widgets.CanvasOf(c.entry)
	if canvas == nil || !c.other {
		return
	}
	if _, arrows := canvas.Focused().(*widgets.Segmented); !arrows {
		widgets.Focus(canvas, c.entry)
	}
}

func (c *control) labels() []string {
	var list []string
	for _, o := range c.field.Choices {
		list = append(list, o.Label)
	}
	if c.field.Open {
		list = append(list, c.field.OpenName)
	}
	return list
}

// gives reports whether the field holds another text than a choice. A choice that
// is not what stands in the entry was made by something else than this control.
func (c *control) gives(f Field) bool {
	return c.field.Open && (f.Choice < 0 || c.other && c.entry.Text == f.Value)
}

func (c *control) textShown() bool {
	if c.apart {
		return c.whole.Box.Visible()
	}
	return c.text.Visible()
}

func (c *control) render(f Field) (changed bool) {
	c.entry.SetMasked(f.Masked && !f.Area)
	changed = c.whole.Say(f.Say, f.Tone)
	if c.choice == nil {
		c.entry.Set(f.Value)
		changed = c.grow() || changed
		return widgets.Show(c.whole.Box, f.Shown) || changed
	}
	if list, ok := c.choice.(*widgets.Select); ok {
		list.SetRemarks(f.Remarks)
	}
	c.other = c.gives(f)
	if c.other {
		c.choice.Set(len(c.field.Choices))
		c.entry.Set(f.Value)
	} else {
		c.choice.Set(f.Choice)
	}
	if c.apart {
		changed = widgets.Show(c.choice, f.Shown) || changed
		return widgets.Show(c.whole.Box, f.Shown && c.other) || changed
	}
	if c.field.Open {
		changed = widgets.Show(c.text, c.other) || changed
	}
	return widgets.Show(c.whole.Box, f.Shown) || changed
}

// Rows of an area: what it shows of a text before it scrolls.
const (
	leastRows = 3
	mostRows  = 10
	rowText   = 7.3 // width of a character, in pixels
)

// grow makes an area as high as its text, up to a limit.
func (c *control) grow() bool {
	if !c.field.Area {
		return false
	}
	across := max(20, int((c.entry.Size().Width-20)/rowText))
	rows := 0
	for text := range strings.SplitSeq(c.entry.Text, "\n") {
		rows += 1 + utf8.RuneCountInString(text)/across
	}
	rows = min(max(rows, leastRows), mostRows)
	if rows == c.rows {
		return false
	}
	c.rows = rows
	c.entry.SetMinRowsVisible(rows)
	return true
}
