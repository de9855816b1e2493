package locks

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/md5"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/binary"
	"hash"
	"math/big"
	"unicode/utf16"

	"golang.org/x/crypto/scrypt"

	"playtoken/core/keys"
)

// scheme opens what is locked in one way; nothing comes out where the password does not fit.
// It has no open when its cipher is not known here.
type scheme struct {
	cipher string
	open   func(algo algorithm, password, data []byte) (plain []byte, refused *keys.Refusal)
}

// schemes are PBES2 (RFC 8018 6.2), PBES1 (RFC 8018 6.1) and those of PKCS#12 (RFC 7292 C). The
// old ones are written by programs of Java and Windows.
var schemes = map[string]scheme{
	"1.2.840.113549.1.5.13":   {open: pbes2},
	"1.2.840.113549.1.5.3":    {open: old(pbes1(md5.New), lock{8, des.NewCipher})},
	"1.2.840.113549.1.5.10":   {open: old(pbes1(sha1.New), lock{8, des.NewCipher})},
	"1.2.840.113549.1.12.1.3": {open: old(pkcs12(24), lock{24, des.NewTripleDESCipher})},
	"1.2.840.113549.1.12.1.4": {open: old(pkcs12(16), lock{16, newTwoKeyDES})},

	"1.2.840.113549.1.5.1":    {cipher: "DES with MD2"},
	"1.2.840.113549.1.5.4":    {cipher: "RC2 with MD2"},
	"1.2.840.113549.1.5.6":    {cipher: "RC2"},
	"1.2.840.113549.1.5.11":   {cipher: "RC2"},
	"1.2.840.113549.1.12.1.1": {cipher: "RC4"},
	"1.2.840.113549.1.12.1.2": {cipher: "RC4"},
	"1.2.840.113549.1.12.1.5": {cipher: "RC2"},
	"1.2.840.113549.1.12.1.6": {cipher: "RC2"},
}

// lock is a cipher with the length of its key.
type lock struct {
	size int
	open func(key []byte) (cipher.Block, error)
}

var (
	locks = map[string]lock{
		"2.16.840.1.101.3.4.1.2":  {16, aes.NewCipher},
		"2.16.840.1.101.3.4.1.22": {24, aes.NewCipher},
		"2.16.840.1.101.3.4.1.42": {32, aes.NewCipher},
		"1.2.840.113549.3.7":      {24, des.NewTripleDESCipher},
		"1.3.14.3.2.7":            {8, des.NewCipher},
	}
	hashes = map[string]func() hash.Hash{
		"":                    sha1.New, // where none is named
		"1.2.840.113549.2.7":  sha1.New,
		"1.2.840.113549.2.8":  sha256.New224,
		"1.2.840.113549.2.9":  sha256.New,
		"1.2.840.113549.2.10": sha512.New384,
		"1.2.840.113549.2.11": sha512.New,
	}
)

// algorithm is the name of a scheme, a hash or a cipher, with its parameters.
type algorithm pkix.AlgorithmIdentifier

func (a algorithm) name() string { return a.Algorithm.String() }

// read fills a struct with the parameters.
func (a algorithm) read(params any) bool {
	_, err := asn1.Unmarshal(a.Parameters.FullBytes, params)
	return err == nil
}

func pbes2(algo algorithm, password, data []byte) ([]byte, *keys.Refusal) {
	var p struct{ KDF, Cipher algorithm }
	var iv []byte
	if !algo.read(&p) || !p.Cipher.read(&iv) || locks[p.Cipher.name()].open == nil {
		return nil, Unknown("")
	}
	l := locks[p.Cipher.name()]
	key, refused := deriveKey(p.KDF, password, l.size)
	if refused != nil {
		return nil, refused
	}
	return l.decrypt(key, iv, data), nil
}

// deriveKey turns a password into a key: PBKDF2 (RFC 8018 5.2) or scrypt (RFC
// 7914 7).
func deriveKey(kdf algorithm, password []byte, size int) (key []byte, refused *keys.Refusal) {
	switch kdf.name() {
	case "1.2.840.113549.1.5.12":
		var p struct {
			Salt   []byte
			Rounds int
			Size   int       `asn1:"optional"`
			PRF    algorithm `asn1:"optional"`
		}
		switch {
		case !kdf.read(&p) || p.Rounds < 1 || hashes[p.PRF.name()] == nil:
		case p.Rounds > maxRounds:
			return nil, tooSlow()
		default:
			key, _ = pbkdf2.Key(hashes[p.PRF.name()], string(password), p.Salt, p.Rounds, size)
		}
	case "1.3.6.1.4.1.11591.4.11":
		var p struct {
			Salt                []byte
			Cost, Blocks, Times int
			Size                int `asn1:"optional"`
		}
		switch {
		case !kdf.read(&p) || p.Cost < 2 || p.Blocks < 1 || p.Times < 1:
		case max(p.Cost, p.Blocks) > maxScryptBytes || 128*p.Cost*p.Blocks > maxScryptBytes || p.Times > maxScryptTimes:
			return nil, tooSlow()
		default:
			key, _ = scrypt.Key(password, p.Salt, p.Cost, p.Blocks, p.Times, size)
		}
	}
	if key == nil { // the library refuses the parameters, too
		return nil, Unknown("")
	}
	return key, nil
}

// derivation makes a key and an initialization vector of a password.
type derivation func(password, salt []byte, rounds int) (key, iv []byte)

// old opens a scheme whose parameters are salt and rounds (RFC 8018 A.3, RFC 7292 C).
//
//go:noinline // its closures would be copied, and make ptok larger
func old(derive derivation, l lock) func(algorithm, []byte, []byte) ([]byte, *keys.Refusal) {
	return func(algo algorithm, password, data []byte) ([]byte, *keys.Refusal) {
		var p struct {
			Salt   []byte
			Rounds int
		}
		switch {
		case !algo.read(&p) || p.Rounds < 1:
			return nil, Unknown("")
		case p.Rounds > maxRounds:
			return nil, tooSlow()
		}
		key, iv := derive(password, p.Salt, p.Rounds)
		return l.decrypt(key, iv, data), nil
	}
}

// decrypt undoes CBC and the padding of RFC 8018 6.1.1. A wrong password shows
// in the padding, in 255 of 256 cases; then nothing comes out.
func (l lock) decrypt(key, iv, data []byte) []byte {
	block, err := l.open(key)
	if err != nil || len(iv) != block.BlockSize() || len(data) == 0 || len(data)%block.BlockSize() != 0 {
		return nil
	}
	plain := make([]byte, len(data))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(plain, data)
	pad := int(plain[len(plain)-1])
	if pad == 0 || pad > block.BlockSize() {
		return nil
	}
	for _, c := range plain[len(plain)-pad:] {
		if int(c) != pad {
			return nil
		}
	}
	return plain[:len(plain)-pad]
}

// pbes1 is PBKDF1 (RFC 8018 5.1): half of its 16 bytes are the key.
func pbes1(newHash func() hash.Hash) derivation {
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

// pkcs12 derives a key of a size, and a vector, with SHA-1 (RFC 7292 B.2). The password is
// written in UTF-16 with two zeros behind (RFC 7292 B.1).
func pkcs12(size int) derivation {
	return func(password, salt []byte, rounds int) (key, iv []byte) {
		var wide []byte
		for _, unit := range append(utf16.Encode([]rune(string(password))), 0) {
			wide = binary.BigEndian.AppendUint16(wide, unit)
		}
		const forKey, forIV = 1, 2 // RFC 7292 B.3
		return pkcs12KDF(wide, salt, rounds, forKey, size), pkcs12KDF(wide, salt, rounds, forIV, des.BlockSize)
	}
}

// pkcs12KDF is RFC 7292 B.2, whose letters these are.
func pkcs12KDF(password, salt []byte, rounds int, id byte, size int) []byte {
	const v = sha1.BlockSize
	d := fillBlocks([]byte{id}, v)
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
