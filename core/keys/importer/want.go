package importer

import (
	"slices"
	"strings"

	"playtoken/core/keys"
)

// Want says what a key is wanted for, as far as that decides how it is read and
// which keys are of use. The zero Want is for a key of which nothing is known
// yet: any key is taken, and a secret that can be read in two ways is a question.
//
// The package knows no platform: each states a Want of its own.
type Want struct {
	// Kinds are the kinds of key that are of use, nil for any. A key of another
	// kind is refused as [keys.KeyTypeUnsupported], in words that say what is needed;
	// [ReadHMAC] has more to say of one.
	Kinds []keys.Kind
	// Secret is how the text of a shared secret is read.
	Secret Reading
	// MaxText is the longest text of a shared secret in bytes, 0 for no limit of
	// the platform's own. A longer one is taken with the remark [keys.SecretTooLong];
	// beyond 4,096 bytes none is.
	MaxText int
	// Whose is who wants the key, as people write it: "Example Video"; "" for "this
	// platform". It stands in sentences and decides nothing.
	Whose string
	// For is what a key of two halves signs with: "RS256"; "" leaves it unsaid. It
	// stands in sentences and decides nothing.
	For string
}

// Reading is how the text of a shared secret becomes its bytes. The format of the
// token decides it, and with it what length a secret must have.
type Reading string

// The readings.
const (
	// ReadEither is for a format that is not known yet. A text with two readings
	// is a question: [keys.HexOrText], [keys.B64OrText] or [keys.TrailingNewline]. A text that
	// looks like prose is no secret. The limits of all formats are remarked on.
	ReadEither Reading = ""
	// ReadHMAC takes the text itself, as programs for HS256 and its kin do.
	// Digits and base64 stay text unless [Options.Choose] says otherwise. Fewer
	// than 32 bytes (RFC 7518 3.2) get the remark [keys.HMACKeyShort]. Where a secret
	// alone is wanted, a public key is refused as [keys.PublicKeyAsHMAC], and a private
	// one is taken with the remark [keys.RSAKeyAsHMAC]: it means another algorithm.
	ReadHMAC Reading = "hmac"
	// ReadPASETO decodes the text to the 32 bytes of a v4.local key: from
	// hexadecimal digits, PASERK k4.local or base64, else the text itself. Any
	// other length is refused as [keys.PASETOKeyLength].
	ReadPASETO Reading = "paseto"
	// ReadVerbatim takes any text as it stands, of any length. Only white space
	// and quotes around it are taken off: a name in front, digits and base64 all
	// belong to it.
	ReadVerbatim Reading = "verbatim"
)

// Wants for a shared secret and nothing else, one for each format. They must not
// be changed; a platform takes a copy and adds its name.
var (
	HMACSecret   = Want{Kinds: []keys.Kind{keys.Secret}, Secret: ReadHMAC}     // HS256, HS384, HS512
	PASETOSecret = Want{Kinds: []keys.Kind{keys.Secret}, Secret: ReadPASETO}   // v4.local
	TextSecret   = Want{Kinds: []keys.Kind{keys.Secret}, Secret: ReadVerbatim} // what uses any text as it stands
)

// Equal reports whether two Wants are the same, so that a text reads the same for
// both, down to the words of a refusal.
func (w Want) Equal(o Want) bool {
	return slices.Equal(w.Kinds, o.Kinds) && w.Secret == o.Secret && w.MaxText == o.MaxText && w.Whose == o.Whose && w.For == o.For
}

// takes reports whether a key of a kind is of use.
func (w Want) takes(k keys.Kind) bool { return len(w.Kinds) == 0 || slices.Contains(w.Kinds, k) }

// whose is who wants the key, at the beginning of a sentence and within one.
func (w Want) whose() (begin, within string) {
	if w.Whose == "" {
		return "This platform", "this platform"
	}
	return w.Whose, w.Whose
}

// longest is the longest text of a secret in bytes, 0 for any, and who sets that
// limit. While the format is not known it is the lowest limit of any.
func (w Want) longest() (limit int, whose string) {
	if w.Secret == ReadEither && w.MaxText == 0 {
		return 250, "Edgecast"
	}
	whose, _ = w.whose()
	return w.MaxText, whose
}

// judge says what becomes of a key that was read well: nothing, a remark, or a
// refusal.
func (w Want) judge(k *keys.Key) (*keys.Remark, error) {
	refused := func(code keys.Code, message, hint string) (*keys.Remark, error) {
		return nil, keys.Refuse(code, message, hint).About(k.Kind(), k.Bits(), k.Private())
	}
	begin, within := w.whose()
	switch secretOnly := len(w.Kinds) == 1 && w.Kinds[0] == keys.Secret; {
	case w.takes(k.Kind()):
		return nil, nil
	case !secretOnly:
		what, article := "This key is "+k.Title(), "an"
		if k.Kind() == keys.Secret {
			what, article = "This reads as a shared secret", "a private"
		}
		return refused(keys.KeyTypeUnsupported, what+". "+w.needs(article),
			"Paste the private key that "+within+" sent when the key was created.")
	case w.Secret != ReadHMAC:
		return refused(keys.KeyTypeUnsupported, "This key is "+k.Title()+". "+begin+" uses a shared secret, not a private key.",
			"Paste the secret from the settings of "+within+".")
	case !k.Private():
		return refused(keys.PublicKeyAsHMAC, "This is a public key. Everyone may know it, so it is never used as a shared secret.",
			"Use the shared secret, or an algorithm that goes with this key.")
	}
	alg := map[keys.Kind]string{keys.RSA: "RS256", keys.EC: "ES256", keys.Ed25519: "EdDSA"}[k.Kind()]
	return &keys.Remark{Code: keys.RSAKeyAsHMAC, Warning: "This is a private key (" + k.Title() + "). HS256 with it gives a token that the service refuses; use " + alg + "."}, nil
}

// needs is a sentence about the key of two halves that is wanted, with the words
// in front of its kind.
func (w Want) needs(article string) string {
	var kinds []string
	for _, k := range w.Kinds {
		if k != keys.Secret {
			kinds = append(kinds, map[keys.Kind]string{keys.RSA: "RSA", keys.EC: "EC", keys.Ed25519: "Ed25519"}[k])
		}
	}
	text, _ := w.whose()
	if w.For != "" {
		text += " signs with " + w.For + ", which"
	}
	text += " needs " + article + " " + strings.Join(kinds, " or ") + " key"
	if slices.Contains(w.Kinds, keys.Secret) {
		text += " or a shared secret"
	}
	return text + "."
}
