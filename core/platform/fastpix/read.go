package fastpix

import (
	"strings"

	"playtoken/core/platform"
	"playtoken/core/platform/check"
	"playtoken/core/token"
)

func ownsToken(t *token.Token) bool {
	if !t.IsJWT() {
		return false
	}
	kind, _, _ := strings.Cut(t.Claims.Text("aud"), ":")
	if kind == forMedia || kind == forDRM {
		return true
	}
	_, kid := t.Claims.Get("kid")
	return kid && strings.HasPrefix(t.Claims.Text("iss"), "fastpix.")
}

// audience splits aud into what is opened and the playback ID.
func audience(t *token.Token) (kind, id string) {
	kind, id, ok := strings.Cut(t.Claims.Text("aud"), ":")
	if !ok {
		return "", ""
	}
	return kind, id
}

// idOfToken is the playback ID that a token opens; what is no ID is told by the rule for
// the audience.
func idOfToken(t *token.Token) string {
	if kind, id := audience(t); (kind == forMedia || kind == forDRM) && (check.UUID(id) || isMediaID(id)) {
		return id
	}
	return ""
}

func meanings(t *token.Token) (list []platform.Meaning) {
	add := func(label, value, code, note string) { list = append(list, platform.Means(label, value, code, note)) }
	switch kind, id := audience(t); kind {
	case forMedia:
		add("Opens", "stream and images of playback ID", id, "")
	case forDRM:
		add("Opens", "DRM stream, licences and images of playback ID", id, "")
	}
	if iss, ok := t.Claims.Get("iss"); ok && iss.Type == token.Text {
		note := "not one FastPix is known to accept"
		if isIssuer(iss.Text) {
			note = "accepted by FastPix"
		}
		add("Issuer", iss.Text, "", note)
	}
	if kid := t.Claims.Text("kid"); kid != "" {
		add("Key ID", "", kid, "")
	} else if kid := t.Header.Text("kid"); kid != "" {
		add("Key ID", "", kid, "only in the header")
	}
	return list
}
