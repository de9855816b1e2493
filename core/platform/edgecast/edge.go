package edgecast

import (
	"playtoken/core/keys"
	"playtoken/core/platform"
)

// edge is how the network answers where its customer sets nothing else: 403 for any refusal.
// What stands in the body is not established. Each request below the rule needs a token, and
// relative names do not inherit a query.
var edge = &platform.Edge{
	Opens: platform.ResourceOf,
	Refusals: []platform.EdgeRefusal{{
		Status: 403, Type: "text/html; charset=utf-8", Basis: platform.Stated,
		Body: "<!DOCTYPE html><html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>\n",
	}},
	EveryRequest: true,
	Basis:        platform.Stated,
	Fill: func(values map[string]string, _ *keys.Key) {
		platform.Missing(values, platform.ID, "/videos/a/master.m3u8", "host", "media.example.com")
	},
}
