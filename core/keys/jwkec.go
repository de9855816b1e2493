package keys

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"fmt"
)

// okp reads a key of RFC 8037.
func (j *jwkReader) okp() (f found) {
	if crv := j.text("crv"); crv != "Ed25519" {
		if crv == "" {
			j.bytes("crv")
			return f
		}
		j.kind = ""
		j.refuse(KeyTypeUnsupported, "This is a key on another curve than Ed25519, and not used for playback tokens.", "Use an RSA key, an EC key on P-256, P-384 or P-521, or an Ed25519 key.")
		return f
	}
	x := j.sized("x", ed25519.PublicKeySize)
	if j.fault != nil {
		return f
	}
	if j.object["d"] == nil {
		f, j.fault = parseEdPublic(x)
		return f
	}
	d := j.sized("d", ed25519.SeedSize)
	if j.fault != nil {
		return f
	}
	key := ed25519.NewKeyFromSeed(d)
	if !key.Public().(ed25519.PublicKey).Equal(ed25519.PublicKey(x)) {
		j.refuse(KeyHalvesMismatch, "The public half inside this Ed25519 key belongs to another private half.", copyAgain)
		return f
	}
	f.key, _ = newKey(Ed25519, 256, "", key.Public(), key)
	return f
}

// sized is a member that must have a certain length.
func (j *jwkReader) sized(name string, size int) []byte {
	b := j.bytes(name)
	if j.fault == nil && len(b) != size {
		j.refuse(ECCoordinateLength, fmt.Sprintf("The member %s of this JSON Web Key has %d bytes, and %d are needed.", name, len(b), size), copyAgain)
	}
	return b
}

// ec reads a key of RFC 7518 6.2.
func (j *jwkReader) ec() (f found) {
	crv := j.text("crv")
	if crv == "" {
		j.bytes("crv")
		return f
	}
	var c curveName
	for _, known := range curves {
		if known.name == crv {
			c = known
		}
	}
	if c.curve == nil {
		_, j.fault = findCurve(c.oid, j.private)
		return f
	}
	size := (c.bits + 7) / 8
	point := append([]byte{4}, j.sized("x", size)...)
	point = append(point, j.sized("y", size)...)
	if j.fault != nil {
		*j.fault = j.fault.about(EC, c.bits, j.private)
		return f
	}
	f, j.fault = parseECPoint(point, c)
	if j.fault != nil || j.object["d"] == nil {
		return f
	}
	d := j.bytes("d")
	for len(d) > size && d[0] == 0 {
		d = d[1:]
	}
	if j.fault == nil && len(d) > size {
		j.refuse(ECCoordinateLength, fmt.Sprintf("The member d of this JSON Web Key has %d bytes, and %d are needed.", len(d), size), copyAgain)
	}
	if j.fault != nil {
		*j.fault = j.fault.about(EC, c.bits, true)
		return f
	}
	key, err := ecdsa.ParseRawPrivateKey(c.curve, append(make([]byte, size-len(d)), d...))
	if err != nil {
		j.fault = broken(EC, true)
		return f
	}
	if !key.PublicKey.Equal(f.key.Public()) {
		if len(j.bytes("d")) != size {
			j.refuse(ECCoordinateLength, fmt.Sprintf("The member d of this JSON Web Key has %d bytes, and %d are needed.", len(j.bytes("d")), size), copyAgain)
			*j.fault = j.fault.about(EC, c.bits, true)
			return f
		}
		a := refuse(KeyHalvesMismatch, "The public half inside this EC key belongs to another private half.", copyAgain).about(EC, c.bits, true)
		j.fault = &a
		return f
	}
	f, j.fault = whole(newKey(EC, c.bits, c.name, &key.PublicKey, key))
	return f
}
