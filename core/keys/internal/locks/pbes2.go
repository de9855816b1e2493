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
	"encoding/hex"
	"hash"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/der"
	"playtoken/core/secret"

	"golang.org/x/crypto/scrypt"
)

// lock is a cipher with the length of its key.
type lock struct {
	size int
	open func(key []byte) (cipher.Block, error)
}

var (
	locksByOID = map[string]lock{
		"2.16.840.1.101.3.4.1.2": {16, aes.NewCipher}, "2.16.840.1.101.3.4.1.22": {24, aes.NewCipher}, "2.16.840.1.101.3.4.1.42": {32, aes.NewCipher},
		"1.2.840.113549.3.7": {24, des.NewTripleDESCipher}, "1.3.14.3.2.7": {8, des.NewCipher},
	}
	locksByName = map[string]lock{
		"AES-128-CBC": {16, aes.NewCipher}, "AES-192-CBC": {24, aes.NewCipher}, "AES-256-CBC": {32, aes.NewCipher},
		"DES-EDE3-CBC": {24, des.NewTripleDESCipher}, "DES-CBC": {8, des.NewCipher},
	}
	hashesByOID = map[string]func() hash.Hash{
		"": sha1.New, "1.2.840.113549.2.7": sha1.New, "1.2.840.113549.2.8": sha256.New224, "1.2.840.113549.2.9": sha256.New,
		"1.2.840.113549.2.10": sha512.New384, "1.2.840.113549.2.11": sha512.New,
	}
)

// oidPBES2 names a lock that names its parts (RFC 8018 A.4).
const oidPBES2 = "1.2.840.113549.1.5.13"

// PKCS8 opens an EncryptedPrivateKeyInfo (RFC 5208 6).
func PKCS8(locked []byte, password secret.Bytes) ([]byte, error) {
	var outer struct {
		Algo pkix.AlgorithmIdentifier
		Data []byte
	}
	_, err := asn1.Unmarshal(locked, &outer)
	id, params := outer.Algo.Algorithm.String(), outer.Algo.Parameters
	old, known := oldLocks[id]
	switch {
	case known && old.derive == nil:
		return nil, forgotten(old.name)
	case password.IsZero():
		return nil, ask(password, "")
	case err != nil || !known && id != oidPBES2:
		return nil, Unknown("")
	}
	open := openPBES2
	if known {
		open = old.open
	}
	plain, ok, err := open(params, password.Reveal(), outer.Data)
	switch {
	case err != nil:
		return nil, err
	case !ok || der.Outline(plain) != der.PKCS8:
		return nil, ask(password, "")
	}
	return plain, nil
}

// openPBES2 decrypts what is locked with PBES2 (RFC 8018 6.2); ok is false when
// the password does not fit.
func openPBES2(params asn1.RawValue, password, data []byte) (plain []byte, ok bool, err error) {
	var p struct{ KDF, Cipher pkix.AlgorithmIdentifier }
	var iv []byte
	if _, err := asn1.Unmarshal(params.FullBytes, &p); err != nil {
		return nil, false, Unknown("")
	}
	l, known := locksByOID[p.Cipher.Algorithm.String()]
	if _, err := asn1.Unmarshal(p.Cipher.Parameters.FullBytes, &iv); err != nil || !known {
		return nil, false, Unknown("")
	}
	key, err := deriveKey(p.KDF, password, l.size)
	if err != nil {
		return nil, false, err
	}
	plain, ok = l.decrypt(key, iv, data)
	return plain, ok, nil
}

// deriveKey turns a password into a key: PBKDF2 (RFC 8018 5.2) or scrypt (RFC
// 7914 7).
func deriveKey(kdf pkix.AlgorithmIdentifier, password []byte, size int) ([]byte, error) {
	switch kdf.Algorithm.String() {
	case "1.2.840.113549.1.5.12":
		var p struct {
			Salt   []byte
			Rounds int
			Size   int                      `asn1:"optional"`
			PRF    pkix.AlgorithmIdentifier `asn1:"optional"`
		}
		if _, err := asn1.Unmarshal(kdf.Parameters.FullBytes, &p); err != nil || p.Rounds < 1 {
			return nil, Unknown("")
		}
		prf := hashesByOID[p.PRF.Algorithm.String()]
		if prf == nil {
			return nil, Unknown("")
		}
		if p.Rounds > maxRounds {
			return nil, tooSlow("")
		}
		key, err := pbkdf2.Key(prf, string(password), p.Salt, p.Rounds, size)
		if err != nil {
			return nil, Unknown("")
		}
		return key, nil
	case "1.3.6.1.4.1.11591.4.11":
		var p struct {
			Salt                []byte
			Cost, Blocks, Times int
			Size                int `asn1:"optional"`
		}
		if _, err := asn1.Unmarshal(kdf.Parameters.FullBytes, &p); err != nil || p.Cost < 2 || p.Blocks < 1 || p.Times < 1 {
			return nil, Unknown("")
		}
		if p.Times > maxScryptTimes || p.Cost > maxScryptBytes || p.Blocks > maxScryptBytes || 128*p.Cost*p.Blocks > maxScryptBytes {
			return nil, tooSlow("")
		}
		key, err := scrypt.Key(password, p.Salt, p.Cost, p.Blocks, p.Times, size)
		if err != nil {
			return nil, Unknown("")
		}
		return key, nil
	}
	return nil, Unknown("")
}

// decrypt undoes CBC and the padding of RFC 8018 6.1.1. A wrong password shows
// in the padding, in 255 of 256 cases.
func (l lock) decrypt(key, iv, data []byte) ([]byte, bool) {
	block, err := l.open(key)
	if err != nil || len(iv) != block.BlockSize() || len(data) == 0 || len(data)%block.BlockSize() != 0 {
		return nil, false
	}
	plain := make([]byte, len(data))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(plain, data)
	pad := int(plain[len(plain)-1])
	if pad == 0 || pad > block.BlockSize() {
		return nil, false
	}
	for _, c := range plain[len(plain)-pad:] {
		if int(c) != pad {
			return nil, false
		}
	}
	return plain[:len(plain)-pad], true
}

// DEK opens a PEM body of the old kind (RFC 1421 4.6.1.3), whose key is made of the
// password by MD5, as OpenSSL does it. info is what its header names, want what is
// locked.
func DEK(info string, want der.Structure, data []byte, password secret.Bytes) ([]byte, error) {
	kind := map[der.Structure]keys.Kind{der.PKCS1: keys.RSA, der.SEC1: keys.EC}[want]
	if password.IsZero() {
		return nil, ask(password, kind)
	}
	name, salt, _ := strings.Cut(info, ",")
	l, known := locksByName[strings.TrimSpace(name)]
	iv, err := hex.DecodeString(strings.TrimSpace(salt))
	if !known || err != nil || len(iv) < 8 {
		return nil, Unknown(kind)
	}
	var key, last []byte
	for len(key) < l.size {
		h := md5.New()
		h.Write(last)
		h.Write(password.Reveal())
		h.Write(iv[:8])
		last = h.Sum(nil)
		key = append(key, last...)
	}
	plain, ok := l.decrypt(key[:l.size], iv, data)
	if !ok || der.Outline(plain) != want {
		return nil, ask(password, kind)
	}
	return plain, nil
}
