// Package all lists the platforms.
//
// A new platform is a package beside core/platform/fastpix and a line here.
package all

import (
	"net/url"
	"slices"

	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/bitmovin"
	"playtoken/core/platform/cloudflare"
	"playtoken/core/platform/cloudfront"
	"playtoken/core/platform/edgecast"
	"playtoken/core/platform/fastevo"
	"playtoken/core/platform/fastpix"
	"playtoken/core/platform/jwt"
	"playtoken/core/platform/mux"
	"playtoken/core/token"
)

// list is every platform in the order in which lists show them.
var list = []*platform.Platform{
	fastpix.Platform, mux.Platform, bitmovin.Platform, cloudfront.Platform, fastevo.Platform, edgecast.Platform, jwt.Platform,
}

// Platforms lists the platforms in their order.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func Platforms() []*platform.Platform { return slices.Clone(list) }

// Accounts lists the platforms whose API for signing keys is known, in their order. The last
// ones have an account alone and are not among [Platforms].
func Accounts() (accounts []*platform.Platform) {
	for _, p := range append(Platforms(), cloudflare.Platform) {
		if p.Account != nil {
			accounts = append(accounts, p)
		}
	}
	return accounts
}

// AccountOf returns the platform of that name among [Accounts], or nil.
func AccountOf(name string) *platform.Platform {
	for _, p := range Accounts() {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// ByName returns the platform of that name, or nil.
func ByName(name string) *platform.Platform {
	for _, p := range list {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// Label is the name of a platform as people write it, "" where there is none of that
// name.
func Label(name string) string {
	if p := ByName(name); p != nil {
		return p.Label
	}
	return ""
}

// KeyWant is what the form of a platform, filled with these values, wants of a key;
// where there is no platform of that name, any key.
func KeyWant(name string, values map[string]string) importer.Want {
	if p := ByName(name); p != nil {
		return p.KeyWantFor(values)
	}
	return importer.Want{}
}

// Settings are what the format of a platform's tokens has to be told beside the key,
// for a form with these values.
func Settings(name string, values map[string]string) []token.Setting {
	if p := ByName(name); p != nil {
		return p.SettingsFor(values)
	}
	return nil
}

// Owner returns the platform that a token, or the URL around it, is told to belong
// to, or nil. Either may be nil.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func Owner(t *token.Token, u *url.URL) *platform.Platform {
	for _, p := range list {
		if p.Owns(t, u) {
			return p
		}
	}
	return nil
}

// OfTag returns the platform of a player element, or nil.
func OfTag(element string) *platform.Platform {
	for _, p := range list {
		for _, t := range p.Tags {
			if t.Element == element {
				return p
			}
		}
	}
	return nil
}
