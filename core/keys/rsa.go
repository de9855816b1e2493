package keys

import (
	"crypto/rsa"
	"encoding/asn1"
	"fmt"
	"math"
	"math/big"

	"playtoken/core/words"
)

// Sizes of an RSA modulus in bits. Above the greatest one a signature takes
// seconds, which would let a pasted text stop the program.
const (
	minRSABits  = 1024
	fairRSABits = 2048
	maxRSABits  = 16384

	largeRSABits = 4096 // beyond it each signature is slow
	maxPrimes    = 8
)

// rsaNumbers is an RSAPrivateKey (RFC 8017 A.1.2). It is read here and not by
// crypto/x509, which refuses several of these keys without saying why.
type rsaNumbers struct {
	Version       int
	N, E, D, P, Q *big.Int
	DP, DQ, QInv  *big.Int
	Others        []otherPrime `asn1:"optional"`
}

// otherPrime is an OtherPrimeInfo: a prime beyond the second.
type otherPrime struct{ Prime, Exp, Coeff *big.Int }

// parseRSAPrivate reads and checks an RSAPrivateKey.
func parseRSAPrivate(der []byte) (found, *Answer) {
	var k rsaNumbers
	if rest, err := asn1.Unmarshal(der, &k); err != nil || len(rest) > 0 {
		return found{}, broken(RSA, true)
	}
	return k.take()
}

// take checks the numbers and makes a key of them.
func (k *rsaNumbers) take() (found, *Answer) {
	remarks, fault := checkRSAPublic(k.N, k.E)
	if fault == nil {
		fault = k.check()
	}
	if fault != nil {
		*fault = fault.about(RSA, k.N.BitLen(), true)
		return found{}, fault
	}
	key := &rsa.PrivateKey{
		PublicKey: rsa.PublicKey{N: k.N, E: int(k.E.Int64())},
		D:         k.D, Primes: []*big.Int{k.P, k.Q},
	}
	for _, o := range k.Others {
		key.Primes = append(key.Primes, o.Prime)
	}
	if len(k.Others) > 0 {
		remarks = append(remarks, remark{code: RSAMultiprime, warning: "This RSA key has more than two primes, and many programs do not read such keys."})
	}
	key.Precomputed.Dp, key.Precomputed.Dq, key.Precomputed.Qinv = k.DP, k.DQ, k.QInv
	key.Precompute()
	if key.Validate() != nil {
		a := misfit("crypto/rsa does not take its numbers").about(RSA, k.N.BitLen(), true)
		return found{}, &a
	}
	f, fault := whole(newKey(RSA, k.N.BitLen(), "", &key.PublicKey, key))
	f.remarks = remarks
	return f, fault
}

// parseRSAPublic reads and checks an RSAPublicKey (RFC 8017 A.1.1).
func parseRSAPublic(der []byte) (found, *Answer) {
	var k struct{ N, E *big.Int }
	if rest, err := asn1.Unmarshal(der, &k); err != nil || len(rest) > 0 || !onlyOptional(der, 2) {
		return found{}, broken(RSA, false)
	}
	return takeRSAPublic(k.N, k.E)
}

func takeRSAPublic(n, e *big.Int) (found, *Answer) {
	remarks, fault := checkRSAPublic(n, e)
	if fault != nil {
		*fault = fault.about(RSA, n.BitLen(), false)
		return found{}, fault
	}
	f, fault := whole(newKey(RSA, n.BitLen(), "", &rsa.PublicKey{N: n, E: int(e.Int64())}, nil))
	f.remarks = remarks
	return f, fault
}

// checkRSAPublic holds the rules for size and exponent. They come before any
// arithmetic, so that a huge number costs nothing.
func checkRSAPublic(n, e *big.Int) (remarks []remark, fault *Answer) {
	refused := func(a Answer) ([]remark, *Answer) { return nil, &a }
	size := n.BitLen()
	switch {
	case n.Sign() <= 0 || n.Bit(0) == 0:
		return refused(misfit("its modulus is not an odd positive number"))
	case size < minRSABits:
		return refused(refuse(RSATooSmall, fmt.Sprintf("This is an RSA key of %s bits. Under 1,024 bits a key can be broken, and it is not taken.", words.Thousands(size)),
			"Create a key of 2,048 bits."))
	case size > maxRSABits:
		return refused(refuse(RSATooLarge, fmt.Sprintf("This is an RSA key of %s bits. Above 16,384 bits a key is too slow to use.", words.Thousands(size)),
			"Create a key of 2,048 or 4,096 bits."))
	case e.Bit(0) == 0 || e.Cmp(big.NewInt(3)) < 0 || e.Cmp(big.NewInt(math.MaxInt32)) > 0:
		return refused(refuse(RSAExponent, "The public exponent of this RSA key is not an odd number from 3 to 2,147,483,647.",
			"Create a new key; its exponent will be 65,537."))
	}
	if size < fairRSABits {
		remarks = append(remarks, remark{code: RSATooSmall, warning: fmt.Sprintf(
			"This RSA key has %s bits. RS256 asks for 2,048 or more, and a platform may refuse it.", words.Thousands(size))})
	}
	if size > largeRSABits {
		remarks = append(remarks, remark{code: RSAVeryLarge, warning: fmt.Sprintf(
			"This RSA key has %s bits. Each signature with it is slow, and a platform may refuse it.", words.Thousands(size))})
	}
	if e.Cmp(big.NewInt(3)) == 0 {
		remarks = append(remarks, remark{code: RSAExponent3, warning: "The public exponent of this RSA key is 3, which is unusual. 65,537 is the common one."})
	}
	return remarks, nil
}

// misfit refuses an RSA key whose numbers do not belong together.
func misfit(why string) Answer {
	return refuse(KeyInconsistent, "This is an RSA key whose parts do not fit each other: "+why+". Its text was changed or mixed with another key.", copyAgain)
}
