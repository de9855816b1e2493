package edgecast

import (
	"net/url"
	"slices"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/ectoken"
)

// rules are Edgecast's own reasons for playback to fail. The edge only answers 403;
// which condition refused is what these add.
var rules = []platform.Rule{
	tooLong, noLength, version2, otherPath, otherHost, otherViewer, someViewers, unknownParams, badValues, conditionInClear, padding,
}

func isEctoken(e platform.Evidence) bool { return e.Token.Format == ectoken.Format }

func tooLong(e platform.Evidence) *platform.Finding {
	if n := len(e.Token.Text); n > ectoken.MaxToken && isEctoken(e) {
		return platform.Found(cause.TokenDamagedInURL, platform.Error, platform.Stated, tooManyCharacters(n))
	}
	return nil
}

// noLength: no number of bytes has so many characters in base64.
func noLength(e platform.Evidence) *platform.Finding {
	if !isEctoken(e) || ectoken.IsV2(e.Token) || len(strings.TrimRight(e.Token.Text, "="))%4 != 1 {
		return nil
	}
	return platform.Found(cause.TokenDamagedInURL, platform.Error, platform.Stated, oddLength)
}

// version2 has no integrity, and each key can ask for version 3.
func version2(e platform.Evidence) *platform.Finding {
	if !ectoken.IsV2(e.Token) {
		return nil
	}
	return platform.Found(cause.AlgUnexpected, platform.Warning, platform.Stated, isVersion2)
}

// paramsOf are the parameters of an opened token.
func paramsOf(t *token.Token) []ectoken.Param {
	if !isOpened(t) {
		return nil
	}
	return ectoken.Parse(string(t.Payload))
}

// refusalBy is the first of the named conditions that refuses the URL.
func refusalBy(e platform.Evidence, r ectoken.Request, names ...string) *ectoken.Refusal {
	for _, refusal := range ectoken.Refusals(paramsOf(e.Token), r) {
		if slices.Contains(names, refusal.Name) {
			return &refusal
		}
	}
	return nil
}

func otherPath(e platform.Evidence) *platform.Finding {
	paths, severity := []string{wantedPath(e.Want)}, platform.Error
	switch {
	case e.URL == nil:
	case e.URL.Host != "":
		paths = append([]string{e.URL.EscapedPath()}, paths...)
	case paths[0] == "" && !e.Taken: // the log of a server behind the edge may have another path
		paths, severity = []string{e.URL.EscapedPath()}, platform.Warning
	}
	for _, path := range paths {
		if path == "" {
			continue
		}
		if r := refusalBy(e, ectoken.Request{Path: path}, ectoken.URLAllow); r != nil {
			if begins := withoutStar(r.Value, path); begins != "" {
				return platform.Found(cause.OtherPlaybackID, severity, platform.Stated, wildcard(r, begins)).
					About(ectoken.URLAllow).
					With(&platform.Remedy{Label: allowPath, Claims: []token.Member{token.StringMember(ectoken.URLAllow, begins)}})
			}
			basis := platform.Stated
			if allowedInOtherCase(r.Value, path) { // a rule may ignore capitals
				basis = platform.Inferred
			}
			return platform.Found(cause.OtherPlaybackID, severity, basis, pathNotAllowed(r, path)).
				About(ectoken.URLAllow).
				With(&platform.Remedy{Label: allowPath, Claims: []token.Member{token.StringMember(ectoken.URLAllow, path)}})
		}
	}
	return nil
}

// withoutStar is the beginning of an allowed path that was meant by one with a star, where
// it covers the path that is asked for; "" for none.
func withoutStar(allowed, path string) string {
	for item := range strings.SplitSeq(allowed, ",") {
		begins, _, star := strings.Cut(item, "*")
		begins = strings.TrimSuffix(begins, ".") // as in a regular expression
		if star && strings.HasPrefix(begins, "/") && strings.HasPrefix(path, begins) {
			return begins
		}
	}
	return ""
}

// allowedInOtherCase reports whether capitals alone keep a path from being allowed.
func allowedInOtherCase(allowed, path string) bool {
	params := []ectoken.Param{{Name: ectoken.URLAllow, Value: strings.ToLower(allowed)}}
	return len(ectoken.Refusals(params, ectoken.Request{Path: strings.ToLower(path)})) == 0
}

// wantedPath is the path in what people give for one.
func wantedPath(want string) string {
	if u, err := url.Parse(want); err == nil && u.Host != "" {
		return u.EscapedPath()
	}
	if want != "" && !strings.HasPrefix(want, "/") {
		return "/" + want
	}
	return want
}

func otherHost(e platform.Evidence) *platform.Finding {
	if e.URL == nil || e.URL.Host == "" {
		return nil
	}
	request := ectoken.Request{Host: e.URL.Hostname(), Scheme: strings.ToLower(e.URL.Scheme)}
	r := refusalBy(e, request, ectoken.HostAllow, ectoken.HostDeny, ectoken.ProtoAllow, ectoken.ProtoDeny)
	if r == nil {
		return nil
	}
	if r.Name == ectoken.HostDeny && refusalBy(e, request, ectoken.HostAllow) == nil && hasParam(e.Token, ectoken.HostAllow) {
		// It is allowed as well: which of the two goes before is not established.
		return platform.Found(cause.AudOtherResource, platform.Warning, platform.Inferred, hostNotAllowed(r)).About(r.Name)
	}
	return platform.Found(cause.AudOtherResource, platform.Error, platform.Stated, hostNotAllowed(r)).About(r.Name)
}

// ofViewer are the conditions that hang on who asks.
var ofViewer = []string{ectoken.ClientIP, ectoken.RefAllow, ectoken.RefDeny, ectoken.CountryAllow, ectoken.CountryDeny}

func byViewer(t *token.Token) bool {
	return slices.ContainsFunc(paramsOf(t), func(p ectoken.Param) bool { return slices.Contains(ofViewer, p.Name) })
}

// otherViewer: who asked is none of those that the token lets in.
func otherViewer(e platform.Evidence) *platform.Finding {
	v := e.Viewer
	r := refusalBy(e, ectoken.Request{Referer: v.Referer, NoReferer: v.NoReferer, Country: v.Country, IP: v.Address}, ofViewer...)
	if r == nil {
		return nil
	}
	return platform.Found(cause.OtherViewer, platform.Error, platform.Stated, viewerRefused(r)).About(r.Name)
}

// someViewers: a condition on who asks, where that is not known. Nobody can say then that it
// plays.
func someViewers(e platform.Evidence) *platform.Finding {
	if e.Taken {
		return nil
	}
	var open []ectoken.Param
	var names []string
	for _, p := range paramsOf(e.Token) {
		if slices.Contains(ofViewer, p.Name) && !isKnown(e.Viewer, p.Name) {
			open, names = append(open, p), append(names, p.Name)
		}
	}
	if len(open) == 0 {
		return nil
	}
	return platform.Found(cause.NotTheToken, platform.Warning, platform.Stated, viewersAlone(open)).About(names...)
}

// isKnown reports whether that of a viewer is known which a condition looks at.
func isKnown(v platform.Viewer, condition string) bool {
	switch condition {
	case ectoken.ClientIP:
		return v.Address.IsValid()
	case ectoken.CountryAllow, ectoken.CountryDeny:
		return v.Country != ""
	}
	return v.Referer != "" || v.NoReferer
}

func hasParam(t *token.Token, name string) bool {
	return slices.ContainsFunc(paramsOf(t), func(p ectoken.Param) bool { return p.Name == name })
}

// unknownParams: a name that the edge does not know restricts nothing.
func unknownParams(e platform.Evidence) *platform.Finding {
	var names []string
	for _, p := range paramsOf(e.Token) {
		switch {
		case ectoken.Known(p.Name):
		case p.Name == "":
			names = append(names, p.Value)
		default:
			names = append(names, p.Name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return platform.Found(cause.ParameterUnknown, platform.Warning, platform.Seen, paramsUnknown(names)).About(names...)
}

func isRule(name string) bool {
	return slices.ContainsFunc(ectoken.Rules(), func(r ectoken.Rule) bool { return r.Name == name })
}

// badValues: a value that the edge cannot read.
func badValues(e platform.Evidence) *platform.Finding {
	for _, p := range paramsOf(e.Token) {
		for _, r := range ectoken.Rules() {
			if r.Name != p.Name || r.Name == ectoken.Expire || r.Check == nil {
				continue
			}
			if problem := r.Check(p.Value); problem != nil && !problem.Warning {
				return platform.Found(cause.ClaimUnexpected, platform.Warning, platform.Inferred, valueUnreadable(p, r, problem)).About(p.Name)
			}
		}
	}
	return nil
}

// conditionInClear: a condition beside the token, where everybody can change it and
// the edge does not look.
func conditionInClear(e platform.Evidence) *platform.Finding {
	if e.URL == nil {
		return nil
	}
	for _, piece := range strings.FieldsFunc(e.URL.RawQuery, func(c rune) bool { return c == '&' || c == '?' }) {
		name, value, _ := strings.Cut(piece, "=")
		if strings.EqualFold(name, e.Name) && e.Name != "" || value == e.Token.Text || !isRule(strings.ToLower(name)) {
			continue
		}
		return platform.Found(cause.OptionNotSigned, platform.Warning, platform.Stated, standsInClear(name))
	}
	return nil
}

// padding: the reference reads padding and the other alphabet, though no writer of
// today makes them.
func padding(e platform.Evidence) *platform.Finding {
	if !isEctoken(e) || ectoken.IsV2(e.Token) || !strings.ContainsAny(e.Token.Text, "+/=") {
		return nil
	}
	if strings.Contains(e.Token.Text, "+") && e.URL != nil {
		return platform.Found(cause.TokenDamagedInURL, platform.Warning, platform.Seen, plusInURL)
	}
	return platform.Found(cause.TokenDamagedInURL, platform.Info, platform.Seen, otherAlphabet)
}
