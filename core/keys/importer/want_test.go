package importer_test

import (
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

// TestWant says of each key what it is wanted for, whoever wants it.
func TestWant(t *testing.T) {
	rsa, ec := string(read(t, "A01_rsa2048_pkcs8.pem")), string(read(t, "A22_ec_P-256_pkcs8.pem"))
	kinds := func(list ...keys.Kind) []keys.Kind { return list }
	for name, c := range map[string]struct {
		want    importer.Want
		text    string
		verdict importer.Verdict
		code    keys.Code
		message string
		hint    string
	}{
		"the kind that is wanted": {importer.Want{Kinds: kinds(keys.EC)}, ec, importer.Accept, "", "", ""},
		"another kind": {
			importer.Want{Kinds: kinds(keys.RSA), Whose: "Acme", For: "RS256"},
			ec, importer.Reject, keys.KeyTypeUnsupported,
			"This key is P-256, private. Acme signs with RS256, which needs an RSA key.", "Paste the private key that Acme sent when the key was created.",
		},
		"a secret for one of two kinds": {
			importer.Want{Kinds: kinds(keys.RSA, keys.EC), Whose: "Acme"},
			plain, importer.Reject, keys.KeyTypeUnsupported,
			"This reads as a shared secret. Acme needs a private RSA or EC key.", "Paste the private key that Acme sent when the key was created.",
		},
		"neither the kind nor a secret": {
			importer.Want{Kinds: kinds(keys.RSA, keys.Secret), Whose: "Acme"},
			ec, importer.Reject, keys.KeyTypeUnsupported,
			"This key is P-256, private. Acme needs an RSA key or a shared secret.", "Paste the private key that Acme sent when the key was created.",
		},
		"nobody is named": {
			importer.Want{Kinds: kinds(keys.Ed25519)},
			ec, importer.Reject, keys.KeyTypeUnsupported,
			"This key is P-256, private. This platform needs an Ed25519 key.", "Paste the private key that this platform sent when the key was created.",
		},
		"nothing is asked about a secret of no use": {
			importer.Want{Kinds: kinds(keys.RSA)},
			hex64 + "\n", importer.Reject, keys.KeyTypeUnsupported,
			"This reads as a shared secret. This platform needs a private RSA key.", "Paste the private key that this platform sent when the key was created.",
		},
		"a key in place of a secret": {
			importer.TextSecret, rsa, importer.Reject, keys.KeyTypeUnsupported,
			"This key is RSA 2048, private. This platform uses a shared secret, not a private key.", "Paste the secret from the settings of this platform.",
		},
		"a secret of the longest text": {importer.Want{Secret: importer.ReadHMAC, MaxText: len(plain), Whose: "Acme"}, plain, importer.Accept, "", "", ""},
		"a secret that is longer": {
			importer.Want{Secret: importer.ReadHMAC, MaxText: len(plain) - 1, Whose: "Acme"},
			plain, importer.AcceptWarn, keys.SecretTooLong,
			"This secret has 34 characters. Acme allows 33.", "",
		},
		"a limit where the reading is not known": {
			importer.Want{MaxText: 10, Whose: "Acme"},
			plain, importer.AcceptWarn, keys.SecretTooLong,
			"This secret has 34 characters. Acme allows 10.", "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := importer.ImportWith([]byte(c.text), importer.Options{Want: c.want})
			if a.Verdict != c.verdict || a.Code != c.code || a.Message != c.message || a.Hint != c.hint {
				t.Errorf("%s %q\n%s\n%s", a.Verdict, a.Codes, a.Message, a.Hint)
			}
		})
	}
}

func TestWantEqual(t *testing.T) {
	full := func() importer.Want {
		return importer.Want{Kinds: []keys.Kind{keys.RSA}, Secret: importer.ReadHMAC, MaxText: 9, Whose: "Acme", For: "RS256"}
	}
	if !full().Equal(full()) || !(importer.Want{}).Equal(importer.Want{Kinds: []keys.Kind{}}) {
		t.Error("the same is not equal")
	}
	for name, change := range map[string]func(*importer.Want){
		"kinds":   func(w *importer.Want) { w.Kinds = []keys.Kind{keys.EC} },
		"reading": func(w *importer.Want) { w.Secret = importer.ReadVerbatim },
		"limit":   func(w *importer.Want) { w.MaxText = 8 },
		"whose":   func(w *importer.Want) { w.Whose = "Other" },
		"for":     func(w *importer.Want) { w.For = "" },
	} {
		other := full()
		if change(&other); full().Equal(other) {
			t.Errorf("with another %s it is equal", name)
		}
	}
}
