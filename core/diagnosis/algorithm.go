package diagnosis

import (
	"slices"
	"strings"

	"playtoken/core/cause"

	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// algorithm: the platform decides how a token is signed, never the header.
func algorithm(e Evidence) *platform.Finding {
	const code = cause.AlgUnexpected
	t, p := e.Token, e.Platform
	if p != nil && foreignKind(p, t) {
		is := "It is "
		if t.Kind.Edgecast() && !t.Opened {
			is = "By its looks it is "
		}
		return finding(code, platform.Error, "this is not the kind of token that "+p.Label+" takes",
			is+KindName(t)+". "+p.Label+" takes "+kindName(p.Kinds[0])+".", "Sign a token of "+p.Label+".", platform.Stated)
	}
	if t.Kind != token.JWT && t.Kind != token.JWS || !t.Header.Readable {
		return nil
	}
	alg, ok := t.Header.Get("alg")
	said := "The header says " + token.Excerpt(alg.Raw, 40) + "."
	switch {
	case unsigned(t):
		return finding(code, platform.Error, "the token is not signed",
			"The header names the algorithm none, which no platform accepts.", "Sign the token with the platform's key.", platform.Stated)
	case !ok:
		return finding(code, platform.Error, "the header names no algorithm", "alg is missing from the header.", signAgain, platform.Stated)
	case alg.Type != token.Text:
		return finding(code, platform.Error, "the header names no algorithm", said+" A name is needed.", signAgain, platform.Stated)
	case p != nil && p.Algorithms != nil && !slices.Contains(p.Algorithms, alg.Text):
		want := strings.Join(p.Algorithms, " or ")
		f := finding(code, platform.Error, "the algorithm is not "+want,
			said+" "+p.Label+" signs with "+want+".", "Sign the token with "+p.Algorithms[0]+" and the key of "+p.Label+".", platform.Seen)
		f.Remedy = &platform.Remedy{Label: "Use " + p.Algorithms[0], Header: []token.Member{token.StringMember("alg", p.Algorithms[0])}}
		return f
	case !jws.Known(alg.Text):
		return finding(code, platform.Error, "the algorithm is unknown", said+" No verifier knows it.", signAgain, platform.Stated)
	}
	return nil
}

// foreignKind reports whether a token is of another kind than the platform's. A
// JWE is what it says, and nothing more can be told of it.
func foreignKind(p *platform.Platform, t *token.Token) bool {
	if len(p.Kinds) == 0 || t.Kind == token.Unknown && t.Scheme == "" || t.Kind == token.JWE {
		return false
	}
	for _, k := range p.Kinds {
		if k == t.Kind || k == token.JWT && t.Kind == token.JWS {
			return false
		}
	}
	return true
}

// KindName words the kind of a token: "a JWT", "a PASETO v4.local".
func KindName(t *token.Token) string {
	if t.Scheme != "" {
		return "a PASETO " + t.Scheme
	}
	return kindName(t.Kind)
}

func kindName(k token.Kind) string {
	switch k {
	case token.JWT:
		return "a JWT"
	case token.JWS:
		return "a JWS"
	case token.JWE:
		return "an encrypted JWT (JWE)"
	case token.PasetoLocal:
		return "a PASETO v4.local"
	case token.PasetoPublic:
		return "a PASETO v4.public"
	case token.EctokenV3:
		return "an Edgecast token of version 3"
	case token.EctokenV2:
		return "an Edgecast token of version 2"
	case token.SignedURL:
		return "a signed URL"
	}
	return "a token"
}
