package edge

import (
	"context"
	"slices"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
)

// NewSigner makes a key for a platform, which is known nowhere else, and a form around it
// with sample values for what it lacks. It is for a first try. An error is that of ctx.
func NewSigner(ctx context.Context, p *platform.Platform, values map[string]string) (Signer, error) {
	key, err := keys.Generate(ctx, newType(p.KeyWantFor(values)))
	if err != nil {
		return Signer{}, err
	}
	s := Signer{Platform: p, Values: values, Key: key, Name: newKey}
	s.Values = s.filled("")
	return s, nil
}

// newType is what to make where a key is wanted: an RSA key wherever one is of use.
func newType(w importer.Want) keys.Type {
	takes := func(k keys.Kind) bool { return len(w.Kinds) == 0 || slices.Contains(w.Kinds, k) }
	switch {
	case takes(keys.RSA):
		return keys.NewRSA2048
	case takes(keys.EC):
		return keys.NewP256
	case takes(keys.Ed25519):
		return keys.NewEd25519
	case w.Secret == importer.ReadPASETO:
		return keys.NewPASETO
	case w.Secret == importer.ReadVerbatim:
		return keys.NewHex256
	}
	return keys.NewHMAC256
}
