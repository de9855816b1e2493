package jws

import (
	"crypto/rsa"
	"strings"

	"playtoken/core/token"
	"playtoken/core/token/rsasig"
)

// Recover opens an RSA signature that does not fit. A signature of another length
// than the key's tells nothing.
func (format) Recover(t *token.Token, k *token.Trial) token.Recovery {
	family, size, _ := strings.Cut(t.Algorithm(), "S")
	if !k.TwoHalves() || family != "R" && family != "P" {
		return token.NotRecovered
	}
	pub, ok := k.Answer.Key.Public().(*rsa.PublicKey)
	if !ok {
		return token.NotRecovered
	}
	block, ok := rsasig.Open(pub, t.Signature)
	if !ok {
		return token.NotRecovered
	}
	// What was edited may be the algorithm.
	if _, _, ok := rsasig.Digest(block); ok || rsasig.IsPSS(block, pub.N.BitLen(), hashes["HS"+size]) {
		return token.Edited
	}
	return token.OtherKey
}
