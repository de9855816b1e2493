package keys

import (
	"crypto"
	"crypto/rsa"
	"fmt"
	"math"
	"math/big"
	"slices"
	"sync"

	"playtoken/core/words"
)

// MaxRSABits is the greatest size of an RSA modulus. Above it a signature takes
// seconds, which would let a pasted text stop the program.
const MaxRSABits = 16384

// Other sizes of an RSA modulus in bits.
const (
	minRSABits   = 1024
	fairRSABits  = 2048
	largeRSABits = 4096 // beyond it each signature is slow
)

// CheckRSA holds the rules for modulus and exponent; private says of which half they
// are. It comes before any other arithmetic, so that a huge number costs nothing.
func CheckRSA(n, e *big.Int, private bool) error {
	size := n.BitLen()
	var r *Refusal
	switch {
	case n.Sign() <= 0 || n.Bit(0) == 0:
		r = Misfit("its modulus is not an odd positive number")
	case size < minRSABits:
		r = Refuse(RSATooSmall, fmt.Sprintf("This is an RSA key of %s bits. Under 1,024 bits a key can be broken, and it is not taken.", words.Thousands(size)),
			"Create a key of 2,048 bits.")
	case size > MaxRSABits:
		r = Refuse(RSATooLarge, fmt.Sprintf("This is an RSA key of %s bits. Above 16,384 bits a key is too slow to use.", words.Thousands(size)),
			"Create a key of 2,048 or 4,096 bits.")
	case e.Bit(0) == 0 || e.Cmp(big.NewInt(3)) < 0 || e.Cmp(big.NewInt(math.MaxInt32)) > 0:
		r = Refuse(RSAExponent, "The public exponent of this RSA key is not an odd number from 3 to 2,147,483,647.",
			"Create a new key; its exponent will be 65,537.")
	default:
		return nil
	}
	return r.About(RSA, size, private)
}

// badFactor says what is wrong with the factors of an RSA key, "" for nothing. Of a private
// key the primes are tried by factors under 54, which four of five changed numbers have: a
// full test would take longer than all else. It is not needed for safety: crypto/rsa
// checks each signature that it makes, and with a prime that is none it returns an error.
func badFactor(pub *rsa.PublicKey, signer crypto.Signer) string {
	private, ok := signer.(*rsa.PrivateKey)
	switch {
	case !ok && hasFactor(pub.N, manyPrimes()):
		return "its modulus has a small factor"
	case ok && slices.ContainsFunc(private.Primes, func(p *big.Int) bool { return hasFactor(p, smallPrimes) }):
		return "one of its primes is none"
	}
	return ""
}

// hasFactor reports whether a number is even or has one of the factors of a product.
func hasFactor(n, product *big.Int) bool {
	return n.Bit(0) == 0 || new(big.Int).GCD(nil, nil, product, new(big.Int).Mod(n, product)).Cmp(one) != 0
}

var one = big.NewInt(1)

// smallPrimes is 3 * 5 * 7 * ... * 53.
var smallPrimes = new(big.Int).SetUint64(16294579238595022365)

// manyPrimes is the product of the odd primes below 65,536. Of a changed modulus 88 in
// 100 have one of them as a factor, of a sound one none has.
var manyPrimes = sync.OnceValue(func() *big.Int {
	var composite [1 << 16]bool
	var list []*big.Int
	for n := 3; n < len(composite); n += 2 {
		if composite[n] {
			continue
		}
		list = append(list, big.NewInt(int64(n)))
		for m := n * n; m < len(composite); m += 2 * n {
			composite[m] = true
		}
	}
	return product(list)
})

// product multiplies numbers of like size, which is fastest.
func product(list []*big.Int) *big.Int {
	if len(list) == 1 {
		return list[0]
	}
	middle := len(list) / 2
	return new(big.Int).Mul(product(list[:middle]), product(list[middle:]))
}

// isROCA reports whether a modulus has the mark of a library whose keys can be broken
// (CVE-2017-15361): its rests by small primes are powers of 65,537.
func isROCA(n *big.Int) bool {
	for _, p := range []int64{11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157} {
		rest := new(big.Int).Mod(n, big.NewInt(p)).Int64()
		power := int64(1)
		for tries := p; power != rest; tries-- {
			if tries == 0 {
				return false
			}
			power = power * 65537 % p
		}
	}
	return true
}

// The field and the curve of Ed25519 (RFC 8032 5.1): -x^2 + y^2 = 1 + d x^2 y^2.
var (
	edPrime = new(big.Int).Sub(new(big.Int).Lsh(one, 255), big.NewInt(19))
	edD     = new(big.Int).Mul(big.NewInt(-121665), new(big.Int).ModInverse(big.NewInt(121666), edPrime))
)

// goodEdPoint reports whether 32 bytes are a point of the curve that 8 does not
// take to the neutral one (RFC 8032 5.1.3). It is looked at here because
// crypto/ed25519 takes any 32 bytes: with no point at all every signature is refused,
// and with a point of small order anybody can make one.
//
// The point is on the curve if u/v = (y^2 - 1) / (d y^2 + 1) is a square. It is of order 1 or
// 2 if u is 0, of order 4 if y is 0, of order 8 if 2 y^2 = 1 - d y^4.
func goodEdPoint(b []byte) bool {
	if len(b) != 32 {
		return false
	}
	wide := slices.Clone(b)
	slices.Reverse(wide)
	wide[0] &= 0x7f // without the sign of x
	y := new(big.Int).SetBytes(wide)
	y2 := new(big.Int).Mul(y, y)
	u := new(big.Int).Sub(y2, one)
	v := new(big.Int).Add(new(big.Int).Mul(edD, y2), one)
	eighth := new(big.Int).Mul(y2, new(big.Int).Add(v, one))
	return y.Cmp(edPrime) < 0 && y.Sign() != 0 && big.Jacobi(new(big.Int).Mul(u, v), edPrime) == 1 &&
		eighth.Sub(eighth, one).Mod(eighth, edPrime).Sign() != 0
}
