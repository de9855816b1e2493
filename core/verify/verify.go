// Package verify finds out which of the keys at hand made a token, and how the
// key had to be read for it.
//
// It answers by cryptography alone: what fits is said to fit, and nothing is
// guessed. A shared secret is tried in each way that its text can be read, since
// "the secret is wrong" mostly means "base64 was not decoded". The text of a
// private or public key is tried as an HMAC secret as well, because that is a
// mistake people make; such a token is never valid.
//
// Keys come in as they were given, read by the importer already, so that a
// hundred saved ones cost a hundred verifications and no more.
//
//	try.go       the order of the keys, and which answer wins
//	jws.go       signatures; recover.go what an RSA signature holds instead
//	secrets.go   the readings of a shared secret; misuse.go the text of a key
//	sealed.go    PASETO and Edgecast, which are opened; signedurl.go URLs
package verify

import (
	"net/url"

	"playtoken/core/keys"
	"playtoken/core/secret"
	"playtoken/core/token"
)

// Key is one key at hand.
type Key struct {
	Name   string            // what to call it in a sentence: "production", "the key given here"
	ID     string            // the ID that came with it, "" for none: of the profile, kid of a JWK
	Role   string            // what it is for at its platform: "primary", "backup", "" for none
	Text   secret.Bytes      // exactly as it was given; empty for the public half of a saved key
	Answer keys.Answer       // what the importer made of it
	Saved  bool              // it is one of the saved keys, and was not given for this token
	Values map[string]string // form values saved with it: key_form, assertion, recipe
	// Unproven says of the public half of a saved key that nothing vouches for it
	// now: whoever can write the file with the profiles may have put it there.
	Unproven bool
}

// Reading is how the text of a shared secret was read.
type Reading string

// The readings. Raw is the text with what stands around it: white space, a line
// end, quotes, a byte order mark.
const (
	AsText   Reading = "text"
	AsRaw    Reading = "raw"
	AsHex    Reading = "hex"
	AsBase64 Reading = "base64"
	AsPASERK Reading = "paserk"
	AsSHA256 Reading = "sha256"
)

// Misuse is the text of a key of two halves that was used as an HMAC secret.
type Misuse string

// The misuses that are known.
const (
	NoMisuse  Misuse = ""
	PEMText   Misuse = "pem"    // the PEM text, private or public
	DERBytes  Misuse = "der"    // the decoded bytes
	Base64PEM Misuse = "base64" // base64 of the PEM text, not decoded
)

// Recovery is what an RSA signature holds when it is opened with a key that it
// does not fit.
type Recovery string

// The recoveries. Edited says that the key did sign a token, and not this text.
const (
	NotRecovered Recovery = ""
	Edited       Recovery = "edited"
	OtherKey     Recovery = "other_key"
)

// Input is what is tried.
type Input struct {
	Token *token.Token
	URL   *url.URL // around the token; of a signed URL, the URL itself
	Keys  []Key
}

// Result is what was found out.
type Result struct {
	Token *token.Token // opened, where a key opened an encrypted one
	Check token.Check
	By    *Key // the key that made the token, or whose text was misused; nil for none
	Named *Key // the key whose ID the token names, nil for none
	// Best is the key that the check speaks of, also where it does not fit.
	Best     *Key
	Reading  Reading
	Misuse   Misuse
	Recovery Recovery
	// HMAC says that a signature which claims to be another was made by HMAC
	// with the shared secret By.
	HMAC     bool
	Recipe   string // of a signed URL, how it was signed
	Oddities []string
	Tried    int // how many keys could be used
	// Strangers is how many saved keys did not sign it, where none did and the
	// token does not name one of them.
	Strangers int
	Unusable  []Key // keys given that could not: damaged, locked, of another kind
}
