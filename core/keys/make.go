package keys

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"fmt"
	"math"
	"math/big"
	"sync"

	"playtoken/core/secret"
	"playtoken/core/words"
)

// ErrSigner is returned for a signer whose key cannot be read, such as one in a
// smart card, and for a key that does not pass the checks.
var ErrSigner = errors.New("keys: this signer cannot be used as a key")

// MaxRSABits is the greatest size of an RSA modulus. Above it a signature takes
// seconds, which would let a pasted text stop the program.
const MaxRSABits = 16384

// Other sizes of an RSA modulus in bits.
const (
	minRSABits   = 1024
	fairRSABits  = 2048
	largeRSABits = 4096 // beyond it each signature is slow
)

// FromSigner makes a Key of an *rsa.PrivateKey, *ecdsa.PrivateKey or
// ed25519.PrivateKey. The key is copied and checked; errors match [ErrSigner].
func FromSigner(s crypto.Signer) (*Key, error) {
	der, err := x509.MarshalPKCS8PrivateKey(s)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSigner, err)
	}
	own, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSigner, err)
	}
	k, err := FromParsed(own)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSigner, err)
	}
	return k, nil
}

// FromParsed makes a Key of what crypto/x509 has parsed, a private or a public key,
// which nobody else may hold. It adds the checks that crypto/x509 leaves out; its
// errors are of type [*Refusal].
func FromParsed(key any) (*Key, error) {
	switch key := key.(type) {
	case *rsa.PrivateKey:
		if err := CheckRSA(key.N, big.NewInt(int64(key.E)), true); err != nil {
			return nil, err
		}
		for _, p := range key.Primes {
			if smallFactor(p, smallPrimes) {
				return nil, Misfit("one of its primes is none").About(RSA, key.N.BitLen(), true)
			}
		}
		return newKey(RSA, key.N.BitLen(), "", &key.PublicKey, key)
	case *rsa.PublicKey:
		if err := CheckRSA(key.N, big.NewInt(int64(key.E)), false); err != nil {
			return nil, err
		}
		if smallFactor(key.N, manyPrimes()) {
			return nil, Misfit("its modulus has a small factor").About(RSA, key.N.BitLen(), false)
		}
		return newKey(RSA, key.N.BitLen(), "", key, nil)
	case *ecdsa.PrivateKey:
		return fromEC(&key.PublicKey, key)
	case *ecdsa.PublicKey:
		return fromEC(key, nil)
	case ed25519.PrivateKey:
		return newKey(Ed25519, 256, "", key.Public(), key)
	case ed25519.PublicKey:
		if !goodEdPoint(key) {
			return nil, Refuse(ECPointNotOnCurve, "This Ed25519 key does not hold a point that can be used. Its text was changed.", Damaged).About(Ed25519, 256, false)
		}
		return newKey(Ed25519, 256, "", key, nil)
	}
	return nil, Refuse(KeyTypeUnsupported, "This key is of a kind that is not used for playback tokens.", Usable)
}

func fromEC(pub *ecdsa.PublicKey, private crypto.Signer) (*Key, error) {
	name, bits := pub.Params().Name, pub.Params().BitSize
	switch name {
	case "P-256", "P-384", "P-521":
		return newKey(EC, bits, name, pub, private)
	}
	return nil, OtherCurve("the curve "+name, bits, private != nil)
}

// OtherCurve refuses an EC key on a curve that no token is signed with (RFC 7518 3.4).
func OtherCurve(what string, bits int, private bool) *Refusal {
	return Refuse(ECCurveUnsupported, "This is an EC key on "+what+". ES256, ES384 and ES512 use P-256, P-384 and P-521 only.",
		"Create a key on P-256.").About(EC, bits, private)
}

// FromSecret makes a Key of a shared secret: its bytes, and its text as it was
// written. Where they are the same, the secret is a text.
func FromSecret(shared, written []byte) *Key {
	return &Key{
		half:   half{kind: Secret, bits: 8 * len(shared)},
		shared: secret.New(shared), written: secret.New(written), asText: bytes.Equal(shared, written),
	}
}

// newKey makes a key of a checked public key and, unless signer is nil, its
// private half.
func newKey(kind Kind, bits int, curve string, pub crypto.PublicKey, signer crypto.Signer) (*Key, error) {
	spki, err := x509.MarshalPKIXPublicKey(pub)
	if err != nil {
		return nil, Inconsistent(kind, signer != nil)
	}
	k := &Key{half: half{kind: kind, bits: bits, curve: curve, pub: pub, spki: spki}}
	if signer != nil {
		k.open = func() crypto.Signer { return signer }
	}
	return k, nil
}

// Inconsistent refuses a key whose outline is right and whose inside does not read.
func Inconsistent(kind Kind, private bool) *Refusal {
	return Refuse(KeyInconsistent,
		"This has the outline of a key, but the numbers inside cannot be read. Some of its text was changed.",
		Damaged).About(kind, 0, private)
}

// Misfit refuses an RSA key whose numbers do not belong together.
func Misfit(why string) *Refusal {
	return Refuse(KeyInconsistent, "This is an RSA key whose parts do not fit each other: "+why+". Its text was changed or mixed with another key.", Damaged)
}

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
	for len(list) > 1 { // of numbers of like size, which is fastest
		half := list[:0]
		for i := 0; i+1 < len(list); i += 2 {
			half = append(half, list[i].Mul(list[i], list[i+1]))
		}
		if len(list)%2 == 1 {
			half = append(half, list[len(list)-1])
		}
		list = half
	}
	return list[0]
})

// isROCA reports whether a modulus has the mark of a library whose keys can be broken
// (CVE-2017-15361): its rests by small primes are powers of 65,537.
func isROCA(n *big.Int) bool {
	for _, p := range []int64{11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157} {
		rest := new(big.Int).Mod(n, big.NewInt(p)).Int64()
		power := int64(1)
		for range p {
			if power == rest {
				break
			}
			power = power * 65537 % p
		}
		if power != rest {
			return false
		}
	}
	return true
}

// smallFactor reports whether a number is even or has one of the factors of a product. Of
// a prime the factors under 54 are looked at, which four of five changed numbers have: a
// full test would take longer than all else. It is not needed for safety: crypto/rsa
// checks each signature that it makes, and with a prime that is none it returns an error.
func smallFactor(p, product *big.Int) bool {
	return p.Bit(0) == 0 || new(big.Int).GCD(nil, nil, product, new(big.Int).Mod(p, product)).Cmp(big.NewInt(1)) != 0
}

// Remarks says what is to be thought of a key of two halves that is good.
func (k *Key) Remarks() (list []Remark) {
	pub, ok := k.pub.(*rsa.PublicKey)
	if !ok {
		return nil
	}
	if k.bits < fairRSABits {
		list = append(list, Remark{Code: RSATooSmall, Warning: fmt.Sprintf(
			"This RSA key has %s bits. RS256 asks for 2,048 or more, and a platform may refuse it.", words.Thousands(k.bits))})
	}
	if k.bits > largeRSABits {
		list = append(list, Remark{Code: RSAVeryLarge, Warning: fmt.Sprintf(
			"This RSA key has %s bits. Each signature with it is slow, and a platform may refuse it.", words.Thousands(k.bits))})
	}
	if isROCA(pub.N) {
		list = append(list, Remark{Code: RSAROCA, Warning: "This RSA key was made by a chip whose keys can be broken (ROCA, CVE-2017-15361). Create a new key elsewhere."})
	}
	if pub.E == 3 {
		list = append(list, Remark{Code: RSAExponent3, Warning: "The public exponent of this RSA key is 3, which is unusual. 65,537 is the common one."})
	}
	if key, ok := k.Signer().(*rsa.PrivateKey); ok && len(key.Primes) > 2 {
		list = append(list, Remark{Code: RSAMultiprime, Warning: "This RSA key has more than two primes, and many programs do not read such keys."})
	}
	return list
}
