package diagnosis_test

import (
	"crypto/rand"
	"crypto/rsa"
	"testing"
	"time"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/token"
	"playtoken/core/token/jws"
	"playtoken/core/verify"
)

// TestSmallKey: a platform that makes its keys itself made none so small; elsewhere that is
// worth knowing, no more.
func TestSmallKey(t *testing.T) {
	t.Parallel()
	now := time.Unix(1750000000, 0)
	for bits, want := range map[int]map[string]platform.Severity{
		1536: {"fastpix": platform.Warning, "mux": platform.Warning, "bitmovin": platform.Warning, "jwt": platform.Info},
		2048: {"fastpix": "", "bitmovin": "", "jwt": ""},
	} {
		private, err := rsa.GenerateKey(rand.Reader, bits)
		if err != nil {
			t.Fatal(err)
		}
		k, err := keys.FromSigner(private)
		if err != nil {
			t.Fatal(err)
		}
		text, err := jws.Sign(token.NewObject(token.StringMember("alg", "RS256")), token.NewObject(token.IntMember("exp", now.Unix()+3600)), k)
		if err != nil {
			t.Fatal(err)
		}
		for name, severity := range want {
			c := diagnosis.Read(text, diagnosis.Options{
				Now: now, Platform: all.ByName(name), Keys: verify.ReadAll("given", []byte(k.PublicPEM()), importer.Options{}),
			})
			got := platform.Severity("")
			for _, f := range c.Verdict.Findings {
				if f.Code == cause.KeyWrongKind {
					got = f.Severity
				}
			}
			if got != severity || c.Verified.State != token.Valid {
				t.Errorf("%d bits, %s: %q, want %q; %s", bits, name, got, severity, c.Verified.State)
			}
		}
	}
}
