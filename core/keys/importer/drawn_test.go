//go:build !race

package importer_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"math/rand/v2"
	"testing"

	"playtoken/core/keys/importer"
)

// Secrets of 32 bytes are drawn, so that a few of them have no digit, or begin as a key does:
// each is read as its bytes where PASETO wants it.
func TestDrawnSecrets(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 4000 {
		b := make([]byte, 32)
		for i := range b {
			b[i] = byte(random.Uint32())
		}
		if random.IntN(4) == 0 { // "MI" in base64, and no length that a key has
			b[0], b[1] = 0x30, 0x83+b[1]%12
		}
		for _, text := range []string{base64.RawURLEncoding.EncodeToString(b), base64.StdEncoding.EncodeToString(b), hex.EncodeToString(b)} {
			a := importer.ImportWith([]byte(text), importer.Options{Want: importer.PASETOSecret})
			if !a.Taken() || !bytes.Equal(a.Key.Secret().Reveal(), b) {
				t.Errorf("%s: %s, %s", text, a.Code, a.Message)
			}
		}
	}
	letters := base64.RawURLEncoding.EncodeToString([]byte("\xaa\x41\x07\x20\xfb\xd5\x0e\x1b\xc0\xb9\xfc\x2e\x61\x4c\xe4\x5a\xf4\xec\x39\xdc\x1f\x40\x2f\xa4\x94\x89\xf1\x8d\x91\x71\x81\xe2"))
	if a := importer.ImportWith([]byte(letters), importer.Options{Want: importer.PASETOSecret}); !a.Taken() {
		t.Errorf("without a digit: %s", a.Message)
	}
}
