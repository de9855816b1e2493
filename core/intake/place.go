package intake

import (
	"net/url"
	"strings"
)

// Place is where in a text a token stands.
type Place string

// The places. Unnamed is the first thing of a query, without a name, as Edgecast
// has it by default; a nameless one further behind is in Query.
const (
	Alone     Place = "alone"
	Query     Place = "query"
	Path      Place = "path"
	Unnamed   Place = "unnamed"
	Attribute Place = "attribute" // of a player tag
	Header    Place = "header"
	Member    Place = "member" // of JSON or of an object in code
	Text      Place = "text"
)

// reader gathers the tokens of one text.
type reader struct {
	text   string
	keyed  bool
	tags   []Tag
	all    []Found
	budget int // bytes of URLs that are still parsed; it bounds the work
}

// read says of each run where it stands. Of a token that comes again the first
// place counts.
func (r *reader) read(found []run) (list []Found) {
	seen, told := map[string]bool{}, statuses(r.text, found)
	for _, f := range found {
		if !seen[f.token] && len(seen) < MaxTokens {
			seen[f.token] = true
			one := r.found(f)
			one.Status = told[f.token]
			list = append(list, one)
		}
	}
	return list
}

func (r *reader) add(list []Found) {
	for _, f := range list {
		known := len(r.all) >= MaxTokens
		for i := 0; i < len(r.all) && !known; i++ {
			known = r.all[i].Token == f.Token
		}
		if !known {
			r.all = append(r.all, f)
		}
	}
}

func (r *reader) found(f run) Found {
	found := Found{Token: f.token, Name: f.under.name, Place: r.place(f)}
	plain, u := r.around(f)
	found.URL = u
	if u == nil {
		if found.Place == Path {
			found.Place = Text
		}
		return found
	}
	switch {
	case f.under.sep == '/':
		found.Place = Path
	case f.under.sep == '?':
		found.Place = Unnamed
	case !strings.ContainsAny(plain, "?#"):
		found.Place = Path
	default:
		found.Place = Query
	}
	found.judge(plain)
	return found
}

// place says where a token stands that is in no URL.
func (r *reader) place(f run) Place {
	switch l := f.under; {
	case l.sep == '=' && r.inTag(l.name, f.token):
		return Attribute
	case l.bearer || l.sep == ':' && !l.member && isHeader(l.name):
		return Header
	case l.sep == ':':
		return Member
	case l.sep == '=' && !l.quoted || l.sep == '&':
		return Query
	case l.sep == '?':
		return Unnamed
	case l.sep == '/':
		return Path
	}
	return Text
}

// isHeader reports whether a name is that of a header line, not of an object's
// member.
func isHeader(name string) bool {
	n := strings.ToLower(name)
	return strings.HasSuffix(n, "authorization") || strings.HasPrefix(n, "x-") || strings.HasSuffix(n, "cookie")
}

// requestLine is the URL of a log's request line, which has no host.
func requestLine(text string) *url.URL {
	if !strings.HasPrefix(text, "/") || strings.HasPrefix(text, "//") {
		return nil
	}
	u, err := url.Parse(text)
	if err != nil {
		return nil
	}
	return u
}
