package keys_test

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/internal/fixtures"
)

func TestTitles(t *testing.T) {
	tests := []struct {
		file, title, curve string
		kind               keys.Kind
		bits               int
		private            bool
	}{
		{"A01_rsa2048_pkcs8.pem", "RSA 2048, private", "", keys.RSA, 2048, true},
		{"A04_rsa2048_pkcs1pub.pem", "RSA 2048, public", "", keys.RSA, 2048, false},
		{"A22_ec_P-521_pkcs8.pem", "P-521, private", "P-521", keys.EC, 521, true},
		{"A30_ed25519_spki.pem", "Ed25519, public", "", keys.Ed25519, 256, false},
	}
	for _, tt := range tests {
		t.Run(tt.title, func(t *testing.T) {
			k := fixtures.Taken(t, string(read(t, tt.file)))
			if k.Title() != tt.title || k.Curve() != tt.curve || k.Kind() != tt.kind || k.Bits() != tt.bits || k.Private() != tt.private {
				t.Errorf("%s %s %s %d %v", k.Title(), k.Curve(), k.Kind(), k.Bits(), k.Private())
			}
			if k.Public() == nil || (k.Signer() != nil) != tt.private || k.PrivatePEM().IsZero() == tt.private {
				t.Error("the halves do not fit the title")
			}
			if !strings.HasPrefix(k.Fingerprint(), k.ShortFingerprint()) || len(k.ShortFingerprint()) != 16 {
				t.Error("short fingerprint", k.ShortFingerprint())
			}
		})
	}
}

// TestWrittenAndReadAgain sends keys through their own PEM.
func TestWrittenAndReadAgain(t *testing.T) {
	for _, file := range []string{"A01_rsa2048_pkcs8.pem", "A22_ec_P-256_pkcs8.pem", "A23_ec_P-384_sec1.pem"} {
		k := fixtures.Taken(t, string(read(t, file)))
		private := fixtures.Taken(t, string(k.PrivatePEM().Reveal()))
		public := fixtures.Taken(t, k.PublicPEM())
		if private.String() != k.String() || public.Fingerprint() != k.Fingerprint() || public.Private() {
			t.Errorf("%v became %v and %v", k, private, public)
		}
		for line := range strings.Lines(k.PublicPEM() + string(k.PrivatePEM().Reveal())) {
			if len(line) > 65 {
				t.Errorf("%s: a line of %d characters", file, len(line))
			}
		}
	}
}

func TestFromSigner(t *testing.T) {
	k := fixtures.Taken(t, string(read(t, "A01_rsa2048_pkcs8.pem")))
	same, err := keys.FromSigner(k.Signer())
	if err != nil || same.Fingerprint() != k.Fingerprint() || !same.Private() {
		t.Errorf("%v %v", same, err)
	}
	_, ed, _ := ed25519.GenerateKey(rand.Reader)
	if k, err := keys.FromSigner(ed); err != nil || k.Title() != "Ed25519, private" {
		t.Errorf("%v %v", k, err)
	}
	ec, _ := ecdsa.GenerateKey(elliptic.P224(), rand.Reader)
	if k, err := keys.FromSigner(ec); k != nil || !errors.Is(err, keys.ErrSigner) {
		t.Errorf("P-224: %v %v", k, err)
	}
	if k, err := keys.FromSigner(nil); k != nil || !errors.Is(err, keys.ErrSigner) {
		t.Errorf("nil: %v %v", k, err)
	}
}

func TestGenerateRSA(t *testing.T) {
	for _, bits := range []int{-1, 0, 1024, 2047, 16385} {
		if k, err := keys.GenerateRSA(bits); k != nil || !errors.Is(err, keys.ErrSize) {
			t.Errorf("%d bits: %v %v", bits, k, err)
		}
	}
}

func TestKeyPrints(t *testing.T) {
	k := fixtures.Taken(t, string(read(t, "A01_rsa2048_pkcs8.pem")))
	const want = "[RSA 2048, private, sha256 05586d54f2af81f9]"
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		if got := fmt.Sprintf(verb, k); got != want {
			t.Errorf("%s gives %s", verb, got)
		}
	}
	if got := k.LogValue().String(); got != want || k.GoString() != want {
		t.Errorf("log gives %s", got)
	}
	if got := fmt.Sprint((*keys.Key)(nil)); got != "[no key]" {
		t.Errorf("nil prints %s", got)
	}
}
