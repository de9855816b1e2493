package keys

import "math/big"

// check tells whether the private numbers belong together (RFC 8017 3.2).
func (k *rsaNumbers) check() *Answer {
	refused := func(a Answer) *Answer { return &a }
	one := big.NewInt(1)
	if k.D.Cmp(one) <= 0 || k.D.Cmp(k.N) >= 0 {
		return refused(misfit("its private exponent is out of range"))
	}
	if k.P.Sign() == 0 && k.Q.Sign() == 0 {
		return refused(refuse(RSACRTMissing, "This RSA key leaves out its primes (they are zero), and common libraries refuse it so.",
			"Export the key again, or create a new one."))
	}
	primes, exponents := []*big.Int{k.P, k.Q}, []*big.Int{k.DP, k.DQ}
	for _, o := range k.Others {
		primes, exponents = append(primes, o.Prime), append(exponents, o.Exp)
	}
	product := big.NewInt(1)
	for _, p := range primes {
		if p.Cmp(one) <= 0 || len(primes) > maxPrimes {
			product.SetInt64(0)
			break
		}
		product.Mul(product, p)
	}
	if product.Cmp(k.N) != 0 || (k.Version != 0) != (len(k.Others) > 0) {
		return refused(misfit("its primes do not give its modulus"))
	}
	if k.DP.Sign() == 0 || k.DQ.Sign() == 0 || k.QInv.Sign() == 0 {
		return refused(refuse(RSACRTMissing, "This RSA key leaves out the three numbers for fast signing (they are zero), and common libraries refuse it so.",
			"Export the key again, or create a new one."))
	}
	both := new(big.Int).Mul(k.D, k.E)
	for i, p := range primes {
		order := new(big.Int).Sub(p, one)
		if new(big.Int).Mod(both, order).Cmp(one) != 0 {
			return refused(misfit("its private and public exponents do not belong together"))
		}
		if new(big.Int).Mod(k.D, order).Cmp(exponents[i]) != 0 {
			return refused(misfit("a number for fast signing is wrong"))
		}
		if smallFactor(p) {
			return refused(misfit("one of its primes is none"))
		}
	}
	if !inverse(k.QInv, k.Q, k.P) {
		return refused(misfit("a number for fast signing is wrong"))
	}
	before := new(big.Int).Mul(k.P, k.Q)
	for _, o := range k.Others {
		if !inverse(o.Coeff, before, o.Prime) {
			return refused(misfit("a number for fast signing is wrong"))
		}
		before.Mul(before, o.Prime)
	}
	return k.checkStrength()
}

// inverse reports whether x is the inverse of n modulo p.
func inverse(x, n, p *big.Int) bool {
	product := new(big.Int).Mul(x, n)
	return x.Sign() > 0 && x.Cmp(p) < 0 && product.Mod(product, p).Cmp(big.NewInt(1)) == 0
}

// smallFactor reports whether a prime has a factor under 54, as four of five
// changed numbers do. A full test would take longer than all else. It is not
// needed for safety: crypto/rsa checks each signature that it makes, and with a
// prime that is none it returns an error.
func smallFactor(p *big.Int) bool {
	small := new(big.Int).SetUint64(16294579238595022365) // 3 * 5 * 7 * ... * 53
	return p.Bit(0) == 0 || new(big.Int).GCD(nil, nil, small, new(big.Int).Mod(p, small)).Cmp(big.NewInt(1)) != 0
}

// checkStrength turns away keys that anyone can break from their public half
// (FIPS 186-5 A.1.3); crypto/rsa does not use them either.
func (k *rsaNumbers) checkStrength() *Answer {
	size := k.N.BitLen()
	apart := new(big.Int).Sub(k.P, k.Q)
	why := ""
	switch {
	case len(k.Others) == 0 && apart.Abs(apart).BitLen() <= size/2-100:
		why = "its two primes are too close to each other"
	case k.D.BitLen() <= size/2:
		why = "its private exponent is too small"
	default:
		return nil
	}
	a := refuse(KeyInconsistent, "This RSA key can be broken by anyone who has its public half: "+why+".", "Create a new key of 2,048 bits.")
	return &a
}
