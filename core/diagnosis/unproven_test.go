package diagnosis_test

import (
	"strings"
	"testing"
	"time"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/diagnosis/reply"
	"playtoken/core/keys/importer"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

// TestUnprovenKey: of a public half that nothing vouches for no more is said than that the
// token fits it, wherever the verdict is read.
func TestUnprovenKey(t *testing.T) {
	alive := time.Unix(1744800000, 0)
	public := verify.Read("production", []byte(fixtures.Key(t).PublicPEM()), importer.Options{})
	for name, unproven := range map[string]bool{"proven": false, "unproven": true} {
		t.Run(name, func(t *testing.T) {
			public.Unproven = unproven
			c := diagnosis.Read(fixtures.Token(t), diagnosis.Options{Keys: []verify.Key{public}, Now: alive})
			if c.Verdict.State != diagnosis.Plays || c.Unproven() != unproven {
				t.Fatalf("%s, unproven: %t", c.Verdict.State, c.Unproven())
			}
			if doubted := strings.HasSuffix(c.Why().Headline, ", if the saved key is the right one"); doubted != unproven {
				t.Errorf("%q", c.Why().Headline)
			}
			if promised := strings.Contains(reply.Text(c, alive), "is in order"); promised == unproven {
				t.Errorf("%q", reply.Text(c, alive))
			}
			if vouched := strings.Contains(c.Verdict.Detail, "The signature is valid"); vouched == unproven {
				t.Errorf("%q", c.Verdict.Detail)
			}
			refused := diagnosis.Read("GET https://stream.fastpix.com/"+fixtures.PlaybackID+".m3u8?token="+fixtures.Token(t)+" 403", diagnosis.Options{Keys: []verify.Key{public}, Now: alive})
			if doubted := strings.HasSuffix(refused.Verdict.Headline, "the token has no fault, if the saved key is the right one"); doubted != unproven {
				t.Errorf("%q", refused.Verdict.Headline)
			}
			for _, left := range diagnosis.ReadStatus(refused, nil, 403, "") {
				if left.Code == cause.SignatureWrong && left.Refuted == unproven {
					t.Errorf("%+v", left)
				}
			}
		})
	}
}
