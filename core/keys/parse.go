package keys

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509/pkix"
	"encoding/asn1"
)

// found is a key with what has to be said about it.
type found struct {
	key     *Key
	remarks []remark
	choices []Choice // other ways to read a shared secret
}

// remark is something to tell about a key that is taken: a repair in words, or
// a warning as a sentence.
type remark struct {
	code    Code
	repair  string
	warning string
}

// The algorithms a key can name (RFC 8017 A.1, RFC 5480 2.1.1, RFC 8410 3, RFC 3279 2.3.2).
var (
	oidRSA     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidRSAPSS  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10}
	oidEC      = asn1.ObjectIdentifier{1, 2, 840, 10045, 2, 1}
	oidEd25519 = asn1.ObjectIdentifier{1, 3, 101, 112}
	oidDSA     = asn1.ObjectIdentifier{1, 2, 840, 10040, 4, 1}
)

// oidMontgomery are the other curves of RFC 8410.
var oidMontgomery = map[string]string{"1.3.101.110": "X25519", "1.3.101.111": "X448", "1.3.101.113": "Ed448"}

// parse makes a key of a whole DER text of the given structure.
func parse(s structure, der []byte) (found, *Answer) {
	switch s {
	case pkcs8Private:
		return parsePKCS8(der)
	case pkcs1Private:
		return parseRSAPrivate(der)
	case sec1Private:
		return parseSEC1(der, nil)
	case spkiPublic:
		return parseSPKI(der)
	case pkcs1Public:
		return parseRSAPublic(der)
	}
	return found{}, broken("", s.private())
}

// parsePKCS8 reads a PrivateKeyInfo (RFC 5208 5), with the public key that RFC
// 5958 allows after the private one. Attributes are not looked at.
func parsePKCS8(der []byte) (found, *Answer) {
	var info struct {
		Version int
		Algo    pkix.AlgorithmIdentifier
		Key     []byte
		Attrs   asn1.RawValue  `asn1:"optional,tag:0"`
		Public  asn1.BitString `asn1:"optional,tag:1"`
	}
	if _, err := asn1.Unmarshal(der, &info); err != nil || !onlyOptional(der, 3, 0xa0, 0x81) {
		return found{}, broken("", true)
	}
	switch algo := info.Algo.Algorithm; {
	case algo.Equal(oidRSA):
		return parseRSAPrivate(info.Key)
	case algo.Equal(oidEC):
		return parseSEC1(info.Key, namedCurve(info.Algo.Parameters))
	case algo.Equal(oidEd25519):
		var seed []byte
		if rest, err := asn1.Unmarshal(info.Key, &seed); err != nil || len(rest) > 0 || len(seed) != ed25519.SeedSize {
			return found{}, broken(Ed25519, true)
		}
		key := ed25519.NewKeyFromSeed(seed)
		if given := info.Public.Bytes; len(given) > 0 && !bytes.Equal(given, key.Public().(ed25519.PublicKey)) {
			a := refuse(KeyHalvesMismatch, "The public half inside this Ed25519 key belongs to another private half.", copyAgain).about(Ed25519, 256, true)
			return found{}, &a
		}
		return whole(newKey(Ed25519, 256, "", key.Public(), key))
	default:
		return found{}, unsupported(algo, true)
	}
}

// parseSPKI reads a SubjectPublicKeyInfo (RFC 5280 4.1).
func parseSPKI(der []byte) (found, *Answer) {
	var info struct {
		Algo pkix.AlgorithmIdentifier
		Key  asn1.BitString
	}
	if _, err := asn1.Unmarshal(der, &info); err != nil || !onlyOptional(der, 2) {
		return found{}, broken("", false)
	}
	switch algo := info.Algo.Algorithm; {
	case algo.Equal(oidRSA):
		return parseRSAPublic(info.Key.RightAlign())
	case algo.Equal(oidEC):
		return parseECPublic(info.Key.RightAlign(), namedCurve(info.Algo.Parameters))
	case algo.Equal(oidEd25519):
		if len(info.Key.Bytes) != ed25519.PublicKeySize {
			return found{}, broken(Ed25519, false)
		}
		return parseEdPublic(info.Key.Bytes)
	default:
		return found{}, unsupported(algo, false)
	}
}

// whole is the good end of a parse.
func whole(k *Key, err error) (found, *Answer) {
	if err != nil {
		return found{}, broken("", false)
	}
	return found{key: k}, nil
}

// broken refuses a key whose outline is right and whose inside does not read.
func broken(kind Kind, private bool) *Answer {
	a := refuse(KeyInconsistent,
		"This has the outline of a key, but the numbers inside cannot be read. Some of its text was changed.",
		copyAgain).about(kind, 0, private)
	return &a
}

// unsupported refuses a key of a kind that signs no playback tokens.
func unsupported(algo asn1.ObjectIdentifier, private bool) *Answer {
	what := "This key is of a kind that is not used for playback tokens."
	code, kind := KeyTypeUnsupported, Kind("")
	switch {
	case algo.Equal(oidDSA):
		what = "This is a DSA key. DSA is not used for playback tokens."
	case oidMontgomery[algo.String()] != "":
		what = "This is a key on " + oidMontgomery[algo.String()] + ", which is not used for playback tokens."
	case algo.Equal(oidRSAPSS):
		code, kind = RSAPSSKeyOID, RSA
		what = "This is an RSA key that is marked for PSS signatures only, and most platforms do not take such keys."
	}
	a := refuse(code, what, "Use an RSA key, an EC key on P-256, P-384 or P-521, or an Ed25519 key.").about(kind, 0, private)
	return &a
}
