package widgets

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
)

// ChipText is a small label, grey unless it says more.
type ChipText struct {
	Box    Fluid
	text   *Text
	icon   *Icon
	ground *Ground
	tip    *tipArea
	said   string

	shown     string
	ink, fill fyne.ThemeColorName
}

// NewChip makes a chip that shows nothing yet.
func NewChip() *ChipText {
	c := &ChipText{text: NewText(), icon: NewIcon("lock", theme.Muted, 12), ground: NewGround(theme.Chip, "", 4)}
	c.icon.Hide()
	c.tip = newTipArea(func() string { return c.said })
	c.tip.Hide()
	c.Box = Over(c.ground, Inset(1, 7, 1, Row(5, -1, c.icon, Fixed(c.text))), c.tip)
	c.Box.Hide()
	return c
}

// SetTip says what is shown when the pointer rests on the chip, "" for nothing. A grey
// chip has an edge then, to be seen as one that has more to say.
func (c *ChipText) SetTip(text string) {
	c.said = text
	Show(c.tip, text != "")
	c.paint()
}

// Set changes the text; an empty one hides the chip.
func (c *ChipText) Set(text string) { c.SetIn(text, theme.Muted, theme.Chip) }

// SetIn changes the text and its colours.
func (c *ChipText) SetIn(text string, ink, ground fyne.ThemeColorName) {
	c.shown, c.ink, c.fill = text, ink, ground
	c.paint()
	Show(c.Box, text != "")
}

func (c *ChipText) paint() {
	ink, line := c.ink, fyne.ThemeColorName("")
	if c.said != "" && ink == theme.Muted {
		ink, line = theme.Ink, theme.Edge
	}
	c.ground.SetFill(c.fill)
	c.ground.SetLine(line, 1)
	set(c.text, c.shown != "", Span{Text: c.shown, Color: ink, Size: 11})
}

// SetMood changes the text and gives it the colours and the icon of a mood.
func (c *ChipText) SetMood(text string, mood viewmodel.Mood, icon string) {
	m := moods[mood]
	c.SetIn(text, m.ink, m.soft)
	Show(c.icon, icon != "")
	if icon != "" {
		c.icon.Set(icon, m.ink)
	}
}

// SetCode shows something to be copied or compared: monospaced. An empty one hides the chip.
func (c *ChipText) SetCode(text string) {
	set(c.text, text != "", Span{Text: text, Color: theme.Muted, Size: 11, Mono: true})
	Show(c.Box, text != "")
}

// Chip is a chip that always says the same.
func Chip(text string) Fluid {
	c := NewChip()
	c.Set(text)
	return c.Box
}
