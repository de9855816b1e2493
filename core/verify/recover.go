package verify

import (
	"bytes"
	"crypto/rsa"
	"encoding/binary"
	"hash"
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

// recovered opens an RSA signature that does not fit: with the key that made it a
// well-formed block comes out, over another text; with any other key, noise. A
// signature of another length than the key's tells nothing.
func recovered(t *token.Token, k *Key) Recovery {
	family, size, _ := strings.Cut(t.Algorithm(), "S")
	if !k.twoHalves() || family != "R" && family != "P" {
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
	// What was edited may be the algorithm.
	if wellFormed(m) || wellFormedPSS(m, pub.N.BitLen(), hashes["HS"+size]) {
		return Edited
	}
	return OtherKey
}

// wellFormedPSS reports whether a block is one of PSS (RFC 8017 section 9.1.2),
// whatever the digest in it, with a salt that leaves room for zeros in front: those
// of RFC 7518 section 3.5 do.
func wellFormedPSS(m []byte, bits int, newHash func() hash.Hash) bool {
	if newHash == nil {
		return false
	}
	h := newHash()
	unused := 8*len(m) - (bits - 1) // bits in front; a whole byte of them is left out
	if unused == 8 {
		m, unused = m[1:], 0
	}
	db := len(m) - h.Size() - 1
	if db < minZeros+1 || m[len(m)-1] != 0xbc {
		return false
	}
	seed, mask := m[db:len(m)-1], []byte(nil)
	for n := uint32(0); len(mask) < db; n++ { // MGF1, appendix B.2.1
		h.Reset()
		h.Write(seed)
		h.Write(binary.BigEndian.AppendUint32(nil, n))
		mask = h.Sum(mask)
	}
	for i := range db {
		b := m[i] ^ mask[i]
		if i == 0 {
			b &= 0xff >> unused
		}
		switch {
		case i >= minZeros && b == 1:
			return true
		case b != 0:
			return false
		}
	}
	return false
}

// minZeros is how many zeros a block has to begin with, for chance to be ruled out.
const minZeros = 8

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
