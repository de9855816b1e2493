package locks

import (
	"crypto/cipher"
	"crypto/des"
	"crypto/md5"
	"crypto/sha1"
	"encoding/asn1"
	"encoding/binary"
	"hash"
	"math/big"
	"unicode/utf16"
)

// This file opens the locks from before PBES2, which old programs of Java and
// Windows write: PBES1 (RFC 8018 6.1) and those of PKCS#12 (RFC 7292 C).

// oldLock makes a key and an initialization vector of a password, and opens
// with them. It has no derive when its cipher is not known here.
type oldLock struct {
	name   string // of the cipher
	derive func(password, salt []byte, rounds int) (key, iv []byte)
	lock   lock
}

var oldLocks = map[string]oldLock{
	"1.2.840.113549.1.5.3":    {"DES", pbes1(md5.New), lock{8, des.NewCipher}},
	"1.2.840.113549.1.5.10":   {"DES", pbes1(sha1.New), lock{8, des.NewCipher}},
	"1.2.840.113549.1.12.1.3": {"3DES", pkcs12Lock(24), lock{24, des.NewTripleDESCipher}},
	"1.2.840.113549.1.12.1.4": {"3DES", pkcs12Lock(16), lock{16, newTwoKeyDES}},

	"1.2.840.113549.1.5.1":    {name: "DES with MD2"},
	"1.2.840.113549.1.5.4":    {name: "RC2 with MD2"},
	"1.2.840.113549.1.5.6":    {name: "RC2"},
	"1.2.840.113549.1.5.11":   {name: "RC2"},
	"1.2.840.113549.1.12.1.1": {name: "RC4"},
	"1.2.840.113549.1.12.1.2": {name: "RC4"},
	"1.2.840.113549.1.12.1.5": {name: "RC2"},
	"1.2.840.113549.1.12.1.6": {name: "RC2"},
}

// open decrypts data; ok is false when the password does not fit.
func (l oldLock) open(params asn1.RawValue, password, data []byte) (plain []byte, ok bool, err error) {
	var p struct {
		Salt   []byte
		Rounds int
	}
	rest, err := asn1.Unmarshal(params.FullBytes, &p)
	switch {
	case err != nil || len(rest) > 0 || p.Rounds < 1:
		return nil, false, Unknown("")
	case p.Rounds > maxRounds:
		return nil, false, tooSlow("")
	}
	key, iv := l.derive(password, p.Salt, p.Rounds)
	plain, ok = l.lock.decrypt(key, iv, data)
	return plain, ok, nil
}

// pbes1 is PBKDF1 (RFC 8018 5.1): half of its 16 bytes are the key.
func pbes1(newHash func() hash.Hash) func(password, salt []byte, rounds int) (key, iv []byte) {
	return func(password, salt []byte, rounds int) (key, iv []byte) {
		h := newHash()
		h.Write(password)
		h.Write(salt)
		sum := rehash(h, rounds-1)
		return sum[:8], sum[8:16]
	}
}

// rehash takes the sum of what was written, and n times the sum of that.
func rehash(h hash.Hash, n int) []byte {
	sum := h.Sum(nil)
	for range n {
		h.Reset()
		h.Write(sum)
		sum = h.Sum(sum[:0])
	}
	return sum
}

// What a derivation of PKCS#12 is for (RFC 7292 B.3).
const (
	pkcs12ForKey = 1
	pkcs12ForIV  = 2
)

func pkcs12Lock(size int) func(password, salt []byte, rounds int) (key, iv []byte) {
	return func(password, salt []byte, rounds int) (key, iv []byte) {
		wide := bmpString(password)
		return pkcs12KDF(wide, salt, rounds, pkcs12ForKey, size), pkcs12KDF(wide, salt, rounds, pkcs12ForIV, des.BlockSize)
	}
}

// bmpString writes a password as PKCS#12 wants it: in UTF-16 with two zeros
// behind (RFC 7292 B.1).
func bmpString(password []byte) (out []byte) {
	for _, unit := range utf16.Encode([]rune(string(password))) {
		out = binary.BigEndian.AppendUint16(out, unit)
	}
	return append(out, 0, 0)
}

// pkcs12KDF derives size bytes with SHA-1 (RFC 7292 B.2, whose letters these
// are).
func pkcs12KDF(password, salt []byte, rounds int, id byte, size int) []byte {
	const v = sha1.BlockSize
	d := make([]byte, v)
	for i := range d {
		d[i] = id
	}
	in := append(fillBlocks(salt, v), fillBlocks(password, v)...)
	one, limit := big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), 8*v)
	var out []byte
	for {
		h := sha1.New()
		h.Write(d)
		h.Write(in)
		a := rehash(h, rounds-1)
		if out = append(out, a...); len(out) >= size {
			return out[:size]
		}
		add := new(big.Int).SetBytes(fillBlocks(a, v))
		add.Add(add, one)
		for j := 0; j < len(in); j += v {
			sum := new(big.Int).SetBytes(in[j : j+v])
			sum.Mod(sum.Add(sum, add), limit).FillBytes(in[j : j+v])
		}
	}
}

// fillBlocks repeats b until whole blocks of v bytes are full.
func fillBlocks(b []byte, v int) []byte {
	out := make([]byte, (len(b)+v-1)/v*v)
	for i := range out {
		out[i] = b[i%len(b)]
	}
	return out
}

// newTwoKeyDES is 3DES whose third key is the first one again.
func newTwoKeyDES(key []byte) (cipher.Block, error) {
	return des.NewTripleDESCipher(append(key[:16:16], key[:8]...))
}
