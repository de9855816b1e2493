package jwk

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/der"
)

// reader reads the members of one JWK and keeps what is odd about them. The first
// refusal stands.
type reader struct {
	Object
	kind    keys.Kind
	bits    int // of the curve; of the modulus, where something is refused
	private bool
	remarks []keys.Remark
	err     error
}

// types are the kinds of keys by their kty (RFC 7518 6.1, RFC 8037 2).
var types = map[string]struct {
	kind keys.Kind
	read func(*reader) (*keys.Key, error)
}{
	"RSA": {keys.RSA, (*reader).rsa},
	"EC":  {keys.EC, (*reader).ec},
	"OKP": {keys.Ed25519, (*reader).okp},
	"oct": {keys.Secret, (*reader).oct},
}

// Read reads a JSON Web Key, also one that holds a shared secret, with what has to be
// said of how it is written. Errors are of type [*keys.Refusal].
func Read(o Object) (*keys.Key, []keys.Remark, error) {
	j := &reader{Object: o, private: o["d"] != nil || o["k"] != nil}
	var k *keys.Key
	if t, known := types[o.Text("kty")]; known {
		j.kind = t.kind
		var err error
		k, err = t.read(j)
		j.fail(err)
	} else {
		j.refuseType(o.Text("kty"))
	}
	var r *keys.Refusal
	if !errors.As(j.err, &r) {
		return k, j.remarks, nil
	}
	if j.kind == keys.RSA {
		n, _ := codec.Loose(o.Text("n"))
		j.bits = new(big.Int).SetBytes(n).BitLen()
	}
	if r.Kind == "" {
		r.About(j.kind, j.bits, j.private)
	}
	return nil, nil, r
}

// refuseType refuses a kty that is missing, misspelt or not used here.
func (j *reader) refuseType(kty string) {
	for name, t := range types {
		if strings.EqualFold(name, strings.TrimSpace(kty)) {
			j.kind = t.kind
			j.refuse(keys.JWKKtyCase, fmt.Sprintf("The kty of this JSON Web Key is %q. It must be written %q, in these capitals.", kty, name), "Write it so, or export the key again.")
		}
	}
	if kty == "" {
		j.refuse(keys.JWKNoKty, "This JSON Web Key has no kty, which tells the kind of the key.", "Export the key again, or add the kty: RSA, EC, OKP or oct.")
	}
	j.refuse(keys.KeyTypeUnsupported, "The kty of this JSON Web Key is not one that is used for playback tokens.", keys.Usable)
}

func (j *reader) refuse(code keys.Code, message, hint string) {
	j.fail(keys.Refuse(code, message, hint))
}

// fail keeps the first error.
func (j *reader) fail(err error) {
	if j.err == nil {
		j.err = err
	}
}

func (j *reader) remark(code keys.Code, warning string) {
	j.remarks = keys.Note(j.remarks, keys.Remark{Code: code, Warning: warning})
}

// has reports whether one of several members is there.
func (j *reader) has(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return j.Object[name] != nil })
}

// oct reads a shared secret (RFC 7518 6.4).
func (j *reader) oct() (*keys.Key, error) {
	return keys.FromSecret(j.bytes("k"), []byte(j.Text("k"))), nil
}

// okp reads a key of RFC 8037.
func (j *reader) okp() (*keys.Key, error) {
	switch j.Text("crv") {
	case "Ed25519":
	case "":
		return nil, missing("crv")
	default:
		j.kind = ""
		return nil, keys.Refuse(keys.KeyTypeUnsupported, "This is a key on another curve than Ed25519, and not used for playback tokens.", keys.Usable)
	}
	return j.onCurve("Ed25519", ed25519.SeedSize, j.sized("x", ed25519.PublicKeySize))
}

// sized is a member that must have a certain length.
func (j *reader) sized(name string, size int) []byte {
	b := j.bytes(name)
	if len(b) != size {
		j.fail(wrongLength(name, len(b), size))
	}
	return b
}

func wrongLength(name string, has, size int) error {
	return keys.Refuse(keys.ECCoordinateLength, fmt.Sprintf("The member %s of this JSON Web Key has %d bytes, and %d are needed.", name, has, size), keys.Damaged)
}

// ec reads a key of RFC 7518 6.2.
func (j *reader) ec() (*keys.Key, error) {
	crv := j.Text("crv")
	if crv == "" {
		return nil, missing("crv")
	}
	c, err := der.CurveNamed(crv, j.private)
	if err != nil {
		return nil, err
	}
	j.bits = c.Bits
	x, y := j.sized("x", c.Size()), j.sized("y", c.Size())
	return j.onCurve(crv, c.Size(), slices.Concat([]byte{4}, x, y))
}

// onCurve makes a key of its point and, if it is there, of d, which should have a size.
func (j *reader) onCurve(crv string, size int, point []byte) (*keys.Key, error) {
	var d []byte
	if j.has("d") {
		d = j.bytes("d")
	}
	if j.err != nil {
		return nil, j.err
	}
	k, err := der.OnCurve(crv, d, point)
	if r, ok := err.(*keys.Refusal); ok && r.Code != keys.ECPointNotOnCurve && d != nil && len(d) != size {
		return nil, wrongLength("d", len(d), size)
	}
	return k, err
}

// rsa reads a key of RFC 7518 6.3. What a private one leaves out is computed.
func (j *reader) rsa() (*keys.Key, error) {
	k := der.Numbers{N: j.number("n"), E: j.number("e")}
	if j.private = j.has("d", "p", "q", "dp", "dq", "qi"); j.private { // where d alone is missing, it was lost
		k.D = j.number("d")
	}
	switch primes, fast := j.Object["p"] != nil && j.Object["q"] != nil, j.has("dp", "dq", "qi"); {
	case k.D == nil:
	case !primes:
		j.remark(keys.JWKNoPrimes, "This JSON Web Key leaves out its primes; they were computed.")
	default:
		k.P, k.Q = j.number("p"), j.number("q")
		k.Others = j.others()
		if fast {
			k.DP, k.DQ, k.QInv = j.number("dp"), j.number("dq"), j.number("qi")
		} else {
			j.remark(keys.JWKNoPrimes, "This JSON Web Key leaves out its numbers for fast signing; they were computed.")
		}
	}
	if j.err != nil {
		return nil, j.err
	}
	return k.Key()
}

// others reads the primes beyond the second (RFC 7518 6.3.2.7).
func (j *reader) others() (primes []der.OtherPrime) {
	if !j.has("oth") {
		return nil
	}
	var list []Object
	if json.Unmarshal(j.Object["oth"], &list) != nil || len(list) == 0 {
		j.fail(keys.Misfit("its further primes cannot be read"))
	}
	for _, o := range list {
		inner := &reader{Object: o}
		p := der.OtherPrime{Prime: inner.number("r"), Exp: inner.number("d"), Coeff: inner.number("t")}
		primes = append(primes, p)
		j.fail(inner.err)
	}
	return primes
}
