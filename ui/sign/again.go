package sign

import (
	"maps"
	"slices"

	"playtoken/core/platform"
)

// SignAgain fills the form of a platform, by its name, with what makes a token again. A
// lifetime that is none of those to choose from is written out.
func (f *Form) SignAgain(name string, s platform.Sought) {
	i := slices.IndexFunc(f.platforms, func(pl *platform.Platform) bool { return pl.Name == name })
	if i < 0 {
		return
	}
	f.ChoosePlatform(i)
	maps.Copy(f.values, s.Values)
	f.claims = nil
	for _, m := range s.Extra {
		f.claims = append(f.claims, Claim{Name: m.Name, JSON: m.Value.Raw})
	}
	if s.Life > 0 {
		f.setLifetime(s.Life, f.platform.Lives)
	}
	f.setFields(nil)
	f.update()
}
