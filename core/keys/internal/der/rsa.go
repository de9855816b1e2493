package der

import (
	"crypto/x509"
	"encoding/asn1"
	"math/big"

	"playtoken/core/keys"
)

const maxPrimes = 8

// Numbers is an RSAPrivateKey (RFC 8017 A.1.2). Of a key that crypto/x509 does not
// take, they say why.
type Numbers struct {
	Version       int
	N, E, D, P, Q *big.Int
	DP, DQ, QInv  *big.Int
	Others        []OtherPrime `asn1:"optional"`
}

// OtherPrime is an OtherPrimeInfo: a prime beyond the second.
type OtherPrime struct{ Prime, Exp, Coeff *big.Int }

// Key writes the numbers as DER and reads that.
func (k Numbers) Key() (*keys.Key, error) {
	der, err := asn1.Marshal(k)
	if err != nil {
		return nil, keys.Inconsistent(keys.RSA, true)
	}
	return parseRSAPrivate(der)
}

// parseRSAPrivate reads an RSAPrivateKey.
func parseRSAPrivate(der []byte) (*keys.Key, error) {
	bits := ModulusBits(der)
	if bits <= keys.MaxRSABits { // else it would take long to be refused
		if key, err := x509.ParsePKCS1PrivateKey(der); err == nil && version(der) == min(len(key.Primes)-2, 1) {
			return keys.FromParsed(key)
		}
	}
	var k Numbers
	if rest, err := asn1.Unmarshal(der, &k); err != nil || len(rest) > 0 {
		return nil, keys.Inconsistent(keys.RSA, true)
	}
	return nil, k.whyNot()
}

// version is the first number of a key. crypto/x509 does not compare it with the
// number of primes (RFC 8017 A.1.2).
func version(der []byte) int {
	_, size, _, _ := Header(der)
	_, n, _, _ := Header(der[size:])
	return int(der[size+n])
}

// parseRSAPublic reads an RSAPublicKey (RFC 8017 A.1.1).
func parseRSAPublic(der []byte) (*keys.Key, error) {
	var k struct{ N, E *big.Int }
	if rest, err := asn1.Unmarshal(der, &k); err != nil || len(rest) > 0 || !onlyOptional(der, 2) {
		return nil, keys.Inconsistent(keys.RSA, false)
	}
	return RSAPublic(k.N, k.E)
}

// RSAPublic makes a public key of its numbers.
func RSAPublic(n, e *big.Int) (*keys.Key, error) {
	if err := keys.CheckRSA(n, e, false); err != nil {
		return nil, err
	}
	der, err := asn1.Marshal(struct{ N, E *big.Int }{n, e})
	if err != nil {
		return nil, keys.Inconsistent(keys.RSA, false)
	}
	key, err := x509.ParsePKCS1PublicKey(der)
	if err != nil {
		return nil, keys.Inconsistent(keys.RSA, false)
	}
	return keys.FromParsed(key)
}

// whyNot says what is wrong with the numbers of a key that crypto/x509 does not take
// (RFC 8017 3.2).
func (k Numbers) whyNot() error {
	if err := keys.CheckRSA(k.N, k.E, true); err != nil {
		return err
	}
	r := k.misfit()
	if r == nil {
		r = keys.Misfit("crypto/rsa does not take its numbers")
	}
	return r.About(keys.RSA, k.N.BitLen(), true)
}

func (k Numbers) misfit() *keys.Refusal {
	one := big.NewInt(1)
	if k.D.Cmp(one) <= 0 || k.D.Cmp(k.N) >= 0 {
		return keys.Misfit("its private exponent is out of range")
	}
	if k.P.Sign() == 0 && k.Q.Sign() == 0 {
		return keys.Refuse(keys.RSACRTMissing, "This RSA key leaves out its primes (they are zero), and common libraries refuse it so.",
			"Export the key again, or create a new one.")
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
		return keys.Misfit("its primes do not give its modulus")
	}
	if k.DP.Sign() == 0 || k.DQ.Sign() == 0 || k.QInv.Sign() == 0 {
		return keys.Refuse(keys.RSACRTMissing, "This RSA key leaves out the three numbers for fast signing (they are zero), and common libraries refuse it so.",
			"Export the key again, or create a new one.")
	}
	both := new(big.Int).Mul(k.D, k.E)
	for i, p := range primes {
		order := new(big.Int).Sub(p, one)
		if new(big.Int).Mod(both, order).Cmp(one) != 0 {
			return keys.Misfit("its private and public exponents do not belong together")
		}
		if new(big.Int).Mod(k.D, order).Cmp(exponents[i]) != 0 {
			return keys.Misfit("a number for fast signing is wrong")
		}
	}
	if !inverse(k.QInv, k.Q, k.P) {
		return keys.Misfit("a number for fast signing is wrong")
	}
	before := new(big.Int).Mul(k.P, k.Q)
	for _, o := range k.Others {
		if !inverse(o.Coeff, before, o.Prime) {
			return keys.Misfit("a number for fast signing is wrong")
		}
		before.Mul(before, o.Prime)
	}
	return k.weakness()
}

// inverse reports whether x is the inverse of n modulo p.
func inverse(x, n, p *big.Int) bool {
	product := new(big.Int).Mul(x, n)
	return x.Sign() > 0 && x.Cmp(p) < 0 && product.Mod(product, p).Cmp(big.NewInt(1)) == 0
}

// weakness turns away keys that anyone can break from their public half
// (FIPS 186-5 A.1.3); crypto/rsa does not use them either.
func (k Numbers) weakness() *keys.Refusal {
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
	return keys.Refuse(keys.KeyInconsistent, "This RSA key can be broken by anyone who has its public half: "+why+".", "Create a new key of 2,048 bits.")
}
