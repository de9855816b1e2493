package probe

import "slices"

// Look is a request that is worth a second one, by a name for its button.
type Look struct {
	Name    string // "With a browser's user agent"
	Request Request

	header string // the one that differs
	with   bool   // it is there in this one, else in the first
}

// browser is how a browser names itself.
const browser = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"

// Compare gives the requests that may tell why a URL was refused: the same one with or
// without each header by which the platform may refuse beside the token. page is the address
// of the page that plays the video, "" where it is not known: then nothing can be said in its
// place. Each is one request that a person asks for.
func Compare(a *Answer, page string) (list []Look) {
	if !a.Refused() || a.Status >= 500 {
		return nil
	}
	looksAt := []string{referer, origin, userAgent}
	if a.Platform != nil {
		looksAt = a.Platform.LooksAt
	}
	own := pageOf(page)
	for _, h := range []struct{ header, value string }{
		{referer, own}, {origin, trimSlash(own)}, {userAgent, browser},
	} {
		if !slices.Contains(looksAt, h.header) {
			continue
		}
		r := a.Request
		field := fieldOf(&r, h.header)
		look := Look{header: h.header, with: *field == ""}
		if !look.with {
			h.value = ""
		} else if h.value == "" {
			continue
		}
		*field = h.value
		look.Name, look.Request = nameOfLook(h.header, look.with), r
		list = append(list, look)
	}
	return list
}

// Untried are the headers by which a platform may have refused a request beside its token,
// and that the request did not have; a user agent of ours is none of a player.
func Untried(a *Answer) (headers []string) {
	if a.Status != 401 && a.Status != 403 || a.sent.None() || a.Good() || a.told {
		return nil
	}
	looksAt := []string{referer, origin, userAgent}
	if a.Platform != nil {
		looksAt = a.Platform.LooksAt
	}
	r := a.Request
	for _, header := range looksAt {
		if *fieldOf(&r, header) == "" {
			headers = append(headers, header)
		}
	}
	return headers
}

// The headers that make a difference.
const (
	referer   = "Referer"
	origin    = "Origin"
	userAgent = "User-Agent"
)

func fieldOf(r *Request, header string) *string {
	switch header {
	case referer:
		return &r.Referer
	case origin:
		return &r.Origin
	}
	return &r.UserAgent
}

func trimSlash(page string) string {
	if page == "" {
		return ""
	}
	return page[:len(page)-1]
}

// Beside is what the two answers say side by side, that to the look being the second one.
func (k Look) Beside(first, second *Answer) string {
	without, with := first, second
	if !k.with {
		without, with = second, first
	}
	thing, restriction := noun(k.header, k.with), restrictions[k.header]
	switch {
	case without.Refused() && with.Good():
		return onlyWith(thing, restriction, without.Status, with.Status)
	case with.Refused() && without.Good():
		return onlyWithout(thing, restriction, with.Status, without.Status)
	case without.Status == with.Status:
		return notByIt(thing, with.Status)
	}
	return differs(thing, without.Status, with.Status)
}
