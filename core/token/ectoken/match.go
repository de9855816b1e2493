package ectoken

import (
	"fmt"
	"strings"
)

// Where the edge's reading of an item is not known there are two
// functions: is matches what is certain, perhaps also what may be meant.

func (r Request) isCountry(item string) bool      { return item == strings.ToUpper(r.Country) }
func (r Request) perhapsCountry(item string) bool { return strings.EqualFold(item, r.Country) }

// isScheme: the values are in small letters only.
func (r Request) isScheme(item string) bool { return item == strings.ToLower(r.Scheme) }

func (r Request) isHost(item string) bool { return hostMatches(item, r.Host) }

// perhapsHost: whether the port of the Host header is compared is not known.
func (r Request) perhapsHost(item string) bool {
	return hostMatches(item, r.Host) || hostMatches(withoutPort(item), withoutPort(r.Host))
}

// hostMatches compares whole names; * at the start stands for what comes before
// the rest, so that *.example.com does not match example.com.
func hostMatches(item, host string) bool {
	item, host = strings.ToLower(item), strings.ToLower(host)
	if end, ok := strings.CutPrefix(item, "*"); ok {
		return strings.HasSuffix(host, end)
	}
	return item == host
}

func withoutPort(host string) string {
	if i := strings.LastIndexByte(host, ':'); i > strings.LastIndexByte(host, ']') {
		return host[:i]
	}
	return host
}

// refererRefused judges a list of referrers. A request without one is let in by
// an allow list, and refused by a deny list, that has "missing" in it.
func (r Request) refererRefused(p Param, all []Param) string {
	referer := strings.TrimSpace(r.Referer)
	_, rest, _ := cutScheme(referer)
	is := func(item string) bool { return item != missing && refererMatches(item, rest) }
	perhaps := is
	if referer == "" {
		if r.Referer == "" && !r.NoReferer {
			return ""
		}
		is = func(item string) bool { return item == missing }
		perhaps = func(item string) bool { return strings.EqualFold(item, missing) }
	}
	denied := p.Name == RefDeny
	switch {
	case !denied && anyOf(split(p), perhaps):
		return ""
	case denied && (!anyOf(split(p), is) || anyOf(items(all, RefAllow), perhaps)):
		return ""
	case referer == "" && denied:
		return "The request has no referrer, and those without one are denied."
	case referer == "":
		return "The request has no referrer, and the list of those allowed does not have “missing” in it."
	case denied:
		return fmt.Sprintf("The referrer %s is denied.", shown(rest))
	}
	return fmt.Sprintf("The referrer %s is not among those allowed.", shown(rest))
}

// refererMatches compares the beginning of a referrer without its scheme; * at
// the start of an item stands for any beginning of the host.
func refererMatches(item, referer string) bool {
	begin, wild := strings.CutPrefix(item, "*")
	if !wild {
		return strings.HasPrefix(referer, item)
	}
	for i := range len(hostOf(referer)) + 1 {
		if strings.HasPrefix(referer[i:], begin) {
			return true
		}
	}
	return false
}

// Nearest is the parameter that a misspelt name was meant to be: another case,
// other separators, up to two letters wrong, or a longer word. It is "" if none
// is near or two are equally near; for the name of a rule it is that name.
func Nearest(name string) string {
	if len(name) > 40 {
		return ""
	}
	typed, nearest, least := letters(name), "", 3
	for _, r := range rules {
		switch d := distance(typed, letters(r.Name)); {
		case d < least:
			nearest, least = r.Name, d
		case d == least:
			nearest = ""
		}
	}
	return nearest
}

// words are longer forms of what a name has in it.
var words = strings.NewReplacer("referrer", "ref", "referer", "ref", "protocol", "proto", "countries", "country", "hostname", "host")

// letters is a name without case and separators, with ec in front.
func letters(name string) string {
	s := strings.Map(func(c rune) rune {
		if c < 'a' || 'z' < c {
			return -1
		}
		return c
	}, strings.ToLower(name))
	return "ec" + words.Replace(strings.TrimPrefix(s, "ec"))
}

// distance counts the letters to insert, to drop, to replace or to swap with
// their neighbour to make b of a.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, rows[i-2][j-2]+1)
			}
			rows[i][j] = d
		}
	}
	return rows[len(a)][len(b)]
}
