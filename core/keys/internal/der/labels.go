package der

import (
	"strings"

	"playtoken/core/keys"
)

// structures says what belongs under each label that is read (RFC 7468).
var structures = map[string]Structure{
	"PRIVATE KEY":     PKCS8,
	"RSA PRIVATE KEY": PKCS1,
	"EC PRIVATE KEY":  SEC1,
	"PUBLIC KEY":      SPKI,
	"RSA PUBLIC KEY":  PKCS1Public,
}

// otherKeys are labels of other forms that a key is read from.
var otherKeys = map[string]bool{
	"ENCRYPTED PRIVATE KEY": true, "OPENSSH PRIVATE KEY": true, "SSH2 PUBLIC KEY": true, "PKCS12": true,
	"CERTIFICATE": true, "X509 CERTIFICATE": true, "TRUSTED CERTIFICATE": true,
	"CERTIFICATE REQUEST": true, "NEW CERTIFICATE REQUEST": true,
}

// Under is the structure that belongs under a label of PEM, Unknown where it is not
// one of DER.
func Under(label string) Structure { return structures[label] }

// IsLabel reports whether a label is of a form that a key is read from.
func IsLabel(label string) bool { return structures[label] != Unknown || otherKeys[label] }

// LabelFits reports whether a structure may stand under a label. What a label says
// of the kind of a key is left to the key.
func LabelFits(label string, is Structure) bool {
	switch {
	case structures[label] != Unknown:
		return structures[label] == is
	case label == "ENCRYPTED PRIVATE KEY":
		return is == Encrypted
	case label == "PKCS12":
		return is == PKCS12
	case strings.HasSuffix(label, " PRIVATE KEY"):
		return is.Private() && label != "OPENSSH PRIVATE KEY"
	case strings.HasSuffix(label, " PUBLIC KEY"):
		return is == SPKI || is == PKCS1Public
	}
	return is == Certificate || is == PKCS7
}

// CheckLabel refuses a PEM block that is not a key for playback tokens.
func CheckLabel(label string) error {
	switch {
	case IsLabel(label):
		return nil
	case strings.HasPrefix(label, "PGP "):
		return keys.Refuse(keys.IsPGP, "This is a PGP block. PGP keys cannot sign playback tokens.", "Paste the key that the platform gave you.")
	case strings.HasPrefix(label, "AGE "):
		return keys.Refuse(keys.IsPlaceholder, "This is a text that age has encrypted.", "Decrypt it: age -d -i IDENTITY FILE, or sops -d FILE. The key is in what that prints.")
	case label == "PKCS7" || label == "CMS" || strings.HasPrefix(label, "PKCS #7 "):
		return Bundle()
	case label == "DSA PRIVATE KEY":
		return DSAKey(true)
	case strings.HasSuffix(label, " PARAMETERS"):
		return keys.Refuse(keys.ParamsOnly, "These are the parameters of a key, not the key itself.", "Paste the block with PRIVATE KEY or PUBLIC KEY in its BEGIN line.")
	case (strings.HasSuffix(label, "PRIVATE KEY") || strings.HasSuffix(label, "PUBLIC KEY")) && len(label) < 24:
		return nil // of whatever kind: what is inside decides
	}
	return keys.Refuse(keys.KeyTypeUnsupported, "The BEGIN line of this text names something that is not a key for playback tokens.",
		"Paste a block with PRIVATE KEY or PUBLIC KEY in its BEGIN line.")
}

// Bundle refuses PKCS#7.
func Bundle() error {
	return keys.Refuse(keys.IsPKCS7, "This is a PKCS#7 bundle. It holds certificates, not a key.", "Paste the key that the platform gave you.")
}
