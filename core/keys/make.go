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
	"math/big"
	"slices"

	"playtoken/core/secret"
	"playtoken/core/words"
)

// ErrSigner is returned for a signer whose key cannot be read, such as one in a
// smart card, and for a key that does not pass the checks.
var ErrSigner = errors.New("keys: this signer cannot be used as a key")

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
	signer, private := key.(crypto.Signer)
	if private {
		key = signer.Public()
	}
	switch pub := key.(type) {
	case *rsa.PublicKey:
		if err := CheckRSA(pub.N, big.NewInt(int64(pub.E)), private); err != nil {
			return nil, err
		}
		if why := badFactor(pub, signer); why != "" {
			return nil, Misfit(why).About(RSA, pub.N.BitLen(), private)
		}
		return newKey(half{kind: RSA, bits: pub.N.BitLen(), pub: pub}, signer)
	case *ecdsa.PublicKey:
		name, bits := pub.Params().Name, pub.Params().BitSize
		if !slices.Contains([]string{"P-256", "P-384", "P-521"}, name) {
			return nil, OtherCurve("the curve "+name, bits, private)
		}
		return newKey(half{kind: EC, bits: bits, curve: name, pub: pub}, signer)
	case ed25519.PublicKey:
		if !private && !goodEdPoint(pub) {
			return nil, Refuse(ECPointNotOnCurve, "This Ed25519 key does not hold a point that can be used. Its text was changed.", Damaged).About(Ed25519, 256, false)
		}
		return newKey(half{kind: Ed25519, bits: 256, pub: pub}, signer)
	}
	return nil, Refuse(KeyTypeUnsupported, "This key is of a kind that is not used for playback tokens.", Usable)
}

// FromSecret makes a Key of a shared secret: its bytes, and its text as it was
// written. Where they are the same, the secret is a text.
func FromSecret(shared, written []byte) *Key {
	return &Key{
		half:   half{kind: Secret, bits: 8 * len(shared)},
		shared: secret.New(shared), written: secret.New(written), asText: bytes.Equal(shared, written),
	}
}

// newKey makes a key of a checked public half and, unless signer is nil, its
// private half.
func newKey(public half, signer crypto.Signer) (*Key, error) {
	var err error
	if public.spki, err = x509.MarshalPKIXPublicKey(public.pub); err != nil {
		return nil, Inconsistent(public.kind, signer != nil)
	}
	k := &Key{half: public}
	if signer != nil {
		k.open = func() crypto.Signer { return signer }
	}
	return k, nil
}

// OtherCurve refuses an EC key on a curve that no token is signed with (RFC 7518 3.4).
func OtherCurve(what string, bits int, private bool) *Refusal {
	return Refuse(ECCurveUnsupported, "This is an EC key on "+what+". ES256, ES384 and ES512 use P-256, P-384 and P-521 only.",
		"Create a key on P-256.").About(EC, bits, private)
}

// Inconsistent refuses a key whose outline is right and whose inside does not read.
func Inconsistent(kind Kind, private bool) *Refusal {
	return Refuse(KeyInconsistent,
		"This has the outline of a key, but the numbers inside cannot be read. Some of its text was changed.",
		Damaged).About(kind, 0, private)
}

// Misfit refuses an RSA key whose numbers do not belong together.
//
//go:noinline // its copies would make ptok larger
func Misfit(why string) *Refusal {
	return Refuse(KeyInconsistent, "This is an RSA key whose parts do not fit each other: "+why+". Its text was changed or mixed with another key.", Damaged)
}

// Remarks says what is to be thought of a key of two halves that is good.
func (k *Key) Remarks() (list []Remark) {
	pub, ok := k.pub.(*rsa.PublicKey)
	if !ok {
		return nil
	}
	warn := func(is bool, code Code, warning string) {
		if is {
			list = append(list, Remark{Code: code, Warning: warning})
		}
	}
	private, _ := k.Signer().(*rsa.PrivateKey)
	has := "This RSA key has " + words.Thousands(k.bits) + " bits. "
	warn(k.bits < fairRSABits, RSATooSmall, has+"RS256 asks for 2,048 or more, and a platform may refuse it.")
	warn(k.bits > largeRSABits, RSAVeryLarge, has+"Each signature with it is slow, and a platform may refuse it.")
	warn(isROCA(pub.N), RSAROCA, "This RSA key was made by a chip whose keys can be broken (ROCA, CVE-2017-15361). Create a new key elsewhere.")
	warn(pub.E == 3, RSAExponent3, "The public exponent of this RSA key is 3, which is unusual. 65,537 is the common one.")
	warn(private != nil && len(private.Primes) > 2, RSAMultiprime, "This RSA key has more than two primes, and many programs do not read such keys.")
	return list
}
