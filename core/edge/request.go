package edge

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/token/formats"
)

// request is what is asked for, in the terms of the platform.
type request struct {
	host    string   // as it is written
	path    string   // behind the host, percent-encoded
	query   string   // as it came
	url     *url.URL // put together again
	text    string   // of it, with what a text may not have as it is percent-encoded
	cookies string   // those that sign URLs, as a header has them
	viewer  platform.Viewer
}

// asked takes a request apart whose first piece of the path is a host; ok is false where it
// is none. Behind the host everything counts as it came.
func asked(r *http.Request) (q request, ok bool, why string) {
	host, rest, ok := strings.Cut(strings.TrimPrefix(r.RequestURI, "/"), "/")
	if !ok || !isHost(host) {
		return q, false, ""
	}
	q.host = host
	q.path, q.query, _ = strings.Cut("/"+rest, "?")
	if leads(q.path) {
		return q, true, leadsElsewhere
	}
	if strings.ContainsFunc(rest, notInURL) {
		return q, true, noURL
	}
	scheme := "https"
	if strings.EqualFold(r.Header.Get(protoHeader), "http") {
		scheme = "http"
	}
	q.text = scheme + "://" + host + escaped(q.path, &inPath)
	if q.query != "" {
		q.text += "?" + closed(escaped(q.query, &inQuery))
	}
	var err error
	if q.url, err = url.Parse(q.text); err != nil {
		return q, true, noURL
	}
	if q.viewer, why = viewerOf(r); why != "" {
		return q, true, why
	}
	q.cookies = cookiesOf(r)
	return q, true, ""
}

// Headers that say what loopback cannot know.
const (
	clientHeader  = "Playtoken-Client-Ip"
	countryHeader = "Playtoken-Country"
	protoHeader   = "Playtoken-Proto"
)

// viewerOf is who asks. An address or a country that is not said is not known; that there is
// no page is known, for a browser would say which.
func viewerOf(r *http.Request) (v platform.Viewer, why string) {
	v.Referer, v.Country = r.Referer(), r.Header.Get(countryHeader)
	v.NoReferer = v.Referer == ""
	if r.Header.Get(clientHeader) != "" {
		a, ok := saidClient(r)
		if !ok {
			return v, noAddress
		}
		v.Address = a.Unmap()
	}
	return v, ""
}

// saidClient is the address that a header says, false for none and for what is no address.
func saidClient(r *http.Request) (netip.Addr, bool) {
	a, err := netip.ParseAddr(r.Header.Get(clientHeader))
	return a, err == nil && a.Zone() == "" // a zone may be any text
}

// clientOf is the address that is said to ask.
func clientOf(r *http.Request) string {
	if a, ok := saidClient(r); ok {
		return a.String()
	}
	host, _, _ := net.SplitHostPort(r.RemoteAddr)
	return host
}

// cookiesOf are the cookies of a request that may sign it. Other ones are those of other
// programs on this machine.
func cookiesOf(r *http.Request) string {
	if r.Header.Get("Cookie") == "" {
		return ""
	}
	var list []string
	for _, c := range r.Cookies() {
		if slices.Contains(signing, c.Name) {
			list = append(list, c.Name+"="+c.Value)
		}
	}
	return strings.Join(list, "; ")
}

var signing = formats.Cookies()

// isHost reports whether a piece of a path is the name of a host, with a port or not. One of
// a single label needs a port, or to be localhost. The beginning of a JWT is none. That wider
// reading than the one of core/extract is for a request that did come to an edge; the page
// has it in short (assets/player/address.js).
func isHost(text string) bool {
	name, port, hasPort := strings.Cut(text, ":")
	if hasPort && (port == "" || len(port) > 5 || strings.Trim(port, "0123456789") != "") {
		return false
	}
	labels := strings.Split(name, ".")
	if strings.HasPrefix(name, "eyJ") || len(name) > 253 || len(labels) == 1 && !hasPort && !strings.EqualFold(name, "localhost") {
		return false
	}
	for _, label := range labels {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' || strings.IndexFunc(label, notInHost) >= 0 {
			return false
		}
	}
	return true
}

func notInHost(c rune) bool {
	return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-')
}

// leads reports whether a path has pieces by which a client would ask for another one, or
// that no file is called: what is judged would not be what is asked for.
func leads(path string) bool {
	for piece := range strings.SplitSeq(path, "/") {
		plain, err := url.PathUnescape(piece)
		if err != nil || plain == "." || plain == ".." || strings.ContainsAny(plain, "\\\x00") {
			return true
		}
		for part := range strings.SplitSeq(plain, "/") { // encoded slashes
			if part == "." || part == ".." {
				return true
			}
		}
	}
	return false
}

// notInURL are the characters that no client sends as they are. What is not ASCII some send.
func notInURL(c rune) bool { return c <= ' ' || c == 0x7f || c == '#' }

// set is a set of characters.
type set [256]bool

func setOf(text string) (s set) {
	for i := range len(text) {
		s[text[i]] = true
	}
	return s
}

// What ends a URL in a text, and may stand in one that is sent: marks, and what is not ASCII.
var (
	inPath  = beyondASCII(setOf("\"<>`|^{}\\"))
	inQuery = beyondASCII(setOf("\"<>`|^{}\\'"))
	atEnd   = setOf(endMarks)
)

const endMarks = ".,;:!?*)]"

func beyondASCII(s set) set {
	for i := 0x80; i < len(s); i++ {
		s[i] = true
	}
	return s
}

// escaped percent-encodes the characters of a set.
func escaped(text string, s *set) string {
	first := 0
	for first < len(text) && !s[text[first]] {
		first++
	}
	if first == len(text) {
		return text
	}
	b := []byte(text[:first])
	for i := first; i < len(text); i++ {
		if s[text[i]] {
			b = append(b, percent(text[i])...)
		} else {
			b = append(b, text[i])
		}
	}
	return string(b)
}

// closed percent-encodes the marks at the end of a query, which a sentence would leave there.
func closed(query string) string {
	plain := strings.TrimRight(query, endMarks)
	return plain + escaped(query[len(plain):], &atEnd)
}

func percent(c byte) string {
	const digits = "0123456789ABCDEF"
	return string([]byte{'%', digits[c>>4], digits[c&15]})
}
