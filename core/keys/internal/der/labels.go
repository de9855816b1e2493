package der

import (
	"slices"
	"strings"

	"playtoken/core/keys"
)

// labels are those of the forms that a key is read from, with what may stand under each
// (RFC 7468). What OpenSSH and RFC 4716 write is no DER.
var labels = map[string][]Structure{
	"PRIVATE KEY":             {PKCS8},
	"RSA PRIVATE KEY":         {PKCS1},
	"EC PRIVATE KEY":          {SEC1},
	"PUBLIC KEY":              {SPKI},
	"RSA PUBLIC KEY":          {PKCS1Public},
	"ENCRYPTED PRIVATE KEY":   {Encrypted},
	"OPENSSH PRIVATE KEY":     {},
	"SSH2 PUBLIC KEY":         {},
	"PKCS12":                  {PKCS12},
	"CERTIFICATE":             {Certificate, PKCS7},
	"X509 CERTIFICATE":        {Certificate, PKCS7},
	"TRUSTED CERTIFICATE":     {Certificate, PKCS7},
	"CERTIFICATE REQUEST":     {Certificate, PKCS7},
	"NEW CERTIFICATE REQUEST": {Certificate, PKCS7},
}

// Under is the structure of the key that belongs under a label of PEM, Unknown where that
// is none which [Parse] reads.
func Under(label string) Structure {
	if list := labels[label]; len(list) == 1 && parsers[list[0]] != nil {
		return list[0]
	}
	return Unknown
}

// IsLabel reports whether a label is of a form that a key is read from.
func IsLabel(label string) bool { return labels[label] != nil }

// LabelFits reports whether a structure may stand under a label. What a label says
// of the kind of a key is left to the key.
func LabelFits(label string, is Structure) bool {
	switch list, known := labels[label]; {
	case known:
		return slices.Contains(list, is)
	case strings.HasSuffix(label, " PRIVATE KEY"):
		return is.Private()
	}
	return strings.HasSuffix(label, " PUBLIC KEY") && (is == SPKI || is == PKCS1Public)
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
