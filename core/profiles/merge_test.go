package profiles

import (
	"maps"
	"slices"
	"testing"
	"time"

	"playtoken/core/platform"
	"playtoken/core/vault"
)

// What was saved elsewhere since is taken over where nothing was changed here; what was changed
// on both sides is named and stays as it is here.
func TestMerge(t *testing.T) {
	base := func() Form {
		return Form{Platform: "mux", Values: map[string]string{platform.KeyID: "one", "host": "com"}, Life: vault.Lifetime(time.Hour), Lives: map[string]vault.Lifetime{"drm": 1}, Claims: []vault.Claim{{Name: "a", Text: "1"}}}
	}
	of := func(change func(*Form)) Form {
		f := base()
		if change != nil {
			change(&f)
		}
		return f
	}
	id := func(v string) func(*Form) { return func(f *Form) { f.Values[platform.KeyID] = v } }
	life := func(v vault.Lifetime) func(*Form) { return func(f *Form) { f.Life = v } }
	host := func(v string) func(*Form) { return func(f *Form) { f.Values["host"] = v } }
	claims := func(v string) func(*Form) { return func(f *Form) { f.Claims = []vault.Claim{{Name: "a", Text: v}} } }
	lives := func(v vault.Lifetime) func(*Form) { return func(f *Form) { f.Lives["drm"] = v } }
	other := func(name string) func(*Form) { return func(f *Form) { f.Platform = name } }
	and := func(list ...func(*Form)) func(*Form) {
		return func(f *Form) {
			for _, change := range list {
				change(f)
			}
		}
	}
	for name, c := range map[string]struct {
		here, there, want func(*Form)
		both              []string
	}{
		"nothing":                 {nil, nil, nil, nil},
		"here":                    {life(7), nil, life(7), nil},
		"there":                   {nil, and(id("two"), life(9)), and(id("two"), life(9)), nil},
		"another field each":      {life(7), id("two"), and(id("two"), life(7)), nil},
		"the same change":         {id("two"), id("two"), id("two"), nil},
		"one field, two values":   {and(id("two"), life(7)), and(id("three"), host("io")), and(id("two"), life(7), host("io")), []string{platform.KeyID}},
		"the lifetime":            {life(7), life(8), life(7), []string{MergedLife}},
		"lifetimes of parts":      {lives(7), and(lives(8), claims("2")), and(lives(7), claims("2")), []string{MergedLife}},
		"claims":                  {claims("2"), claims("3"), claims("2"), []string{MergedClaims}},
		"another platform there":  {nil, other("jwt"), other("jwt"), nil},
		"another platform, both":  {life(7), other("jwt"), life(7), []string{MergedPlatform}},
		"another platform here":   {other("jwt"), life(7), other("jwt"), []string{MergedPlatform}},
		"the same platform twice": {other("jwt"), other("jwt"), other("jwt"), nil},
	} {
		f := of(c.here)
		merged, both := f.Merge(base(), base(), of(c.there))
		if want := of(c.want); !merged.Same(want) || !slices.Equal(both, c.both) {
			t.Errorf("%s: %+v, both %q; want %+v, %q", name, merged, both, want, c.both)
		}
		if !maps.Equal(f.Values, of(c.here).Values) || !maps.Equal(f.Lives, of(c.here).Lives) {
			t.Errorf("%s: the form itself was changed", name)
		}
	}
	// The form holds what a profile leaves at its usual: that is no change of it.
	was := Form{Platform: "mux", Values: map[string]string{platform.KeyID: "one"}}
	filled := Form{Platform: "mux", Values: map[string]string{platform.KeyID: "one", "host": "com"}, Life: vault.Lifetime(time.Hour)}
	here, there := filled, was
	here.Life = vault.Lifetime(time.Minute)
	there.Values = map[string]string{platform.KeyID: "two"}
	if merged, both := here.Merge(filled, was, there); merged.Life != here.Life || merged.Values["host"] != "com" || merged.Values[platform.KeyID] != "two" || both != nil {
		t.Errorf("%+v, %q", merged, both)
	}
}
