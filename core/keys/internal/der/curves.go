package der

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"encoding/asn1"
	"slices"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"playtoken/core/keys"
)

// Curve is a named curve (RFC 5480 2.1.1.1); curve is nil when it is not one that
// ES256, ES384 and ES512 use (RFC 7518 3.4).
type Curve struct {
	Name  string
	Bits  int
	oid   string
	curve elliptic.Curve
}

var curves = []Curve{
	{"P-256", 256, "1.2.840.10045.3.1.7", elliptic.P256()},
	{"P-384", 384, "1.3.132.0.34", elliptic.P384()},
	{"P-521", 521, "1.3.132.0.35", elliptic.P521()},
	{"P-224", 224, "1.3.132.0.33", nil},
	{"secp256k1", 256, "1.3.132.0.10", nil},
	{"brainpoolP256r1", 256, "1.3.36.3.3.2.8.1.1.7", nil},
	{"brainpoolP384r1", 384, "1.3.36.3.3.2.8.1.1.11", nil},
	{"brainpoolP512r1", 512, "1.3.36.3.3.2.8.1.1.13", nil},
}

// CurveNamed looks a curve up by its name (RFC 7518 6.2.1.1).
func CurveNamed(name string, private bool) (Curve, error) {
	return usable(func(c Curve) bool { return c.Name == name }, "a curve that it does not name", private)
}

// findCurve reads the parameters of an EC key in DER.
func findCurve(params cryptobyte.String, private bool) (Curve, error) {
	var oid asn1.ObjectIdentifier
	if !params.ReadASN1ObjectIdentifier(&oid) || !params.Empty() {
		return Curve{}, keys.OtherCurve("a curve that it does not name", 0, private)
	}
	return usable(func(c Curve) bool { return c.oid == oid.String() }, "a curve that is not known here", private)
}

func usable(is func(Curve) bool, unknown string, private bool) (Curve, error) {
	i := slices.IndexFunc(curves, is)
	if i < 0 {
		return Curve{}, keys.OtherCurve(unknown, 0, private)
	}
	if c := curves[i]; c.curve == nil {
		return Curve{}, keys.OtherCurve("the curve "+c.Name, c.Bits, private)
	}
	return curves[i], nil
}

// Size is the length of a number on the curve in bytes.
func (c Curve) Size() int { return (c.Bits + 7) / 8 }

// key makes a key of its number, of its point (SEC 1 2.3.3) or of both; nil stands for what
// is not there. The functions of crypto/ecdsa are those that crypto/x509 calls, which does
// not compare the halves.
func (c Curve) key(d, point []byte) (*keys.Key, error) {
	var public *ecdsa.PublicKey
	var err error
	if point != nil || d == nil {
		if x, y := elliptic.UnmarshalCompressed(c.curve, point); x != nil { // the short form, without y
			size := c.Size()
			point = slices.Concat([]byte{4}, x.FillBytes(make([]byte, size)), y.FillBytes(make([]byte, size)))
		}
		if public, err = ecdsa.ParseUncompressedPublicKey(c.curve, point); err != nil {
			return nil, keys.Refuse(keys.ECPointNotOnCurve, "This EC key does not hold a point of "+c.Name+". Its text was changed.",
				keys.Damaged).About(keys.EC, c.Bits, d != nil)
		}
	}
	if d == nil {
		return keys.FromParsed(public)
	}
	// RFC 5915 fixes the length; older writers cut the zeros or add one, which is harmless.
	d = bytes.TrimLeft(d, "\x00")
	private, err := ecdsa.ParseRawPrivateKey(c.curve, append(make([]byte, max(0, c.Size()-len(d))), d...))
	if err != nil {
		return nil, keys.Inconsistent(keys.EC, true)
	}
	if public != nil && !private.PublicKey.Equal(public) {
		return nil, otherHalf("EC", keys.EC, c.Bits)
	}
	return keys.FromParsed(private)
}

// otherHalf refuses a private key with the public half of another one.
func otherHalf(name string, kind keys.Kind, bits int) error {
	return keys.Refuse(keys.KeyHalvesMismatch, "The public half inside this "+name+" key belongs to another private half.", keys.Damaged).About(kind, bits, true)
}

// OnCurve makes a key of its numbers alone: the private one, the point, or both. The curve is
// one of NIST by its name, or Ed25519.
func OnCurve(name string, private, public []byte) (*keys.Key, error) {
	if name == "Ed25519" {
		return onEd25519(private, public)
	}
	c, err := CurveNamed(name, private != nil)
	if err != nil {
		return nil, err
	}
	return c.key(private, public)
}

// onEd25519 makes a key of its seed, its point or both (RFC 8032 5.1.5).
func onEd25519(seed, public []byte) (*keys.Key, error) {
	if seed == nil {
		return keys.FromParsed(ed25519.PublicKey(public))
	}
	if len(seed) != ed25519.SeedSize {
		return nil, keys.Inconsistent(keys.Ed25519, true)
	}
	key := ed25519.NewKeyFromSeed(seed)
	if public != nil && !bytes.Equal(public, key.Public().(ed25519.PublicKey)) {
		return nil, otherHalf("Ed25519", keys.Ed25519, 256)
	}
	return keys.FromParsed(key)
}

// parseSEC1 reads an ECPrivateKey (RFC 5915 3). Inside PKCS#8 the curve is named
// outside; else outside is nil and the key names the curve itself.
func parseSEC1(der []byte, outside cryptobyte.String) (*keys.Key, error) {
	in := cryptobyte.String(der)
	var version int
	var d, point []byte
	var curve, public cryptobyte.String
	var named, whole bool
	if !in.ReadASN1(&in, tags.SEQUENCE) || !in.ReadASN1Integer(&version) ||
		!in.ReadASN1Bytes(&d, tags.OCTET_STRING) ||
		!in.ReadOptionalASN1(&curve, &named, tags.Tag(0).Constructed().ContextSpecific()) ||
		!in.ReadOptionalASN1(&public, &whole, tags.Tag(1).Constructed().ContextSpecific()) || !in.Empty() ||
		whole && (!public.ReadASN1BitStringAsBytes(&point) || !public.Empty() || len(point) == 0) {
		return nil, keys.Inconsistent(keys.EC, true)
	}
	described := curve.PeekASN1Tag(tags.SEQUENCE) // by its numbers (RFC 3279 2.3.5)
	if named && (outside == nil || described) {
		outside = curve
	}
	if named && !described && !curve.ReadASN1ObjectIdentifier(new(asn1.ObjectIdentifier)) {
		return nil, keys.Inconsistent(keys.EC, true)
	}
	c, err := findCurve(outside, true)
	if err != nil {
		return nil, err
	}
	return c.key(d, point)
}
