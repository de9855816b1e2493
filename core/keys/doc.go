// Package keys reads a signing key from whatever a person has pasted, and says
// in plain words what is wrong when it cannot.
//
// There is one function for that, [Import]: any bytes in, an [Answer] out.
//
//	a := keys.Import(pasted)
//	if !a.Taken() {
//		show(a.Message, a.Hint) // "This is a key ID, not a key. ..."
//		return
//	}
//	use(a.Key) // prints as [RSA 2048, private, sha256 05586d54f2af81f9]
//
// # What is taken
//
//   - base64 of a PEM text, as FastPix returns a private key: on one line or
//     wrapped, the PEM body inside on one line or wrapped
//   - PEM with a private key in PKCS#8 (RFC 5208), PKCS#1 (RFC 8017 A.1.2) or
//     SEC 1 (RFC 5915)
//   - PEM with a public key in SubjectPublicKeyInfo (RFC 5280 4.1) or PKCS#1
//     (RFC 8017 A.1.1)
//   - the JSON answer of the FastPix API that creates or shows a key
//
// The keys are RSA of 1,024 to 16,384 bits, EC on P-256, P-384 and P-521, and
// Ed25519. White space around the text and CRLF line ends need no remark.
// Line ends written as \n, quotes around the text with or without a comma, and
// base64 of base64 are repaired, and the answer names the repair.
//
// Everything else is refused with a [Code] that never changes, a sentence that
// says what the text is and what is wrong with it, and a hint what to do.
//
// # How a text is read
//
// Import is a short chain, and each link is a file:
//
//	import.go   the limits, then the chain itself
//	sniff.go    what is it? tokens, addresses, web pages are turned away here
//	unwrap.go   quotes, escaped line ends; base64.go, json.go the wrappers
//	pem.go      one PEM block to DER, with line and column of a wrong character
//	der.go      which structure, how long it says it is
//	parse.go    PKCS#8 and SubjectPublicKeyInfo; rsa.go, ec.go the numbers
//
// damage.go, place.go and expect.go are called when base64 of PEM does not
// read: they find where characters are missing, and how many.
//
// # What is never shown
//
// No message repeats any of the text, except the one character that does not
// belong there. A [Key] prints as its kind, size and fingerprint; the private
// half is behind a function value, which no printer follows. A damaged private
// key is still a secret: its undamaged numbers can be enough to restore it.
package keys
