package diagnosis_test

import (
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/keys/importer"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

func TestKeyName(t *testing.T) {
	const text = "kX9dQ2mZ7rT4vB1nH6wY3pL8sF5gJ0cA"
	for want, k := range map[string]verify.Key{
		"Archive CDN (shared secret, 32 characters)":                          {Name: "Archive CDN"},
		"Archive CDN, primary key (shared secret, 32 characters)":             {Name: "Archive CDN", Role: "primary"},
		"Archive CDN, backup key (shared secret, 32 characters)":              {Name: "Archive CDN", Role: "backup"},
		"Archive CDN, not proven (shared secret, 32 characters)":              {Name: "Archive CDN", Unproven: true},
		"shared secret, 32 characters":                                        {Role: "primary"},
		"Archive CDN, replaced on 14 Sep 2026 (shared secret, 32 characters)": {Name: "Archive CDN", Replaced: time.Date(2026, 9, 14, 23, 0, 0, 0, time.UTC)},
	} {
		k.Answer = importer.ImportWith([]byte(text), importer.Options{Want: importer.TextSecret})
		if got := diagnosis.KeyName(&k); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestNamedKeyThatDidNotSign: the key that a token names and that did not sign it is told by
// its ID and its saved name, also where another key was tried as well.
func TestNamedKeyThatDidNotSign(t *testing.T) {
	stranger := func(name, id, profile string) verify.Key {
		k := verify.Read(name, fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem"), importer.Options{})
		k.Held, k.ID, k.Profile = true, id, profile
		return k
	}
	live := stranger("FastPix live", fixtures.KeyID, "p1")
	for name, c := range map[string]struct {
		keys             []verify.Key
		headline, detail string
	}{
		"saved": {
			[]verify.Key{live},
			"another key signed the token", "The token names the key b7158b65…dd25, saved as FastPix live, but that key did not sign it.",
		},
		"saved, beside another": {
			[]verify.Key{stranger("the key of the Sign screen", "", ""), live},
			"another key signed the token", "The token names the key b7158b65…dd25, saved as FastPix live, but that key did not sign it.",
		},
		"on the form": {
			[]verify.Key{stranger("the key of the Sign screen", fixtures.KeyID, "")},
			"another key signed the token", "With the key of the Sign screen the signature opens to nothing",
		},
		"none of them named": {
			[]verify.Key{stranger("Other", "99c14bd2-0a7e-4a3f-8a52-7d0f1c2b3a44", "p2"), stranger("Third", "", "p3")},
			"no key at hand confirms its signature", "It runs until",
		},
	} {
		t.Run(name, func(t *testing.T) {
			v := diagnosis.Read(fixtures.Token(t), diagnosis.Options{Now: time.Unix(1744780459, 0), Keys: c.keys}).Verdict
			if !strings.Contains(v.Headline, c.headline) || !strings.Contains(v.Detail, c.detail) {
				t.Errorf("%s: %s", v.Headline, v.Detail)
			}
		})
	}
}

// TestNothingSaidTwiceOfKeys: that no key at hand signed the token stands there once.
func TestNothingSaidTwiceOfKeys(t *testing.T) {
	other := verify.Read("Other", fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem"), importer.Options{})
	other.Held = true
	second := verify.Read("Second", fixtures.File(t, "keys/importer/testdata/A17_rsa4096_pkcs8.pem"), importer.Options{})
	second.Held = true
	v := diagnosis.Read(fixtures.Token(t), diagnosis.Options{Now: time.Unix(1744780459, 0), Keys: []verify.Key{other, second}}).Verdict
	all := v.Headline + " " + v.Detail
	for _, f := range v.Findings {
		all += " " + f.Title + " " + f.Evidence
	}
	if n := strings.Count(all, "keys at hand"); n != 1 || strings.Contains(all, "not checked") {
		t.Errorf("said %d times: %s", n, all)
	}
}
