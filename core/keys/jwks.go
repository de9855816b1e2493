package keys

import (
	"encoding/json"
	"strconv"
)

// jwks reads a JWK Set (RFC 7517 5), or several keys in any JSON.
func (r *reader) jwks(list []object) Answer {
	if duplicateKid(list) {
		r.remark(remark{code: JWKSDuplicateKid, warning: "Two keys of this set have the same kid, so a token that names it does not say which one signed it."})
	}
	var candidates []candidate
	for i, o := range list {
		label := "key " + strconv.Itoa(i+1)
		if kid := o.text("kid"); kid != "" {
			label += ", kid " + shortKid(kid)
		}
		candidates = append(candidates, candidate{label: label, read: func(r *reader) Answer { return r.jwk(o) }})
	}
	a := r.pick(candidates, ChooseKey)
	if a.Verdict == Ask && a.Code == ChooseKey {
		for _, m := range r.remarks {
			a.Codes = append(a.Codes, m.code)
		}
	}
	return a
}

func duplicateKid(list []object) bool {
	seen := map[string]bool{}
	for _, o := range list {
		kid := o.text("kid")
		if kid != "" && seen[kid] {
			return true
		}
		seen[kid] = true
	}
	return false
}

// shortKid is a key ID as a label can hold it. It is not secret, but anybody can
// write anything into it.
func shortKid(kid string) string {
	quoted, _ := json.Marshal(kid[:min(len(kid), 40)]) // a string always marshals
	return string(quoted)
}
