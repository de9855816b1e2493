package widgets

import (
	"testing"

	"playtoken/ui/viewmodel"
)

// A select says what is chosen in it, not the choice alone.
func TestSelectIsNamed(t *testing.T) {
	app(t)
	s := NewSelect([]string{"RS256", "ES256"}, func(int) {})
	stage(t, NewField("Algorithm", s).Box, 200, 80)
	s.Set(1)
	if label := s.AccessibilityLabel(); label != "Algorithm ES256" {
		t.Errorf("%q", label)
	}
}

// A remark about a key has a sign; where the card is red, that has one.
func TestRemarkAboutAKeyHasASign(t *testing.T) {
	app(t)
	k := NewKeyField("")
	stage(t, k.Box, 300, 200)
	k.Set(viewmodel.Key{Title: "a key", Problem: "It is a sample."})
	if !k.problemBox.Visible() || !k.problemIcon.Visible() {
		t.Error("it is told by colour alone")
	}
	k.Set(viewmodel.Key{Refused: true, Problem: "It is none."})
	if !k.problemBox.Visible() || k.problemIcon.Visible() {
		t.Error("the sign stands there twice")
	}
	if k.Set(viewmodel.Key{Title: "a key"}); k.problemBox.Visible() {
		t.Error("there is nothing to say")
	}
}
