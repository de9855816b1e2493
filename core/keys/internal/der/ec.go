package der

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"encoding/asn1"
	"strings"

	"playtoken/core/keys"
)

// Curve is a named curve (RFC 5480 2.1.1.1); curve is nil when it is not one that
// ES256, ES384 and ES512 use (RFC 7518 3.4).
type Curve struct {
	Name  string
	Bits  int
	oid   asn1.ObjectIdentifier
	curve elliptic.Curve
}

var curves = []Curve{
	{"P-256", 256, asn1.ObjectIdentifier{1, 2, 840, 10045, 3, 1, 7}, elliptic.P256()},
	{"P-384", 384, asn1.ObjectIdentifier{1, 3, 132, 0, 34}, elliptic.P384()},
	{"P-521", 521, asn1.ObjectIdentifier{1, 3, 132, 0, 35}, elliptic.P521()},
	{"P-224", 224, asn1.ObjectIdentifier{1, 3, 132, 0, 33}, nil},
	{"secp256k1", 256, asn1.ObjectIdentifier{1, 3, 132, 0, 10}, nil},
	{"brainpoolP256r1", 256, asn1.ObjectIdentifier{1, 3, 36, 3, 3, 2, 8, 1, 1, 7}, nil},
	{"brainpoolP384r1", 384, asn1.ObjectIdentifier{1, 3, 36, 3, 3, 2, 8, 1, 1, 11}, nil},
	{"brainpoolP512r1", 512, asn1.ObjectIdentifier{1, 3, 36, 3, 3, 2, 8, 1, 1, 13}, nil},
}

// CurveNamed looks a curve up by its name (RFC 7518 6.2.1.1).
func CurveNamed(name string, private bool) (Curve, error) {
	for _, c := range curves {
		if c.Name == name {
			return c.usable(private)
		}
	}
	return Curve{}, keys.OtherCurve("a curve that it does not name", 0, private)
}

// findCurve reads the parameters of an EC key in DER.
func findCurve(params []byte, private bool) (Curve, error) {
	var oid asn1.ObjectIdentifier
	if rest, err := asn1.Unmarshal(params, &oid); err != nil || len(rest) > 0 {
		return Curve{}, keys.OtherCurve("a curve that it does not name", 0, private)
	}
	for _, c := range curves {
		if c.oid.Equal(oid) {
			return c.usable(private)
		}
	}
	return Curve{}, keys.OtherCurve("a curve that is not known here", 0, private)
}

func (c Curve) usable(private bool) (Curve, error) {
	if c.curve == nil {
		return Curve{}, keys.OtherCurve("the curve "+c.Name, c.Bits, private)
	}
	return c, nil
}

// Size is the length of a number on the curve in bytes.
func (c Curve) Size() int { return (c.Bits + 7) / 8 }

// Private makes a private key of its number. RFC 5915 fixes its length; older writers
// cut its zeros or add one, which is harmless.
func (c Curve) Private(d []byte) (*ecdsa.PrivateKey, error) {
	d = bytes.TrimLeft(d, "\x00")
	if len(d) > c.Size() {
		return nil, keys.Inconsistent(keys.EC, true)
	}
	key, err := ecdsa.ParseRawPrivateKey(c.curve, append(make([]byte, c.Size()-len(d)), d...))
	if err != nil {
		return nil, keys.Inconsistent(keys.EC, true)
	}
	return key, nil
}

// parseSEC1 reads an ECPrivateKey (RFC 5915 3). Inside PKCS#8 the curve is named
// outside; else outside is nil and the key names the curve itself. The number is
// parsed by crypto/ecdsa, as crypto/x509 does, which would not compare the halves.
func parseSEC1(der, outside []byte) (*keys.Key, error) {
	var k struct {
		Version int
		D       []byte
		Curve   asn1.ObjectIdentifier `asn1:"optional,explicit,tag:0"`
		Public  asn1.BitString        `asn1:"optional,explicit,tag:1"`
	}
	if rest, err := asn1.Unmarshal(der, &k); err != nil || len(rest) > 0 || !onlyOptional(der, 2, 0xa0, 0xa1) {
		return nil, keys.Inconsistent(keys.EC, true)
	}
	if describesCurve(der) {
		return nil, keys.OtherCurve("a curve that it does not name", 0, true)
	}
	tags := string(elements(der))
	if strings.Contains(tags, "\xa0") != (k.Curve != nil) || strings.Contains(tags, "\xa1") != (len(k.Public.Bytes) > 0) {
		return nil, keys.Inconsistent(keys.EC, true) // encoding/asn1 passes over what it cannot read
	}
	if outside == nil && k.Curve != nil {
		outside, _ = asn1.Marshal(k.Curve) // it was read from the same form
	}
	c, err := findCurve(outside, true)
	if err != nil {
		return nil, err
	}
	key, err := c.Private(k.D)
	if err != nil {
		return nil, err
	}
	point, err := key.PublicKey.Bytes()
	if err != nil {
		return nil, keys.Inconsistent(keys.EC, true)
	}
	if given := k.Public.Bytes; len(given) > 0 && !bytes.Equal(given, point) && !bytes.Equal(given, shortPoint(point)) {
		other, _ := asn1.Marshal(c.oid)
		if _, err := parsePoint(given, other); err != nil {
			return nil, keys.Refuse(keys.ECPointNotOnCurve, err.(*keys.Refusal).Message, keys.Damaged).About(keys.EC, c.Bits, true)
		}
		return nil, OtherHalf(keys.EC, c.Bits)
	}
	return keys.FromParsed(key)
}

// describesCurve reports whether an ECPrivateKey has the numbers of its curve in
// the place of a name (SEC 1 C.2).
func describesCurve(der []byte) bool {
	var k struct {
		Version int
		D       []byte
		Curve   struct {
			Version int
			Rest    asn1.RawValue
		} `asn1:"explicit,tag:0"`
	}
	_, err := asn1.Unmarshal(der, &k)
	return err == nil && k.Curve.Rest.Tag == asn1.TagSequence
}

// shortPoint writes a point without y, of which only the parity is kept (SEC 1
// 2.3.3).
func shortPoint(point []byte) []byte {
	return append([]byte{2 + point[len(point)-1]&1}, point[1:1+len(point)/2]...)
}

// OnCurve makes a key of its numbers alone, as openssl prints them: the private one, the
// point, or both. The curve is one of NIST by its name, or Ed25519.
func OnCurve(name string, private, public []byte) (*keys.Key, error) {
	if name == "Ed25519" {
		if private == nil {
			return keys.FromParsed(ed25519.PublicKey(public))
		}
		if len(private) != ed25519.SeedSize {
			return nil, keys.Inconsistent(keys.Ed25519, true)
		}
		key := ed25519.NewKeyFromSeed(private)
		if public != nil && !bytes.Equal(public, key.Public().(ed25519.PublicKey)) {
			return nil, OtherHalf(keys.Ed25519, 256)
		}
		return keys.FromParsed(key)
	}
	c, err := CurveNamed(name, private != nil)
	if err != nil {
		return nil, err
	}
	if private == nil {
		return c.Point(public)
	}
	key, err := c.Private(private)
	if err != nil {
		return nil, err
	}
	point, err := key.PublicKey.Bytes()
	if err != nil || public != nil && !bytes.Equal(public, point) {
		return nil, OtherHalf(keys.EC, c.Bits)
	}
	return keys.FromParsed(key)
}
