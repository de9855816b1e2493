package probe

import (
	"net/url"
	"strings"

	"playtoken/core/extract"
)

// wrappers are the links in which mails, chats and search engines wrap those of others: the
// end of the host, and the beginning of the path. What they lead to is meant.
var wrappers = []struct{ host, path string }{
	{"safelinks.protection.outlook.com", "/"},
	{"statics.teams.cdn.office.net", "/evergreen-assets/safelinks/"},
	{"urldefense.com", "/"},
	{"urldefense.us", "/"},
	{"urldefense.proofpoint.com", "/"},
	{"linkprotect.cudasvc.com", "/url"},
	{"www.google.com", "/url"},
	{"l.facebook.com", "/l.php"},
	{"lm.facebook.com", "/l.php"},
	{"l.instagram.com", "/"},
	{"slack-redir.net", "/link"},
	{"www.youtube.com", "/redirect"},
	{"duckduckgo.com", "/l/"},
	{"vk.com", "/away.php"},
}

// unwrapped is the URL to which a link of a known wrapper leads, and any other as it is.
func unwrapped(text string, u *url.URL) *url.URL {
	host := strings.ToLower(u.Hostname())
	for _, w := range wrappers {
		if host != w.host && !strings.HasSuffix(host, "."+w.host) || !strings.HasPrefix(u.Path, w.path) {
			continue
		}
		query := u.Query()
		for _, name := range []string{"url", "q", "u", "a", "to", "uddg"} {
			if inner, err := url.Parse(query.Get(name)); err == nil && inner.Host != "" && strings.HasPrefix(inner.Scheme, "http") {
				return inner
			}
		}
		if p := extract.Read(text); p.URL != nil && p.URL.Host != "" && !strings.EqualFold(p.URL.Host, u.Host) {
			return p.URL
		}
	}
	return u
}
