package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"playtoken/internal/fixtures"
	"playtoken/ui/prompt"
	"playtoken/ui/widgets"
)

// heard goes through a window as the toolkit's accessibility does: through its own
// containers, and into nothing else.
func heard(o fyne.CanvasObject, list []string) []string {
	if !o.Visible() {
		return list
	}
	if a, ok := o.(fyne.Accessible); ok && a.AccessibilityRole() != fyne.AccessibleRoleContainer {
		list = append(list, a.AccessibilityLabel())
	}
	if c, ok := o.(*fyne.Container); ok {
		for _, inner := range c.Objects {
			list = heard(inner, list)
		}
	}
	return list
}

// All controls of every screen are found by the toolkit's accessibility, by their names.
func TestEveryControlIsHeard(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		d.keysOfAllKinds()
		d.take(fixtures.Token(t))
		for i, s := range d.p.screens {
			d.p.Show(i)
			d.settle()
			d.p.Tick()
			list := heard(d.w.Content(), nil)
			controls := 0
			each(d.w.Content(), func(o fyne.CanvasObject) {
				_, focusable := o.(fyne.Focusable)
				a, ok := o.(fyne.Accessible)
				if !focusable {
					return
				}
				controls++
				switch {
				case !ok:
					t.Errorf("%s: a %T cannot be heard", s.label, o)
				case a.AccessibilityLabel() == "":
					t.Errorf("%s: a %T has no name", s.label, o)
				case !slices.Contains(list, a.AccessibilityLabel()):
					t.Errorf("%s: %T %q is not found", s.label, o, a.AccessibilityLabel())
				}
			})
			if controls < 8 {
				t.Errorf("%s: only %d controls", s.label, controls)
			}
		}
		d.p.questions.text(prompt.Entering{Title: "A question", Label: "Password of the key", Hidden: true}, func(string) {})
		inQuestion[*widgets.Entry](d)[0].SetText("a secret")
		d.p.Tick()
		list := heard(d.w.Content(), nil)
		if !slices.Contains(list, "Password of the key") || !slices.Contains(list, "Cancel") || slices.Contains(list, "Settings") {
			t.Errorf("with a question open it hears %q", list)
		}
	})
}
