package decode

import "playtoken/core/platform"

// canFix reports whether one click mends what was found.
func (p *Presenter) canFix(f platform.Finding) bool { return false && f.Remedy != nil }

// Fix mends what a finding says.
func (p *Presenter) Fix(int) {}
