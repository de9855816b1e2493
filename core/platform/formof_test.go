package platform_test

import (
	"testing"
	"time"

	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/token"
	"playtoken/core/token/jws"
	"playtoken/internal/fixtures"
)

// TestAgain: a token that a form has made fills the form with what it was made of.
func TestAgain(t *testing.T) {
	const other = "99c14bd2-0a7e-4a3f-8a52-7d0f1c2b3a44"
	for name, c := range map[string]struct {
		values map[string]string
		extra  []token.Member
		life   time.Duration
	}{
		"stream":            {map[string]string{platform.ID: fixtures.PlaybackID, platform.KeyID: fixtures.KeyID}, nil, 90 * time.Minute},
		"DRM":               {map[string]string{platform.ID: other, platform.KeyID: fixtures.KeyID, "for": "drm"}, nil, time.Hour},
		"with a claim":      {map[string]string{platform.ID: other, platform.KeyID: fixtures.KeyID}, []token.Member{token.StringMember("viewer", "sam")}, time.Hour},
		"header of plugins": {map[string]string{platform.ID: other, platform.KeyID: fixtures.KeyID, "header": "plugin"}, nil, time.Hour},
	} {
		t.Run(name, func(t *testing.T) {
			p := all.ByName("fastpix")
			at := time.Unix(1744780459, 0)
			signed, problems := p.Make(platform.Request{Values: c.values, Extra: c.extra, Key: fixtures.Key(t), IssuedAt: at, ExpiresAt: at.Add(c.life)})
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			got := p.Again(jws.Format.Decode(signed.Tokens[0].Text), nil)
			for field, want := range c.values {
				if got.Values[field] != want {
					t.Errorf("%s = %q, want %q", field, got.Values[field], want)
				}
			}
			if len(got.Values) != len(c.values) || got.Life != c.life || len(got.Extra) != len(c.extra) {
				t.Errorf("%+v", got)
			}
		})
	}
}
