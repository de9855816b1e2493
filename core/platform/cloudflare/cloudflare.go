// Package cloudflare is Cloudflare Stream, as far as its signing keys go: they are made,
// listed and deleted. It has no form, and its tokens are not judged.
//
// Sources: the platform's API description and documentation, and the code of its TypeScript
// SDK.
package cloudflare

import (
	"strings"

	"playtoken/core/platform"
)

// Platform is Cloudflare Stream. It has an account and nothing else of a platform.
var Platform *platform.Platform = build()

// build stands apart, so that go doc shows one line and no private names.
func build() *platform.Platform {
	return &platform.Platform{Name: "cloudflare", Label: "Cloudflare Stream", Account: account, Rotation: rotation}
}

// checkAccount says why a text is no ID of an account.
func checkAccount(text string) *platform.Problem {
	if len(text) != 32 || strings.Trim(text, "0123456789abcdefABCDEF") != "" {
		return platform.Problemf("An account ID of Cloudflare is 32 hexadecimal digits. It is not the ID of a zone, and not the name of the account.")
	}
	return nil
}
