package decode

import (
	"playtoken/ui/widgets"
)

// tools are the buttons above the screen.
type tools struct {
	box    widgets.Fluid
	asOf   *widgets.Button
	opened func() // the options were opened
}

func newTools(p *Presenter) *tools {
	t := &tools{}
	t.asOf = widgets.NewButton("As of now", widgets.Link, func() {
		p.ToggleOptions()
		if p.State().Options.Open {
			t.opened()
		}
	})
	t.box = widgets.Row(0, -1, t.asOf)
	return t
}

func (t *tools) render(s State) {
	t.asOf.SetText("As of now")
	if !s.Options.Live {
		t.asOf.SetText("As of another time")
	}
	enable(t.asOf, s.Read)
}
