package jwt

import (
	"playtoken/core/cause"
	"playtoken/core/keys"
	"playtoken/core/platform"
)

// edge answers as a service does that takes bearer tokens (RFC 6750 section 3): what one of
// the user's own makes of it is not known.
var edge = &platform.Edge{
	Opens: platform.ResourceOf,
	Refusals: []platform.EdgeRefusal{
		bearer(`Bearer`, cause.TokenAbsent, cause.TokenMisplaced),
		bearer(`Bearer error="invalid_token"`),
	},
	Basis: platform.NotEstablished,
	Fill: func(values map[string]string, _ *keys.Key) {
		platform.Missing(values, "url", "https://video.example/stream.m3u8")
	},
}

func bearer(challenge string, causes ...cause.Code) platform.EdgeRefusal {
	r := platform.JSONRefusal(401, `{"message":"%s"}`, platform.Inferred).For(nil, causes...)
	r.Headers = []string{"WWW-Authenticate", challenge}
	return r
}
