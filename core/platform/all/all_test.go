package all_test

import (
	"slices"
	"strings"
	"testing"

	"playtoken/core/cause"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/token"
	"playtoken/core/token/formats"
)

// TestPlatforms: each has what the window, the terminal and the diagnosis need.
func TestPlatforms(t *testing.T) {
	var names []string
	tags := map[string]*platform.Platform{}
	for _, p := range all.Platforms() {
		if all.ByName(p.Name) != p {
			t.Errorf("%s is there twice", p.Name)
		}
		names = append(names, p.Name)
		if p.Label == "" || p.Life <= 0 || len(p.Lives) == 0 || p.KeyLabel == "" || p.KeyHint == "" || len(p.Formats) == 0 || len(p.Refusers) == 0 || !slices.Contains(keys.Types(), p.NewKey) {
			t.Errorf("%s is not complete", p.Name)
		}
		if p.Compose == nil || p.URLs == nil || p.Snippets == nil || p.KeyWant == nil || p.KeyFits == nil || p.Meanings == nil || p.TokenID == nil {
			t.Errorf("%s lacks a function", p.Name)
		}
		if p.OwnsURL == nil && p.OwnsToken == nil && !p.Generic {
			t.Errorf("nothing is told to belong to %s", p.Name)
		}
		if !slices.Contains(p.Lives, p.Life) {
			t.Errorf("%s does not offer its usual life", p.Name)
		}
		for _, f := range p.Formats {
			if _, made := f.(token.Maker); !made || !slices.Contains(formats.All(), f) || !p.Takes(f) {
				t.Errorf("%s has tokens of %s, which are not made or not read here", p.Name, f.Name(nil))
			}
		}
		for _, tag := range p.Tags {
			if tags[tag.Element] != nil || all.OfTag(tag.Element) != p || tag.ID == "" || len(tag.Tokens) == 0 {
				t.Errorf("%s: the element %s is that of another platform, or not complete", p.Name, tag.Element)
			}
			tags[tag.Element] = p
		}
		checkStatuses(t, p)
		checkFields(t, p)
	}
	// Scripts use the names, and lists show these in this order, the generic one last.
	rest := names
	for _, name := range []string{"fastpix", "bitmovin", "fastevo", "edgecast", "jwt"} {
		at := slices.Index(rest, name)
		if at < 0 || all.ByName(name).Generic != (at == len(rest)-1) {
			t.Fatalf("%s is not there, or not in its place: %v", name, names)
		}
		rest = rest[at+1:]
	}
	if all.Label("edgecast") != "Edgecast" || all.Label("nothing") != "" || all.ByName("nothing") != nil || all.OfTag("video") != nil {
		t.Error("what there is not has a platform")
	}
	all.Platforms()[0] = nil
	if all.Platforms()[0] == nil {
		t.Error("whoever asks for the list can change it")
	}
}

func checkStatuses(t *testing.T, p *platform.Platform) {
	t.Helper()
	for _, s := range p.Statuses {
		if !slices.ContainsFunc(p.Statuses, func(o platform.Status) bool { return o.Code == s.Code && (o.Text == "" || s.Code == 0) }) {
			t.Errorf("%s: %d has no meaning without a text", p.Name, s.Code)
		}
		if s.Code == 0 && s.Text == "" || s.Means == "" || s.Basis == "" {
			t.Errorf("%s: %+v", p.Name, s)
		}
		for _, c := range s.Causes {
			if c.Rank() == len(cause.All()) {
				t.Errorf("%s: no cause has the code %s", p.Name, c)
			}
		}
	}
}

func checkFields(t *testing.T, p *platform.Platform) {
	t.Helper()
	seen := map[string]bool{}
	for _, f := range p.Fields {
		name, value, _ := strings.Cut(f.When, "=")
		other, known := p.Field(name)
		offered := slices.ContainsFunc(other.Choices, func(c platform.Choice) bool { return c.Value == value })
		if seen[f.Name] || f.When != "" && (!known || !offered) {
			t.Errorf("%s: the field %s is there twice, or waits for what is not", p.Name, f.Name)
		}
		seen[f.Name] = true
	}
}
