package platform

import (
	"playtoken/core/keys"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// signJWS signs for the platforms whose tokens are JWT.
func signJWS(_ Form, header, claims token.Object, key *keys.Key) (string, error) {
	return jws.Sign(header, claims, key)
}
