package check

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// verdictCard is the banner, and the evidence below it.
type verdictCard struct {
	banner      *widgets.Banner
	why, sample *widgets.Button
	rows        *evidence
}

func (c *verdictCard) build(p *Presenter) fyne.CanvasObject {
	c.why = widgets.NewButton("Open in Why?", widgets.Plain, p.Look.Why)
	c.sample = widgets.NewButton("Try it with a sample", widgets.Filled, p.Sample)
	c.banner = widgets.NewBanner(c.why, c.sample)
	c.banner.SetOpenBelow(true)
	c.rows = newEvidence(false)
	return widgets.Over(widgets.NewGround(theme.Card, theme.Line, theme.CardCorner),
		widgets.Stack(0, false, c.banner.Box, widgets.Inset(0, theme.Inset, 2, c.rows.box)))
}

func (c *verdictCard) render(s VerdictState) bool {
	changed := widgets.Show(c.why, s.CanWhy)
	changed = widgets.Show(c.sample, s.CanSample) || changed
	changed = c.banner.Set(s.Mood, s.Title, s.Detail, "") || changed
	if s.Sign != NoSign {
		c.banner.SetIcon(icons[s.Sign].name)
	}
	return c.rows.set(s.Rows, s.Stale) || changed
}
