// Package jwk reads JSON Web Keys (RFC 7517, RFC 7518 6, RFC 8037).
package jwk

import (
	"encoding/json"
	"slices"

	"playtoken/core/keys"
	"playtoken/core/once"
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
	if o["kty"] != nil || o["n"] != nil && o["e"] != nil || o["crv"] != nil && o["x"] != nil {
		return true
	}
	for name := range o {
		if !slices.Contains([]string{"k", "alg", "kid", "use", "key_ops", "ext"}, name) {
			return false
		}
	}
	return o["k"] != nil
}

// Statement is what a JWK says of itself (RFC 7517 4).
type Statement struct {
	Kid, Alg, Use string
	KeyOps        []string
}

// Says reads it.
func Says(o Object) (s Statement) {
	s = Statement{Kid: o.Text("kid"), Alg: o.Text("alg"), Use: o.Text("use")}
	_ = json.Unmarshal(o["key_ops"], &s.KeyOps) // anything else than a list says nothing
	return s
}

// signatures are the algorithms of signatures (RFC 7518 3.1, RFC 8037 3.1, RFC 9864).
var signatures = once.Regexp(`^(?:[HRPE]S(?:256K?|384|512)|EdDSA|Ed25519|Ed448)$`)

// NotToSign is the member by which a key says that it is for no signatures, "" for none.
func (s Statement) NotToSign() string {
	switch {
	case s.Use != "" && s.Use != "sig":
		return "use"
	case len(s.KeyOps) > 0 && !slices.Contains(s.KeyOps, "sign") && !slices.Contains(s.KeyOps, "verify"):
		return "key_ops"
	case s.Alg != "" && !signatures().MatchString(s.Alg):
		return "alg"
	}
	return ""
}

// Remark warns of a key that says it is for no signatures.
func (s Statement) Remark() (m keys.Remark, ok bool) {
	name := s.NotToSign()
	return keys.Remark{Code: keys.JWKOtherUse, Warning: "This JSON Web Key says by its member " + name + " that it is not for signatures. Libraries that look at it refuse the key."}, name != ""
}

// OfSet says what is odd about a set of keys: an ID that two have, kinds that do not
// belong together; nil for nothing.
func OfSet(list []Object) (double, mixed *keys.Remark) {
	seen := map[string]bool{}
	shared := 0
	for _, o := range list {
		kid := o.Text("kid")
		if kid != "" && seen[kid] {
			double = &keys.Remark{Code: keys.JWKSDuplicateKid, Warning: "Two keys of this set have the same kid, so a token that names it does not say which one signed it."}
		}
		seen[kid] = true
		if o.Text("kty") == "oct" {
			shared++
		}
	}
	if shared > 0 && shared < len(list) {
		mixed = &keys.Remark{Code: keys.JWKSMixed, Warning: "This set has shared secrets and keys of two halves. Whoever gets the set to check tokens could sign with the secrets."}
	}
	return double, mixed
}
