package fastpix

import (
	"net/url"
	"slices"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/platform/check"
	"playtoken/core/token"
)

// rules are FastPix's own reasons for playback to fail. That only RS256 is taken,
// and that the playback IDs must agree, follows from the platform's data.
var rules = []platform.Rule{keyID, wrongAudience, mediaInURL, otherResource, issuer, subject}

// keyID: the payload is the only place where real tokens name the key.
func keyID(e platform.Evidence) *platform.Finding {
	kid, there := e.Token.Claims.Get("kid")
	inHeader := e.Token.Header.Text("kid")
	missing := func(b platform.Basis, id string, w platform.Words) *platform.Finding {
		f := platform.Found(cause.KidMissing, platform.Error, b, w)
		if id != "" {
			f.Remedy = &platform.Remedy{Label: putKeyID, Claims: []token.Member{token.StringMember("kid", id)}}
		}
		return f
	}
	switch {
	case kid.Text != "" && kid.Text != e.KeyID && !check.UUID(strings.Trim(kid.Text, " \t\r\n\"'`")):
		return platform.Found(cause.KidMissing, platform.Warning, platform.Inferred, kidNoUUID(kid))
	case !e.Token.Claims.Readable || kid.Text != "":
		return nil
	case inHeader != "":
		return missing(platform.Inferred, inHeader, kidInHeaderOnly)
	case there:
		return missing(platform.Stated, e.KeyID, kidEmpty(kid))
	}
	return missing(platform.Stated, e.KeyID, kidMissing)
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
	name, path, _ := strings.Cut(name, "/")
	if path != "" { // the URL of a video
		return false
	}
	if slices.Contains(platformNames, name) {
		return true
	}
	labels := strings.Split(name, ".")
	if len(labels) < 2 || len(labels) > 3 {
		return false
	}
	return slices.Contains(platformNames, labels[len(labels)-2])
}

func wrongAudience(e platform.Evidence) *platform.Finding {
	aud, there := e.Token.Claims.Get("aud")
	kind, id := audience(e.Token)
	known := kind == forMedia || kind == forDRM
	wrong := func(code cause.Code, b platform.Basis, w platform.Words) *platform.Finding {
		return platform.Found(code, platform.Error, b, w).With(rightAudience(e, aud))
	}
	switch {
	case !e.Token.Claims.Readable:
		return nil
	case !there:
		return wrong(cause.AudMissing, platform.Stated, audMissing)
	case aud.Type == token.Array:
		return wrong(cause.AudIsList, platform.Inferred, audIsList(aud))
	case aud.Type != token.Text:
		return wrong(cause.AudMalformed, platform.Stated, audIsNoText(aud))
	case isPlatformName(aud.Text):
		return wrong(cause.AudIsPlatformName, platform.Stated, audIsPlatformName(aud))
	case kind == "" && check.UUID(aud.Text):
		return wrong(cause.AudMalformed, platform.Stated, audIsBareID(aud))
	case known && lostHyphens(id, e):
		return wrong(cause.AudMalformed, platform.Stated, audLostHyphens(aud))
	case isMediaID(aud.Text), known && isMediaID(id):
		return platform.Found(cause.MediaIDUsed, platform.Error, platform.Stated, audIsMediaID(aud))
	case !known:
		return wrong(cause.AudMalformed, platform.Stated, audUnknown(aud))
	case isPlatformName(id):
		return wrong(cause.AudIsPlatformName, platform.Stated, audIsPlatformName(aud))
	case !check.UUID(id):
		return wrong(cause.AudMalformed, platform.Stated, audHasNoID(aud))
	}
	return nil
}

// lostHyphens reports whether a text is the playback ID that is asked for, without its hyphens.
func lostHyphens(text string, e platform.Evidence) bool {
	asked := e.Want
	if e.URL != nil {
		asked = idOfURL(e.URL)
	}
	return check.UUID(asked) && strings.EqualFold(strings.ReplaceAll(asked, "-", ""), text)
}

// rightAudience writes aud with the playback ID that is asked for, or with the one
// that stands in aud already; nil where there is none.
func rightAudience(e platform.Evidence, aud token.Value) *platform.Remedy {
	kind := forMedia
	if strings.HasPrefix(strings.ToLower(aud.Text), forDRM+":") || e.Name == drmToken {
		kind = forDRM
	}
	texts := []string{e.Want, "", aud.Text}
	if e.URL != nil {
		texts[1] = idOfURL(e.URL)
	}
	for _, item := range aud.Items {
		texts = append(texts, item.Text)
	}
	for _, text := range texts {
		if text = strings.TrimSpace(text[strings.LastIndexByte(text, ':')+1:]); check.UUID(text) {
			return &platform.Remedy{Label: writeAudience, Claims: []token.Member{token.StringMember("aud", kind+":"+text)}}
		}
	}
	return nil
}

// mediaInURL: a URL, or the ID that is wanted, with the ID of a media.
func mediaInURL(e platform.Evidence) *platform.Finding {
	id, where := "", ""
	if e.URL != nil && isOwnHost(e.URL.Hostname()) {
		id, where = mediaIDOf(e.URL), theURLAsksFor
	}
	if id == "" && isMediaID(e.Want) {
		id, where = e.Want, wantedIs
	}
	if id == "" {
		return nil
	}
	return platform.Found(cause.MediaIDUsed, platform.Error, platform.Stated, mediaIDAskedFor(where, id))
}

func mediaIDOf(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	if !strings.HasPrefix(host, "stream.") && !strings.HasPrefix(host, "images.") {
		return ""
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	first, _, _ = strings.Cut(first, ".")
	if isMediaID(first) {
		return first
	}
	return ""
}

// noPlaybackID: something else stands in the place of the playback ID.
func noPlaybackID(e platform.Evidence) *platform.Finding {
	if !hasBadID(e.URL) || isMediaID(idOfURL(e.URL)) {
		return nil
	}
	return platform.Found(cause.OtherPlaybackID, platform.Error, platform.Seen, isNoPlaybackID(idOfURL(e.URL)))
}

// hasBadID reports whether what stands in the place of the playback ID has not the form of one.
func hasBadID(u *url.URL) bool {
	id := idOfURL(u)
	return id != "" && !check.UUID(id)
}

// unknownOption: FastPix refuses a value that it does not have.
func unknownOption(e platform.Evidence) *platform.Finding {
	o := strangeOption(e.URL)
	if o == nil {
		return nil
	}
	return platform.Found(cause.ParameterUnknown, platform.Error, platform.Seen, optionUnknown(*o, e.URL.Query().Get(o.name))).About(o.name)
}

// otherResource: a licence or certificate wants the drm: audience; images and
// streams take drm: as well.
func otherResource(e platform.Evidence) *platform.Finding {
	kind, id := audience(e.Token)
	licence := e.URL != nil && strings.Contains(e.URL.Path, "/drm/")
	if kind != forMedia || !licence && e.Name != drmToken {
		return nil
	}
	w := mediaForLicence
	if e.Name == drmToken {
		w = mediaAsDRMToken
	}
	return platform.Found(cause.AudOtherResource, platform.Error, platform.Seen, w).
		With(&platform.Remedy{Label: signForDRM, Claims: []token.Member{token.StringMember("aud", forDRM+":"+id)}})
}

// issuer and subject: both claims are optional, and what else is taken is not
// established.
func issuer(e platform.Evidence) *platform.Finding {
	iss, there := e.Token.Claims.Get("iss")
	if !there || isIssuer(iss.Text) {
		return nil
	}
	return platform.Found(cause.IssUnexpected, platform.Info, platform.Inferred, otherIssuer(iss))
}

// isIssuer reports whether FastPix is known to accept an issuer.
func isIssuer(text string) bool { return text == "fastpix.com" || text == "fastpix.io" }

func subject(e platform.Evidence) *platform.Finding {
	sub, there := e.Token.Claims.Get("sub")
	if !there || sub.Type == token.Text && sub.Text == "" {
		return nil
	}
	return platform.Found(cause.SubUnexpected, platform.Info, platform.Inferred, subNotEmpty(sub))
}
