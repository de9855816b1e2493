package importer_test

import (
	"compress/gzip"
	"math/big"
	"strings"
)

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

// zip is a text compressed by gzip.
func zip(s string) string {
	var out strings.Builder // takes all that is written
	z := gzip.NewWriter(&out)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return out.String()
}
