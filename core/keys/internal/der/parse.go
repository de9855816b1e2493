package der

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/asn1"
	"errors"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"playtoken/core/keys"
)

// The algorithms of the keys that are taken (RFC 8017 A.1, RFC 5480 2.1.1, RFC 8410 3).
const (
	oidRSA     = "1.2.840.113549.1.1.1"
	oidEC      = "1.2.840.10045.2.1"
	oidEd25519 = "1.3.101.112"
)

// parsers are the structures of a key that is not locked.
var parsers = map[Structure]func([]byte) (*keys.Key, error){
	PKCS8:       parsePKCS8,
	PKCS1:       parseRSAPrivate,
	SEC1:        func(der []byte) (*keys.Key, error) { return parseSEC1(der, nil) },
	SPKI:        parseSPKI,
	PKCS1Public: parseRSAPublic,
}

// Parse makes a key of whole DER of the given structure. Its errors are of type
// [*keys.Refusal].
func Parse(s Structure, der []byte) (*keys.Key, error) {
	if parse := parsers[s]; parse != nil {
		return parse(der)
	}
	return nil, keys.Inconsistent("", s.Private())
}

// algorithm reads an AlgorithmIdentifier (RFC 5280 4.1.1.2). Its parameters have to be whole,
// whatever they are.
func algorithm(in *cryptobyte.String) (id string, params cryptobyte.String, ok bool) {
	var oid asn1.ObjectIdentifier
	var param cryptobyte.String
	var tag tags.Tag
	ok = in.ReadASN1(&params, tags.SEQUENCE) && params.ReadASN1ObjectIdentifier(&oid)
	rest := params
	return oid.String(), params, ok && (rest.Empty() || rest.ReadAnyASN1(&param, &tag) && rest.Empty())
}

// parsePKCS8 reads a PrivateKeyInfo (RFC 5208 5), with the public key that RFC
// 5958 allows after the private one. Attributes are not looked at. crypto/x509 takes
// keys whose public half is another one, so the halves are compared.
func parsePKCS8(der []byte) (*keys.Key, error) {
	in := cryptobyte.String(der)
	var version int
	var inner, public cryptobyte.String
	begins := in.ReadASN1(&in, tags.SEQUENCE) && in.ReadASN1Integer(&version)
	algo, params, ok := algorithm(&in)
	if !begins || !ok || !in.ReadASN1(&inner, tags.OCTET_STRING) ||
		!in.SkipOptionalASN1(tags.Tag(0).Constructed().ContextSpecific()) ||
		!in.ReadOptionalASN1(&public, nil, tags.Tag(1).ContextSpecific()) || !in.Empty() {
		return nil, keys.Inconsistent("", true)
	}
	switch algo {
	case oidRSA:
		return parseRSAPrivate(inner)
	case oidEC:
		return parseSEC1(inner, params)
	case oidEd25519:
		parsed, err := x509.ParsePKCS8PrivateKey(der)
		key, ok := parsed.(ed25519.PrivateKey)
		if err != nil || !ok {
			return nil, keys.Inconsistent(keys.Ed25519, true)
		}
		return onEd25519(key.Seed(), bytes.TrimPrefix(public, []byte{0})) // no bits that are not used
	}
	return nil, unsupported(algo, true)
}

// parseSPKI reads a SubjectPublicKeyInfo (RFC 5280 4.1). Where crypto/x509 takes none of a
// kind, the functions for that kind know why.
func parseSPKI(der []byte) (*keys.Key, error) {
	in := cryptobyte.String(der)
	var key []byte
	begins := in.ReadASN1(&in, tags.SEQUENCE)
	algo, params, ok := algorithm(&in)
	if !begins || !ok || !in.ReadASN1BitStringAsBytes(&key) || !in.Empty() {
		return nil, keys.Inconsistent("", false)
	}
	switch algo {
	case oidRSA:
		return parseRSAPublic(key)
	case oidEC:
		c, err := findCurve(params, false)
		if err != nil {
			return nil, err
		}
		return c.key(nil, key)
	case oidEd25519:
		parsed, err := x509.ParsePKIXPublicKey(der)
		if err != nil {
			return nil, keys.Inconsistent(keys.Ed25519, false)
		}
		return keys.FromParsed(parsed)
	}
	return nil, unsupported(algo, false)
}

// Public takes the public key out of a certificate (RFC 5280 4.1) or out of a request
// for one (RFC 2986 4.2), with what has to be said of it.
func Public(der []byte) (k *keys.Key, form string, m keys.Remark, err error) {
	var spki []byte
	var signature error // of one that is signed by itself
	form = "certificate"
	m = keys.Remark{Code: keys.IsCertificate, Warning: "This is a certificate. The public key in it was taken; it can check tokens and not sign them."}
	if c, err := x509.ParseCertificate(der); err == nil {
		spki = c.RawSubjectPublicKeyInfo
		if bytes.Equal(c.RawSubject, c.RawIssuer) {
			signature = c.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature)
		}
	} else if c, err := x509.ParseCertificateRequest(der); err == nil {
		spki, signature, form = c.RawSubjectPublicKeyInfo, c.CheckSignature(), "certificate request"
		m = keys.Remark{Code: keys.IsCSR, Warning: "This is a request for a certificate. The public key in it was taken; it can check tokens and not sign them."}
	} else if spki = findSPKI(der); spki != nil { // crypto/x509 refuses some old certificates whose key is good
		m.Warning = "This is a certificate of an unusual form. The public key in it was taken."
	} else {
		return nil, form, m, keys.Inconsistent("", false)
	}
	var old x509.InsecureAlgorithmError // by which nothing is checked
	if signature != nil && !errors.Is(signature, x509.ErrUnsupportedAlgorithm) && !errors.As(signature, &old) {
		m.Warning += " It is signed by itself, and that signature does not fit: its text was changed."
	}
	k, err = Parse(SPKI, spki)
	return k, form, m, err
}

// findSPKI looks for the public key among the parts of a certificate.
func findSPKI(der []byte) []byte {
	in := cryptobyte.String(der)
	var parts, part cryptobyte.String
	var tag tags.Tag
	if !in.ReadASN1(&in, tags.SEQUENCE) || !in.ReadASN1(&parts, tags.SEQUENCE) {
		return nil
	}
	for parts.ReadAnyASN1Element(&part, &tag) {
		if Outline(part) == SPKI {
			return part
		}
	}
	return nil
}

// unsupported refuses a key of a kind that signs no playback tokens (RFC 8017 A.1, RFC
// 8410 3, RFC 3279 2.3.2).
func unsupported(algo string, private bool) error {
	what := "This key is of a kind that is not used for playback tokens."
	switch algo {
	case "1.2.840.10040.4.1":
		return DSAKey(private)
	case "1.2.840.113549.1.1.10":
		return keys.Refuse(keys.RSAPSSKeyOID, "This is an RSA key that is marked for PSS signatures only, and most platforms do not take such keys.",
			keys.Usable).About(keys.RSA, 0, private)
	case "1.3.101.110", "1.3.101.111", "1.3.101.113":
		curve := map[string]string{"1.3.101.110": "X25519", "1.3.101.111": "X448", "1.3.101.113": "Ed448"}[algo]
		what = "This is a key on " + curve + ", which is not used for playback tokens."
	}
	return keys.Refuse(keys.KeyTypeUnsupported, what, keys.Usable).About("", 0, private)
}

// OtherKind refuses a key of a kind that is not used for playback tokens.
func OtherKind(private bool) error { return unsupported("", private) }

// DSAKey refuses a key of DSA.
func DSAKey(private bool) error {
	return keys.Refuse(keys.KeyTypeUnsupported, "This is a DSA key. DSA is not used for playback tokens.", keys.Usable).About("", 0, private)
}
