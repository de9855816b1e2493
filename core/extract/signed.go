package extract

import (
	"net/url"
	"strings"

	"playtoken/core/once"
	"playtoken/core/token/formats"
)

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
	if !strings.Contains(r.text, "http") && !strings.Contains(r.text, "HTTP") {
		return nil
	}
	for _, m := range anyURLs(r.text, 20) {
		if r.budget -= m.end - m.start; r.budget < 0 {
			break
		}
		text := trimEnd(r.text[m.start:m.end])
		if plain, u := parse(text); u != nil && !r.isPage(m.start) && !isTool(u.Hostname()) {
			list = append(list, address{stretch{m.start, m.start + len(text)}, plain, u})
		}
	}
	for _, m := range requests(r.text, 5) {
		if u := requestLine(r.text[m.start:m.end]); u != nil {
			list = append(list, address{m, r.text[m.start:m.end], r.hosted(u, m)})
		}
	}
	return list
}

// signed lists what signs URLs: those that carry a signature of a known format, and a
// set of cookies. What merely looks like one is told where a text has no token. shorter
// is by how much the text was shortened inside the first token.
func (r *reader) signed(shorter int) (list []Found) {
	for _, mark := range formats.Marks() {
		if !strings.Contains(r.text, mark) {
			continue
		}
		for _, a := range r.addresses() {
			if t := formats.ReadURL(a.url); t != nil && !t.Guessed() {
				list = append(list, Found{Token: t.Text, Start: a.start, End: a.end, URL: a.url, Place: WholeURL})
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

// isPage reports whether a URL at a place is the address of the page that asks.
func (r *reader) isPage(at int) bool {
	head := r.text[max(0, at-80):at]
	name := strings.TrimRight(head, " \t\r\n\"'")
	return name != "" && strings.IndexByte(":,=", name[len(name)-1]) >= 0 && fromPage().MatchString(head)
}

// fromPage is what stands in front of the address of a page, as a header or in the JSON
// of one.
var fromPage = once.Regexp(`(?i)(?:referr?er|origin)["']?[ \t]*[:,=][\s]*(?:["']?value["']?[\s]*:[\s]*)?["']?$`)
