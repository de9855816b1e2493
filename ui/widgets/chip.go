package widgets

import "playtoken/ui/theme"

// ChipText is a small grey label.
type ChipText struct {
	Box  Fluid
	text *Text
}

// NewChip makes a chip that shows nothing yet.
func NewChip() *ChipText {
	c := &ChipText{text: NewText()}
	c.Box = Over(NewGround(theme.Chip, "", 4), Inset(1, 7, 1, Fixed(c.text)))
	c.Box.Hide()
	return c
}

// Set changes the text; an empty one hides the chip.
func (c *ChipText) Set(text string) {
	set(c.text, text != "", Span{Text: text, Color: theme.Muted, Size: 11})
	Show(c.Box, text != "")
}

// Chip is a chip that always says the same.
func Chip(text string) Fluid {
	c := NewChip()
	c.Set(text)
	return c.Box
}
