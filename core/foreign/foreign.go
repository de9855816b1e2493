// Package foreign tells what is signed, or is a token, and is none that is judged here: the
// signed URLs and cookies of other CDNs, tokens of other services, keys of an API in the
// place of a token. It says whose it is, and its end where that stands in clear; it checks
// nothing.
//
// Where the forms are from: the vendors' manuals and their own code, as written down in the
// comments of the tables. What only its looks tell is marked Likely.
package foreign

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"playtoken/core/once"
)

// Found is what a text or a URL was told to be.
type Found struct {
	// Signs says that it is a signature over a URL; then Name is of whose way, "" for one
	// that is not known. Else Name is what it is: "an API key of GitHub".
	Signs  bool
	Name   string
	Host   bool      // only the host tells, whose Name is: what is asked there is not judged here
	InPath bool      // whoever's the host is looks for its token in the path, in the place of an ID
	Hides  bool      // it is a link that does not say where it leads; Name is whose
	Likely bool      // only its looks tell
	Secret bool      // whoever has it can use an account
	Hint   string    // what to do with it, "" for nothing of its own
	Begin  time.Time // before which it is refused, where that stands in clear, else zero
	End    time.Time // where it stands in clear, else zero
	Odd    string    // what stands in place of the end, where that is no count of seconds
	Millis bool      // the end is counted in milliseconds, where seconds are wanted
	Twice  bool      // the signature is percent-encoded once too often
	Short  bool      // the signature has fewer characters than any of its kind
	Covers string    // the paths it is for, as [Found.Fits] reads them, "" for what does not show
	Viewer string    // the address of the viewer that it is for, "" for any
}

// params are the parameters of a URL by their names in small letters, of each the first.
type params map[string]string

// mostParams is how many of a URL are looked at, mostPieces among how many pieces of it.
const (
	mostParams = 200
	mostPieces = 2000
)

// read takes the parameters of the query, and those that stand in a piece of the path, as
// bunny.net and Google's CDN have them.
func read(u *url.URL) params {
	p, left := params{}, mostPieces
	p.add(u.RawQuery, &left)
	name := ""
	for path := u.EscapedPath(); path != ""; {
		var piece string
		piece, path, _ = strings.Cut(path, "/")
		switch strings.ToLower(name) { // pieces by turns
		case "sig", "expires", "expire", "srcip", "ip":
			p.add(name+"="+piece, &left)
		}
		name = piece
		if inner := ofChunks(piece); inner != "" {
			piece = inner
		}
		if strings.Contains(piece, "=") {
			p.add(piece, &left)
		}
	}
	p.unpack()
	return p
}

// add takes those of a text, as long as some are left to be looked at.
func (p params) add(text string, left *int) {
	for ; text != "" && *left > 0; *left-- {
		piece := text
		if i := strings.IndexAny(text, "&?"); i >= 0 {
			piece, text = text[:i], text[i+1:]
		} else {
			text = ""
		}
		name, value, ok := strings.Cut(piece, "=")
		if name = strings.ToLower(unescape(name)); ok && p[name] == "" && len(p) < mostParams {
			p[name] = unescape(value)
		}
	}
}

func unescape(s string) string {
	if plain, err := url.QueryUnescape(strings.ReplaceAll(s, "+", "%2B")); err == nil {
		return plain
	}
	return s
}

// OfURL tells whose signature a URL carries, or what stands in the place of its token; nil
// for neither. A URL that is signed in no way that is known has no Name.
func OfURL(u *url.URL) *Found {
	if u == nil {
		return nil
	}
	if u.RawQuery == "" && !strings.ContainsAny(u.Path, "=,~") && !strings.Contains(u.Path, "/expire") {
		return ofPath(u)
	}
	p := read(u)
	if f := fields(unescape(u.EscapedPath() + "?" + u.RawQuery)); f != nil {
		return f
	}
	for i := range forms {
		if f := forms[i].of(p, u); f != nil {
			return f
		}
	}
	for name, value := range p {
		if strings.Contains(name, "token") || strings.Contains(name, "jwt") || strings.Contains(name, "auth") {
			if f := ofValue(value); f != nil {
				return f
			}
		}
	}
	if f := unnamed(p); f != nil {
		return f
	}
	return ofPath(u)
}

// OfText tells what a text is that has no URL in it: a token, a cookie, or the fields that
// sign a URL.
func OfText(text string) *Found {
	text = strings.TrimSpace(text)
	if f := fields(unescape(text)); f != nil {
		return f
	}
	if f := ofStream(text); f != nil {
		return f
	}
	if f := ofJSON(text); f != nil {
		return f
	}
	if f := ofXML(text); f != nil {
		return f
	}
	value := strings.Trim(text, "\"'`,; \t\r\n")
	if !strings.ContainsAny(value, " \t\r\n") {
		if _, behind, ok := strings.Cut(value, "="); ok && len(behind) > 8 {
			if f := ofValue(strings.Trim(unescape(behind), "\"'")); f != nil {
				return f
			}
		}
		if f := ofValue(unescape(value)); f != nil {
			return f
		}
	} else if rest, ok := cutFold(value, "bearer "); ok {
		return ofValue(strings.TrimSpace(rest))
	} else if rest, ok := cutFold(value, "authorization: bearer "); ok {
		return ofValue(strings.TrimSpace(rest))
	}
	if f := ofCookie(text); f != nil {
		return f
	}
	return ofConfiguration(text)
}

func cutFold(text, start string) (string, bool) {
	if len(text) < len(start) || !strings.EqualFold(text[:len(start)], start) {
		return text, false
	}
	return text[len(start):], true
}

// The fields that Akamai's EdgeAuth joins by ~ (akamai/EdgeAuth-Token-Python), wherever they
// stand: in a parameter, in a cookie, in a header or in the path. Google's Media CDN has the
// same joint with names of its own (GoogleCloudPlatform/python-docs-samples, media-cdn).
var (
	akamai    = once.Regexp(`(?:^|[^A-Za-z])exp=([^~\s"'<>&]{1,40})(?:~[^\s"'<>]*?)?~hmac=([0-9a-fA-F]*)`)
	mediaCDN  = once.Regexp(`(?:FullPath|PathGlobs|URLPrefix)[^\s"'<>]*?~Expires=(\d{9,11})(?:~[^\s"'<>]*?)?~(?:Signature|hmac)=`)
	cdnCookie = once.Regexp(`URLPrefix=[\w=-]+:Expires=(\d{9,11}):KeyName=[^:\s"'<>]+:Signature=`)
	cdn77     = once.Regexp(`/[A-Za-z0-9_-]{22}(?:==)?,(\d{10})/`) // client.cdn77.com, secure token in the path
	// learn.microsoft.com, Azure Media Services, content key policies with a restriction by SWT.
	swt        = once.Regexp(`ExpiresOn=(\d{9,11})(?:(?:&|\\u0026)[^\s"'<>]*?)?(?:&|\\u0026)HMACSHA256=`)
	edgeInPath = once.Regexp(`(?i)edge-cache-token=Expires=(\d{9,11})&KeyName=[^&\s]+&Signature=`)
)

// simpleWebToken is no signature of a URL, and a token by itself.
const simpleWebToken = "a Simple Web Token (SWT), as of Azure Media Services"

// fields finds them. Of a long text it looks at what stands around the first mark.
func fields(text string) *Found {
	const reach = 4 << 10
	for _, way := range []struct {
		mark, name string
		shape      func() *regexp.Regexp
	}{
		{"~hmac=", "Akamai", akamai},
		{"~Expires=", "Google's Media CDN", mediaCDN},
		{":KeyName=", "Google's Cloud CDN or Media CDN", cdnCookie},
		{"KeyName=", "Google's Media CDN", edgeInPath},
		{",", "CDN77", cdn77},
		{"HMACSHA256=", simpleWebToken, swt},
	} {
		at := strings.Index(text, way.mark)
		if at < 0 {
			continue
		}
		near := text[max(0, at-reach):min(len(text), at+reach)]
		if len(text) <= 2*reach {
			near = text
		}
		if m := way.shape().FindStringSubmatch(near); m != nil {
			f := &Found{Signs: way.name != simpleWebToken, Name: way.name, End: seconds(m[1])}
			if way.name == "Akamai" {
				f.ofAkamai(m[0], near)
			}
			if len(m[1]) == len("1759995090000") { // none of these counts finer than in seconds
				f.End, f.Millis = time.Time{}, true
			} else if f.End.IsZero() {
				f.Odd = m[1]
			}
			return f
		}
	}
	return nil
}

// seconds reads a count since 1970 in seconds, or in milliseconds where it is that long;
// zero for one that is no date of this century.
func seconds(text string) time.Time {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}
	}
	if n >= 1e12 {
		n /= 1000
	}
	return dated(n)
}

// hexSeconds reads the same in hexadecimal.
func hexSeconds(text string) time.Time {
	n, err := strconv.ParseInt(text, 16, 64)
	if err != nil {
		return time.Time{}
	}
	return dated(n)
}

func dated(n int64) time.Time {
	if n < 978307200 || n > 4102444800 { // 2001 to 2100
		return time.Time{}
	}
	return time.Unix(n, 0).UTC()
}
