// Package importer reads a signing key from whatever a person has pasted, and says
// in plain words what is wrong when it cannot.
//
// There is one function for that, [Import]: any bytes in, an [Answer] out.
// [ImportWith] adds a password, a [Want] that says what the key is for, and the
// answer to a question. Whether a text is a key at all, [LooksLikeKey] tells.
//
// # What is taken
//
//   - private keys in PKCS#8 (RFC 5208), PKCS#1 (RFC 8017 A.1.2), SEC 1 (RFC
//     5915) and the form of OpenSSH; locked ones with their password
//   - public keys in SubjectPublicKeyInfo (RFC 5280 4.1), PKCS#1, a line of SSH,
//     a certificate or a request for one
//   - both as PEM, as DER, as base64 of either, and as JSON Web Key (RFC 7517)
//   - PKCS#12 (RFC 7292)
//   - the numbers of a key as .NET and openssl print them, and its bytes as programs do
//   - all of these in a document of named values, such as JSON, YAML or a .env file, and
//     under up to six layers in any order
//   - shared secrets as text, in hexadecimal digits, in base64, as PASERK k4.local
//     and as JWK
//
// The keys are RSA of 1,024 to 16,384 bits, EC on P-256, P-384 and P-521, and
// Ed25519. White space around the text and CRLF line ends need no remark. What
// mail, web pages, programs, shells and word processors do to a text is undone,
// and the answer names each repair.
//
// Everything else is refused: [Answer.Err] is a [*keys.Refusal] with a code that never
// changes, a sentence that says what the text is and what is wrong with it, and a hint
// at what to do. What can be meant in two ways is a question, unless the [Want] decides
// it. No platform is known here: each states a Want of its own.
//
// # How a text is read
//
// An input is what one layer hands to the next: a text with its place in the paste and
// the trail of what was unwrapped and repaired. It is a value, so that whoever tries a
// way that leads nowhere has changed nothing. A reader takes an input and gives a key, a
// refusal, or says that the form is another one; readers stand in lists, and the first
// that knows the form answers. Wrappers hand what is inside of them to the beginning of
// the list again. Where they find no key, a search opens one layer after the other, in
// whatever order they are stacked, and takes a faultless key only. What is done to texts,
// DER, locks and torn base64 are functions of the packages below internal.
package importer
