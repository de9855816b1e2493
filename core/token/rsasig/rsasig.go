// Package rsasig opens RSA signatures that do not fit. The key that made one lets a
// well-formed block come out, over another text; any other key, noise.
package rsasig

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"encoding/binary"
	"hash"
	"math/big"
)

// digestInfos are the beginnings of what PKCS#1 v1.5 puts under a signature (RFC
// 8017 section 9.2), with the hash whose digest stands behind each.
var digestInfos = []struct {
	prefix string
	hash   crypto.Hash
}{
	{"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20", crypto.SHA256},
	{"\x30\x41\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\x04\x30", crypto.SHA384},
	{"\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\x04\x40", crypto.SHA512},
	{"\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14", crypto.SHA1},
	{"\x30\x2d\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x04\x05\x00\x04\x1c", crypto.SHA224},
	{"\x30\x20\x30\x0c\x06\x08\x2a\x86\x48\x86\xf7\x0d\x02\x05\x05\x00\x04\x10", crypto.MD5},
}

// Open is the block under a signature, ok where the signature has the size of the
// key. A number that is no signature of the key has a nil block.
func Open(pub *rsa.PublicKey, signature []byte) (block []byte, ok bool) {
	if len(signature) != pub.Size() {
		return nil, false
	}
	s := new(big.Int).SetBytes(signature)
	if s.Cmp(pub.N) >= 0 {
		return nil, true
	}
	return s.Exp(s, big.NewInt(int64(pub.E)), pub.N).FillBytes(make([]byte, pub.Size())), true
}

// Content is what stands in a block of PKCS#1 v1.5 behind its padding, 00 01 FF … FF 00.
// ok is false for any other block.
func Content(block []byte) (content []byte, ok bool) {
	rest, ok := bytes.CutPrefix(block, []byte{0, 1})
	if !ok {
		return nil, false
	}
	padding := len(rest) - len(bytes.TrimLeft(rest, "\xff"))
	if padding < 8 || padding == len(rest) || rest[padding] != 0 {
		return nil, false
	}
	return rest[padding+1:], true
}

// Digest is what a block of PKCS#1 v1.5 should hold, a DigestInfo. ok is false for any
// other block.
func Digest(block []byte) (h crypto.Hash, digest []byte, ok bool) {
	content, _ := Content(block)
	for _, d := range digestInfos {
		digest, ok = bytes.CutPrefix(content, []byte(d.prefix))
		if ok && len(digest) == d.hash.Size() {
			return d.hash, digest, true
		}
	}
	return 0, nil, false
}

// IsPSS reports whether a block is one of PSS (RFC 8017 section 9.1.2),
// whatever the digest in it, with a salt that leaves room for zeros in front: those
// of RFC 7518 section 3.5 do.
func IsPSS(m []byte, bits int, newHash func() hash.Hash) bool {
	if newHash == nil || len(m) == 0 {
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
