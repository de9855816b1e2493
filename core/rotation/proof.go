package rotation

import (
	"context"
	"errors"
	"fmt"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/verify"
)

// Against says which public half a test token was verified with.
type Against string

// The public halves.
const (
	NotTested       Against = ""
	AgainstPlatform Against = "platform" // the one that the platform gives out
	AgainstOwn      Against = "own"      // that of the private key: it shows that the key was read rightly, no more
)

// Test signs a token with a key that was just made, and verifies it: with the public half
// that the platform gives out, or where it gives none with the key's own.
func (k Keeper) Test(ctx context.Context, made Made) (Against, error) {
	against, public := AgainstOwn, made.Signer.PublicPEM()
	if k.Client.Has(platform.GetKey) {
		switch got, err := k.Client.Get(ctx, made.Key.ID); {
		case err != nil:
			return NotTested, err
		case got.PublicPEM != "":
			against, public = AgainstPlatform, got.PublicPEM
		}
	}
	text, err := testToken(k.Of, made.Signer, made.Key.ID, k.now())
	if err != nil {
		return against, fmt.Errorf("%w: %w", ErrTest, err)
	}
	t := formats.Decode(text)
	if verify.Try(t, []verify.Key{verify.Read("", []byte(public), importer.Options{})}).State != token.Valid {
		return against, ErrTest
	}
	return against, nil
}

// testToken makes a token as the platform's form would, for the examples of its fields. A
// platform without a form has plain JWTs.
func testToken(of *platform.Platform, key *keys.Key, keyID string, now time.Time) (string, error) {
	if of.Compose == nil {
		for _, p := range all.Platforms() {
			if p.Generic {
				of = p
			}
		}
	}
	values := map[string]string{platform.KeyID: keyID}
	for _, f := range of.Fields {
		if f.Required && f.Name != platform.KeyID {
			values[f.Name] = f.Example
		}
	}
	signed, problems := of.Make(platform.Request{Values: values, Key: key, IssuedAt: now})
	if signed == nil {
		for _, p := range problems {
			if !p.Warning {
				return "", errors.New(p.Text)
			}
		}
		return "", errors.New("no token was made")
	}
	return signed.First().Text, nil
}
