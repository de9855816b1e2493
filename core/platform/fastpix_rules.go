package platform

import (
	"net/url"
	"slices"
	"strings"

	"playtoken/core/cause"

	"playtoken/core/token"
)

// fastpixRules are FastPix's own reasons for playback to fail. That only RS256
// is taken, and that the playback IDs must agree, follows from the platform's
// data.
var fastpixRules = []Rule{
	fastpixKeyID, fastpixAud, fastpixMediaURL, fastpixResource, fastpixIssuer, fastpixSubject,
}

// fastpixKeyID: the payload is the only place where real tokens name the key.
func fastpixKeyID(e Evidence) *Finding {
	kid, ok := e.Token.Claims.Get("kid")
	inHeader := e.Token.Header.Text("kid")
	withID := func(f *Finding, id string) *Finding {
		if id != "" {
			f.Remedy = &Remedy{Label: "Put the key ID among the claims", Claims: []token.Member{token.StringMember("kid", id)}}
		}
		return f
	}
	switch {
	case !e.Token.Claims.Readable || kid.Text != "":
		return nil
	case inHeader != "":
		return withID(found(
			cause.KidMissing, Error, "the key ID is missing from the claims",
			"kid stands in the header only. FastPix's own tokens have it among the claims.",
			"Put the signing key ID into the claim kid.", Inferred,
		), inHeader)
	case ok:
		return withID(found(
			cause.KidMissing, Error, "the key ID is empty", "kid is "+token.Excerpt(kid.Raw, 40)+".",
			"Put the signing key ID into the claim kid.", Stated,
		), e.KeyID)
	}
	return withID(found(
		cause.KidMissing, Error, "the key ID is missing from the claims",
		"FastPix looks for kid among the claims to find the key.",
		"Put the signing key ID into the claim kid.", Stated,
	), e.KeyID)
}

// platformNames are what people put into aud in place of an ID.
var platformNames = []string{
	"fastpix", "bitmovin", "bitmovin streams", "fastevo", "fastevo mp2", "edgecast", "edgio", "verizon",
}

// isPlatformName reports whether a text is a platform's name, or its domain with
// or without what stands around it in a URL.
func isPlatformName(text string) bool {
	name := strings.ToLower(strings.TrimSpace(text))
	if _, rest, ok := strings.Cut(name, "://"); ok {
		name = rest
	}
	name, _, _ = strings.Cut(name, "/")
	if slices.Contains(platformNames, name) {
		return true
	}
	labels := strings.Split(name, ".")
	if len(labels) < 2 || len(labels) > 3 {
		return false
	}
	return slices.Contains(platformNames, labels[len(labels)-2])
}

func fastpixAud(e Evidence) *Finding {
	const fix = "Set aud to media: or drm: with the playback ID behind it."
	aud, ok := e.Token.Claims.Get("aud")
	prefix, id := fastpixAudience(e.Token)
	shown := "aud is " + token.Excerpt(aud.Raw, 80)
	var f *Finding
	switch {
	case !e.Token.Claims.Readable:
		return nil
	case !ok:
		f = found(cause.AudMissing, Error, "the token names no playback ID", "The claim aud is missing.", fix, Stated)
	case aud.Type == token.Array:
		f = found(cause.AudIsList, Error, "the audience is a list", shown+": a list. FastPix's own tokens have one text.", fix, Inferred)
	case aud.Type != token.Text:
		f = found(cause.AudMalformed, Error, "the audience is not text", shown+".", fix, Stated)
	case isPlatformName(aud.Text):
		f = found(cause.AudIsPlatformName, Error, "the audience is the name of the platform", shown+", where the playback ID belongs.", fix, Stated)
	case prefix == "" && isUUID(aud.Text):
		f = found(cause.AudMalformed, Error, "the audience has no media: before the playback ID", shown+".", fix, Stated)
	case len(aud.Text) == 32 && allHex(aud.Text), (prefix == "media" || prefix == "drm") && len(id) == 32 && allHex(id):
		return found(cause.MediaIDUsed, Error, "the token names a media ID", shown+", which holds no playback ID: those have the form of a UUID.", "Use the playback ID of the media.", Stated)
	case prefix != "media" && prefix != "drm":
		f = found(cause.AudMalformed, Error, "the audience does not have the form that FastPix wants", shown+", it must begin with media: or drm:.", fix, Stated)
	case isPlatformName(id):
		f = found(cause.AudIsPlatformName, Error, "the audience is the name of the platform", shown+", where the playback ID belongs.", fix, Stated)
	case !isUUID(id):
		f = found(cause.AudMalformed, Error, "the audience names no playback ID", shown+", a playback ID has the form of a UUID.", fix, Stated)
	default:
		return nil
	}
	f.Remedy = fastpixAudRemedy(e, aud)
	return f
}

// fastpixAudRemedy writes aud with the playback ID that is asked for, or with
// the one that stands in aud already.
func fastpixAudRemedy(e Evidence, aud token.Value) *Remedy {
	prefix := "media:"
	if strings.HasPrefix(strings.ToLower(aud.Text), "drm:") || e.Name == "drm-token" {
		prefix = "drm:"
	}
	texts := []string{e.Want, "", aud.Text}
	if e.URL != nil {
		texts[1] = fastpixIDOfURL(e.URL)
	}
	for _, item := range aud.Items {
		texts = append(texts, item.Text)
	}
	for _, text := range texts {
		if text = strings.TrimSpace(text[strings.LastIndexByte(text, ':')+1:]); isUUID(text) {
			return &Remedy{Label: "Write the audience as FastPix wants it", Claims: []token.Member{token.StringMember("aud", prefix+text)}}
		}
	}
	return nil
}

// fastpixMediaURL: a URL, or the ID that is wanted, with the ID of a media.
func fastpixMediaURL(e Evidence) *Finding {
	id, where := "", ""
	if e.URL != nil && isFastPixHost(e.URL.Hostname()) {
		id, where = mediaIDOf(e.URL), "The URL asks for "
	}
	if id == "" && len(e.Want) == 32 && allHex(e.Want) {
		id, where = e.Want, "Wanted is "
	}
	if id == "" {
		return nil
	}
	return found(
		cause.MediaIDUsed, Error, "a media ID stands where the playback ID belongs",
		where+ShortID(id)+", which has the form of a media or live stream ID. Playback IDs are UUIDs.",
		"Use the playback ID of the media.", Stated,
	)
}

func mediaIDOf(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	if !strings.HasPrefix(host, "stream.") && !strings.HasPrefix(host, "images.") {
		return ""
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	first, _, _ = strings.Cut(first, ".")
	if len(first) == 32 && allHex(first) {
		return first
	}
	return ""
}

// fastpixResource: a licence or certificate wants the drm: audience; images and
// streams take drm: as well.
func fastpixResource(e Evidence) *Finding {
	prefix, id := fastpixAudience(e.Token)
	licence := e.URL != nil && strings.Contains(e.URL.Path, "/drm/")
	if prefix != "media" || !licence && e.Name != "drm-token" {
		return nil
	}
	evidence := "The URL is a DRM licence or certificate, the token's audience is media:."
	if e.Name == "drm-token" {
		evidence = "It is given as drm-token, and its audience is media:."
	}
	f := found(cause.AudOtherResource, Error, "the token does not open DRM licences", evidence, "Sign a token for DRM: one whose aud begins with drm:.", Seen)
	f.Remedy = &Remedy{Label: "Sign it for DRM", Claims: []token.Member{token.StringMember("aud", "drm:"+id)}}
	return f
}

// fastpixIssuer and fastpixSubject: both claims are optional, and what else is
// taken is not established.
func fastpixIssuer(e Evidence) *Finding {
	iss, ok := e.Token.Claims.Get("iss")
	if !ok || iss.Text == "fastpix.com" || iss.Text == "fastpix.io" {
		return nil
	}
	return found(cause.IssUnexpected, Info, "the issuer is not one that FastPix is known to accept",
		"iss is "+token.Excerpt(iss.Raw, 60)+".", "Write fastpix.com, or leave iss out.", Inferred)
}

func fastpixSubject(e Evidence) *Finding {
	sub, ok := e.Token.Claims.Get("sub")
	if !ok || sub.Type == token.Text && sub.Text == "" {
		return nil
	}
	return found(cause.SubUnexpected, Info, "the subject is not empty",
		"sub is "+token.Excerpt(sub.Raw, 60)+". In FastPix's own tokens it is empty.", "Leave sub empty.", Inferred)
}
