//go:build !race

package all_test

import (
	"iter"
	"strings"
	"testing"

	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/platform/fastpix"
	"playtoken/internal/platformtest"
)

// everyField gives each field of each platform.
func everyField() iter.Seq2[*platform.Platform, platform.Field] {
	return func(yield func(*platform.Platform, platform.Field) bool) {
		for _, p := range all.Platforms() {
			for _, f := range p.Fields {
				if !yield(p, f) {
					return
				}
			}
		}
	}
}

// blocked reports whether a problem keeps the token from being made; that the
// key does not fit a choice is another matter.
func blocked(problems []platform.Problem) bool {
	for _, p := range problems {
		if !p.Warning && p.Field != platform.KeyField {
			return true
		}
	}
	return false
}

// TestExamplesMakeTokens: the other tests of forms look at nothing where none is made.
func TestExamplesMakeTokens(t *testing.T) {
	for _, p := range all.Platforms() {
		if s, problems := p.Make(platformtest.Complete(t, p)); s == nil {
			t.Errorf("%s: %v", p.Name, problems)
		}
	}
}

// TestChoicesAndDefaults: what the form offers is taken without a word.
func TestChoicesAndDefaults(t *testing.T) {
	for p, f := range everyField() {
		if f.Label == "" || f.Help == "" || len(f.Choices) > 0 && f.Default == "" || f.Default == "" && !f.Required && f.Example == "" {
			t.Errorf("%s %s: no label, no help, or neither default nor example", p.Name, f.Name)
		}
		for _, c := range f.Choices {
			r := platformtest.Complete(t, p)
			r.Values[f.Name] = c.Value
			if f.When != "" {
				name, value, _ := strings.Cut(f.When, "=")
				r.Values[name] = value
			}
			if _, problems := p.Make(r); blocked(problems) || c.Label == "" {
				t.Errorf("%s %s = %s: %v", p.Name, f.Name, c.Value, problems)
			}
		}
	}
	if _, ok := fastpix.Platform.Field("for"); !ok {
		t.Error("no field named for")
	}
	if _, ok := fastpix.Platform.Field("nothing"); ok {
		t.Error("a field named nothing")
	}
}
