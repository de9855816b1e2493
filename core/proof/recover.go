package proof

import (
	"bytes"
	"crypto/rsa"
	"math/big"
	"strings"

	"playtoken/core/token"
)

// digestInfos are the beginnings of what PKCS#1 v1.5 puts under a signature (RFC
// 8017 section 9.2), with the length of the digest behind each.
var digestInfos = []struct {
	prefix string
	digest int
}{
	{"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20", 32},
	{"\x30\x41\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\x04\x30", 48},
	{"\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\x04\x40", 64},
	{"\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14", 20},
}

// recovered opens a signature of RS256 and its kin that does not fit: with the
// key that made it a well-formed digest comes out, of another text; with any
// other key, noise. A signature of another length than the key's tells nothing.
func recovered(t *token.Token, k *Key) Recovery {
	if !k.twoHalves() || !strings.HasPrefix(t.Algorithm(), "RS") {
		return NotRecovered
	}
	pub, ok := k.Answer.Key.Public().(*rsa.PublicKey)
	if !ok || len(t.Signature) != pub.Size() {
		return NotRecovered
	}
	s := new(big.Int).SetBytes(t.Signature)
	if s.Cmp(pub.N) >= 0 {
		return OtherKey
	}
	m := s.Exp(s, big.NewInt(int64(pub.E)), pub.N).FillBytes(make([]byte, pub.Size()))
	if wellFormed(m) {
		return Edited
	}
	return OtherKey
}

// wellFormed reports whether a block is 00 01 FF … FF 00 and a DigestInfo.
func wellFormed(m []byte) bool {
	rest, ok := bytes.CutPrefix(m, []byte{0, 1})
	if !ok {
		return false
	}
	padding := len(rest) - len(bytes.TrimLeft(rest, "\xff"))
	if padding < 8 || padding == len(rest) || rest[padding] != 0 {
		return false
	}
	info := rest[padding+1:]
	for _, d := range digestInfos {
		if bytes.HasPrefix(info, []byte(d.prefix)) && len(info) == len(d.prefix)+d.digest {
			return true
		}
	}
	return false
}
