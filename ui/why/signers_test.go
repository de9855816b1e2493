package why

import (
	"testing"

	"playtoken/core/keys"
	"playtoken/core/reissue"
	"playtoken/core/token"
	"playtoken/core/token/jws"
	"playtoken/core/token/paseto"
)

// A key goes with the algorithms of its kind, and with no other.
func TestGoesWith(t *testing.T) {
	kinds := []keys.Kind{keys.RSA, keys.EC, keys.Ed25519, keys.Secret}
	for alg, want := range map[string]keys.Kind{
		"RS256": keys.RSA, "PS512": keys.RSA, "ES384": keys.EC, "EdDSA": keys.Ed25519, "Ed25519": keys.Ed25519, "HS256": keys.Secret,
	} {
		draft := reissue.Draft{Draft: token.Draft{Format: jws.Format, Header: token.NewObject(token.StringMember("alg", alg))}}
		for _, kind := range kinds {
			if goesWith(draft, kind) != (kind == want) {
				t.Errorf("%s with %s: %v", alg, kind, kind != want)
			}
		}
	}
	for _, kind := range kinds {
		if goesWith(reissue.Draft{Draft: token.Draft{Format: paseto.Local}}, kind) != (kind == keys.Secret) {
			t.Errorf("an encrypted token with %s", kind)
		}
	}
}
