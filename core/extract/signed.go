package extract

import (
	"net/url"
	"strings"

	"playtoken/core/once"
	"playtoken/core/token"
	"playtoken/core/token/formats"
)

// marks are pieces of the URLs that carry their own signature.
var marks = formats.Marks()

// stretch is a piece of a text, from a byte on and up to another.
type stretch struct{ start, end int }

// address is a URL as it stands in a text.
type address struct {
	stretch
	plain string // its outer encoding undone
	url   *url.URL
}

// addresses lists the URLs of a text, the first few, and then those of request lines,
// with the host that stands near. The page that asks is none of them, nor is a
// link to a tool.
func (r *reader) addresses() (list []address) {
	if !strings.Contains(r.text, "http") && !strings.Contains(r.text, "HTTP") && !strings.Contains(r.text, pathLine) {
		return r.recorded()
	}
	for _, m := range anyURLs(r.text, 20) {
		if r.budget -= m.end - m.start; r.budget < 0 {
			break
		}
		text := TrimEnd(linkText(r.text[:m.start], r.text[m.start:m.end]))
		end := m.start + len(text)
		if _, n := splitSignature(r.text, m); n > 0 {
			text, end = r.text[m.start:m.end]+r.text[m.end+1:m.end+n], m.end+n
		}
		if plain, u := parse(text); u != nil && !r.isPage(m.start) && !isTool(u.Hostname()) {
			list = append(list, address{stretch{m.start, end}, plain, u})
		}
	}
	for _, m := range append(requests(r.text, 5), pathLines(r.text, 5)...) {
		if u := requestLine(r.text[m.start:m.end]); u != nil {
			list = append(list, address{m, r.text[m.start:m.end], r.hosted(u, m)})
		}
	}
	if len(list) == 0 {
		return r.recorded()
	}
	return list
}

// splitSignature is a signature of a URL that has a blank inside, without it, and how much of the
// URL stands behind the blank, which is counted: what goes on with the next parameter, or makes
// what stands in front a digest. 0 for a blank that ends a URL.
func splitSignature(text string, url stretch) (signature string, behind int) {
	const longest = 1 << 10
	if !strings.HasPrefix(text[url.end:], " ") {
		return "", 0
	}
	front := text[max(url.start, url.end-longest):url.end]
	tail := front[strings.LastIndexAny(front, "=~")+1:]
	if len(tail) == len(front) || len(tail) < 2 || !allBase64(tail) || !strings.Contains(text[url.start:url.end], "?") {
		return "", 0
	}
	word := text[url.end+1 : min(len(text), url.end+longest)]
	if i := strings.IndexAny(word, ends); i >= 0 {
		word = word[:i]
	}
	run, rest, more := strings.Cut(word, "&")
	if len(run) < 2 || !allBase64(run) {
		return "", 0
	}
	if more && strings.IndexByte(rest, '=') > 0 || !more && digest().MatchString(tail+run) && strings.ContainsAny(tail, "0123456789") {
		return tail + run, len(word) + 1
	}
	return "", 0
}

// ofDigest reports whether a word that may be a token is a piece of a digest which a blank has
// split in a URL, the front or the back.
func (r run) ofDigest(text string) bool {
	const longest = 4 << 10
	end := r.end
	if r.start > 0 && text[r.start-1] == ' ' {
		end = r.start - 1
	}
	start := max(0, end-longest)
	start += strings.LastIndexAny(text[start:end], ends) + 1
	signature, n := splitSignature(text, stretch{start, end})
	return n > 0 && digest().MatchString(signature) && !opaque(signature, due)
}

// digest is a hash in hexadecimal digits or in base64, of MD5, SHA-1, SHA-256 or SHA-512.
var digest = once.Regexp(`^(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{128}|[A-Za-z0-9_+/-]{22}(?:==)?|[A-Za-z0-9_+/-]{27}=?|[A-Za-z0-9_+/-]{43}=?|[A-Za-z0-9_+/-]{86}(?:==)?)$`)

// recorded are the paths that a log names by themselves, where a token was due in them.
func (r *reader) recorded() (list []address) {
	for _, rec := range r.records[:min(len(r.records), 5)] {
		if namesToken(rec.URL) == "" {
			continue
		}
		if u := requestLine(rec.URL); u != nil {
			m := stretch{rec.start, rec.end}
			list = append(list, address{m, rec.URL, r.hosted(u, m)})
		}
	}
	return list
}

// signed lists what signs URLs: those that carry a signature of a known format, and a
// set of cookies. What merely looks like one is told where a text has no token. shorter
// is by how much the text was shortened inside the first token.
func (r *reader) signed(shorter int) (list []Found) {
	for _, mark := range marks {
		if !strings.Contains(r.text, mark) {
			continue
		}
		for _, a := range r.orQueries(r.addresses()) {
			u := a.url
			t := formats.ReadURL(u)
			if t == nil {
				u, t = inParameter(a.url)
			}
			if t != nil && !t.Guessed() {
				list = append(list, Found{Token: t.Text, Start: a.start, End: a.end, URL: u, Place: WholeURL})
			}
		}
		break
	}
	if set := r.cookies(); set != nil {
		list = append(list, *set)
	}
	runs := make([]run, len(list))
	for i, f := range list {
		runs[i] = run{start: f.Start, end: f.End, token: f.Token}
	}
	told := r.statuses(runs)
	for i := range list {
		list[i].tell(told[list[i].Token])
		if len(r.all) == 0 || list[i].End <= r.all[0].Start {
			continue
		}
		list[i].End -= shorter
		if list[i].Start > r.all[0].Start {
			list[i].Start -= shorter
		}
	}
	return list
}

// inParameter is the signed URL in a parameter of another one, which leads to it, as mail
// programs and search engines write links.
func inParameter(u *url.URL) (*url.URL, *token.Token) {
	for piece := range strings.SplitSeq(u.RawQuery, "&") {
		_, value, _ := strings.Cut(piece, "=")
		if len(value) < 8 || !hasFoldPrefix(value, "http") {
			continue
		}
		if inner, err := url.Parse(unescape(value)); err == nil && inner.Host != "" {
			if t := formats.ReadURL(inner); t != nil {
				return inner, t
			}
		}
	}
	return nil, nil
}

// pathLine is how tools show the path of a request of HTTP/2.
const pathLine = ":path: "

func pathLines(text string, most int) (list []stretch) {
	for at := 0; len(list) < most; {
		i := strings.Index(text[at:], pathLine)
		if i < 0 {
			break
		}
		at += i + len(pathLine)
		end := at + few(text[at:], len(text), none(" \t\r\n"))
		list = append(list, stretch{at, end})
		at = end
	}
	return list
}

// isPage reports whether a URL at a place is the address of the page that asks.
func (r *reader) isPage(at int) bool {
	head := r.text[max(0, at-80):at]
	name := strings.TrimRight(head, " \t\r\n\"'")
	return name != "" && strings.IndexByte(":,=", name[len(name)-1]) >= 0 && fromPage().MatchString(head)
}

// fromPage is what stands in front of the address of a page, as a header or in the JSON
// of one.
var fromPage = once.Regexp(`(?i)(?:referr?er|origin)["']?[ \t]*[:,=][\s]*(?:["']?value["']?[\s]*:[\s]*)?["']?$`)
