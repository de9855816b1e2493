package foreign

import (
	"net/url"
	"strings"
	"time"

	"playtoken/core/once"
)

// Signatures that are pieces of a path, beside the moment that they are for.
var (
	// nginx.org, ngx_http_secure_link_module, with the variables taken out of the path.
	secureLink = once.Regexp(`/(?:([A-Za-z0-9_-]{22})/(\d{10})|(\d{10})/([A-Za-z0-9_-]{22}))(?:/|$)`)
	// help.aliyun.com, types B and C; redmine.lighttpd.net, mod_secdownload. Their moment
	// is the begin, or a life that stands elsewhere is added to it.
	typeB = once.Regexp(`/(\d{12})/[0-9a-f]{32}/`)
	typeC = once.Regexp(`/[0-9a-f]{32}/([4-9a-fA-F][0-9a-fA-F]{7})/`)
)

func ofPath(u *url.URL) *Found {
	path := u.EscapedPath()
	if len(path) < len("/0123456789/0123456789012345678901") || len(path) > 4<<10 {
		return nil
	}
	if m := secureLink().FindStringSubmatch(path); m != nil && mixed(m[1]+m[4]) {
		if end := seconds(m[2] + m[3]); !end.IsZero() {
			return &Found{Signs: true, Name: nginx, Likely: true, End: end}
		}
	}
	if m := typeB().FindStringSubmatch(path); m != nil {
		if at, err := time.Parse("200601021504", m[1]); err == nil && !dated(at.Unix()).IsZero() {
			return &Found{Signs: true, Name: "Alibaba Cloud (type B)", Likely: true}
		}
	}
	if m := typeC().FindStringSubmatch(path); m != nil && !hexSeconds(m[1]).IsZero() {
		return &Found{Signs: true, Name: "Alibaba Cloud (type C) or lighttpd (mod_secdownload)", Likely: true}
	}
	return nil
}

// mixed reports whether a text of base64 is no word: it has capitals, small letters and digits.
func mixed(text string) bool {
	return strings.ContainsAny(text, "0123456789") && strings.ToLower(text) != text && strings.ToUpper(text) != text
}

const nginx = "nginx (secure_link)"

// nginx is an MD5 in base64 under any name, as the variables of secure_link are called
// by whoever writes the configuration.
func (p params) nginx() *Found {
	for name, value := range p {
		if !strings.HasSuffix(name, "id") && shapes["bytes16"]().MatchString(value) && mixed(value) {
			return &Found{Signs: true, Name: nginx, Likely: true}
		}
	}
	return nil
}

var (
	akamaiBegin  = once.Regexp(`(?:^|[^A-Za-z])st=(\d{9,11})~`)
	akamaiACL    = once.Regexp(`~acl=([^~\s"'<>&]+)`)
	akamaiViewer = once.Regexp(`(?:^|[^A-Za-z])ip=([0-9A-Fa-f.:]+)~`)
)

// ofAkamai takes what else the fields of Akamai show: whole is from the end to the
// signature, near what stands around it.
func (f *Found) ofAkamai(whole, near string) {
	first := func(m []string) string {
		if m == nil {
			return ""
		}
		return m[1]
	}
	f.Short = len(whole)-len("~hmac=")-strings.LastIndex(whole, "~hmac=") < 32
	head := near[:strings.Index(near, whole)+len(whole)]
	head = head[max(0, strings.LastIndexAny(head, " \t\r\n\"'<>?&")):]
	f.Begin = seconds(first(akamaiBegin().FindStringSubmatch(head)))
	f.Covers = unescape(first(akamaiACL().FindStringSubmatch(whole)))
	f.Viewer = first(akamaiViewer().FindStringSubmatch(head))
}

// Fits reports whether a URL is one of those that the signature is for, as far as that
// shows: the path fits a pattern of Akamai, of which several stand between exclamation marks
// and * is any text; or the URL begins as one of Google's CDNs wants.
func (f *Found) Fits(u *url.URL) bool {
	if f.Covers == "" || u == nil || strings.Contains(u.Path, "hmac=") { // what is covered where it stands in the path itself is not written down
		return true
	}
	if strings.Contains(f.Covers, "://") {
		return u.Host == "" || strings.HasPrefix(u.Scheme+"://"+u.Host+u.EscapedPath(), f.Covers)
	}
	for _, pattern := range strings.Split(f.Covers, "!") {
		if like(u.Path, pattern) {
			return true
		}
	}
	return false
}

// like reports whether a text fits a pattern in which * is any text and ? any character.
func like(text, pattern string) bool {
	t, p, star, mark := 0, 0, -1, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark, p = p, t, p+1
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == text[t]):
			t, p = t+1, p+1
		case star >= 0:
			mark++
			t, p = mark, star+1
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}
