package token

import (
	"playtoken/core/keys"
	"playtoken/core/secret"
)

// Trial is one key as it is tried on a token.
type Trial struct {
	Text     secret.Bytes // exactly as it was given; empty for the public half of a saved key
	Answer   keys.Answer  // what the importer made of it
	Settings []Setting    // what is known with it of the format
	// Held says that the key was at hand before, saved or in use for something else: it was
	// not given for this token.
	Held bool
}

// Outcome is what one key says of a token.
type Outcome struct {
	Check
	// Usable says that the key is one that could have made the token: it was read, and is of
	// the kind that the format takes. It counts as tried, whether it fits or not; one that is
	// not usable is told as such, and says nothing against the token.
	Usable bool
	Opened *Token // the token as the key opened it, nil where it did not
	// Reading is how the text of a shared secret was read that fits.
	Reading Reading
	// Misuse is the text of a key of two halves that was used as a shared secret.
	Misuse Misuse
	// HMAC says that a signature which claims to be another was made by HMAC with
	// this shared secret.
	HMAC bool
	// Fits is what a signature fits in place of this text, in the format's own type; nil
	// where it is not known.
	Fits       any
	Recipe     string   // of a signed URL, how it was signed, in words
	Deviations []string // what the token has that its format does not write, in words
}

// Misuse is the text of a key of two halves that was used as an HMAC secret.
type Misuse string

// The misuses that are known.
const (
	NoMisuse  Misuse = ""
	PEMText   Misuse = "pem"    // the PEM text, private or public
	DERBytes  Misuse = "der"    // the decoded bytes
	Base64PEM Misuse = "base64" // base64 of the PEM text, not decoded
)

// Recovery is what a signature holds when it is opened with a key that it does not
// fit.
type Recovery string

// The recoveries. Edited says that the key did sign a token, and not this text.
const (
	NotRecovered Recovery = ""
	Edited       Recovery = "edited"
	OtherKey     Recovery = "other_key"
)

// NoKey is the outcome of trying no key at all.
func NoKey() Outcome {
	return Outcome{Check: Check{State: Unchecked, Reason: Reason{Code: NoKeyGiven}}}
}

// TwoHalves reports whether a key is one of a private and a public half.
func (k *Trial) TwoHalves() bool {
	return k.Answer.Taken() && k.Answer.Key.Kind() != keys.Secret
}

// SecretLike reports whether the importer took the text for a shared secret, or
// for one that can be read in several ways.
func (k *Trial) SecretLike() bool {
	if k.Answer.Taken() {
		return k.Answer.Key.Kind() == keys.Secret
	}
	switch k.Answer.Code {
	case keys.B64OrText, keys.HexOrText, keys.TrailingNewline:
		return true
	}
	return false
}

// Refused is the check that says why the importer does not take the key.
func (k *Trial) Refused() Check {
	return Check{State: Unchecked, Key: k.Answer.Key, Reason: Reason{Code: KeyUnusable, Said: k.Answer.Message}}
}

// SettingOf is the first setting of a type, ok where there is one.
func SettingOf[T any](list []Setting) (setting T, ok bool) {
	for _, s := range list {
		if setting, ok = s.(T); ok {
			return setting, true
		}
	}
	return setting, false
}
