package keys_test

import (
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

func TestDescription(t *testing.T) {
	for title, c := range map[string]struct {
		description keys.Description
		name, half  string
	}{
		"RSA 2048, private":               {keys.Description{Kind: keys.RSA, Bits: 2048, Private: true}, "RSA 2048", "private"},
		"P-256, public":                   {keys.Description{Kind: keys.EC, Bits: 256, Curve: "P-256"}, "P-256", "public"},
		"Ed25519, private":                {keys.Description{Kind: keys.Ed25519, Bits: 256, Private: true}, "Ed25519", "private"},
		"shared secret, 1,400 characters": {keys.Description{Kind: keys.Secret, Characters: 1400, Private: true}, "shared secret", "1,400 characters"},
		"shared secret, 1 character":      {keys.Description{Kind: keys.Secret, Characters: 1, Private: true}, "shared secret", "1 character"},
		"shared secret, 32 bytes":         {keys.Description{Kind: keys.Secret, Bits: 256, Private: true}, "shared secret", "32 bytes"},
		"key, public":                     {keys.Description{Kind: "other"}, "key", "public"},
	} {
		if d := c.description; d.Title() != title || d.Name() != c.name || d.Half() != c.half {
			t.Errorf("%+v is %q, %q, %q", d, d.Title(), d.Name(), d.Half())
		}
	}
}

// TestDescribe: what is told of a key is what it is, and its letters are counted,
// not its bytes.
func TestDescribe(t *testing.T) {
	for text, want := range map[string]keys.Description{
		"sécret": {Kind: keys.Secret, Characters: 6, Private: true},
		"k4.local.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8": {Kind: keys.Secret, Bits: 256, Private: true},
	} {
		a := importer.Import([]byte(text))
		if !a.Taken() || a.Key.Describe() != want || a.Key.Title() != want.Title() {
			t.Errorf("%s: %v, %+v", text, a.Code, a.Key)
		}
	}
}
