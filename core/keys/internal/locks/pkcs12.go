package locks

import (
	"bytes"
	"crypto/x509"
	"errors"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/der"
	"playtoken/core/secret"

	p12 "software.sslmate.com/src/go-pkcs12"
)

// PKCS12 opens a PKCS#12 file (RFC 7292) and gives the key in it as PKCS#8. Some are
// locked with an empty password, so that one is tried first.
func PKCS12(file []byte, password secret.Bytes) ([]byte, error) {
	if rounds(file, 0) > maxRounds {
		return nil, tooSlow("")
	}
	key, _, _, err := p12.DecodeChain(file, string(password.Reveal()))
	switch {
	case errors.Is(err, p12.ErrIncorrectPassword) || err != nil && password.IsZero():
		if !password.IsZero() {
			return nil, wrongForBox()
		}
		return nil, keys.Ask(keys.IsPKCS12, "This is a PKCS#12 file, a locked box with a key in it.",
			"Enter its password, or turn it into PEM: openssl pkcs12 -in key.p12 -nocerts -nodes | openssl pkey -out key.pem").About("", 0, true)
	case err != nil:
		if bag := keyBag(file); bag != nil {
			plain, err := PKCS8(bag, password)
			if r, ok := err.(*keys.Refusal); ok && r.Code == keys.KeyEncrypted {
				return nil, wrongForBox()
			}
			return plain, err
		}
		return nil, keys.Refuse(keys.UnknownBinary, "This PKCS#12 file opens, and there is not just one private key in it that could be used.",
			"Turn it into PEM: openssl pkcs12 -in key.p12 -nodes").About("", 0, true)
	}
	plain, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, der.OtherKind(true)
	}
	return plain, nil
}

func wrongForBox() error {
	return keys.Ask(keys.IsPKCS12, wrongPassword, "Enter the password that was set when the PKCS#12 file was made.").About("", 0, true)
}

// shroudedBag is what a PKCS#12 file has in front of a locked key (RFC 7292
// 4.2.2).
var shroudedBag = []byte{der.TagOID, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 12, 10, 1, 2}

// keyBag finds the one locked key of a PKCS#12 file that has no certificate or no
// checksum, which the library does not read; nil where there is none.
func keyBag(file []byte) []byte {
	_, bag, found := bytes.Cut(file, shroudedBag)
	tag, size, content, ok := der.Header(bag)
	if !found || !ok || tag != 0xa0 || size+content > len(bag) || bytes.Contains(bag, shroudedBag) {
		return nil
	}
	key := bag[size : size+content]
	if der.Outline(key) != der.Encrypted {
		return nil
	}
	return key
}

// rounds adds up all numbers in a PKCS#12 file. What is not a small version
// number says how often a hash is repeated, once for each lock in it.
func rounds(file []byte, depth int) (sum int) {
	for len(file) > 0 && depth < 12 && sum <= maxRounds {
		tag, size, content, ok := der.Header(file)
		if !ok || size+content > len(file) {
			return sum
		}
		inside := file[size : size+content]
		switch {
		case tag == der.TagInteger && content > 4:
			return maxRounds + 1
		case tag == der.TagInteger:
			n := 0
			for _, c := range inside {
				n = n<<8 | int(c)
			}
			sum += n
		case tag&0x20 != 0 || tag == der.TagOctets && der.Announced(inside) == len(inside):
			sum += rounds(inside, depth+1)
		}
		file = file[size+content:]
	}
	return sum
}
