package diagnosis

import (
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/verify"
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
		w.Signature = c.Proof.Check.State
	}
	if c.Platform != nil {
		w.Platform = c.Platform.Name
	}
	if c.Proof.By != nil {
		w.Key = KeyName(c.Proof.By)
	}
	return w
}

// KeyName names a key for people, without anything of its text: "production
// (RSA 2048, private, sha256 05586d54f2af81f9)", "Archive CDN, primary key (shared
// secret, 32 characters)".
func KeyName(k *verify.Key) string {
	name := token.Inert(k.Name)
	if k.Role != "" && name != "" {
		name += ", " + token.Inert(k.Role) + " key"
	}
	if k.Unproven {
		name += ", not proven"
	}
	if !k.Answer.Taken() {
		return name
	}
	what := k.Answer.Key.Title()
	if f := k.Answer.Key.ShortFingerprint(); f != "" {
		what += ", sha256 " + f
	}
	if name == "" {
		return what
	}
	return name + " (" + what + ")"
}
