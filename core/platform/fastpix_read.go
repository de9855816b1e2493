package platform

import (
	"net/url"
	"strings"

	"playtoken/core/token"
)

func fastpixRecognises(t *token.Token, u *url.URL) bool {
	if u != nil && isFastPixHost(u.Hostname()) {
		return true
	}
	if t == nil || t.Kind != token.JWT {
		return false
	}
	prefix, _, _ := strings.Cut(t.Claims.Text("aud"), ":")
	if prefix == "media" || prefix == "drm" {
		return true
	}
	_, kid := t.Claims.Get("kid")
	return kid && strings.HasPrefix(t.Claims.Text("iss"), "fastpix.")
}

// fastpixAudience splits aud into what is opened and the playback ID.
func fastpixAudience(t *token.Token) (kind, id string) {
	kind, id, ok := strings.Cut(t.Claims.Text("aud"), ":")
	if !ok {
		return "", ""
	}
	return kind, id
}

func fastpixRead(t *token.Token) []Reading {
	var list []Reading
	switch kind, id := fastpixAudience(t); kind {
	case "media":
		list = append(list, Reading{"Opens", "stream and images of playback ID", id, ""})
	case "drm":
		list = append(list, Reading{"Opens", "DRM stream, licences and images of playback ID", id, ""})
	}
	if iss, ok := t.Claims.Get("iss"); ok && iss.Type == token.Text {
		note := "not one FastPix is known to accept"
		if iss.Text == "fastpix.com" || iss.Text == "fastpix.io" {
			note = "accepted by FastPix"
		}
		list = append(list, Reading{"Issuer", iss.Text, "", note})
	}
	if kid := t.Claims.Text("kid"); kid != "" {
		list = append(list, Reading{"Key ID", "", kid, ""})
	} else if kid := t.Header.Text("kid"); kid != "" {
		list = append(list, Reading{"Key ID", "", kid, "only in the header"})
	}
	return list
}

// ShortID writes a long ID with its middle left out: "16af5b33…4455".
func ShortID(id string) string {
	if r := []rune(id); len(r) > 16 {
		return string(r[:8]) + "…" + string(r[len(r)-4:])
	}
	return id
}
