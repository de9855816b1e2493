package keys

import (
	"math/big"
	"slices"
)

// The field and the curve of Ed25519 (RFC 8032 5.1): -x^2 + y^2 = 1 + d x^2 y^2.
var (
	edPrime = new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 255), big.NewInt(19))
	edD     = edMul(big.NewInt(-121665), edInverse(big.NewInt(121666)))
)

func edMul(a, b *big.Int) *big.Int { c := new(big.Int).Mul(a, b); return c.Mod(c, edPrime) }

// edInverse is 1/a, and 0 for 0.
func edInverse(a *big.Int) *big.Int {
	if c := new(big.Int).ModInverse(a, edPrime); c != nil {
		return c
	}
	return new(big.Int)
}

// goodEdPoint reports whether 32 bytes are a point of the curve that 8 does not
// take to the neutral one (RFC 8032 5.1.3). It is looked at here because
// crypto/ed25519 takes any 32 bytes: with no point at all every signature is refused,
// and with a point of small order anybody can make one.
func goodEdPoint(b []byte) bool {
	if len(b) != 32 {
		return false
	}
	wide := slices.Clone(b)
	slices.Reverse(wide)
	odd := wide[0] >> 7
	wide[0] &= 0x7f
	one, y := big.NewInt(1), new(big.Int).SetBytes(wide)
	if y.Cmp(edPrime) >= 0 {
		return false
	}
	y2 := edMul(y, y)
	x2 := edMul(new(big.Int).Sub(y2, one), edInverse(new(big.Int).Add(edMul(edD, y2), one)))
	x := new(big.Int).ModSqrt(x2, edPrime)
	if x == nil || x.Sign() == 0 && odd == 1 {
		return false
	}
	for range 3 { // which of the two x it is does not matter for the order
		x, y = edDouble(x, y)
	}
	return x.Sign() != 0 || y.Cmp(one) != 0
}

// edDouble adds a point to itself (RFC 8032 5.1.4).
func edDouble(x, y *big.Int) (x3, y3 *big.Int) {
	one := big.NewInt(1)
	xy := edMul(x, y)
	k := edMul(edD, edMul(xy, xy))
	x3 = edMul(new(big.Int).Add(xy, xy), edInverse(new(big.Int).Add(one, k)))
	y3 = edMul(new(big.Int).Add(edMul(y, y), edMul(x, x)), edInverse(new(big.Int).Sub(one, k)))
	return x3, y3
}
