package der

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"playtoken/core/keys"
)

const (
	maxPrimes    = 8
	maxGuessBits = 4096 // up to which lost primes are computed; it takes a few powers of the size of the modulus
)

var one = big.NewInt(1)

// Numbers is an RSAPrivateKey (RFC 8017 A.1.2).
type Numbers struct {
	Version       int // [Numbers.Key] sets it
	N, E, D, P, Q *big.Int
	DP, DQ, QInv  *big.Int
	Others        []OtherPrime `asn1:"optional"`
}

// OtherPrime is an OtherPrimeInfo: a prime beyond the second.
type OtherPrime struct{ Prime, Exp, Coeff *big.Int }

// Key makes a private key of its numbers; without D, a public one. Where P or Q is nil, both
// are computed, and where one of the numbers for fast signing is, these are.
func (k Numbers) Key() (*keys.Key, error) {
	if k.D == nil {
		return rsaPublic(k.N, k.E)
	}
	if err := keys.CheckRSA(k.N, k.E, true); err != nil {
		return nil, err
	}
	if k.P == nil || k.Q == nil {
		if r := k.findPrimes(); r != nil {
			return nil, r.About(keys.RSA, k.N.BitLen(), true)
		}
		k.DP = nil
	}
	if k.DP == nil || k.DQ == nil || k.QInv == nil {
		k.fill()
	}
	k.Version = min(len(k.Others), 1)
	der, err := asn1.Marshal(k)
	if err != nil {
		return nil, keys.Inconsistent(keys.RSA, true)
	}
	return parseRSAPrivate(der)
}

// rsaPublic makes a public key of its numbers.
func rsaPublic(n, e *big.Int) (*keys.Key, error) {
	if err := keys.CheckRSA(n, e, false); err != nil {
		return nil, err
	}
	return keys.FromParsed(&rsa.PublicKey{N: n, E: int(e.Int64())})
}

// parseRSAPublic reads an RSAPublicKey (RFC 8017 A.1.1).
func parseRSAPublic(der []byte) (*keys.Key, error) {
	in := cryptobyte.String(der)
	n, e := new(big.Int), new(big.Int)
	if !in.ReadASN1(&in, tags.SEQUENCE) || !in.ReadASN1Integer(n) || !in.ReadASN1Integer(e) || !in.Empty() {
		return nil, keys.Inconsistent(keys.RSA, false)
	}
	return rsaPublic(n, e)
}

// parseRSAPrivate reads an RSAPrivateKey. crypto/x509 does not compare the version with the
// number of primes, and takes long to refuse a huge number.
func parseRSAPrivate(der []byte) (*keys.Key, error) {
	if ModulusBits(der) <= keys.MaxRSABits {
		if key, err := x509.ParsePKCS1PrivateKey(der); err == nil && version(der) == min(len(key.Primes)-2, 1) {
			return keys.FromParsed(key)
		}
	}
	var k Numbers
	if rest, err := asn1.Unmarshal(der, &k); err != nil || len(rest) > 0 {
		return nil, keys.Inconsistent(keys.RSA, true)
	}
	if err := keys.CheckRSA(k.N, k.E, true); err != nil {
		return nil, err
	}
	return nil, k.whyNot().About(keys.RSA, k.N.BitLen(), true)
}

// version is the first number of a key, -1 for none.
func version(der cryptobyte.String) (n int) {
	if !der.ReadASN1(&der, tags.SEQUENCE) || !der.ReadASN1Integer(&n) {
		return -1
	}
	return n
}

// whyNot says what is wrong with the numbers of a key that crypto/x509 does not take
// (RFC 8017 3.2).
func (k Numbers) whyNot() *keys.Refusal {
	primes := append([]OtherPrime{{k.Q, k.DQ, one}, {k.P, k.DP, k.QInv}}, k.Others...)
	switch {
	case !k.inRange():
		return keys.Misfit("its private exponent is out of range")
	case k.P.Sign() == 0 && k.Q.Sign() == 0:
		return leftOut("its primes")
	case !multiplyTo(k.N, primes) || k.Version != min(len(k.Others), 1):
		return keys.Misfit("its primes do not give its modulus")
	case k.DP.Sign() == 0 || k.DQ.Sign() == 0 || k.QInv.Sign() == 0:
		return leftOut("the three numbers for fast signing")
	}
	both, before := new(big.Int).Mul(k.D, k.E), one
	for _, p := range primes {
		order := new(big.Int).Sub(p.Prime, one)
		if new(big.Int).Mod(both, order).Cmp(one) != 0 {
			return otherExponent()
		}
		coeff := new(big.Int).ModInverse(before, p.Prime)
		if new(big.Int).Mod(k.D, order).Cmp(p.Exp) != 0 || coeff == nil || coeff.Cmp(p.Coeff) != 0 {
			return keys.Misfit("a number for fast signing is wrong")
		}
		before = new(big.Int).Mul(before, p.Prime)
	}
	// Anyone can break such keys from their public half (FIPS 186-5 A.1.3); crypto/rsa does not
	// use them either.
	size, apart, why := k.N.BitLen(), new(big.Int).Sub(k.P, k.Q), ""
	switch {
	case len(k.Others) == 0 && apart.BitLen() <= size/2-100:
		why = "its two primes are too close to each other"
	case k.D.BitLen() <= size/2:
		why = "its private exponent is too small"
	default:
		return keys.Misfit("crypto/rsa does not take its numbers")
	}
	return keys.Refuse(keys.KeyInconsistent, "This RSA key can be broken by anyone who has its public half: "+why+".", "Create a new key of 2,048 bits.")
}

func (k Numbers) inRange() bool { return k.D.Cmp(one) > 0 && k.D.Cmp(k.N) < 0 }

func leftOut(what string) *keys.Refusal {
	return keys.Refuse(keys.RSACRTMissing, "This RSA key leaves out "+what+" (they are zero), and common libraries refuse it so.", "Export the key again, or create a new one.")
}

func otherExponent() *keys.Refusal {
	return keys.Misfit("its private and public exponents do not belong together")
}

// multiplyTo reports whether a modulus is the product of primes.
func multiplyTo(n *big.Int, primes []OtherPrime) bool {
	product := one
	for _, p := range primes {
		if p.Prime.Cmp(one) <= 0 || len(primes) > maxPrimes {
			return false
		}
		product = new(big.Int).Mul(product, p.Prime)
	}
	return product.Cmp(n) == 0
}

// fill computes the numbers for fast signing; they are 0 where the primes are none.
func (k *Numbers) fill() {
	k.DP, k.DQ, k.QInv = new(big.Int), new(big.Int), new(big.Int)
	if k.P.Cmp(one) > 0 && k.Q.Cmp(one) > 0 {
		k.DP.Mod(k.D, new(big.Int).Sub(k.P, one))
		k.DQ.Mod(k.D, new(big.Int).Sub(k.Q, one))
		k.QInv.ModInverse(k.Q, k.P)
	}
}

// findPrimes finds the primes of a modulus with both exponents (NIST SP 800-56B
// C.1). It succeeds at the first try in one of two cases, and always for a
// number whose exponents belong together.
func (k *Numbers) findPrimes() *keys.Refusal {
	odd := new(big.Int).Mul(k.D, k.E)
	odd.Sub(odd, one)
	switch {
	case k.N.BitLen() > maxGuessBits:
		return keys.Refuse(keys.JWKFieldEmpty, "The members p and q of this JSON Web Key are missing, and for a key of this size they are not computed.", "Export the key again, with p and q.")
	case !k.inRange():
		return keys.Misfit("its private exponent is out of range")
	case odd.Bit(0) != 0:
		return otherExponent()
	}
	twos := odd.TrailingZeroBits()
	odd.Rsh(odd, twos)
	top := new(big.Int).Sub(k.N, one)
	for _, g := range []int64{2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37} {
		x := new(big.Int).Exp(big.NewInt(g), odd, k.N)
		for range twos {
			y := new(big.Int).Mul(x, x)
			if y.Mod(y, k.N).Cmp(one) == 0 && x.Cmp(one) != 0 && x.Cmp(top) != 0 {
				k.P = new(big.Int).GCD(nil, nil, x.Sub(x, one), k.N)
				k.Q = new(big.Int).Div(k.N, k.P)
				if k.P.Cmp(k.Q) < 0 {
					k.P, k.Q = k.Q, k.P
				}
				return nil
			}
			x = y
		}
		if x.Cmp(one) != 0 { // g^(de-1) is 1 for every key whose exponents fit
			return otherExponent()
		}
	}
	return keys.Misfit("its primes cannot be found")
}
