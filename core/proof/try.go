package proof

import (
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// Try tries every key. The one that fits wins, then one that does not fit, then
// one that could not be used.
func Try(in Input) Result {
	r := Result{Token: in.Token, Check: jws.Verify(in.Token, nil)}
	rank := map[token.State]int{token.Unchecked: 0, token.Invalid: 1, token.Valid: 2}
	for i := range in.Keys {
		k := &in.Keys[i]
		if !k.Answer.Taken() {
			r.Unusable = append(r.Unusable, *k)
			continue
		}
		r.Tried++
		if c := jws.Verify(in.Token, k.Answer.Key); r.Tried == 1 || rank[c.State] > rank[r.Check.State] {
			r.Check = c
			if c.State == token.Valid {
				r.By = k
			}
		}
	}
	return r
}
