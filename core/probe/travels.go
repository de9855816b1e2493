package probe

import (
	"net/url"
	"strings"

	"playtoken/core/foreign"
)

// Travels is how the token goes on to what a manifest names.
type Travels string

// The ways. The words are part of ptok's contract.
const (
	InQuery    Travels = "query"
	InPath     Travels = "path"
	OtherProof Travels = "other" // another proof, of the edge's own or in a cookie
	NotCarried Travels = "nothing"
)

// travels tells how the token goes on from a list to an address that it names.
func (l *look) travels(list, to *url.URL) Travels {
	switch {
	case l.carried(to.RawQuery):
		return InQuery
	case l.carried(to.EscapedPath()):
		return InPath
	case hasProof(list, to), l.request.Cookies != "" && l.mayHaveToken(to):
		return OtherProof
	}
	return NotCarried
}

// proofs are parameters that sign an address, in small letters.
var proofs = map[string]bool{
	"signature": true, "sig": true, "sign": true, "token": true, "hash": true, "hmac": true, "hdnts": true, "hdntl": true, "hdnea": true,
	"edge-proof": true, "policy": true, "key-pair-id": true, "md5": true, "skid": true, "verify": true, "auth": true, "auth_key": true, "jwt": true,
	"x-amz-signature": true, "x-goog-signature": true, "edge-cache-token": true, "verifycookie": true,
}

// hasProof reports whether an address carries a proof that the list's own does not have: a
// parameter that signs, or a piece of the path that is long or has parameters in it.
func hasProof(list, to *url.URL) bool {
	for name, values := range to.Query() {
		if proofs[strings.ToLower(name)] && strings.Join(values, "") != "" {
			return true
		}
	}
	if foreign.OfURL(to) != nil {
		return true
	}
	const opaque = 80
	for piece := range strings.SplitSeq(to.EscapedPath(), "/") {
		signed := strings.ContainsAny(piece, "=~") && len(piece) >= longValue
		if (signed || len(piece) >= opaque) && !strings.Contains(list.EscapedPath(), piece) {
			return true
		}
	}
	return false
}
