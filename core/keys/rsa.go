package keys

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/asn1"
	"fmt"
	"math"
	"math/big"
)

// Sizes of an RSA modulus in bits. Above the greatest one a signature takes
// seconds, which would let a pasted text stop the program.
const (
	minRSABits  = 1024
	fairRSABits = 2048
	maxRSABits  = 16384
)

// rsaNumbers is an RSAPrivateKey (RFC 8017 A.1.2). It is read here and not by
// crypto/x509, which refuses several of these keys without saying why.
type rsaNumbers struct {
	Version       int
	N, E, D, P, Q *big.Int
	DP, DQ, QInv  *big.Int
	OtherPrimes   asn1.RawValue `asn1:"optional"`
}

// parseRSAPrivate reads and checks an RSAPrivateKey.
func parseRSAPrivate(der []byte) (found, *Answer) {
	var k rsaNumbers
	if rest, err := asn1.Unmarshal(der, &k); err != nil || len(rest) > 0 {
		return found{}, broken(RSA, true)
	}
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
	key.Precompute()
	if !signs(key) {
		a := misfit("a trial signature with it does not verify").about(RSA, k.N.BitLen(), true)
		return found{}, &a
	}
	f, fault := whole(newKey(RSA, k.N.BitLen(), "", &key.PublicKey, key))
	f.remarks = remarks
	return f, fault
}

// parseRSAPublic reads and checks an RSAPublicKey (RFC 8017 A.1.1).
func parseRSAPublic(der []byte) (found, *Answer) {
	var k struct{ N, E *big.Int }
	if rest, err := asn1.Unmarshal(der, &k); err != nil || len(rest) > 0 {
		return found{}, broken(RSA, false)
	}
	remarks, fault := checkRSAPublic(k.N, k.E)
	if fault != nil {
		*fault = fault.about(RSA, k.N.BitLen(), false)
		return found{}, fault
	}
	f, fault := whole(newKey(RSA, k.N.BitLen(), "", &rsa.PublicKey{N: k.N, E: int(k.E.Int64())}, nil))
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
		return refused(refuse(RSATooSmall, fmt.Sprintf("This is an RSA key of %s bits. Under 1,024 bits a key can be broken, and it is not taken.", count(size)),
			"Create a key of 2,048 bits."))
	case size > maxRSABits:
		return refused(refuse(RSATooLarge, fmt.Sprintf("This is an RSA key of %s bits. Above 16,384 bits a key is too slow to use.", count(size)),
			"Create a key of 2,048 or 4,096 bits."))
	case e.Bit(0) == 0 || e.Cmp(big.NewInt(3)) < 0 || e.Cmp(big.NewInt(math.MaxInt32)) > 0:
		return refused(refuse(RSAExponent, "The public exponent of this RSA key is not an odd number from 3 to 2,147,483,647.",
			"Create a new key; its exponent will be 65,537."))
	}
	if size < fairRSABits {
		remarks = append(remarks, remark{code: RSATooSmall, warning: fmt.Sprintf(
			"This RSA key has %s bits. RS256 asks for 2,048 or more, and a platform may refuse it.", count(size))})
	}
	if e.Cmp(big.NewInt(3)) == 0 {
		remarks = append(remarks, remark{code: RSAExponent3, warning: "The public exponent of this RSA key is 3, which is unusual. 65,537 is the common one."})
	}
	return remarks, nil
}

// check tells whether the private numbers belong together (RFC 8017 3.2).
func (k *rsaNumbers) check() *Answer {
	refused := func(a Answer) *Answer { return &a }
	if k.Version != 0 || len(k.OtherPrimes.FullBytes) > 0 {
		return refused(refuse(RSAMultiprime, "This RSA key has more than two primes, and such keys are not taken.", "Create a new key of 2,048 bits."))
	}
	one := big.NewInt(1)
	if k.D.Cmp(one) <= 0 || k.D.Cmp(k.N) >= 0 {
		return refused(misfit("its private exponent is out of range"))
	}
	if k.P.Cmp(one) <= 0 || k.Q.Cmp(one) <= 0 || new(big.Int).Mul(k.P, k.Q).Cmp(k.N) != 0 {
		return refused(misfit("its two primes do not give its modulus"))
	}
	if k.DP.Sign() == 0 || k.DQ.Sign() == 0 || k.QInv.Sign() == 0 {
		return refused(refuse(RSACRTMissing, "This RSA key leaves out the three numbers for fast signing (they are zero), and common libraries refuse it so.",
			"Export the key again, or create a new one."))
	}
	for _, half := range []struct{ prime, exp *big.Int }{{k.P, k.DP}, {k.Q, k.DQ}} {
		order := new(big.Int).Sub(half.prime, one)
		product := new(big.Int).Mul(k.D, k.E)
		if product.Mod(product, order).Cmp(one) != 0 {
			return refused(misfit("its private and public exponents do not belong together"))
		}
		if new(big.Int).Mod(k.D, order).Cmp(half.exp) != 0 {
			return refused(misfit("a number for fast signing is wrong"))
		}
	}
	inverse := new(big.Int).Mul(k.Q, k.QInv)
	if k.QInv.Sign() < 0 || k.QInv.Cmp(k.P) >= 0 || inverse.Mod(inverse, k.P).Cmp(one) != 0 {
		return refused(misfit("a number for fast signing is wrong"))
	}
	return k.checkStrength()
}

// checkStrength turns away keys that anyone can break from their public half
// (FIPS 186-5 A.1.3); crypto/rsa does not use them either.
func (k *rsaNumbers) checkStrength() *Answer {
	size := k.N.BitLen()
	apart := new(big.Int).Sub(k.P, k.Q)
	why := ""
	switch {
	case apart.Abs(apart).BitLen() <= size/2-100:
		why = "its two primes are too close to each other"
	case k.D.BitLen() <= size/2:
		why = "its private exponent is too small"
	default:
		return nil
	}
	a := refuse(KeyInconsistent, "This RSA key can be broken by anyone who has its public half: "+why+".", "Create a new key of 2,048 bits.")
	return &a
}

// signs makes and verifies a signature: the proof that the standard library can
// use the key, and that the primes are primes as far as it matters.
func signs(key *rsa.PrivateKey) bool {
	digest := sha256.Sum256(nil)
	sig, err := rsa.SignPKCS1v15(nil, key, crypto.SHA256, digest[:])
	return err == nil && rsa.VerifyPKCS1v15(&key.PublicKey, crypto.SHA256, digest[:], sig) == nil
}

// misfit refuses an RSA key whose numbers do not belong together.
func misfit(why string) Answer {
	return refuse(KeyInconsistent, "This is an RSA key whose parts do not fit each other: "+why+". Its text was changed or mixed with another key.", copyAgain)
}
