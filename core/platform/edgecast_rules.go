package platform

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"playtoken/core/cause"

	"playtoken/core/token"
	"playtoken/core/token/ectoken"
)

// edgecastRules are Edgecast's own reasons for playback to fail. The edge only
// answers 403; which condition refused is what these add.
var edgecastRules = []Rule{
	edgecastLength, edgecastVersion, edgecastPath, edgecastHost, edgecastUnknown, edgecastValues, edgecastInClear, edgecastPadding,
}

func edgecastLength(e Evidence) *Finding {
	if n := len(e.Token.Text); n > ectoken.MaxToken && e.Token.Kind.Edgecast() {
		return found(
			cause.TokenDamagedInURL, Error, "the token is too long",
			fmt.Sprintf("It has %d characters, the edge refuses more than %d.", n, ectoken.MaxToken),
			fmt.Sprintf("Shorten the parameters to %d bytes.", ectoken.MaxPlaintext), Stated,
		)
	}
	return nil
}

// edgecastVersion: version 2 has no integrity, and each key can ask for version 3.
func edgecastVersion(e Evidence) *Finding {
	if e.Token.Kind != token.EctokenV2 {
		return nil
	}
	return found(
		cause.AlgUnexpected, Warning, "the token is of version 2",
		"Version 2 tells nobody whether it was changed, and a key can be set to refuse it.", "Make a token of version 3.", Stated,
	)
}

// edgecastParams are the parameters of an opened token.
func edgecastParams(t *token.Token) []ectoken.Param {
	if !t.Kind.Edgecast() || !t.Opened {
		return nil
	}
	return ectoken.Parse(string(t.Payload))
}

// edgecastRefusal is the first of the named conditions that refuses the URL.
func edgecastRefusal(e Evidence, r ectoken.Request, names ...string) *ectoken.Refusal {
	for _, refusal := range ectoken.Refusals(edgecastParams(e.Token), r) {
		if slices.Contains(names, refusal.Name) {
			return &refusal
		}
	}
	return nil
}

func edgecastPath(e Evidence) *Finding {
	const code = cause.OtherPlaybackID
	paths := []string{edgecastWanted(e.Want)}
	if e.URL != nil && e.URL.Host != "" {
		paths = append([]string{e.URL.EscapedPath()}, paths...)
	}
	for _, path := range paths {
		if path == "" {
			continue
		}
		if r := edgecastRefusal(e, ectoken.Request{Path: path}, ectoken.URLAllow); r != nil {
			f := found(
				code, Error, "the token is for another path",
				"ec_url_allow is "+token.Excerpt(r.Value, 80)+". "+r.Text,
				"Make a token for "+token.Excerpt(path, 60)+".", Stated,
			)
			f.Remedy = &Remedy{Label: "Allow this path", Claims: []token.Member{token.StringMember(ectoken.URLAllow, path)}}
			return f
		}
	}
	return nil
}

// edgecastWanted is the path in what people give for one.
func edgecastWanted(want string) string {
	if u, err := url.Parse(want); err == nil && u.Host != "" {
		return u.EscapedPath()
	}
	if want != "" && !strings.HasPrefix(want, "/") {
		return "/" + want
	}
	return want
}

func edgecastHost(e Evidence) *Finding {
	if e.URL == nil || e.URL.Host == "" {
		return nil
	}
	names := []string{ectoken.HostAllow, ectoken.HostDeny, ectoken.ProtoAllow, ectoken.ProtoDeny}
	r := edgecastRefusal(e, ectoken.Request{Host: e.URL.Hostname(), Scheme: strings.ToLower(e.URL.Scheme)}, names...)
	if r == nil {
		return nil
	}
	return found(
		cause.AudOtherResource, Error, "the token is for another host or protocol",
		r.Name+" is "+token.Excerpt(r.Value, 80)+". "+r.Text, "Make a token that allows this URL.", Stated,
	)
}

// edgecastUnknown: a name that the edge does not know restricts nothing.
func edgecastUnknown(e Evidence) *Finding {
	var unknown, evidence []string
	for _, p := range edgecastParams(e.Token) {
		if ectoken.Known(p.Name) {
			continue
		}
		name := p.Name
		if name == "" {
			name = p.Value
		}
		said := token.Excerpt(token.Quote(name), 60)
		unknown = append(unknown, said)
		if near := ectoken.Nearest(name); near != "" && near != name {
			said += ", perhaps " + near + " was meant"
		}
		evidence = append(evidence, said)
	}
	if len(unknown) == 0 {
		return nil
	}
	return found(
		cause.ParameterUnknown, Warning, "the edge does not know "+unknown[0],
		strings.Join(evidence, "; ")+". What the edge does not know restricts nothing.", "Write the parameter's name as Edgecast has it.", Seen,
	)
}

func edgecastKnows(name string) bool {
	return slices.ContainsFunc(ectoken.Rules(), func(r ectoken.Rule) bool { return r.Name == name })
}

// edgecastValues: a value that the edge cannot read.
func edgecastValues(e Evidence) *Finding {
	for _, p := range edgecastParams(e.Token) {
		for _, r := range ectoken.Rules() {
			if r.Name != p.Name || r.Name == ectoken.Expire || r.Check == nil {
				continue
			}
			if problem := r.Check(p.Value); problem != nil && !problem.Warning {
				return found(
					cause.ClaimUnexpected, Warning, p.Name+" cannot be read as it is written",
					p.Name+" is "+token.Excerpt(token.Quote(p.Value), 60)+". "+problem.Text, "Write it as "+r.Example+".", Inferred,
				)
			}
		}
	}
	return nil
}

// edgecastInClear: a condition beside the token, where everybody can change it
// and the edge does not look.
func edgecastInClear(e Evidence) *Finding {
	if e.URL == nil {
		return nil
	}
	for _, piece := range strings.FieldsFunc(e.URL.RawQuery, func(c rune) bool { return c == '&' || c == '?' }) {
		name, value, _ := strings.Cut(piece, "=")
		if strings.EqualFold(name, e.Name) && e.Name != "" || value == e.Token.Text || !edgecastKnows(strings.ToLower(name)) {
			continue
		}
		return found(
			cause.OptionNotSigned, Warning, name+" stands in the URL, not in the token",
			"The edge takes conditions from the token alone; in the query it restricts nothing.", "Put it into the token.", Stated,
		)
	}
	return nil
}

// edgecastPadding: the reference reads padding and the other alphabet, though no
// writer of today makes them.
func edgecastPadding(e Evidence) *Finding {
	if e.Token.Kind != token.EctokenV3 || !strings.ContainsAny(e.Token.Text, "+/=") {
		return nil
	}
	f := found(
		cause.TokenDamagedInURL, Info, "the token is written with + / or =",
		"Edgecast's tokens are base64url without padding; the reference takes the other spellings too.", "Write - for +, _ for /, and leave out =.", Seen,
	)
	if strings.Contains(e.Token.Text, "+") && e.URL != nil {
		f.Severity, f.Evidence = Warning, "A + in a query is read as a space by many servers. "+f.Evidence
	}
	return f
}
