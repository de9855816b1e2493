package keys

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"encoding/asn1"
	"fmt"
	"strings"
)

// curveName is a named curve (RFC 5480 2.1.1.1); curve is nil when it is not
// one that ES256, ES384 and ES512 use (RFC 7518 3.4).
type curveName struct {
	oid   asn1.ObjectIdentifier
	name  string
	bits  int
	curve elliptic.Curve
}

var curves = []curveName{
	{asn1.ObjectIdentifier{1, 2, 840, 10045, 3, 1, 7}, "P-256", 256, elliptic.P256()},
	{asn1.ObjectIdentifier{1, 3, 132, 0, 34}, "P-384", 384, elliptic.P384()},
	{asn1.ObjectIdentifier{1, 3, 132, 0, 35}, "P-521", 521, elliptic.P521()},
	{asn1.ObjectIdentifier{1, 3, 132, 0, 33}, "P-224", 224, nil},
	{asn1.ObjectIdentifier{1, 3, 132, 0, 10}, "secp256k1", 256, nil},
	{asn1.ObjectIdentifier{1, 3, 36, 3, 3, 2, 8, 1, 1, 7}, "brainpoolP256r1", 256, nil},
	{asn1.ObjectIdentifier{1, 3, 36, 3, 3, 2, 8, 1, 1, 11}, "brainpoolP384r1", 384, nil},
	{asn1.ObjectIdentifier{1, 3, 36, 3, 3, 2, 8, 1, 1, 13}, "brainpoolP512r1", 512, nil},
}

// namedCurve reads the parameters of an EC key; nil means that they describe a
// curve instead of naming one.
func namedCurve(params asn1.RawValue) (oid asn1.ObjectIdentifier) {
	if rest, err := asn1.Unmarshal(params.FullBytes, &oid); err != nil || len(rest) > 0 {
		return nil
	}
	return oid
}

// findCurve looks a curve up, and refuses those that no token is signed with.
func findCurve(oid asn1.ObjectIdentifier, private bool) (curveName, *Answer) {
	refused := func(what string, bits int) (curveName, *Answer) {
		a := refuse(ECCurveUnsupported, "This is an EC key on "+what+". ES256, ES384 and ES512 use P-256, P-384 and P-521 only.",
			"Create a key on P-256.").about(EC, bits, private)
		return curveName{}, &a
	}
	if oid == nil {
		return refused("a curve that it does not name", 0)
	}
	for _, c := range curves {
		if !c.oid.Equal(oid) {
			continue
		}
		if c.curve == nil {
			return refused("the curve "+c.name, c.bits)
		}
		return c, nil
	}
	return refused("a curve that is not known here", 0)
}

// parseSEC1 reads an ECPrivateKey (RFC 5915 3). Inside PKCS#8 the curve is
// named outside; else outside is nil and the key names the curve itself.
func parseSEC1(der []byte, outside asn1.ObjectIdentifier) (found, *Answer) {
	var k struct {
		Version int
		D       []byte
		Curve   asn1.ObjectIdentifier `asn1:"optional,explicit,tag:0"`
		Public  asn1.BitString        `asn1:"optional,explicit,tag:1"`
	}
	if rest, err := asn1.Unmarshal(der, &k); err != nil || len(rest) > 0 || !onlyOptional(der, 2, 0xa0, 0xa1) {
		return found{}, broken(EC, true)
	}
	tags := string(elements(der))
	if describesCurve(der) {
		_, fault := findCurve(nil, true)
		return found{}, fault
	}
	if strings.Contains(tags, "\xa0") != (k.Curve != nil) || strings.Contains(tags, "\xa1") != (len(k.Public.Bytes) > 0) {
		return found{}, broken(EC, true) // encoding/asn1 passes over what it cannot read
	}
	if outside == nil {
		outside = k.Curve
	}
	c, fault := findCurve(outside, true)
	if fault != nil {
		return found{}, fault
	}
	// RFC 5915 fixes the length of the number; older writers cut its zeros or
	// add one, which is harmless.
	size := (c.bits + 7) / 8
	d := bytes.TrimLeft(k.D, "\x00")
	if len(d) > size {
		return found{}, broken(EC, true)
	}
	key, err := ecdsa.ParseRawPrivateKey(c.curve, append(make([]byte, size-len(d)), d...))
	if err != nil {
		return found{}, broken(EC, true)
	}
	point, err := key.PublicKey.Bytes()
	if err != nil {
		return found{}, broken(EC, true)
	}
	if given := k.Public.Bytes; len(given) > 0 && !bytes.Equal(given, point) && !bytes.Equal(given, shortPoint(point)) {
		if _, fault := parseECPublic(given, c.oid); fault != nil {
			a := fault.about(EC, c.bits, true)
			return found{}, &a
		}
		a := refuse(KeyHalvesMismatch, "The public half inside this EC key belongs to another private half.", copyAgain).about(EC, c.bits, true)
		return found{}, &a
	}
	return whole(newKey(EC, c.bits, c.name, &key.PublicKey, key))
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

// parseECPublic reads the point of a public key (RFC 5480 2.2).
func parseECPublic(point []byte, oid asn1.ObjectIdentifier) (found, *Answer) {
	c, fault := findCurve(oid, false)
	if fault != nil {
		return found{}, fault
	}
	if len(point) > 1 && (point[0] == 2 || point[0] == 3) { // the short form, without y
		if x, y := elliptic.UnmarshalCompressed(c.curve, point); x != nil {
			size := len(point) - 1
			point = append([]byte{4}, x.FillBytes(make([]byte, size))...)
			point = append(point, y.FillBytes(make([]byte, size))...)
		}
	}
	return parseECPoint(point, c)
}

// parseECPoint reads a point that is written in full.
func parseECPoint(point []byte, c curveName) (found, *Answer) {
	key, err := ecdsa.ParseUncompressedPublicKey(c.curve, point)
	if err != nil {
		a := refuse(ECPointNotOnCurve, fmt.Sprintf("This EC key does not hold a point of %s. Its text was changed.", c.name),
			copyAgain).about(EC, c.bits, false)
		return found{}, &a
	}
	return whole(newKey(EC, c.bits, c.name, key, nil))
}
