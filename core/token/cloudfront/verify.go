package cloudfront

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	_ "crypto/sha1" // the edge takes it where no other hash is named
	_ "crypto/sha256"
	"math/big"

	"playtoken/core/keys"
	"playtoken/core/token"
	"playtoken/core/token/rsasig"
)

// hashes by the name of their parameter. SHA-1 is what CloudFront takes where none is
// named.
var hashes = map[string]crypto.Hash{"": crypto.SHA1, "SHA1": crypto.SHA1, "SHA256": crypto.SHA256}

var hashNames = map[crypto.Hash]string{crypto.SHA1: "SHA1", crypto.SHA256: "SHA256"}

// numbersSize is that of an ECDSA signature on P-256 as two numbers, which CloudFront
// does not take.
const numbersSize = 64

// Try checks the signature over the policy that was sent, or that the edge makes again.
func (format) Try(t *token.Token, k *token.Trial) token.Outcome {
	if k == nil {
		return token.NoKey()
	}
	o := token.Outcome{Check: token.Check{State: token.Unchecked, Key: k.Answer.Key}}
	hash, known := hashes[t.Header.Text(HashAlgorithm)]
	o.Usable = isOfKind(k.Answer.Key)
	switch {
	case !k.Answer.Taken():
		o.Check = k.Refused()
	case !o.Usable:
		o.Reason = token.Reason{Code: token.KeyOfOtherKind, Key: k.Answer.Key.Title()}
	case t.FirstFault() != nil:
		o.Reason = token.Reason{Code: token.TextDamaged, Said: t.FirstFault().Text()}
	case t.Payload == nil:
		o.Reason = token.Reason{Code: token.URLNotKnown}
	case known && verify(k.Answer.Key, hash, t.Payload, t.Signature):
		o.State = token.Valid
	default:
		o.State, o.Reason = token.Invalid, token.Reason{Code: token.SignatureDoesNotFit}
		if size := sizeOf(k.Answer.Key); size > 0 && size != len(t.Signature) {
			o.Reason = token.Reason{Code: token.SignatureLength, Have: len(t.Signature), Want: size}
		}
		o.Fits = whatItFits(t, k.Answer.Key)
	}
	return o
}

// isOfKind reports whether CloudFront takes a key: RSA, or EC on the curve P-256.
func isOfKind(k *keys.Key) bool {
	if k == nil {
		return false
	}
	switch pub := k.Public().(type) {
	case *rsa.PublicKey:
		return true
	case *ecdsa.PublicKey:
		return pub.Curve == elliptic.P256()
	}
	return false
}

// sizeOf is the size of the key's signatures in bytes, 0 where it varies.
func sizeOf(k *keys.Key) int {
	if pub, ok := k.Public().(*rsa.PublicKey); ok {
		return pub.Size()
	}
	return 0
}

func verify(k *keys.Key, h crypto.Hash, policy, signature []byte) bool {
	digest := token.Digest(h, policy)
	switch pub := k.Public().(type) {
	case *rsa.PublicKey:
		return rsa.VerifyPKCS1v15(pub, h, digest, signature) == nil
	case *ecdsa.PublicKey:
		return ecdsa.VerifyASN1(pub, digest, signature)
	}
	return false
}

// Recover opens an RSA signature that does not fit: the key made it for another policy,
// or did not make it.
func (format) Recover(t *token.Token, k *token.Trial) (token.Recovery, any) {
	if !k.Answer.Taken() {
		return token.NotRecovered, nil
	}
	pub, ok := k.Answer.Key.Public().(*rsa.PublicKey)
	if !ok {
		return token.NotRecovered, nil
	}
	block, ok := rsasig.Open(pub, t.Signature)
	if !ok {
		return token.NotRecovered, nil
	}
	if _, _, ok := rsasig.Digest(block); ok {
		return token.Edited, nil
	}
	return token.OtherKey, nil
}

// opened tells of a policy whether a signature is over it, nil where it is over none. For
// RSA the digest is taken out of the signature once, so that many policies can be tried.
func opened(t *token.Token, k *keys.Key) func(policy []byte) (crypto.Hash, bool) {
	pub, ok := k.Public().(*rsa.PublicKey)
	if !ok {
		return func(policy []byte) (crypto.Hash, bool) {
			for h := range hashNames {
				if verify(k, h, policy, t.Signature) {
					return h, true
				}
			}
			return 0, false
		}
	}
	block, _ := rsasig.Open(pub, t.Signature)
	h, digest, ok := rsasig.Digest(block)
	if !ok || hashNames[h] == "" {
		return nil
	}
	return func(policy []byte) (crypto.Hash, bool) { return h, bytes.Equal(digest, token.Digest(h, policy)) }
}

// isNumbers reports whether a signature is one of ECDSA as two numbers, as JOSE has it.
func isNumbers(t *token.Token, k *keys.Key) bool {
	pub, ok := k.Public().(*ecdsa.PublicKey)
	if !ok || len(t.Signature) != numbersSize {
		return false
	}
	r, s := new(big.Int).SetBytes(t.Signature[:32]), new(big.Int).SetBytes(t.Signature[32:])
	for h := range hashNames {
		if ecdsa.Verify(pub, token.Digest(h, t.Payload), r, s) {
			return true
		}
	}
	return false
}
