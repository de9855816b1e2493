package jwk

import (
	"encoding/json"
	"slices"
	"strings"

	"playtoken/core/keys"
)

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

// NotToSign is the member by which a key says that it is for no signatures, "" for none.
func (s Statement) NotToSign() string {
	isForThem := func(op string) bool { return op == "sign" || op == "verify" }
	switch {
	case s.Use != "" && s.Use != "sig":
		return "use"
	case len(s.KeyOps) > 0 && !slices.ContainsFunc(s.KeyOps, isForThem):
		return "key_ops"
	case s.Alg != "" && !signs(s.Alg):
		return "alg"
	}
	return ""
}

// signs reports whether an algorithm is one of signatures (RFC 7518 3.1, RFC 8037 3.1,
// RFC 9864).
func signs(alg string) bool {
	for _, name := range []string{"HS", "RS", "PS", "ES"} {
		if rest, ok := strings.CutPrefix(alg, name); ok && (rest == "256" || rest == "384" || rest == "512" || rest == "256K") {
			return true
		}
	}
	return alg == "EdDSA" || alg == "Ed25519" || alg == "Ed448"
}

// Remark warns of a key that says it is for no signatures.
func (s Statement) Remark() (m keys.Remark, ok bool) {
	name := s.NotToSign()
	if name == "" {
		return m, false
	}
	return keys.Remark{Code: keys.JWKOtherUse, Warning: "This JSON Web Key says by its member " + name + " that it is not for signatures. Libraries that look at it refuse the key."}, true
}

// OfSet says what is odd about a set of keys: an ID that two have, kinds that do not
// belong together; nil for nothing.
func OfSet(list []Object) (double, mixed *keys.Remark) {
	seen := map[string]bool{}
	twice, shared, halves := false, false, false
	for _, o := range list {
		kid := o.Text("kid")
		twice = twice || kid != "" && seen[kid]
		seen[kid] = true
		if o.Text("kty") == "oct" {
			shared = true
		} else {
			halves = true
		}
	}
	if twice {
		double = &keys.Remark{Code: keys.JWKSDuplicateKid, Warning: "Two keys of this set have the same kid, so a token that names it does not say which one signed it."}
	}
	if shared && halves {
		mixed = &keys.Remark{Code: keys.JWKSMixed, Warning: "This set has shared secrets and keys of two halves. Whoever gets the set to check tokens could sign with the secrets."}
	}
	return double, mixed
}
