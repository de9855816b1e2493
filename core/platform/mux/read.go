package mux

import (
	"playtoken/core/platform"
	"playtoken/core/token"
)

// ownsToken: sub with one of the audiences that Mux alone has.
func ownsToken(t *token.Token) bool {
	if t.Claims.Text("sub") == "" {
		return false
	}
	aud := t.Claims.Text("aud")
	return resourceOf(aud) != nil || isCounted(aud)
}

// meanings say what the claims mean to Mux.
func meanings(t *token.Token) (list []platform.Meaning) {
	if aud := t.Claims.Text("aud"); aud != "" {
		switch r := resourceOf(aud); {
		case r != nil:
			list = append(list, platform.Means("Opens", r.is+" of playback ID", t.Claims.Text("sub"), ""))
		case isCounted(aud):
			list = append(list, platform.Means("Opens", "viewer counts of", t.Claims.Text("sub"), aud))
		}
	} else if sub := t.Claims.Text("sub"); sub != "" {
		list = append(list, platform.Means("Playback ID", "", sub, ""))
	}
	if id := t.KeyID(); id != "" {
		note := "in the header"
		if t.Claims.Text("kid") != "" {
			note = "among the claims"
		}
		list = append(list, platform.Means("Key ID", "", id, note))
	}
	if id := t.Claims.Text("playback_restriction_id"); id != "" {
		list = append(list, platform.Means("Restriction", "referrer and user agent, by rule", id, ""))
	}
	for _, m := range t.Claims.Members {
		if isOption(m.Name) && m.Name != "playback_restriction_id" {
			list = append(list, platform.Means("Option", m.Name, value(m.Value), ""))
		}
	}
	return list
}

func value(v token.Value) string {
	if v.Type == token.Text {
		return v.Text
	}
	return v.Raw
}
