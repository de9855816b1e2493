package jwk

import (
	"bytes"
	"crypto/ed25519"
	"fmt"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/der"
)

// okp reads a key of RFC 8037.
func (j *reader) okp() *keys.Key {
	if crv := j.Text("crv"); crv != "Ed25519" {
		if crv == "" {
			j.bytes("crv")
			return nil
		}
		j.kind = ""
		j.refuse(keys.KeyTypeUnsupported, "This is a key on another curve than Ed25519, and not used for playback tokens.", keys.Usable)
		return nil
	}
	x := j.sized("x", ed25519.PublicKeySize)
	if j.err != nil {
		return nil
	}
	if j.Object["d"] == nil {
		return j.take(keys.FromParsed(ed25519.PublicKey(x)))
	}
	d := j.sized("d", ed25519.SeedSize)
	if j.err != nil {
		return nil
	}
	key := ed25519.NewKeyFromSeed(d)
	if !key.Public().(ed25519.PublicKey).Equal(ed25519.PublicKey(x)) {
		j.fail(der.OtherHalf(keys.Ed25519, 256))
		return nil
	}
	return j.take(keys.FromParsed(key))
}

// sized is a member that must have a certain length.
func (j *reader) sized(name string, size int) []byte {
	b := j.bytes(name)
	if j.err == nil && len(b) != size {
		j.wrongLength(name, len(b), size)
	}
	return b
}

func (j *reader) wrongLength(name string, has, size int) {
	j.refuse(keys.ECCoordinateLength, fmt.Sprintf("The member %s of this JSON Web Key has %d bytes, and %d are needed.", name, has, size), keys.Damaged)
}

// ec reads a key of RFC 7518 6.2.
func (j *reader) ec() *keys.Key {
	crv := j.Text("crv")
	if crv == "" {
		j.bytes("crv")
		return nil
	}
	c, err := der.CurveNamed(crv, j.private)
	if err != nil {
		j.fail(err)
		return nil
	}
	k := j.onCurve(c)
	if r, ok := j.err.(*keys.Refusal); ok && r.Kind == "" {
		r.About(keys.EC, c.Bits, j.private)
	}
	return k
}

func (j *reader) onCurve(c der.Curve) *keys.Key {
	point := append([]byte{4}, j.sized("x", c.Size())...)
	point = append(point, j.sized("y", c.Size())...)
	if j.err != nil {
		return nil
	}
	public := j.take(c.Point(point))
	if j.err != nil || j.Object["d"] == nil {
		return public
	}
	d := j.bytes("d")
	if bare := bytes.TrimLeft(d, "\x00"); len(bare) > c.Size() {
		j.wrongLength("d", len(bare), c.Size())
	}
	if j.err != nil {
		return nil
	}
	key, err := c.Private(d)
	switch {
	case err != nil:
		j.fail(err)
		return nil
	case key.PublicKey.Equal(public.Public()):
		return j.take(keys.FromParsed(key))
	case len(d) != c.Size():
		j.wrongLength("d", len(d), c.Size())
	default:
		j.fail(der.OtherHalf(keys.EC, c.Bits))
	}
	return nil
}
