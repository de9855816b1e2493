package diagnosis

import (
	"cmp"
	"fmt"
	"strings"

	"playtoken/core/cause"

	"playtoken/core/platform"
	"playtoken/core/token"
)

var contents = []rule{keyIDs, otherID, audienceType, subjectType, issuerType}

// keyIDs: two IDs of keys, and only one can have signed.
func keyIDs(e Evidence) *platform.Finding {
	header, claim := e.Token.Header.Text("kid"), e.Token.Claims.Text("kid")
	if header == "" || claim == "" || header == claim {
		return nil
	}
	f := finding(cause.KidMismatch, platform.Warning, "header and claims name different keys",
		fmt.Sprintf("kid is %s in the header and %s among the claims.", shortID(header), shortID(claim)),
		"Name the same key in both, or leave it out of the header.", platform.Inferred)
	f.Remedy = &platform.Remedy{Label: "Use the ID of the claims", Header: []token.Member{token.StringMember("kid", claim)}}
	return f
}

// otherID compares what the token opens with what the URL asks for, and with
// what is wanted.
func otherID(e Evidence) *platform.Finding {
	p := e.Platform
	if p == nil || p.TokenID == nil || e.Token.Kind.Edgecast() {
		return nil // Edgecast's tokens name paths, which its own rule compares
	}
	inToken := p.TokenID(e.Token)
	if inToken == "" {
		return nil
	}
	same := p.SameID
	if same == nil {
		same = strings.EqualFold
	}
	inURL, inTag := "", tagID(p, e.Paste.Tag)
	if e.URL != nil && p.URLID != nil {
		inURL = p.URLID(e.URL)
	}
	wanted, who := "", ""
	for _, w := range []struct{ id, who string }{{inURL, "the URL asks for "}, {inTag, "the player tag asks for "}, {e.WantID, "wanted is "}} {
		if w.id != "" && !same(inToken, w.id) {
			wanted, who = w.id, w.who
			break
		}
	}
	if wanted == "" {
		return nil
	}
	f := finding(cause.OtherPlaybackID, platform.Error, "the token is for another "+cmp.Or(p.IDWord, "ID"),
		"The token opens "+shortID(inToken)+", "+who+shortID(wanted)+".",
		"Sign a token for that ID, or use the URL of the ID that the token opens.", platform.Seen)
	if f.Remedy = useID(e, wanted); f.Remedy != nil && wanted == inURL {
		f.Remedy.Label = "Use the URL's ID"
	}
	return f
}

// useID changes the claim that holds the ID, with what stands before it.
func useID(e Evidence, id string) *platform.Remedy {
	inToken := e.Platform.TokenID(e.Token)
	for _, m := range e.Token.Claims.Members {
		if m.Value.Type == token.Text && strings.HasSuffix(m.Value.Text, inToken) {
			text := strings.TrimSuffix(m.Value.Text, inToken) + id
			return &platform.Remedy{Label: "Use the ID asked for", Claims: []token.Member{token.StringMember(m.Name, text)}}
		}
	}
	return nil
}

// strict reports whether the rules of RFC 7519 alone hold: no platform's own do.
func strict(e Evidence) bool {
	return e.Token.Kind == token.JWT && (e.Platform == nil || e.Platform.Generic)
}

// audienceType: aud is a text or a list of texts (RFC 7519 section 4.1.3).
func audienceType(e Evidence) *platform.Finding {
	aud, ok := e.Token.Claims.Get("aud")
	if !ok || !strict(e) || aud.Type == token.Text {
		return nil
	}
	texts := aud.Type == token.Array
	for _, item := range aud.Items {
		texts = texts && item.Type == token.Text
	}
	if texts {
		return nil
	}
	return finding(cause.AudMalformed, platform.Error, "the audience has the wrong type",
		"aud is "+token.Excerpt(aud.Raw, 60)+". It must be a text or a list of texts.", "Write aud as a text.", platform.Stated)
}

// subjectType and issuerType: both are texts (RFC 7519 sections 4.1.1, 4.1.2).
func subjectType(e Evidence) *platform.Finding {
	return textType(e, "sub", cause.SubUnexpected, "the subject has the wrong type")
}

func issuerType(e Evidence) *platform.Finding {
	return textType(e, "iss", cause.IssUnexpected, "the issuer has the wrong type")
}

func textType(e Evidence, claim string, code cause.Code, title string) *platform.Finding {
	v, ok := e.Token.Claims.Get(claim)
	if !ok || v.Type == token.Text || !strict(e) {
		return nil
	}
	return finding(code, platform.Warning, title, claim+" is "+token.Excerpt(v.Raw, 60)+". It must be a text.",
		"Write "+claim+" as a text.", platform.Stated)
}
