// Package locks opens private keys that are locked with a password: PKCS#8, PKCS#12,
// PEM of the old kind and the keys of OpenSSH.
//
// How long that takes is said in the file itself, so a file could ask for hours: each
// way has its limit, above what common programs write. All errors are of type
// [*keys.Refusal]; a question asks for the password.
package locks

import (
	"crypto/x509"
	"encoding/asn1"
	"encoding/pem"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/der"
	"playtoken/core/once"
	"playtoken/core/secret"
)

const (
	maxRounds      = 5_000_000 // of PBKDF2 and of PKCS#12; a few seconds
	maxBcrypt      = 512       // rounds of OpenSSH; 16 and 24 are usual
	maxScryptBytes = 128 << 20 // memory; 32 MiB is usual
	maxScryptTimes = 16        // passes over it
)

// wrongPassword is for a password that does not fit.
const wrongPassword = "The password does not open this key."

// How a password is taken off.
const (
	takeOff = "Take the password off: openssl pkey -in key.pem -out plain.pem"
	enterIt = "Enter the password, or take it off: openssl pkey -in key.pem -out plain.pem"
)

// ask asks for the password, or says that the one given is wrong.
func ask(password secret.Bytes) *keys.Refusal {
	message, hint := "This private key is protected with a password.", enterIt
	if !password.IsZero() {
		message, hint = wrongPassword, "Capitals and spaces count. Enter the password that was set when the key was made."
	}
	return keys.Ask(keys.KeyEncrypted, message, hint).About("", 0, true)
}

// refuse refuses a key whose lock is not opened here: no password would help.
func refuse(way, hint string) *keys.Refusal {
	return keys.Refuse(keys.KeyTypeUnsupported, "This private key is protected with a password in "+way+" here.", hint).About("", 0, true)
}

func tooSlow() *keys.Refusal { return refuse("a way that takes too long to open", takeOff) }

// Unknown refuses a key whose lock is of a kind that is not opened here.
func Unknown(kind keys.Kind) *keys.Refusal {
	return refuse("an old or rare way that is not opened", takeOff).About(kind, 0, true)
}

// PKCS8 opens an EncryptedPrivateKeyInfo (RFC 5208 6).
func PKCS8(locked []byte, password secret.Bytes) ([]byte, error) {
	var outer struct {
		Algo algorithm
		Data []byte
	}
	_, err := asn1.Unmarshal(locked, &outer)
	s, known := schemes[outer.Algo.name()]
	switch {
	case known && s.open == nil: // OpenSSL 3 leaves these out, too, unless asked for
		return nil, refuse("an old way ("+s.cipher+") that is not opened",
			"Take the password off: openssl pkcs8 -in key.pem -out plain.pem -provider legacy -provider default")
	case password.IsZero():
		return nil, ask(password)
	case err != nil || !known:
		return nil, Unknown("")
	}
	plain, refused := s.open(outer.Algo, password.Reveal(), outer.Data)
	switch {
	case refused != nil:
		return nil, refused
	case der.Outline(plain) != der.PKCS8:
		return nil, ask(password)
	}
	return plain, nil
}

// dekKnown are the ciphers that crypto/x509 knows, with their initialization vectors.
var dekKnown = once.Regexp(`^(?:DES|DES-EDE3)-CBC,[0-9A-Fa-f]{16}$|^AES-(?:128|192|256)-CBC,[0-9A-Fa-f]{32}$`)

// DEK opens a PEM body of the old kind (RFC 1421 4.6.1.3). info is what its header names,
// want what is locked.
func DEK(info string, want der.Structure, data []byte, password secret.Bytes) ([]byte, error) {
	kind := map[der.Structure]keys.Kind{der.PKCS1: keys.RSA, der.SEC1: keys.EC}[want]
	asked := ask(password).About(kind, 0, true)
	switch {
	case password.IsZero():
		return nil, asked
	case !dekKnown().MatchString(info):
		return nil, Unknown(kind)
	}
	block := pem.Block{Headers: map[string]string{"DEK-Info": info}, Bytes: data}
	//lint:ignore SA1019 the way is unsafe for locking, and a key that is locked so has to be opened
	plain, err := x509.DecryptPEMBlock(&block, password.Reveal())
	if err != nil || der.Outline(plain) != want {
		return nil, asked
	}
	return plain, nil
}
