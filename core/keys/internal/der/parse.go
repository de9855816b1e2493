package der

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"

	"playtoken/core/keys"
)

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

// Parse makes a key of whole DER of the given structure. Its errors are of type
// [*keys.Refusal].
func Parse(s Structure, der []byte) (*keys.Key, error) {
	switch s {
	case PKCS8:
		return parsePKCS8(der)
	case PKCS1:
		return parseRSAPrivate(der)
	case SEC1:
		return parseSEC1(der, nil)
	case SPKI:
		return parseSPKI(der)
	case PKCS1Public:
		return parseRSAPublic(der)
	}
	return nil, keys.Inconsistent("", s.Private())
}

// parsePKCS8 reads a PrivateKeyInfo (RFC 5208 5), with the public key that RFC
// 5958 allows after the private one. Attributes are not looked at. crypto/x509 takes
// keys whose public half is another one, so the halves are compared.
func parsePKCS8(der []byte) (*keys.Key, error) {
	var info struct {
		Version int
		Algo    pkix.AlgorithmIdentifier
		Key     []byte
		Attrs   asn1.RawValue  `asn1:"optional,tag:0"`
		Public  asn1.BitString `asn1:"optional,tag:1"`
	}
	if _, err := asn1.Unmarshal(der, &info); err != nil || !onlyOptional(der, 3, 0xa0, 0x81) {
		return nil, keys.Inconsistent("", true)
	}
	switch algo := info.Algo.Algorithm; {
	case algo.Equal(oidRSA):
		return parseRSAPrivate(info.Key)
	case algo.Equal(oidEC):
		return parseSEC1(info.Key, info.Algo.Parameters.FullBytes)
	case algo.Equal(oidEd25519):
		parsed, err := x509.ParsePKCS8PrivateKey(der)
		key, ok := parsed.(ed25519.PrivateKey)
		if err != nil || !ok {
			return nil, keys.Inconsistent(keys.Ed25519, true)
		}
		if given := info.Public.Bytes; len(given) > 0 && !bytes.Equal(given, key.Public().(ed25519.PublicKey)) {
			return nil, OtherHalf(keys.Ed25519, 256)
		}
		return keys.FromParsed(key)
	default:
		return nil, unsupported(algo, true)
	}
}

// OtherHalf refuses a private key with the public half of another one.
func OtherHalf(kind keys.Kind, bits int) error {
	name := map[keys.Kind]string{keys.EC: "EC", keys.Ed25519: "Ed25519"}[kind]
	return keys.Refuse(keys.KeyHalvesMismatch, "The public half inside this "+name+" key belongs to another private half.", keys.Damaged).About(kind, bits, true)
}

// parseSPKI reads a SubjectPublicKeyInfo (RFC 5280 4.1).
func parseSPKI(der []byte) (*keys.Key, error) {
	var info struct {
		Algo pkix.AlgorithmIdentifier
		Key  asn1.BitString
	}
	if _, err := asn1.Unmarshal(der, &info); err != nil || !onlyOptional(der, 2) {
		return nil, keys.Inconsistent("", false)
	}
	algo := info.Algo.Algorithm
	kind, known := map[string]keys.Kind{oidRSA.String(): keys.RSA, oidEC.String(): keys.EC, oidEd25519.String(): keys.Ed25519}[algo.String()]
	if !known {
		return nil, unsupported(algo, false)
	}
	if kind == keys.RSA { // crypto/x509 does not say what is wrong with the numbers
		return parseRSAPublic(info.Key.RightAlign())
	}
	if parsed, err := x509.ParsePKIXPublicKey(der); err == nil {
		return keys.FromParsed(parsed)
	}
	if kind == keys.EC {
		return parsePoint(info.Key.RightAlign(), info.Algo.Parameters.FullBytes)
	}
	return nil, keys.Inconsistent(kind, false)
}

// parsePoint reads the point of a public key that crypto/x509 does not take (RFC 5480
// 2.2): one in the short form, or on another curve.
func parsePoint(point, params []byte) (*keys.Key, error) {
	c, err := findCurve(params, false)
	if err != nil {
		return nil, err
	}
	if len(point) > 1 && (point[0] == 2 || point[0] == 3) { // the short form, without y
		if x, y := elliptic.UnmarshalCompressed(c.curve, point); x != nil {
			size := len(point) - 1
			point = append([]byte{4}, x.FillBytes(make([]byte, size))...)
			point = append(point, y.FillBytes(make([]byte, size))...)
		}
	}
	return c.Point(point)
}

// Point makes a public key of a point that is written in full (SEC 1 2.3.3).
func (c Curve) Point(point []byte) (*keys.Key, error) {
	key, err := ecdsa.ParseUncompressedPublicKey(c.curve, point)
	if err != nil {
		return nil, keys.Refuse(keys.ECPointNotOnCurve, "This EC key does not hold a point of "+c.Name+". Its text was changed.",
			keys.Damaged).About(keys.EC, c.Bits, false)
	}
	return keys.FromParsed(key)
}

// unsupported refuses a key of a kind that signs no playback tokens.
func unsupported(algo asn1.ObjectIdentifier, private bool) error {
	what := "This key is of a kind that is not used for playback tokens."
	code, kind := keys.KeyTypeUnsupported, keys.Kind("")
	switch {
	case algo.Equal(oidDSA):
		return DSAKey(private)
	case oidMontgomery[algo.String()] != "":
		what = "This is a key on " + oidMontgomery[algo.String()] + ", which is not used for playback tokens."
	case algo.Equal(oidRSAPSS):
		code, kind = keys.RSAPSSKeyOID, keys.RSA
		what = "This is an RSA key that is marked for PSS signatures only, and most platforms do not take such keys."
	}
	return keys.Refuse(code, what, keys.Usable).About(kind, 0, private)
}

// OtherKind refuses a key of a kind that is not used for playback tokens.
func OtherKind(private bool) error { return unsupported(nil, private) }

// DSAKey refuses a key of DSA.
func DSAKey(private bool) error {
	return keys.Refuse(keys.KeyTypeUnsupported, "This is a DSA key. DSA is not used for playback tokens.", keys.Usable).About("", 0, private)
}
