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
}

// NewChip makes a chip that shows nothing yet.
func NewChip() *ChipText {
	c := &ChipText{text: NewText(), icon: NewIcon("lock", theme.Muted, 12), ground: NewGround(theme.Chip, "", 4)}
	c.icon.Hide()
	c.Box = Over(c.ground, Inset(1, 7, 1, Row(5, -1, c.icon, Fixed(c.text))))
	c.Box.Hide()
	return c
}

// Set changes the text; an empty one hides the chip.
func (c *ChipText) Set(text string) { c.SetIn(text, theme.Muted, theme.Chip) }

// SetIn changes the text and its colours.
func (c *ChipText) SetIn(text string, ink, ground fyne.ThemeColorName) {
	c.ground.SetFill(ground)
	set(c.text, text != "", Span{Text: text, Color: ink, Size: 11})
	Show(c.Box, text != "")
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
