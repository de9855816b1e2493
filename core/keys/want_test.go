package keys_test

import (
	"testing"

	"playtoken/core/keys"
)

// TestWant says of each key what it is wanted for, whoever wants it.
func TestWant(t *testing.T) {
	rsa, ec := string(read(t, "A01_rsa2048_pkcs8.pem")), string(read(t, "A22_ec_P-256_pkcs8.pem"))
	kinds := func(list ...keys.Kind) []keys.Kind { return list }
	for name, c := range map[string]struct {
		want    keys.Want
		text    string
		verdict keys.Verdict
		code    keys.Code
		message string
		hint    string
	}{
		"the kind that is wanted": {keys.Want{Kinds: kinds(keys.EC)}, ec, keys.Accept, "", "", ""},
		"another kind": {
			keys.Want{Kinds: kinds(keys.RSA), Whose: "Acme", For: "RS256"},
			ec, keys.Reject, keys.KeyTypeUnsupported,
			"This key is P-256, private. Acme signs with RS256, which needs an RSA key.", "Paste the private key that Acme sent when the key was created.",
		},
		"a secret for one of two kinds": {
			keys.Want{Kinds: kinds(keys.RSA, keys.EC), Whose: "Acme"},
			plain, keys.Reject, keys.KeyTypeUnsupported,
			"This reads as a shared secret. Acme needs a private RSA or EC key.", "Paste the private key that Acme sent when the key was created.",
		},
		"neither the kind nor a secret": {
			keys.Want{Kinds: kinds(keys.RSA, keys.Secret), Whose: "Acme"},
			ec, keys.Reject, keys.KeyTypeUnsupported,
			"This key is P-256, private. Acme needs an RSA key or a shared secret.", "Paste the private key that Acme sent when the key was created.",
		},
		"nobody is named": {
			keys.Want{Kinds: kinds(keys.Ed25519)},
			ec, keys.Reject, keys.KeyTypeUnsupported,
			"This key is P-256, private. This platform needs an Ed25519 key.", "Paste the private key that this platform sent when the key was created.",
		},
		"nothing is asked about a secret of no use": {
			keys.Want{Kinds: kinds(keys.RSA)},
			hex64 + "\n", keys.Reject, keys.KeyTypeUnsupported,
			"This reads as a shared secret. This platform needs a private RSA key.", "Paste the private key that this platform sent when the key was created.",
		},
		"a key in place of a secret": {
			keys.TextSecret, rsa, keys.Reject, keys.KeyTypeUnsupported,
			"This key is RSA 2048, private. This platform uses a shared secret, and no key of two halves.", "Paste the secret from the settings of this platform.",
		},
		"a secret of the longest text": {keys.Want{Secret: keys.ReadHMAC, MaxText: len(plain), Whose: "Acme"}, plain, keys.Accept, "", "", ""},
		"a secret that is longer": {
			keys.Want{Secret: keys.ReadHMAC, MaxText: len(plain) - 1, Whose: "Acme"},
			plain, keys.AcceptWarn, keys.SecretTooLong,
			"This secret has 34 characters. Acme allows 33.", "",
		},
		"a limit where the reading is not known": {
			keys.Want{MaxText: 10, Whose: "Acme"},
			plain, keys.AcceptWarn, keys.SecretTooLong,
			"This secret has 34 characters. Acme allows 10.", "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := keys.ImportWith([]byte(c.text), keys.Options{Want: c.want})
			if a.Verdict != c.verdict || a.Code != c.code || a.Message != c.message || a.Hint != c.hint {
				t.Errorf("%s %q\n%s\n%s", a.Verdict, a.Codes, a.Message, a.Hint)
			}
		})
	}
}

func TestWantEqual(t *testing.T) {
	full := func() keys.Want {
		return keys.Want{Kinds: []keys.Kind{keys.RSA}, Secret: keys.ReadHMAC, MaxText: 9, Whose: "Acme", For: "RS256"}
	}
	if !full().Equal(full()) || !(keys.Want{}).Equal(keys.Want{Kinds: []keys.Kind{}}) {
		t.Error("the same is not equal")
	}
	for name, change := range map[string]func(*keys.Want){
		"kinds":   func(w *keys.Want) { w.Kinds = []keys.Kind{keys.EC} },
		"reading": func(w *keys.Want) { w.Secret = keys.ReadVerbatim },
		"limit":   func(w *keys.Want) { w.MaxText = 8 },
		"whose":   func(w *keys.Want) { w.Whose = "Other" },
		"for":     func(w *keys.Want) { w.For = "" },
	} {
		other := full()
		if change(&other); full().Equal(other) {
			t.Errorf("with another %s it is equal", name)
		}
	}
}
