package token

import (
	"slices"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/secret"
)

// Trial is one key as it is tried on a token.
type Trial struct {
	Text     secret.Bytes    // exactly as it was given; empty for the public half of a saved key
	Answer   importer.Answer // what the importer made of it
	Settings []Setting       // what is known with it of the format
	// Alg is the one algorithm that a JWK says it is for, "" for any. NotToSign is the
	// member by which one says that it is for no signatures (RFC 7517 sections 4.2, 4.3).
	Alg, NotToSign string
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
	KeyText   Misuse = "text"   // any other text of a key: a JWK, hexadecimal digits
	DERBytes  Misuse = "der"    // the decoded bytes
	Base64PEM Misuse = "base64" // base64 of the PEM text, not decoded
)

// Recovery is what a signature holds when it is opened with a key that it does not
// fit.
type Recovery string

// The recoveries. Edited says that the key did sign a token, and not this text;
// SignedOther, that it signed this token in another way than its header says.
const (
	NotRecovered Recovery = ""
	Edited       Recovery = "edited"
	OtherKey     Recovery = "other_key"
	SignedOther  Recovery = "signed_other"
)

// NoKey is the outcome of trying no key at all.
func NoKey() Outcome {
	return Outcome{Check: Check{State: Unchecked, Reason: Reason{Code: NoKeyGiven}}}
}

// TwoHalves reports whether a key is one of a private and a public half.
//
//go:noinline // its copies would make ptok larger
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
	case keys.B64OrText, keys.HexOrText, keys.TrailingNewline, keys.PASETOKeyLength:
		return true
	}
	return false
}

// noKeys are answers of the importer to texts that are no key, nor what is left of one.
// People sign with each of them.
var noKeys = []keys.Code{
	keys.Empty, keys.IsToken, keys.IsURL, keys.IsKeyID, keys.IsCloudKeyID, keys.IsPath, keys.IsPlaceholder, keys.IsHTML, keys.IsAPIError,
}

// longestUnknown is how long a text is at the most, in bytes, that the importer does not
// know and that may be a secret all the same: random bytes, a sentence. Beyond it may
// be a key that nobody can read any more.
const longestUnknown = 64

// IsKey reports whether the text is one of a key of two halves, whole, damaged or
// locked. The importer alone decides that. Such a text is never a shared secret:
// whoever has the public half, or a copy of the file, could sign with it.
func (k *Trial) IsKey() bool {
	switch a := k.Answer; {
	case a.Taken():
		return a.Key.Kind() != keys.Secret
	case k.Text.IsZero(), k.SecretLike(), slices.Contains(noKeys, a.Code):
		return false
	case a.Code == keys.UnknownBinary:
		return k.Text.Len() > longestUnknown
	}
	return true
}

// IsName reports whether the text is what stands in the place of a key: the name of its
// file or of a variable, a word for nothing.
func (k *Trial) IsName() bool {
	return !k.Answer.Taken() && k.Answer.Code != keys.IsKeyID && slices.Contains(noKeys, k.Answer.Code)
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
