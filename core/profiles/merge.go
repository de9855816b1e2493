package profiles

import (
	"maps"
	"slices"
)

// What [Form.Merge] names beside the fields of a platform.
const (
	MergedPlatform = "platform"
	MergedLife     = "lifetime"
	MergedClaims   = "claims"
)

// Merge is the form with what was saved elsewhere since it was filled: filled is what it held
// then, was the profile that it was filled from, there that profile as it is now. What was
// changed here stays; both names what was changed there as well, into something else: fields
// by their names, and the constants of Merged.
func (f Form) Merge(filled, was, there Form) (merged Form, both []string) {
	if was.Same(there) {
		return f, nil
	}
	if f.Platform != filled.Platform || was.Platform != there.Platform {
		switch {
		case f.Same(filled):
			return there, nil
		case f.Same(there):
			return f, nil
		}
		return f, []string{MergedPlatform}
	}
	merged = Form{Platform: f.Platform, Values: maps.Clone(f.Values), Life: f.Life, Lives: maps.Clone(f.Lives), Claims: f.Claims}
	differ := func(name string, here, changedThere, same bool, take func()) {
		switch {
		case !changedThere || same:
		case here:
			both = append(both, name)
		default:
			take()
		}
	}
	for name, value := range there.Values {
		here := f.Values[name]
		differ(name, here != filled.Values[name], value != was.Values[name], here == value, func() { merged.Values[name] = value })
	}
	differ(MergedLife, f.Life != filled.Life, there.Life != was.Life, f.Life == there.Life, func() { merged.Life = there.Life })
	differ(MergedLife, !maps.Equal(f.Lives, filled.Lives), !maps.Equal(there.Lives, was.Lives), maps.Equal(f.Lives, there.Lives), func() { merged.Lives = maps.Clone(there.Lives) })
	differ(MergedClaims, !slices.Equal(f.Claims, filled.Claims), !slices.Equal(there.Claims, was.Claims), slices.Equal(f.Claims, there.Claims), func() { merged.Claims = there.Claims })
	slices.Sort(both)
	return merged, slices.Compact(both)
}
