package locks

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"errors"

	"golang.org/x/crypto/ssh"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/der"
	"playtoken/core/secret"
)

// OpenSSHMagic begins a private key of OpenSSH (PROTOCOL.key).
const OpenSSHMagic = "openssh-key-v1\x00"

// OpenSSH reads a private key of OpenSSH out of the body of its PEM block, locked or
// not, and gives it as PKCS#8.
func OpenSSH(body []byte, password secret.Bytes) ([]byte, error) {
	if !bytes.HasPrefix(body, []byte(OpenSSHMagic)) {
		return nil, keys.Inconsistent("", true)
	}
	cipher, rounds := opensshLock(body)
	locked := cipher != "" && cipher != "none"
	switch {
	case locked && cipher != "aes256-ctr" && cipher != "aes256-cbc":
		return nil, opensshHint(Unknown(""))
	case locked && password.IsZero():
		return nil, opensshHint(ask(password, ""))
	case rounds > maxBcrypt:
		return nil, opensshHint(tooSlow(""))
	}
	text := "-----BEGIN OPENSSH PRIVATE KEY-----\n" + base64.StdEncoding.EncodeToString(body) + "\n-----END OPENSSH PRIVATE KEY-----\n"
	var key any
	var err error
	if locked {
		key, err = ssh.ParseRawPrivateKeyWithPassphrase([]byte(text), password.Reveal())
	} else {
		key, err = ssh.ParseRawPrivateKey([]byte(text))
	}
	if errors.Is(err, x509.IncorrectPasswordError) {
		return nil, ask(password, "")
	}
	if e, ok := key.(*ed25519.PrivateKey); ok {
		key = *e
	}
	plain, failed := x509.MarshalPKCS8PrivateKey(key)
	switch {
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

// opensshLock is the cipher that locks a key, "none" for none, and how often
// bcrypt is repeated for it.
func opensshLock(body []byte) (cipher string, rounds int) {
	rest := body[len(OpenSSHMagic):]
	next := func() (field []byte) {
		if len(rest) < 4 {
			rest = nil
			return nil
		}
		n := binary.BigEndian.Uint32(rest)
		if uint64(n) > uint64(len(rest)-4) {
			rest = nil
			return nil
		}
		field, rest = rest[4:4+n], rest[4+n:]
		return field
	}
	cipher, kdf, options := string(next()), string(next()), next()
	if kdf != "bcrypt" {
		return cipher, 0
	}
	rest = options
	next() // the salt
	if len(rest) != 4 {
		return cipher, maxBcrypt + 1
	}
	return cipher, int(binary.BigEndian.Uint32(rest))
}
