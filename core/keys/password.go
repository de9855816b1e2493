package keys

// This file opens what is locked with a password. How long that takes is said in
// the file itself, so a file could ask for hours: each way has its limit, above
// what common programs write.

const (
	maxRounds      = 5_000_000 // of PBKDF2 and of PKCS#12; a few seconds
	maxBcrypt      = 512       // rounds of OpenSSH; 16 and 24 are usual
	maxScryptBytes = 128 << 20 // memory; 32 MiB is usual
	maxScryptTimes = 16        // passes over it
)

// wrongPassword is for a password that does not fit.
const wrongPassword = "The password does not open this key."

// askPassword asks for the password, or says that the one given is wrong.
func (r *reader) askPassword(kind Kind) Answer {
	if !r.opts.Password.IsZero() {
		return ask(KeyEncrypted, wrongPassword, "Capitals and spaces count. Enter the password that was set when the key was made.").about(kind, 0, true)
	}
	return ask(KeyEncrypted, "This private key is protected with a password.",
		"Enter the password, or take it off: openssl pkey -in key.pem -out plain.pem").about(kind, 0, true)
}

// tooSlow refuses a lock that would take too long to try.
func tooSlow(kind Kind) *Answer {
	a := refuse(KeyTypeUnsupported, "This private key is protected with a password in a way that takes too long to open here.",
		"Take the password off: openssl pkey -in key.pem -out plain.pem").about(kind, 0, true)
	return &a
}

// unknownLock refuses a key whose lock is of a kind that is not opened here: no
// password would help.
func unknownLock(kind Kind) *Answer {
	a := refuse(KeyTypeUnsupported, "This private key is protected with a password in an old or rare way that is not opened here.",
		"Take the password off: openssl pkey -in key.pem -out plain.pem").about(kind, 0, true)
	return &a
}

// forgottenLock refuses a key whose lock is a cipher that the standard library
// and OpenSSL 3 leave out, the latter unless asked for.
func forgottenLock(cipher string) *Answer {
	a := refuse(KeyTypeUnsupported, "This private key is protected with a password in an old way ("+cipher+") that is not opened here.",
		"Take the password off: openssl pkcs8 -in key.pem -out plain.pem -provider legacy -provider default").about("", 0, true)
	return &a
}
