// Package jwk reads JSON Web Keys (RFC 7517, RFC 7518 6, RFC 8037).
package jwk

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/known"
)

// Object is a JSON object by its exact member names; encoding/json would take
// a struct's names in any case.
type Object map[string]json.RawMessage

// Object is a member that is an object; nil for anything else.
func (o Object) Object(name string) (inner Object) {
	_ = json.Unmarshal(o[name], &inner) // anything else than an object gives nil
	return inner
}

// Text is a member that is a string; "" for anything else.
func (o Object) Text(name string) (s string) {
	_ = json.Unmarshal(o[name], &s) // anything else than a string gives ""
	return s
}

// Is reports whether an object is, or should be, a JSON Web Key (RFC 7517 4).
func Is(o Object) bool {
	if o["kty"] != nil {
		return true
	}
	return o["n"] != nil && o["e"] != nil || o["crv"] != nil && o["x"] != nil || o["k"] != nil && o.onlyOf("k", "alg", "kid", "use", "key_ops", "ext")
}

// onlyOf reports whether an object has no members but these.
func (o Object) onlyOf(names ...string) bool {
	for name := range o {
		if !slices.Contains(names, name) {
			return false
		}
	}
	return true
}

// reader reads the members of one JWK and keeps what is odd about them. The first
// refusal stands.
type reader struct {
	Object
	kind    keys.Kind
	private bool
	remarks []keys.Remark
	err     error
}

// Read reads a JSON Web Key, also one that holds a shared secret, with what has to be
// said of how it is written. Errors are of type [*keys.Refusal].
func Read(o Object) (k *keys.Key, remarks []keys.Remark, err error) {
	j := &reader{Object: o, private: o["d"] != nil || o["k"] != nil}
	switch kty := o.Text("kty"); kty {
	case "RSA":
		j.kind = keys.RSA
		k = j.rsa()
	case "EC":
		j.kind = keys.EC
		k = j.ec()
	case "OKP":
		j.kind = keys.Ed25519
		k = j.okp()
	case "oct":
		j.kind = keys.Secret
		if b := j.bytes("k"); j.err == nil {
			k = keys.FromSecret(b, []byte(o.Text("k")))
		}
	default:
		j.refuseType(kty)
	}
	if j.err != nil {
		if r := j.err.(*keys.Refusal); r.Kind == "" {
			r.About(j.kind, j.bitsOf(), j.private)
		}
		return nil, nil, j.err
	}
	return k, j.remarks, nil
}

// refuseType refuses a kty that is missing, misspelt or not used here.
func (j *reader) refuseType(kty string) {
	right := map[string]keys.Kind{"RSA": keys.RSA, "EC": keys.EC, "OKP": keys.Ed25519, "oct": keys.Secret}
	for name, kind := range right {
		if strings.EqualFold(name, strings.TrimSpace(kty)) {
			j.kind = kind
			j.refuse(keys.JWKKtyCase, fmt.Sprintf("The kty of this JSON Web Key is %q. It must be written %q, in these capitals.", kty, name), "Write it so, or export the key again.")
			return
		}
	}
	if kty == "" {
		j.refuse(keys.JWKNoKty, "This JSON Web Key has no kty, which tells the kind of the key.", "Export the key again, or add the kty: RSA, EC, OKP or oct.")
		return
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

// bitsOf is the size of an RSA modulus, for refusals.
func (j *reader) bitsOf() int {
	if j.kind != keys.RSA {
		return 0
	}
	n, _ := codec.Loose(j.Text("n"))
	return new(big.Int).SetBytes(n).BitLen()
}

// bytes is a member in base64url (RFC 7515 2). It must be there. The other
// alphabet and padding are taken with a remark.
func (j *reader) bytes(name string) []byte {
	var text string
	if j.Object[name] == nil || json.Unmarshal(j.Object[name], &text) != nil || strings.TrimSpace(text) == "" {
		j.refuse(keys.JWKFieldEmpty, "The member "+name+" of this JSON Web Key is empty or missing.", keys.Damaged)
		return nil
	}
	if known.IsElided(text) {
		j.fail(known.Elided())
		return nil
	}
	if strings.Contains(text, "-----BEGIN") { // dashes and letters are base64url too
		j.refuse(keys.B64BadChar, "The member "+name+" of this JSON Web Key holds a key in PEM form, it must be base64.", "Paste the PEM text alone.")
		return nil
	}
	if out, err := base64.RawURLEncoding.DecodeString(text); err == nil && !strings.ContainsAny(text, "\r\n") {
		return out
	}
	out, ok := codec.Loose(text)
	if ok && codec.Lone(strings.TrimRight(text, "=")) == 1 {
		j.refuse(keys.B64Length, "The member "+name+" of this JSON Web Key is not whole: no base64 has this length.", keys.Damaged)
		return nil
	}
	if !ok {
		j.refuse(keys.B64BadChar, "The member "+name+" of this JSON Web Key is not base64.", keys.Damaged)
		return nil
	}
	if len(out) == 0 { // padding and nothing else
		j.refuse(keys.JWKFieldEmpty, "The member "+name+" of this JSON Web Key is empty or missing.", keys.Damaged)
		return nil
	}
	j.remark(keys.Remark{Code: keys.JWKStdBase64, Warning: "The member " + name + " of this JSON Web Key is in standard base64. It should be base64url without padding (RFC 7518 section 2)."})
	return out
}

func (j *reader) remark(m keys.Remark) {
	j.remarks = keys.Note(j.remarks, m)
}
