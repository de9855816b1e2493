package bitmovin

import (
	"playtoken/core/platform"
	"playtoken/core/token"
)

func meanings(t *token.Token) []platform.Meaning {
	if !t.IsJWT() {
		return nil
	}
	list := []platform.Meaning{platform.Means("Opens", "every signed stream of the organization", "", "the token names no stream")}
	if _, ok := t.Claims.Get("exp"); !ok && t.Claims.Readable {
		list = append(list, platform.Means("Expires", "5 hours on", "", "from which moment is not known"))
	}
	if kid := t.Header.Text("kid"); kid != "" {
		list = append(list, platform.Means("Key ID", "", kid, "Bitmovin's own token has none"))
	}
	return list
}
