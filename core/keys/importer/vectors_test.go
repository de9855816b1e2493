package importer_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/secret"
)

type vector struct {
	File, Expect, Code, Kind, Curve string
	Bits                            int
	Private                         bool
	SPKI                            string `json:"spki_sha256"`
}

func vectors(t testing.TB) map[string]vector {
	t.Helper()
	var m struct{ Entries []vector }
	if err := json.Unmarshal(read(t, "manifest.json"), &m); err != nil {
		t.Fatal(err)
	}
	byFile := map[string]vector{}
	for _, v := range m.Entries {
		byFile[v.File] = v
	}
	return byFile
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// answers are what the manifest leaves to a person: a password, a choice, or what
// the key is for.
var answers = map[string]importer.Options{
	"A10_rsa2048_pkcs1_dekinfo.pem": {Password: secret.New([]byte("test"))},
	"A13_rsa2048.p12":               {Password: secret.New([]byte("test"))},
}

// TestManifest gives every file the answer of the manifest: the verdict, the
// code, and what is known of the key, once the question is answered.
func TestManifest(t *testing.T) {
	all := vectors(t)
	if len(all) != 65 {
		t.Fatalf("%d files", len(all))
	}
	for file, v := range all {
		t.Run(file, func(t *testing.T) {
			o := importer.Options{}
			if v.Code == "rsa_key_as_hmac" { // the same text as C01, for another use
				o.Want = importer.HMACSecret
			}
			a := importer.ImportWith(read(t, file), o)
			if string(a.Verdict) != v.Expect || string(a.Code) != v.Code {
				t.Errorf("answer %s %q, want %s %q: %s", a.Verdict, a.Code, v.Expect, v.Code, a.Message)
			}
			if a.Verdict != importer.Accept && a.Message == "" || !a.Taken() && a.Hint == "" {
				t.Errorf("no words: %q %q", a.Message, a.Hint)
			}
			if o, ok := answers[file]; ok {
				if a = importer.ImportWith(read(t, file), o); !a.Taken() {
					t.Fatalf("with the password: %s %q %s", a.Verdict, a.Code, a.Message)
				}
			}
			if v.SPKI != "" {
				if !a.Taken() || a.Key.Fingerprint() != v.SPKI || a.Key.Curve() != v.Curve {
					t.Fatalf("key %v, want fingerprint %s", a.Key, v.SPKI)
				}
			}
			if a.Taken() && (a.Bits != a.Key.Bits() || a.Kind != a.Key.Kind() || a.Private != a.Key.Private()) {
				t.Errorf("the answer says %s %d %v, the key %v", a.Kind, a.Bits, a.Private, a.Key)
			}
			// The manifest calls white space RSA, and DSA a kind.
			if v.Code == "empty" || v.Kind == "dsa" {
				return
			}
			kind := v.Kind
			if strings.Contains(kind, "oct") || strings.Contains(kind, "paseto") {
				kind = string(keys.Secret)
			}
			if string(a.Kind) != kind || a.Private != v.Private {
				t.Errorf("about the key: %q %v, want %q %v", a.Kind, a.Private, kind, v.Private)
			}
			if v.Bits != 0 && a.Bits != v.Bits && v.Code != "jwk_field_empty" { // an empty modulus has no size
				t.Errorf("%d bits, want %d", a.Bits, v.Bits)
			}
		})
	}
}

type publishedKey struct {
	Name       string
	PrivateKey string `json:"privateKey_base64"`
	PublicPEM  string `json:"public_key_pem"`
}

func published(t testing.TB) []publishedKey {
	t.Helper()
	var all []publishedKey
	if err := json.Unmarshal(read(t, "fastpix_keys.json"), &all); err != nil || len(all) != 2 {
		t.Fatalf("%d keys, %v", len(all), err)
	}
	return all
}

func TestPublishedFastPixKeys(t *testing.T) {
	for _, k := range published(t) {
		t.Run(k.Name, func(t *testing.T) {
			block, _ := pem.Decode([]byte(k.PublicPEM))
			sum := sha256.Sum256(block.Bytes)
			want := hex.EncodeToString(sum[:])
			for form, text := range map[string]string{"base64 of PEM": k.PrivateKey, "public PEM": k.PublicPEM} {
				a := importer.Import([]byte(text))
				if a.Verdict != importer.AcceptWarn || a.Code != keys.PublishedSample || a.Form != form || !strings.Contains(a.Message, "FastPix published") {
					t.Errorf("%s: %s %q %q %q", form, a.Verdict, a.Code, a.Form, a.Message)
				}
				if !a.Taken() || a.Key.Fingerprint() != want {
					t.Errorf("%s: key %v, want fingerprint %s", form, a.Key, want)
				}
			}
		})
	}
}
