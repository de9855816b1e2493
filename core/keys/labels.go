package keys

import "strings"

// structures says what belongs under each label that is read (RFC 7468).
var structures = map[string]structure{
	"PRIVATE KEY":     pkcs8Private,
	"RSA PRIVATE KEY": pkcs1Private,
	"EC PRIVATE KEY":  sec1Private,
	"PUBLIC KEY":      spkiPublic,
	"RSA PUBLIC KEY":  pkcs1Public,
}

// labelFits reports whether a structure may stand under a label. What a label says
// of the kind of a key is left to the key.
func labelFits(label string, is structure) bool {
	switch {
	case structures[label] != unknown:
		return structures[label] == is
	case label == "ENCRYPTED PRIVATE KEY":
		return is == encrypted
	case label == "PKCS12":
		return is == pkcs12
	case strings.HasSuffix(label, " PRIVATE KEY"):
		return is.private() && label != "OPENSSH PRIVATE KEY"
	case strings.HasSuffix(label, " PUBLIC KEY"):
		return is == spkiPublic || is == pkcs1Public
	}
	return is == certificate || is == pkcs7
}

// otherLabel refuses a PEM block that is not a key for playback tokens.
func otherLabel(label string) (Answer, bool) {
	switch {
	case structures[label] != unknown || otherKeys[label]:
		return Answer{}, false
	case strings.HasPrefix(label, "PGP "):
		return refuse(IsPGP, "This is a PGP block. PGP keys cannot sign playback tokens.", "Paste the key that the platform gave you."), true
	case label == "PKCS7" || label == "CMS" || strings.HasPrefix(label, "PKCS #7 "):
		return refusePKCS7(), true
	case label == "DSA PRIVATE KEY":
		return *unsupported(oidDSA, true), true
	case strings.HasSuffix(label, " PARAMETERS"):
		return refuse(ParamsOnly, "These are the parameters of a key, not the key itself.", "Paste the block with PRIVATE KEY or PUBLIC KEY in its BEGIN line."), true
	case strings.HasSuffix(label, "PRIVATE KEY") || strings.HasSuffix(label, "PUBLIC KEY"):
		if len(label) < 24 {
			return Answer{}, false // of whatever kind: what is inside decides
		}
	}
	return refuse(KeyTypeUnsupported, "The BEGIN line of this text names something that is not a key for playback tokens.",
		"Paste a block with PRIVATE KEY or PUBLIC KEY in its BEGIN line."), true
}

// otherKeys are labels of other forms that a key is read from.
var otherKeys = map[string]bool{
	"ENCRYPTED PRIVATE KEY": true, "OPENSSH PRIVATE KEY": true, "SSH2 PUBLIC KEY": true, "PKCS12": true,
	"CERTIFICATE": true, "X509 CERTIFICATE": true, "TRUSTED CERTIFICATE": true,
	"CERTIFICATE REQUEST": true, "NEW CERTIFICATE REQUEST": true,
}
