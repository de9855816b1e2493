package ectoken

import (
	"fmt"
	"strings"
)

// Where the edge's reading of an item is not established there are two
// functions: is matches what is certain, perhaps also what may be meant.

func (r Request) isCountry(item string) bool      { return item == strings.ToUpper(r.Country) }
func (r Request) perhapsCountry(item string) bool { return strings.EqualFold(item, r.Country) }

// isScheme: the values are in small letters only.
func (r Request) isScheme(item string) bool { return item == strings.ToLower(r.Scheme) }

func (r Request) isHost(item string) bool { return hostMatches(item, r.Host) }

// perhapsHost: whether the port of the Host header is compared is not established.
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
