package der

import (
	"math/big"

	"playtoken/core/keys"
)

// maxGuessBits is the size up to which lost primes are computed. It takes a few
// powers of the size of the modulus.
const maxGuessBits = 4096

// Fill computes the numbers for fast signing.
func (k *Numbers) Fill() {
	one := big.NewInt(1)
	k.DP = new(big.Int).Mod(k.D, atLeast1(new(big.Int).Sub(k.P, one)))
	k.DQ = new(big.Int).Mod(k.D, atLeast1(new(big.Int).Sub(k.Q, one)))
	k.QInv = new(big.Int).ModInverse(k.Q, k.P)
	if k.QInv == nil {
		k.QInv = new(big.Int)
	}
}

func atLeast1(n *big.Int) *big.Int {
	if n.Sign() <= 0 {
		return big.NewInt(1)
	}
	return n
}

// FindPrimes finds the primes of a modulus with both exponents (NIST SP 800-56B
// C.1). It succeeds at the first try in one of two cases, and always for a
// number whose exponents belong together.
func (k *Numbers) FindPrimes() *keys.Refusal {
	if k.N.BitLen() > maxGuessBits {
		return keys.Refuse(keys.JWKFieldEmpty, "The members p and q of this JSON Web Key are missing, and for a key of this size they are not computed.", "Export the key again, with p and q.")
	}
	one, two := big.NewInt(1), big.NewInt(2)
	if k.D.Cmp(one) <= 0 || k.D.Cmp(k.N) >= 0 {
		return keys.Misfit("its private exponent is out of range")
	}
	odd := new(big.Int).Mul(k.D, k.E)
	odd.Sub(odd, one)
	if odd.Bit(0) != 0 {
		return keys.Misfit("its private and public exponents do not belong together")
	}
	twos := odd.TrailingZeroBits()
	odd.Rsh(odd, twos)
	top := new(big.Int).Sub(k.N, one)
	for _, g := range []int64{2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37} {
		x := new(big.Int).Exp(big.NewInt(g), odd, k.N)
		for range twos {
			y := new(big.Int).Exp(x, two, k.N)
			if y.Cmp(one) == 0 && x.Cmp(one) != 0 && x.Cmp(top) != 0 {
				p := new(big.Int).GCD(nil, nil, new(big.Int).Sub(x, one), k.N)
				k.P, k.Q = p, new(big.Int).Div(k.N, p)
				if k.P.Cmp(k.Q) < 0 {
					k.P, k.Q = k.Q, k.P
				}
				return nil
			}
			x = y
		}
		if x.Cmp(one) != 0 { // g^(de-1) is 1 for every key whose exponents fit
			return keys.Misfit("its private and public exponents do not belong together")
		}
	}
	return keys.Misfit("its primes cannot be found")
}
