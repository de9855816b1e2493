package ectoken

import (
	"fmt"
	"net/netip"
	"strings"
	"time"
	"unicode"

	"playtoken/core/humantime"
)

// each checks the items of a list: what is wrong comes before what is only
// doubtful.
//
//go:noinline // its closures would be copied, and make ptok larger
func each(check func(item string) *Problem) func(value string) *Problem {
	return func(value string) *Problem {
		if value == "" {
			return problem("There is no value.")
		}
		return first(value, func(item string) *Problem {
			switch {
			case item == "":
				return problem("There is an empty item: a comma too many.")
			case strings.TrimSpace(item) != item:
				return problem("There is a space beside “%s”. The items stand between commas without spaces.", shown(strings.TrimSpace(item)))
			}
			return check(item)
		})
	}
}

// first is the first problem among the items, or the first warning.
func first(value string, check func(item string) *Problem) *Problem {
	var doubt *Problem
	for item := range strings.SplitSeq(value, ",") {
		p := check(item)
		if p != nil && !p.Warning {
			return p
		}
		if doubt == nil {
			doubt = p
		}
	}
	if p := uncarried(value); p != nil {
		return p
	}
	return doubt
}

// uncarried finds what the format of a token has no room for. It comes after
// the other checks: of a URL that was pasted there is something better to say.
func uncarried(value string) *Problem {
	switch i := strings.IndexAny(value, "&="); {
	case i >= 0 && value[i] == '&':
		return problem("A value cannot have & in it: the next parameter begins there.")
	case i >= 0:
		return problem("A value cannot have = in it: it stands between name and value.")
	case strings.ContainsFunc(value, unicode.IsControl):
		return problem("There is a character that does not show, perhaps a line break.")
	}
	return nil
}

// cutScheme splits "https://host/path" behind the "://".
func cutScheme(s string) (scheme, rest string, ok bool) {
	scheme, rest, ok = strings.Cut(s, "://")
	if !ok || scheme == "" || strings.ContainsAny(scheme, "/?#*.") {
		return "", s, false
	}
	return scheme, rest, true
}

// cutQuery drops the query string and what follows #.
func cutQuery(s string) string {
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		return s[:i]
	}
	return s
}

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(c rune) bool { return c > unicode.MaxASCII })
}

// Request is what an edge knows of a request. What is empty is not known.
type Request struct {
	Path      string // from right behind the host, as it was sent; a query string does no harm
	Host      string // as in the Host header
	Scheme    string // http or https
	Referer   string // as in the header of that name
	NoReferer bool   // known to have no Referer; a blank one counts as none
	Country   string // two letters
	IP        netip.Addr
	Now       time.Time
}

// Refusal is a parameter that refuses a request. The value is as in the token;
// the text is one sentence, safe to show.
type Refusal struct{ Name, Value, Text string }

// Refusals lists the parameters that refuse the request, in their order; all
// must let it in. What is not known of the request is not judged, nor is what
// is not known of the edge, such as a country in small letters. Three
// readings remain: a token is refused from the second of ec_expire on, where the
// guides say only "after"; host names are compared without regard to case; a
// host that is both allowed and denied is refused.
func Refusals(params []Param, r Request) []Refusal {
	var list []Refusal
	for _, p := range params {
		if text := r.refusal(p, params); text != "" {
			list = append(list, Refusal{p.Name, p.Value, text})
		}
	}
	return list
}

// refusal is why one parameter refuses the request, or "".
func (r Request) refusal(p Param, all []Param) string {
	switch p.Name {
	case Expire:
		return r.expired(p.Value)
	case ClientIP:
		return r.elsewhere(p.Value)
	case URLAllow:
		return r.path(p)
	case CountryAllow:
		return onlyThese("country", r.Country, split(p), r.perhapsCountry)
	case CountryDeny:
		return notThese("country", r.Country, split(p), r.isCountry, anyOf(items(all, CountryAllow), r.perhapsCountry))
	case HostAllow:
		return onlyThese("host", r.Host, split(p), r.perhapsHost)
	case HostDeny:
		return notThese("host", r.Host, split(p), r.isHost, false)
	case ProtoAllow:
		return onlyThese("protocol", r.Scheme, split(p), r.isScheme)
	case ProtoDeny:
		return notThese("protocol", r.Scheme, split(p), r.isScheme, anyOf(items(all, ProtoAllow), r.isScheme))
	case RefAllow, RefDeny:
		return r.refererRefused(p, all)
	}
	return ""
}

// onlyThese is why a list of what is allowed refuses a thing, if that is known.
// A list of nothing is not judged.
func onlyThese(what, thing string, allowed []string, matches func(string) bool) string {
	if thing == "" || len(allowed) == 0 || anyOf(allowed, matches) {
		return ""
	}
	return fmt.Sprintf("The %s %s is not among those allowed.", what, shown(thing))
}

// notThese is why a list of what is denied refuses a thing, if that is known and
// not let in by the list of what is allowed.
func notThese(what, thing string, denied []string, matches func(string) bool, letIn bool) string {
	if thing == "" || letIn || !anyOf(denied, matches) {
		return ""
	}
	return fmt.Sprintf("The %s %s is denied.", what, shown(thing))
}

// path compares capital letters as the edge does if nobody told it otherwise.
func (r Request) path(p Param) string {
	path := cutQuery(r.Path)
	text := onlyThese("path", path, split(p), func(item string) bool { return strings.HasPrefix(path, item) })
	small := strings.ToLower(path)
	if text != "" && anyOf(split(p), func(item string) bool { return strings.HasPrefix(small, strings.ToLower(item)) }) {
		text += " It differs in capital letters alone."
	}
	return text
}

func anyOf(items []string, matches func(string) bool) bool {
	for _, item := range items {
		if matches(item) {
			return true
		}
	}
	return false
}

func (r Request) expired(value string) string {
	end, ok := wholeSeconds(value)
	if !ok || r.Now.IsZero() || r.Now.Unix() < end {
		return ""
	}
	return fmt.Sprintf("The token ended on %s, and it was %s.", humantime.UTC(time.Unix(end, 0)), humantime.UTC(r.Now))
}

// elsewhere compares the client with each address or range. The bits behind a
// mask do not count. A value that cannot be read whole is not judged.
func (r Request) elsewhere(value string) string {
	if !r.IP.IsValid() {
		return ""
	}
	ip := r.IP.Unmap().WithZone("")
	mapped := netip.AddrFrom16(ip.As16())
	for item := range strings.SplitSeq(value, ",") {
		p, ok := parseRange(item)
		if !ok || p.Contains(ip) || p.Contains(mapped) {
			return ""
		}
	}
	return fmt.Sprintf("The client %s is not within %s.", ip, shown(value))
}
