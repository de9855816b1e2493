// Package locks opens private keys that are locked with a password: PKCS#8, PKCS#12,
// PEM of the old kind and the keys of OpenSSH.
//
// How long that takes is said in the file itself, so a file could ask for hours: each
// way has its limit, above what common programs write. All errors are of type
// [*keys.Refusal]; a question asks for the password.
package locks

import (
	"playtoken/core/keys"
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
func ask(password secret.Bytes, kind keys.Kind) *keys.Refusal {
	if !password.IsZero() {
		return keys.Ask(keys.KeyEncrypted, wrongPassword, "Capitals and spaces count. Enter the password that was set when the key was made.").About(kind, 0, true)
	}
	return keys.Ask(keys.KeyEncrypted, "This private key is protected with a password.", enterIt).About(kind, 0, true)
}

// tooSlow refuses a lock that would take too long to try.
func tooSlow(kind keys.Kind) *keys.Refusal {
	return keys.Refuse(keys.KeyTypeUnsupported, "This private key is protected with a password in a way that takes too long to open here.", takeOff).About(kind, 0, true)
}

// Unknown refuses a key whose lock is of a kind that is not opened here: no password
// would help.
func Unknown(kind keys.Kind) *keys.Refusal {
	return keys.Refuse(keys.KeyTypeUnsupported, "This private key is protected with a password in an old or rare way that is not opened here.", takeOff).About(kind, 0, true)
}

// forgotten refuses a key whose lock is a cipher that the standard library and
// OpenSSL 3 leave out, the latter unless asked for.
func forgotten(cipher string) *keys.Refusal {
	return keys.Refuse(keys.KeyTypeUnsupported, "This private key is protected with a password in an old way ("+cipher+") that is not opened here.",
		"Take the password off: openssl pkcs8 -in key.pem -out plain.pem -provider legacy -provider default").About("", 0, true)
}
