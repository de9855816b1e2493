package locks

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"
	"golang.org/x/crypto/ssh"
	p12 "software.sslmate.com/src/go-pkcs12"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/der"
	"playtoken/core/secret"
)

// PKCS12 opens a PKCS#12 file (RFC 7292) and gives the key in it as PKCS#8. Some are
// locked with an empty password, so that one is tried first.
func PKCS12(file []byte, password secret.Bytes) ([]byte, error) {
	if rounds(file, 0) > maxRounds {
		return nil, tooSlow()
	}
	wrong := keys.Ask(keys.IsPKCS12, wrongPassword, "Enter the password that was set when the PKCS#12 file was made.").About("", 0, true)
	key, _, _, err := p12.DecodeChain(file, string(password.Reveal()))
	switch bag := keyBag(file); {
	case err == nil:
		plain, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			return nil, der.OtherKind(true)
		}
		return plain, nil
	case password.IsZero():
		return nil, keys.Ask(keys.IsPKCS12, "This is a PKCS#12 file, a locked box with a key in it.",
			"Enter its password, or turn it into PEM: openssl pkcs12 -in key.p12 -nocerts -nodes | openssl pkey -out key.pem").About("", 0, true)
	case errors.Is(err, p12.ErrIncorrectPassword):
		return nil, wrong
	case bag != nil:
		plain, err := PKCS8(bag, password)
		if r, ok := err.(*keys.Refusal); ok && r.Code == keys.KeyEncrypted {
			return nil, wrong
		}
		return plain, err
	}
	return nil, keys.Refuse(keys.UnknownBinary, "This PKCS#12 file opens, and there is not just one private key in it that could be used.",
		"Turn it into PEM: openssl pkcs12 -in key.p12 -nodes").About("", 0, true)
}

// shroudedBag is what a PKCS#12 file has in front of a locked key (RFC 7292
// 4.2.2).
var shroudedBag = []byte{der.TagOID, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 12, 10, 1, 2}

// keyBag finds the one locked key of a PKCS#12 file that has no certificate or no
// checksum, which the library does not read; nil where there is none.
func keyBag(file []byte) []byte {
	_, behind, _ := bytes.Cut(file, shroudedBag)
	key := cryptobyte.String(behind)
	if bytes.Contains(behind, shroudedBag) || !key.ReadASN1(&key, tags.Tag(0).Constructed().ContextSpecific()) ||
		der.Outline(key) != der.Encrypted {
		return nil
	}
	return key
}

// rounds adds up all numbers in a PKCS#12 file. What is not a small version
// number says how often a hash is repeated, once for each lock in it.
func rounds(file cryptobyte.String, depth int) (sum int) {
	var inside cryptobyte.String
	var tag tags.Tag
	for depth < 12 && sum <= maxRounds && file.ReadAnyASN1(&inside, &tag) {
		switch {
		case tag == tags.INTEGER && len(inside) > 4:
			return maxRounds + 1
		case tag == tags.INTEGER:
			sum += int(new(big.Int).SetBytes(inside).Int64())
		case tag&0x20 != 0 || tag == tags.OCTET_STRING && der.Announced(inside) == len(inside): // constructed
			sum += rounds(inside, depth+1)
		}
	}
	return sum
}

// OpenSSHMagic begins a private key of OpenSSH (PROTOCOL.key).
const OpenSSHMagic = "openssh-key-v1\x00"

// OpenSSH reads a private key of OpenSSH out of the body of its PEM block, locked or
// not, and gives it as PKCS#8.
func OpenSSH(body []byte, password secret.Bytes) ([]byte, error) {
	inside, is := bytes.CutPrefix(body, []byte(OpenSSHMagic))
	if !is {
		return nil, keys.Inconsistent("", true)
	}
	var head struct {
		Cipher, KDF, Options string
		Rest                 []byte `ssh:"rest"`
	}
	var bcrypt struct {
		Salt   string
		Rounds uint32
	}
	_ = ssh.Unmarshal(inside, &head) // what is damaged is refused below
	locked := head.Cipher != "" && head.Cipher != "none"
	switch {
	case locked && head.Cipher != "aes256-ctr" && head.Cipher != "aes256-cbc":
		return nil, opensshHint(Unknown(""))
	case locked && password.IsZero():
		return nil, opensshHint(ask(password))
	case head.KDF == "bcrypt" && (ssh.Unmarshal([]byte(head.Options), &bcrypt) != nil || bcrypt.Rounds > maxBcrypt):
		return nil, opensshHint(tooSlow())
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "OPENSSH PRIVATE KEY", Bytes: body})
	parse := ssh.ParseRawPrivateKey
	if locked {
		parse = func(text []byte) (any, error) {
			return ssh.ParseRawPrivateKeyWithPassphrase(text, password.Reveal())
		}
	}
	key, err := parse(text)
	if e, ok := key.(*ed25519.PrivateKey); ok {
		key = *e
	}
	plain, failed := x509.MarshalPKCS8PrivateKey(key)
	switch {
	case errors.Is(err, x509.IncorrectPasswordError):
		return nil, ask(password)
	case err == nil && failed == nil:
		return plain, nil
	case bytes.Contains(body, []byte("ssh-dss")):
		return nil, der.DSAKey(true)
	case bytes.Contains(body, []byte("sk-ssh")) || bytes.Contains(body, []byte("sk-ecdsa")):
		return nil, der.OtherKind(true)
	}
	return nil, keys.Inconsistent("", true)
}

// opensshHint tells how to take the password off, which openssl cannot do for
// keys of OpenSSH.
func opensshHint(r *keys.Refusal) error {
	r.Hint = "Take the password off: ssh-keygen -p -m PKCS8 -f key"
	if r.Question {
		r.Hint = "Enter the password, or take it off: ssh-keygen -p -m PKCS8 -f key"
	}
	return r
}
