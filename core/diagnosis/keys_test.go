package diagnosis_test

import (
	"testing"

	"playtoken/core/diagnosis"
	"playtoken/core/keys/importer"
	"playtoken/core/verify"
)

func TestKeyName(t *testing.T) {
	const text = "kX9dQ2mZ7rT4vB1nH6wY3pL8sF5gJ0cA"
	for want, k := range map[string]verify.Key{
		"Archive CDN (shared secret, 32 characters)":              {Name: "Archive CDN"},
		"Archive CDN, primary key (shared secret, 32 characters)": {Name: "Archive CDN", Role: "primary"},
		"Archive CDN, backup key (shared secret, 32 characters)":  {Name: "Archive CDN", Role: "backup"},
		"Archive CDN, not proven (shared secret, 32 characters)":  {Name: "Archive CDN", Unproven: true},
		"shared secret, 32 characters":                            {Role: "primary"},
	} {
		k.Answer = importer.ImportWith([]byte(text), importer.Options{Want: importer.TextSecret})
		if got := diagnosis.KeyName(&k); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
