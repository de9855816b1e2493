package viewmodel

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

func read(t *testing.T, name string) importer.Answer {
	t.Helper()
	b, err := os.ReadFile("../../core/keys/importer/testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return importer.Import(b)
}

func TestKeyCard(t *testing.T) {
	for _, c := range []struct {
		name, file, title, source string
		odd                       bool // whether something is said about it
	}{
		{"PEM", "A01_rsa2048_pkcs8.pem", "RSA 2048, private", "Read from PEM, PKCS#8", false},
		{"base64 of PEM", "C01_b64pem.txt", "RSA 2048, private", "Read from base64 of PEM", false},
		{"repaired", "B07_single_quotes.pem", "RSA 2048, private", "Read from PEM, PKCS#8. Repaired: quotes", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, c.file)
			if !a.Taken() {
				t.Fatalf("refused: %s", a.Message)
			}
			k := TakenKey(a)
			if !k.Taken() || k.Title != c.title || k.Source != c.source || k.Where != "this session" || (k.Problem != "") != c.odd || k.Refused || k.Working {
				t.Errorf("%+v", k)
			}
			if k.Fingerprint != a.Key.ShortFingerprint() {
				t.Errorf("fingerprint %q", k.Fingerprint)
			}
		})
	}
}

// What a key was taken out of is said once.
func TestKeyOfAnAnswer(t *testing.T) {
	made, err := keys.Generate(context.Background(), keys.NewP256)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := json.Marshal(map[string]string{"id": "b7158b65-302d-4fbd-9c48-503ca92bdd25", "privateKey": string(made.PrivatePEM().Reveal())})
	if err != nil {
		t.Fatal(err)
	}
	if k := TakenKey(importer.Import(answer)); strings.Count(k.Source+k.Problem, "JSON") != 1 || k.Problem != "" {
		t.Errorf("%+v", k)
	}
}

func TestRefusedKeyCard(t *testing.T) {
	k := RefusedKey(read(t, "D01_seed003_original.txt"))
	if !k.Refused || k.Problem == "" || k.Hint == "" || k.Taken() {
		t.Errorf("%+v", k)
	}
}

// A key that is taken with a doubt has it said, unless it was only repaired.
func TestOddKeyCard(t *testing.T) {
	a := read(t, "A01_rsa2048_pkcs8.pem")
	a.Verdict, a.Message = importer.AcceptWarn, "This key is short."
	if k := TakenKey(a); k.Problem != "This key is short." {
		t.Errorf("%+v", k)
	}
	a.Repairs = []string{"quotes", "line ends"}
	if k := TakenKey(a); k.Problem != "" || k.Source != "Read from PEM, PKCS#8. Repaired: quotes, line ends" {
		t.Errorf("%+v", k)
	}
}
