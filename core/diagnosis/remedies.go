package diagnosis

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"playtoken/core/cause"
	"playtoken/core/extract"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// remedies are what one click does for a cause, whichever rule found it. A rule that
// knows more gives its own.
var remedies = map[cause.Code]func(*evidence) *platform.Remedy{
	cause.TokenAbsent:          signForURL,
	cause.TokenMisplaced:       putInPlace,
	cause.TokenDamagedInURL:    putInPlace,
	cause.AlgUnexpected:        ownAlgorithm,
	cause.SecretEncoding:       signedAgain,
	cause.SignatureWrong:       signedAgain,
	cause.LifeShorterThanVideo: lastLonger,
}

// remedied gives each finding its remedy.
func remedied(e *evidence, list []platform.Finding) []platform.Finding {
	for i, f := range list {
		if e.isShown() || e.foreign != nil && e.foreign.Signs { // there is nothing to sign again
			list[i].Remedy = nil
			continue
		}
		if make := remedies[f.Code]; make != nil && f.Remedy == nil && f.Severity != platform.Info {
			list[i].Remedy = make(e)
		}
	}
	return list
}

// signForURL: a token is missing, and the URL says for what.
func signForURL(e *evidence) *platform.Remedy {
	if e.platform == nil || e.Token.Text != "" {
		return nil
	}
	id := e.tagID()
	if e.URL != nil && e.platform.URLID != nil {
		id = e.platform.URLID(e.URL)
	}
	if id == "" || isNoID(id) {
		return nil
	}
	return &platform.Remedy{Label: signForID, Sign: id}
}

// putInPlace writes the URL with the whole token where the platform looks for it.
func putInPlace(e *evidence) *platform.Remedy {
	p, at := e.platform, e.found
	if p == nil || len(p.Params) == 0 || at == nil || e.URL == nil || e.URL.Host == "" || e.Token.IsURL() || blocking(e.Token) != nil || e.forDRM() {
		return nil
	}
	name := p.ParamsOf(e.URL)[0]
	u := *e.URL
	u.Fragment, u.RawFragment = "", ""
	pieces := strings.FieldsFunc(u.RawQuery, func(r rune) bool { return r == '&' || r == '?' })
	pieces = slices.DeleteFunc(pieces, func(piece string) bool {
		own, value, named := strings.Cut(piece, "=")
		if decoded, err := url.QueryUnescape(piece); err == nil && strings.Contains(decoded, e.Token.Text) {
			return true
		}
		return named && own == name || strings.Contains(value, e.Token.Text)
	})
	if at.Place == extract.Path {
		u.Path = withoutPiece(u.Path, e.Token.Text)
		u.RawPath = ""
	}
	carried := e.Token.Text
	if name != "" {
		carried = name + "=" + carried
	}
	u.RawQuery = strings.Join(append([]string{carried}, pieces...), "&")
	if u.String() == e.URL.String() { // something else is wrong
		return nil
	}
	return &platform.Remedy{Label: copyURL, URL: u.String()}
}

// withoutPiece is a path without the token in it, its name, and the slash that is left over.
func withoutPiece(path, token string) string {
	head, tail, _ := strings.Cut(path, token)
	if strings.HasSuffix(head, "=") {
		head = head[:max(0, strings.LastIndexAny(head, "/;&"))]
	}
	return strings.TrimSuffix(strings.ReplaceAll(head+tail, "//", "/"), "/")
}

// ownAlgorithm signs with the one that the platform takes.
func ownAlgorithm(e *evidence) *platform.Remedy {
	if e.platform == nil || len(e.platform.Algorithms) == 0 || !isJWS(e.Token) {
		return nil
	}
	own := e.platform.Algorithms[0]
	return &platform.Remedy{Label: use(own), Header: []token.Member{token.StringMember("alg", own)}}
}

// signedAgain leaves header and claims as they are.
func signedAgain(e *evidence) *platform.Remedy {
	if !e.Token.Readable() {
		return nil
	}
	return &platform.Remedy{Label: signItAgain}
}

// lastLonger ends when the video surely has: a tenth later, and five minutes for its start.
func lastLonger(e *evidence) *platform.Remedy {
	video := e.options.VideoLength
	life := video + video/10 + 5*time.Minute
	if p := e.platform; p != nil && p.Longest > 0 && life > p.Longest {
		return nil
	}
	end := e.Token.WriteTime(e.Token.TimeName("exp"), e.Now.Add(life).Truncate(time.Second))
	return &platform.Remedy{Label: lengthenLife, Claims: []token.Member{end}}
}
