package diagnosis_test

import (
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/keys/importer"
	"playtoken/core/verify"
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
