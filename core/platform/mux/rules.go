package mux

import (
	"net/url"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// rules are Mux's own reasons for playback to fail.
var rules = []platform.Rule{keyID, subject, audience, otherResource, optionsBeside}

// noPlaybackID: something else stands in the place of the playback ID.
func noPlaybackID(e platform.Evidence) *platform.Finding {
	if !hasBadID(e.URL) {
		return nil
	}
	return platform.Found(cause.OtherPlaybackID, platform.Error, platform.Seen, isNoPlaybackID(idOfURL(e.URL)))
}

// keyID: kid may stand among the claims or in the header.
func keyID(e platform.Evidence) *platform.Finding {
	if !e.Token.Readable() || e.Token.KeyID() != "" {
		return nil
	}
	f := platform.Found(cause.KidMissing, platform.Error, platform.Stated, kidMissing)
	if e.KeyID != "" {
		f.With(&platform.Remedy{Label: putKeyID, Claims: []token.Member{token.StringMember("kid", e.KeyID)}})
	}
	return f
}

// subject: sub is what the token opens.
func subject(e platform.Evidence) *platform.Finding {
	if !e.Token.Claims.Readable || e.Token.Claims.Text("sub") != "" {
		return nil
	}
	f := platform.Found(cause.ClaimMissing, platform.Error, platform.Stated, subMissing).About("sub")
	if id := asked(e); id != "" {
		f.With(&platform.Remedy{Label: useAskedID, Claims: []token.Member{token.StringMember("sub", id)}})
	}
	return f
}

// asked is the ID that is to be played, "" where it is not known.
func asked(e platform.Evidence) string {
	if e.URL != nil {
		if id := idOfURL(e.URL); id != "" {
			return id
		}
	}
	return e.Want
}

// audience: one letter, or the name of what is counted.
func audience(e platform.Evidence) *platform.Finding {
	aud, there := e.Token.Claims.Get("aud")
	wrong := func(code cause.Code, s platform.Severity, b platform.Basis, w platform.Words) *platform.Finding {
		return platform.Found(code, s, b, w).With(rightAudience(e))
	}
	switch {
	case !e.Token.Claims.Readable:
		return nil
	case !there:
		return wrong(cause.AudMissing, platform.Error, platform.Stated, audMissing)
	case aud.Type == token.Array: // whether Mux takes one is not established
		return wrong(cause.AudIsList, platform.Warning, platform.Inferred, audIsList(aud))
	case resourceOf(aud.Text) == nil && !isCounted(aud.Text):
		return wrong(cause.AudMalformed, platform.Error, platform.Stated, audUnknown(aud))
	}
	return nil
}

// rightAudience is the change that makes the token open what it is used for.
func rightAudience(e platform.Evidence) *platform.Remedy {
	r := wanted(e)
	if r == nil {
		return nil
	}
	return &platform.Remedy{Label: writeAudience(r), Claims: []token.Member{token.StringMember("aud", r.aud)}}
}

// wanted is the resource that the URL asks for, or that the attribute of the player is
// for; nil where neither says.
func wanted(e platform.Evidence) *resource {
	for _, r := range resources { // in an attribute, or a parameter of the player's page
		if e.Name == r.name {
			return r
		}
	}
	if e.URL == nil {
		return nil
	}
	return resourceOfURL(e.URL)
}

func resourceOfURL(u *url.URL) *resource {
	host, path := strings.ToLower(u.Hostname()), u.Path
	name := path[strings.LastIndexByte(path, '/')+1:]
	kind, _, _ := strings.Cut(name, ".")
	switch {
	case strings.HasPrefix(path, "/license/"), strings.HasPrefix(path, "/appcert/"):
		return drm
	case strings.HasPrefix(host, "image."):
		return map[string]*resource{"thumbnail": thumbnail, "storyboard": storyboard, "animated": animated}[kind]
	case strings.HasPrefix(host, "stream."):
		return video
	}
	return nil
}

// otherResource: a token for one kind of thing opens no other.
func otherResource(e platform.Evidence) *platform.Finding {
	aud := e.Token.Claims.Text("aud")
	is, want := resourceOf(aud), wanted(e)
	counted := e.URL != nil && strings.EqualFold(e.URL.Hostname(), countsHost)
	switch {
	case counted && is != nil:
		return platform.Found(cause.AudOtherResource, platform.Error, platform.Stated, opensNoCounts(aud, is))
	case want == nil || aud == "" || is == want:
		return nil
	case is == nil && !isCounted(aud):
		return nil // told as malformed
	}
	return platform.Found(cause.AudOtherResource, platform.Error, platform.Stated, opensOther(aud, want)).With(rightAudience(e))
}

// optionsBeside: beside a token the options of the query are not looked at, or refused;
// which of the two is not established.
func optionsBeside(e platform.Evidence) *platform.Finding {
	if e.URL == nil || idOfURL(e.URL) == "" || !e.Token.Readable() {
		return nil
	}
	var beside []string
	var claims []token.Member
	for piece := range strings.SplitSeq(e.URL.RawQuery, "&") {
		name, value, ok := strings.Cut(piece, "=")
		if !ok || !isOption(name) {
			continue
		}
		if _, signed := e.Token.Claims.Get(name); signed {
			continue
		}
		beside = append(beside, name)
		if plain, err := url.QueryUnescape(value); err == nil {
			claims = append(claims, token.StringMember(name, plain))
		}
	}
	if len(beside) == 0 {
		return nil
	}
	return platform.Found(cause.OptionNotSigned, platform.Warning, platform.Inferred, besideToken(beside)).
		With(&platform.Remedy{Label: signOptions, Claims: claims})
}
