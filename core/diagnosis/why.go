package diagnosis

import (
	"time"

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
	// AsOf is the moment that is judged, Status the one of HTTP that the text tells. What it
	// is now is said where the moment is that of the text.
	AsOf        string     `json:"as_of"`
	AsOfFrom    MomentFrom `json:"as_of_from"`
	Status      int        `json:"status"`
	NowVerdict  State      `json:"now_verdict,omitempty"`
	NowHeadline string     `json:"now_headline,omitempty"`
}

// Why sums the case up. Key names the key that made the token, or that was tried
// on it: by the name it was given with, its kind and its fingerprint.
func (c *Case) Why() Why {
	w := Why{
		Verdict: c.Verdict.State, Headline: c.Verdict.Title(), Kind: c.Kind(),
		Signature: token.Unchecked, Findings: append([]platform.Finding{}, c.Verdict.Findings...),
	}
	w.AsOf, w.AsOfFrom, w.Status = c.Verdict.AsOf.At.UTC().Format(time.RFC3339), c.Verdict.AsOf.From, c.InText()
	if now := c.Verdict.Now; now != nil {
		w.NowVerdict, w.NowHeadline = now.State, now.Headline
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
