package keys_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

func TestGenerate(t *testing.T) {
	t.Parallel()
	titles := map[keys.Type]string{
		keys.NewRSA2048: "RSA 2048, private", keys.NewRSA3072: "RSA 3072, private", keys.NewRSA4096: "RSA 4096, private",
		keys.NewP256: "P-256, private", keys.NewP384: "P-384, private", keys.NewEd25519: "Ed25519, private",
		keys.NewHMAC256: "shared secret, 43 characters", keys.NewPASETO: "shared secret, 32 bytes", keys.NewHex256: "shared secret, 64 characters",
	}
	if len(titles) != len(keys.Types()) {
		t.Fatalf("%d types", len(keys.Types()))
	}
	for _, kind := range keys.Types() {
		if testing.Short() && kind == keys.NewRSA4096 {
			continue
		}
		k, err := keys.Generate(context.Background(), kind)
		if err != nil || k.Title() != titles[kind] || !k.Private() {
			t.Errorf("%s: %v %v", kind, k, err)
			continue
		}
		if again, err := keys.Generate(context.Background(), keys.NewPASETO); err != nil || string(again.Secret().Reveal()) == string(k.Secret().Reveal()) {
			t.Errorf("%s: made twice", kind)
		}
	}
	if k, err := keys.Generate(context.Background(), "rsa1024"); k != nil || !errors.Is(err, keys.ErrType) {
		t.Errorf("rsa1024: %v %v", k, err)
	}
}

// TestGeneratedSecrets are read by the importer for their own platform, as the
// same secret.
func TestGeneratedSecrets(t *testing.T) {
	for kind, platform := range map[keys.Type]string{keys.NewHMAC256: "jwt", keys.NewPASETO: "fastevo", keys.NewHex256: "edgecast"} {
		k, err := keys.Generate(context.Background(), kind)
		if err != nil {
			t.Fatal(err)
		}
		text := k.SecretText().Reveal()
		if !strings.HasPrefix(string(text), "k4.local.") && kind == keys.NewPASETO {
			t.Error("not in the form k4.local")
		}
		a := importer.ImportWith(text, use(platform))
		if a.Verdict != importer.Accept || !slices.Equal(a.Key.Secret().Reveal(), k.Secret().Reveal()) {
			t.Errorf("%s: %s %q %s", kind, a.Verdict, a.Codes, a.Message)
		}
		jwk := importer.Import(k.PrivateJWK("").Reveal())
		if !jwk.Taken() || !slices.Equal(jwk.Key.Secret().Reveal(), k.Secret().Reveal()) {
			t.Errorf("%s as JWK: %s %s", kind, jwk.Verdict, jwk.Message)
		}
		if k.PublicPEM()+k.PublicJWK("")+k.JWKS("")+k.Fingerprint()+k.Thumbprint()+k.PublicBase64() != "" || !k.PrivatePEM().IsZero() || !k.PrivateBase64().IsZero() {
			t.Errorf("%s has a public half", kind)
		}
	}
}

// endsAtOnce is a context that ends as soon as it was asked whether it has.
type endsAtOnce struct{ context.Context }

func (endsAtOnce) Err() error { return nil }

// TestGenerateIsCancelled: a key that was not waited for would come each time. A
// busy machine may have one ready before it looks at the context, not all.
func TestGenerateIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if k, err := keys.Generate(ctx, keys.NewP256); k != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("with a context that is over: %v %v", k, err)
	}
	for range 3 {
		if k, _ := keys.Generate(endsAtOnce{ctx}, keys.NewRSA4096); k == nil {
			return
		}
	}
	t.Error("the context ended, and the key was waited for")
}
