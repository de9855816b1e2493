package importer_test

import (
	"compress/gzip"
	"math/big"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

func taken(t testing.TB, text string) *keys.Key {
	t.Helper()
	a := importer.Import([]byte(text))
	if !a.Taken() {
		t.Fatalf("refused: %s %s", a.Code, a.Message)
	}
	return a.Key
}

// modulus is an odd number of so many bits without a small factor, as a modulus is.
func modulus(bits uint) *big.Int {
	two, rest := big.NewInt(2), new(big.Int)
next:
	for n := new(big.Int).SetBit(new(big.Int).Lsh(big.NewInt(1), bits-1), 0, 1); ; n.Add(n, two) {
		for p := int64(3); p < 1<<16; p += 2 {
			if rest.Mod(n, big.NewInt(p)).Sign() == 0 {
				continue next
			}
		}
		return n
	}
}

func gzipped(t testing.TB, text string) string {
	t.Helper()
	var out strings.Builder
	z := gzip.NewWriter(&out)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
