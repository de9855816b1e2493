// Package edgecast is Edgecast's Token Auth, as Verizon Media, Edgio and Azure CDN
// from Verizon had it under their names: encrypted tokens of version 3.
//
// Sources: the C reference and its ports, and the vendor's guides to Token-Based
// Authentication.
package edgecast

import (
	"fmt"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/check"
	"playtoken/core/token"
	"playtoken/core/token/ectoken"
)

// Platform is Edgecast.
var Platform *platform.Platform = build()

// build stands apart, so that go doc shows one line and no private names.
func build() *platform.Platform {
	return &platform.Platform{
		Name:  "edgecast",
		Label: "Edgecast",
		Note: "The network's public platform ended service on 15 January 2025; " +
			"the format lives on in archives, private deployments and migrations.",
		Form: platform.Form{
			Fields:   fields(),
			KeyLabel: "Token key", KeyHint: "Paste the key or drop a file",
			KeyWant: keyWant,
			NewKey:  keys.NewHex256, SecretUse: "Edgecast",
			Life:  time.Hour,
			Lives: []time.Duration{15 * time.Minute, time.Hour, 24 * time.Hour, 7 * 24 * time.Hour, platform.Endless},
		},
		Signing: platform.Signing{
			KeyFits:   keyFits,
			CheckForm: checkTogether,
			Compose:   compose,
			URLs:      urls,
			Snippets:  snippets,
			Facts:     facts,
			TextOnly:  true,
		},
		Reading: platform.Reading{
			Formats:   []token.Format{ectoken.Format},
			OwnsURL:   isOwnURL,
			OwnsToken: isOpened, // a token says nothing of itself before a key has opened it
			Meanings:  meanings,
			TokenID:   func(t *token.Token) string { return t.Claims.Text(ectoken.URLAllow) },
			URLID:     pathOfURL,
			FormOfURL: formOfURL,
			OwnIDRule: true, // a token names beginnings of paths
		},
		Judging: platform.Judging{
			Params:       []string{""}, // a rule may give it a name, any name
			Rules:        rules,
			ByViewer:     byViewer,
			Statuses:     statuses,
			NoExpiry:     platform.Info,
			SecretIsText: true,
			Refusers: []string{
				"a rule that gives the token a parameter name",
				"a key that is neither the primary nor the backup key",
				"a new key that has not taken effect yet (up to an hour)",
				"a key that admits version 3 alone",
				"a segment that is asked for without the token",
				"a cached page with an earlier token",
			},
			LooksAt: []string{"Referer"},
		},
		Rotation: rotation,
		Edge:     edge,
	}
}

// fields are the path, the parameters by their own names, and what the URLs are
// made of.
func fields() []platform.Field {
	list := []platform.Field{{
		Name: platform.ID, Label: "Path", Example: "/videos/a/master.m3u8",
		Help:  "For the URL, right from behind the host; the token holds paths in ec_url_allow alone.",
		Check: checkPath,
	}}
	usual := map[string]bool{ectoken.URLAllow: true, ectoken.ClientIP: true, ectoken.CountryAllow: true}
	for _, r := range ectoken.Rules() {
		f := platform.Field{Name: r.Name, Label: r.Label, Help: r.Help, Example: r.Example, Place: platform.More, Check: checkValue(r)}
		if usual[r.Name] {
			f.Place = platform.Main
		}
		if r.Name == ectoken.Expire {
			f.Help += " It stands in place of the lifetime."
		}
		list = append(list, f)
	}
	return append(
		list,
		platform.Field{
			Name: "host", Label: "Host", Place: platform.URLKit, Example: "media.example.com",
			Help: "The host of the URL; without one there is no URL.", Check: check.Host,
		},
		platform.Field{
			Name: "param", Label: "Token parameter", Place: platform.URLKit, Example: "token",
			Help:  "The name that the rule gives the token; empty puts the token first in the query, without a name.",
			Check: checkParam,
		},
	)
}

func keyWant(platform.Filled) importer.Want {
	want := importer.TextSecret
	want.Whose, want.MaxText = "Edgecast", ectoken.MaxKey
	return want
}

func keyFits(_ platform.Filled, k *keys.Key) string {
	switch {
	case k.Kind() != keys.Secret:
		return "Edgecast encrypts with a shared key, which is a text. This one is " + k.Title() + "."
	case k.SecretText().Len() > ectoken.MaxKey:
		return fmt.Sprintf("Edgecast takes keys of at most %d characters. This one has %d.", ectoken.MaxKey, k.SecretText().Len())
	}
	return ""
}
