package keys

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// isJWK reports whether an object is, or should be, a JSON Web Key (RFC 7517 4).
func isJWK(o object) bool {
	if o["kty"] != nil {
		return true
	}
	return o["n"] != nil && o["e"] != nil || o["crv"] != nil && o["x"] != nil || o["k"] != nil && o.onlyOf("k", "alg", "kid", "use", "key_ops", "ext")
}

// onlyOf reports whether an object has no members but these.
func (o object) onlyOf(names ...string) bool {
	for name := range o {
		if !slices.Contains(names, name) {
			return false
		}
	}
	return true
}

// jwkReader reads the members of one JWK and keeps what is odd about them.
type jwkReader struct {
	object
	kind    Kind
	private bool
	remarks []remark
	fault   *Answer
}

// jwk reads a JSON Web Key.
func (r *reader) jwk(o object) Answer {
	j := &jwkReader{object: o, private: o["d"] != nil || o["k"] != nil}
	var f found
	switch kty := o.text("kty"); kty {
	case "RSA":
		j.kind = RSA
		f = j.rsa()
	case "EC":
		j.kind = EC
		f = j.ec()
	case "OKP":
		j.kind = Ed25519
		f = j.okp()
	case "oct":
		j.kind = Secret
		f = r.oct(j)
	default:
		j.refuseType(kty)
	}
	if j.fault != nil {
		if j.fault.Kind == "" {
			*j.fault = j.fault.about(j.kind, j.bitsOf(), j.private)
		}
		return *j.fault
	}
	f.remarks = append(j.remarks, f.remarks...)
	r.shape = "JWK"
	return r.takeKey(f, r.form(unknown))
}

// refuseType refuses a kty that is missing, misspelt or not used here.
func (j *jwkReader) refuseType(kty string) {
	right := map[string]Kind{"RSA": RSA, "EC": EC, "OKP": Ed25519, "oct": Secret}
	for name, kind := range right {
		if strings.EqualFold(name, strings.TrimSpace(kty)) {
			j.kind = kind
			j.refuse(JWKKtyCase, fmt.Sprintf("The kty of this JSON Web Key is %q. It must be written %q, in these capitals.", kty, name), "Write it so, or export the key again.")
			return
		}
	}
	if kty == "" {
		j.refuse(JWKNoKty, "This JSON Web Key has no kty, which tells the kind of the key.", "Export the key again, or add the kty: RSA, EC, OKP or oct.")
		return
	}
	j.refuse(KeyTypeUnsupported, "The kty of this JSON Web Key is not one that is used for playback tokens.", "Use an RSA key, an EC key on P-256, P-384 or P-521, or an Ed25519 key.")
}

func (j *jwkReader) refuse(code Code, message, hint string) {
	if j.fault == nil {
		a := refuse(code, message, hint)
		j.fault = &a
	}
}

// bitsOf is the size of an RSA modulus, for refusals.
func (j *jwkReader) bitsOf() int {
	if j.kind != RSA {
		return 0
	}
	n, _ := looseBase64(j.text("n"))
	return bitLen(n)
}

// bytes is a member in base64url (RFC 7515 2). It must be there. The other
// alphabet and padding are taken with a remark.
func (j *jwkReader) bytes(name string) []byte {
	var text string
	if j.object[name] == nil || json.Unmarshal(j.object[name], &text) != nil || strings.TrimSpace(text) == "" {
		j.refuse(JWKFieldEmpty, "The member "+name+" of this JSON Web Key is empty or missing.", copyAgain)
		return nil
	}
	if elidedMark().MatchString(text) {
		a := elided()
		j.fault = &a
		return nil
	}
	if strings.Contains(text, "-----BEGIN") { // dashes and letters are base64url too
		j.refuse(B64BadChar, "The member "+name+" of this JSON Web Key holds a key in PEM form, it must be base64.", "Paste the PEM text alone.")
		return nil
	}
	if out, err := base64.RawURLEncoding.DecodeString(text); err == nil && !strings.ContainsAny(text, "\r\n") {
		return out
	}
	out, ok := looseBase64(text)
	if ok && lone(strings.TrimRight(text, "=")) == 1 {
		j.refuse(B64Length, "The member "+name+" of this JSON Web Key is not whole: no base64 has this length.", copyAgain)
		return nil
	}
	if !ok {
		j.refuse(B64BadChar, "The member "+name+" of this JSON Web Key is not base64.", copyAgain)
		return nil
	}
	if len(out) == 0 { // padding and nothing else
		j.refuse(JWKFieldEmpty, "The member "+name+" of this JSON Web Key is empty or missing.", copyAgain)
		return nil
	}
	j.remark(remark{code: JWKStdBase64, warning: "The member " + name + " of this JSON Web Key is in standard base64. It should be base64url without padding (RFC 7518 section 2)."})
	return out
}

func (j *jwkReader) remark(m remark) {
	for _, old := range j.remarks {
		if old.code == m.code {
			return
		}
	}
	j.remarks = append(j.remarks, m)
}
