package diagnosis

import "playtoken/core/platform"

func (e Evidence) isDRM() bool { return isDRM(e.name()) }

// besideErrors are the errors of the token that the player gets for DRM. Where
// it is the same token only its use for DRM is asked about.
func besideErrors(e Evidence) []platform.Finding {
	if e.DRM == nil {
		return nil
	}
	second := *e.DRM
	if second.Proof.Token != nil {
		second.Token = second.Proof.Token
	}
	second.clock = nil
	var list []platform.Finding
	for _, f := range ordered(second, collect(second)) {
		if f.Severity == platform.Error && f.BecauseOf == "" {
			f.Title += " (the DRM token)"
			list = append(list, f)
		}
	}
	return list
}
