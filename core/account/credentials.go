package account

import (
	"encoding/base64"
	"net/http"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/secret"
)

// credentials are those of one client, by the names of the platform's data.
type credentials struct {
	api   *platform.Account
	given map[string]secret.Bytes
}

// checkCredentials takes those that the platform asks for, and says what is wrong with one.
func checkCredentials(p *platform.Platform, given map[string]secret.Bytes) (credentials, *Fault) {
	taken := map[string]secret.Bytes{}
	for _, want := range p.Account.Credentials {
		text := string(given[want.Name].Reveal())
		basic := pairBegins(p.Account, want.Name)
		switch {
		case text == "" && want.Optional:
			continue
		case text == "":
			return credentials{}, invalid(missing(want.Label), where(p)...)
		case strings.ContainsFunc(text, func(c rune) bool { return c < ' ' || c > '~' }) || text != strings.TrimSpace(text):
			return credentials{}, invalid(notForHeader(want.Label), copyAgain)
		case basic && strings.Contains(text, ":"):
			return credentials{}, invalid(hasColon(want.Label), copyAgain)
		}
		if want.Check != nil {
			if problem := want.Check(text); problem != nil && !problem.Warning {
				return credentials{}, invalid(problem.Text)
			}
		}
		taken[want.Name] = given[want.Name]
	}
	for name := range given {
		if _, ok := taken[name]; !ok && !given[name].IsZero() {
			return credentials{}, invalid(unknownCredential(p))
		}
	}
	return credentials{p.Account, taken}, nil
}

// pairBegins reports whether a credential is the user of HTTP Basic, who has no colon in the
// name (RFC 7617 section 2).
func pairBegins(a *platform.Account, name string) bool {
	for _, h := range a.Headers {
		if len(h.From) == 2 && h.From[0] == name {
			return true
		}
	}
	return false
}

// shown is a credential that is no secret, "" where it is missing.
func (c credentials) shown(name string) string { return string(c.given[name].Reveal()) }

// headers puts the credentials, and what else a call carries, where the platform says.
func (c *Client) headers(r request) http.Header {
	list := http.Header{
		"Accept": {"application/json"},
		// Without it net/http would ask for gzip and unpack it itself, without a limit.
		"Accept-Encoding": {"identity"},
		"User-Agent":      {"playtoken"},
	}
	for _, h := range append(c.api.Headers[:len(c.api.Headers):len(c.api.Headers)], r.call.Headers...) {
		if value, ok := c.own.value(h); ok {
			list.Set(h.Name, value)
		}
	}
	if name := r.call.RequestHeader; name != "" {
		list.Set(name, r.request)
	}
	return list
}

// value is what a header says; false where a credential of it is missing.
func (c credentials) value(h platform.Header) (string, bool) {
	switch len(h.From) {
	case 0:
		return h.Text, true
	case 1:
		return h.Text + c.shown(h.From[0]), !c.given[h.From[0]].IsZero()
	}
	return h.Text + base64.StdEncoding.EncodeToString([]byte(c.shown(h.From[0])+":"+c.shown(h.From[1]))), true
}
