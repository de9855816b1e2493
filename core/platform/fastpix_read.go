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

var fastpixRules = []Rule{fastpixAlg, fastpixKeyID, fastpixAud, fastpixOtherID, fastpixResource}

// fastpixAlg: both vendor plugins and every known token use RS256.
func fastpixAlg(e Evidence) *Finding {
	if alg := e.Token.Algorithm(); e.Token.Header.Readable && alg != "RS256" {
		return found(
			"alg_unexpected", Error, "the algorithm is not RS256",
			"The header says "+token.Excerpt(token.Quote(alg), 40)+". FastPix signs with RS256 only.",
			"Sign the token with RS256 and the RSA key of FastPix.", Seen,
		)
	}
	return nil
}

// fastpixKeyID: the payload is the only place where real tokens name the key.
func fastpixKeyID(e Evidence) *Finding {
	if e.Token.Claims.Text("kid") != "" || !e.Token.Claims.Readable {
		return nil
	}
	f := found(
		"kid_missing", Error, "the key ID is missing from the claims",
		"FastPix looks for kid among the claims to find the key.",
		"Put the signing key ID into the claim kid.", Stated,
	)
	if e.Token.Header.Text("kid") != "" {
		f.Evidence, f.Standing = "kid stands in the header only. FastPix's own tokens have it among the claims.", Inferred
	}
	return f
}

func fastpixAud(e Evidence) *Finding {
	aud, ok := e.Token.Claims.Get("aud")
	kind, id := fastpixAudience(e.Token)
	fix := "Set aud to media: or drm: with the playback ID behind it."
	switch {
	case !e.Token.Claims.Readable:
		return nil
	case !ok:
		return found("aud_missing", Error, "the token names no playback ID", "The claim aud is missing.", fix, Stated)
	case aud.Type == token.Array:
		return found("aud_is_list", Error, "the audience is a list", "aud is a list, FastPix's own tokens have one text.", fix, Inferred)
	case kind != "media" && kind != "drm":
		return found("aud_malformed", Error, "the audience has not the form FastPix wants", "aud is "+token.Excerpt(aud.Raw, 80)+", it must begin with media: or drm:.", fix, Stated)
	case len(id) == 32 && allHex(id):
		return found("media_id_used", Error, "the token names a media ID", "aud holds "+id+", which is no playback ID: those have the form of a UUID.", "Use the playback ID of the media.", Stated)
	case !isUUID(id):
		return found("aud_malformed", Error, "the audience names no playback ID", "aud is "+token.Excerpt(aud.Raw, 80)+", a playback ID has the form of a UUID.", fix, Stated)
	}
	return nil
}

func fastpixOtherID(e Evidence) *Finding {
	if e.URL == nil {
		return nil
	}
	_, inToken := fastpixAudience(e.Token)
	inURL := fastpixIDOfURL(e.URL)
	if inToken == "" || inURL == "" || strings.EqualFold(inToken, inURL) {
		return nil
	}
	return found(
		"other_playback_id", Error, "the token is for another playback ID",
		"The token opens "+ShortID(token.Inert(inToken))+", the URL asks for "+ShortID(inURL)+". FastPix answers 401.",
		"Sign one for the URL's ID, or use a URL of the token's.", Seen,
	)
}

// fastpixResource: a licence or certificate wants the drm: audience; images and
// streams take drm: as well.
func fastpixResource(e Evidence) *Finding {
	kind, _ := fastpixAudience(e.Token)
	if e.URL == nil || kind != "media" || !strings.Contains(e.URL.Path, "/drm/") {
		return nil
	}
	return found(
		"aud_other_resource", Error, "the token does not open DRM licences",
		"The URL is a DRM licence or certificate, the token's audience is media:.",
		"Sign the token for DRM.", Seen,
	)
}

// ShortID writes a long ID with its middle left out: "16af5b33…4455".
func ShortID(id string) string {
	if r := []rune(id); len(r) > 16 {
		return string(r[:8]) + "…" + string(r[len(r)-4:])
	}
	return id
}
