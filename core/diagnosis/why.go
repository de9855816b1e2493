package diagnosis

import (
	"playtoken/core/platform"
	"playtoken/core/token"
)

// Why is the answer of "ptok why --json". Its names and their order are a
// contract.
type Why struct {
	Verdict   State              `json:"verdict"`
	Headline  string             `json:"headline"`
	Kind      token.Kind         `json:"kind"`
	Platform  string             `json:"platform"`
	Signature token.State        `json:"signature"`
	Key       string             `json:"key"`
	Findings  []platform.Finding `json:"findings"`
}

// Why sums the case up. Key names the key that made the token, or that was tried
// on it: by the name it was given with, its kind and its fingerprint.
func (c Case) Why() Why {
	w := Why{
		Verdict: c.Verdict.State, Headline: c.Verdict.Headline, Kind: c.Kind(),
		Signature: token.Unchecked, Findings: append([]platform.Finding{}, c.Verdict.Findings...),
	}
	if c.Token != nil {
		w.Signature = c.Verified.State
	}
	if c.Platform != nil {
		w.Platform = c.Platform.Name
	}
	if c.Verified.By != nil {
		w.Key = madeBy(c.Verified)
	}
	return w
}
