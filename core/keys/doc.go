// Package keys reads a signing key from whatever a person has pasted, and says
// in plain words what is wrong when it cannot.
//
// There is one function for that, [Import]: any bytes in, an [Answer] out.
// [ImportWith] adds a password, a [Want] that says what the key is for, and the
// answer to a question.
//
// # What is taken
//
//   - private keys in PKCS#8 (RFC 5208), PKCS#1 (RFC 8017 A.1.2), SEC 1 (RFC
//     5915) and the form of OpenSSH; locked ones with their password
//   - public keys in SubjectPublicKeyInfo (RFC 5280 4.1), PKCS#1, a line of SSH,
//     a certificate or a request for one
//   - both as PEM, as DER, as base64 of either, and as JSON Web Key (RFC 7517)
//   - PKCS#12 (RFC 7292)
//   - shared secrets as text, in hexadecimal digits, in base64, as PASERK k4.local
//     and as JWK
//
// The keys are RSA of 1,024 to 16,384 bits, EC on P-256, P-384 and P-521, and
// Ed25519. White space around the text and CRLF line ends need no remark. What
// mail, web pages, programs, shells and word processors do to a text is undone,
// and the answer names each repair.
//
// Everything else is refused with a [Code] that never changes, a sentence that
// says what the text is and what is wrong with it, and a hint at what to do. What
// can be meant in two ways is a question, unless the [Want] decides it. No
// platform is known here: each states a Want of its own.
//
// # How a text is read
//
// Import is a chain, and each link is a file:
//
//	import.go      the limits, then the chain itself; fastpath.go the common case
//	binary.go      which text do the bytes make; gzip
//	nonkeys.go     what is it? tokens, addresses, web pages are turned away here
//	repairs.go     what copying added; lookalikes.go, lineprefix.go, linenumbers.go, headers.go
//	blobs.go       base64 among other text; base64.go, base64rare.go, datauri.go, json.go,
//	               jsonloose.go the wrappers
//	pem.go         PEM blocks; block.go, body.go one of them, extras.go what is beside
//	structures.go  which structure, how long it says it is; der.go
//	parse.go       PKCS#8 and SubjectPublicKeyInfo; rsa.go, ec.go, edpoint.go, jwk.go the numbers
//	secrets.go     shared secrets; hex.go, paseto.go, weak.go
//	accept.go      the answer for a key that was read; want.go whether it is of use
//
// pick.go chooses among several keys, and password.go, pbes.go, pbes1.go, pkcs12.go and
// ssh.go open locked ones. damage.go, gaps.go and envelope.go are called when
// base64 of PEM does not read: they find where characters are missing, and how
// many.
//
// # What is never shown
//
// No message repeats any of the text, except the one character that does not
// belong there. A [Key] prints as its kind, size and fingerprint, a shared secret
// as its length; the private half is behind a function value, which no printer
// follows. A damaged private key is still a secret: its undamaged numbers can be
// enough to restore it.
package keys
