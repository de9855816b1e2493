package urlsig

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"sort"
	"strings"
)

// ErrURL says that a text is no URL that can be signed: it has no host, names a
// user, is neither http nor https, or is too long.
var ErrURL = errors.New("not a URL that can be signed")

// maxURL is the longest URL that is taken, in bytes.
const maxURL = 8 << 10

// link is a URL in the pieces from which signed texts are made.
type link struct {
	scheme, host, path string
	query              []param
	fragment           string // with its "#"
}

// param is one parameter of the query.
type param struct{ raw, name, value string }

func readLink(raw string) (link, error) {
	if len(raw) > maxURL {
		return link{}, fmt.Errorf("%w: it is longer than %d bytes", ErrURL, maxURL)
	}
	u, err := url.Parse(raw)
	switch {
	case err != nil:
		return link{}, ErrURL // err quotes the whole URL, which gives access
	case u.Scheme != "http" && u.Scheme != "https":
		return link{}, fmt.Errorf("%w: it must begin with https:// or http://", ErrURL)
	case u.Host == "":
		return link{}, fmt.Errorf("%w: it has no host", ErrURL)
	case u.User != nil:
		return link{}, fmt.Errorf("%w: there is a user name in front of the host", ErrURL)
	}
	l := link{scheme: u.Scheme, path: u.EscapedPath(), query: readQuery(u.RawQuery)}
	// url.URL writes the host as it must stand in a URL.
	l.host = strings.TrimPrefix((&url.URL{Scheme: u.Scheme, Host: u.Host}).String(), u.Scheme+"://")
	if l.path == "" {
		l.path = "/"
	}
	if u.Fragment != "" {
		l.fragment = "#" + u.EscapedFragment()
	}
	return l, nil
}

// readQuery keeps each piece as it stands beside what it means.
func readQuery(raw string) []param {
	if raw == "" {
		return nil
	}
	var list []param
	for _, piece := range strings.Split(raw, "&") {
		name, value, _ := strings.Cut(piece, "=")
		p := param{raw: piece, name: name, value: value}
		if s, err := url.QueryUnescape(name); err == nil {
			p.name = s
		}
		if s, err := url.QueryUnescape(value); err == nil {
			p.value = s
		}
		list = append(list, p)
	}
	return list
}

func newParam(name, value string) param {
	return param{raw: url.QueryEscape(name) + "=" + url.QueryEscape(value), name: name, value: value}
}

// signature is the value as a signature. Base64 is often put into a URL without
// being escaped, so that its "+" reads as a space: it is put back.
func (p param) signature() string { return strings.ReplaceAll(p.value, " ", "+") }

// get gives the value of a parameter, and how often its name is there.
func (l link) get(name string) (found param, times int) {
	for _, p := range l.query {
		if p.name == name {
			found = p
			times++
		}
	}
	return found, times
}

// without leaves out the parameters of some names.
func (l link) without(names ...string) link {
	l.query = slices.DeleteFunc(slices.Clone(l.query), func(p param) bool { return slices.Contains(names, p.name) })
	return l
}

func (l link) String() string { return l.scheme + "://" + l.host + l.path + l.queryText() + l.fragment }

func (l link) queryText() string {
	if len(l.query) == 0 {
		return ""
	}
	pieces := make([]string, len(l.query))
	for i, p := range l.query {
		pieces[i] = p.raw
	}
	return "?" + strings.Join(pieces, "&")
}

// text is what is signed. The expiry is given as it stands in the URL.
func (l link) text(r Recipe, expiry string) string { return r.join(l.base(r), expiry) }

// join puts the expiry in its place.
func (r Recipe) join(base, expiry string) string {
	switch r.Expiry {
	case Before:
		return expiry + r.Separator + base
	case Behind:
		return base + r.Separator + expiry
	default:
		return base
	}
}

// base is what is signed of the URL itself.
func (l link) base(r Recipe) string {
	start := l.path
	switch r.Signed {
	case WholeURL:
		start = l.scheme + "://" + l.host + l.path
	case HostAndPath:
		start = l.host + l.path
	case BarePath:
		start = strings.TrimPrefix(l.path, "/")
	}
	if r.Query == QueryNone {
		return start
	}
	signed := l.without(r.SignatureParam)
	if (r.Query == QueryOthers || r.Query == QueryOthersSorted) && r.ExpiryParam != "" {
		signed = signed.without(r.ExpiryParam)
	}
	if r.Query == QuerySorted || r.Query == QueryOthersSorted {
		sort.SliceStable(signed.query, func(i, j int) bool { return signed.query[i].name < signed.query[j].name })
	}
	return start + signed.queryText()
}
