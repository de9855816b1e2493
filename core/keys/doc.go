// Package keys holds a key that signs tokens or checks them: of two halves, RSA, EC on
// P-256, P-384 and P-521, or Ed25519; or a secret that both sides share.
//
// A [Key] is made of a signer or of a shared secret, is generated, or is read by
// [playtoken/core/keys/importer] from whatever a person has pasted. It is checked when
// it is made, and can be described and exported. What the importer says in place of a
// key is a [Refusal], whose [Code] never changes; what it says of one is a [Remark].
//
// # What is never shown
//
// No message repeats any of the text, except the one character that does not
// belong there. A [Key] prints as its kind, size and fingerprint, a shared secret
// as its length; the private half is behind a function value, which no printer
// follows. A damaged private key is still a secret: its undamaged numbers can be
// enough to restore it.
package keys
