package ectoken

import (
	"fmt"
	"slices"
	"strings"
)

// Rule is what is known of one parameter.
type Rule struct {
	Name    string
	Label   string
	Help    string // one sentence
	Example string
	List    bool // several values with commas between them
	// Check says what is wrong with the value of a parameter that is in the
	// token, or nothing. An empty value is wrong for all but the referrers, so a
	// form does not ask about a field that is left empty.
	Check func(value string) *Problem
}

// Problem is what is wrong with a value, in words that are safe to show. A
// warning is worth saying; the token may be meant so.
type Problem struct {
	Name    string // of the parameter, where several were looked at together
	Text    string
	Warning bool
}

//go:noinline // it is called in so many places that its copies would make ptok larger
func problem(format string, args ...any) *Problem {
	return &Problem{Text: fmt.Sprintf(format, args...)}
}

//go:noinline // it is called in so many places that its copies would make ptok larger
func warning(format string, args ...any) *Problem {
	return &Problem{Text: fmt.Sprintf(format, args...), Warning: true}
}

// The names of the parameters. All conditions in a token must hold.
const (
	Expire       = "ec_expire"
	ClientIP     = "ec_clientip"
	CountryAllow = "ec_country_allow"
	CountryDeny  = "ec_country_deny"
	URLAllow     = "ec_url_allow"
	HostAllow    = "ec_host_allow"
	HostDeny     = "ec_host_deny"
	RefAllow     = "ec_ref_allow"
	RefDeny      = "ec_ref_deny"
	ProtoAllow   = "ec_proto_allow"
	ProtoDeny    = "ec_proto_deny"
)

var rules = []Rule{
	{
		Name: Expire, Label: "Expires", Example: "1735646400", Check: checkExpire,
		Help: "The Unix time in seconds after which requests are refused.",
	},
	{
		Name: URLAllow, Label: "Paths allowed", Example: "/videos/,/images/logo.png", List: true, Check: each(checkPath),
		Help: "Beginnings of the path, compared from right after the host, without the query string; on CDN URLs the account segment counts.",
	},
	{
		Name: ClientIP, Label: "Client IP", Example: "11.22.33.44", Check: checkClientIP,
		Help: "The one IPv4 or IPv6 address, or range as in 11.22.33.0/22, that requests may come from.",
	},
	{
		Name: CountryAllow, Label: "Countries allowed", Example: "US,CA", List: true, Check: each(checkCountry),
		Help: "Two-letter country codes, in capitals; requests from elsewhere are refused.",
	},
	{
		Name: CountryDeny, Label: "Countries denied", Example: "US,CA", List: true, Check: each(checkCountry),
		Help: "Two-letter country codes, in capitals, whose requests are refused; a country that is also allowed is let in.",
	},
	{
		Name: RefAllow, Label: "Referrers allowed", Example: "example.com/,*.example.com/,missing", List: true, Check: checkReferrers,
		Help: "Beginnings of the referrer, without http:// or https://; “missing” stands for requests that have none, which are refused otherwise.",
	},
	{
		Name: RefDeny, Label: "Referrers denied", Example: "example.net/,missing", List: true, Check: checkReferrers,
		Help: "Beginnings of the referrer, without http:// or https://; a referrer that is also allowed is let in.",
	},
	{
		Name: HostAllow, Label: "Hosts allowed", Example: "media.example.com,*.example.com", List: true, Check: each(checkHost),
		Help: "Host names that may be requested; *.example.com stands for its subdomains but not for example.com itself.",
	},
	{
		Name: HostDeny, Label: "Hosts denied", Example: "*.example.net", List: true, Check: each(checkHost),
		Help: "Host names that may not be requested; *.example.com stands for its subdomains but not for example.com itself.",
	},
	{
		Name: ProtoAllow, Label: "Protocols allowed", Example: "https", List: true, Check: each(checkProtocol),
		Help: "http, https or both; other requests are refused.",
	},
	{
		Name: ProtoDeny, Label: "Protocols denied", Example: "http", List: true, Check: each(checkProtocol),
		Help: "http, https or both, which are refused; a protocol that is also allowed is let in.",
	},
}

// Rules are the parameters that restrict requests, in the order of a form.
func Rules() []Rule { return slices.Clone(rules) }

// Known reports whether a name is one of the Rules, or ec_secure or r, which the
// vendor's own programs add. An edge is known to ignore other names, so that a
// misspelt restriction does not restrict.
func Known(name string) bool {
	return name == "ec_secure" || name == "r" || ruleOf(name) != nil
}

func ruleOf(name string) *Rule {
	for i := range rules {
		if rules[i].Name == name {
			return &rules[i]
		}
	}
	return nil
}

// Conflicts are what does not go together in the parameters of one token. All
// are warnings: the token works, but perhaps not as it was meant.
func Conflicts(params []Param) []Problem {
	var list []Problem
	add := func(name string, p *Problem) {
		p.Name = name
		list = append(list, *p)
	}
	count := map[string]int{}
	for _, p := range params {
		if count[p.Name]++; count[p.Name] == 2 && ruleOf(p.Name) != nil {
			add(p.Name, warning("%s is there more than once. Which one counts is not known.", p.Name))
		}
	}
	for _, pair := range pairs {
		allowed := items(params, pair.allow)
		seen := map[string]bool{}
		for _, deny := range items(params, pair.deny) {
			allow, ok := coveredBy(deny, allowed, pair.allow == RefAllow)
			if !ok || seen[deny] {
				continue
			}
			seen[deny] = true
			switch {
			case pair.unsettled:
				add(pair.deny, warning("%s is in %s and in %s. Which one wins is not known.", shown(deny), pair.allow, pair.deny))
			case allow == deny:
				add(pair.deny, warning("%s is in %s and in %s. Allow wins, so it is let in.", shown(deny), pair.allow, pair.deny))
			default:
				add(pair.deny, warning("%s in %s has no effect: %s lets it in with %s, and allow wins.", shown(deny), pair.deny, pair.allow, shown(allow)))
			}
		}
	}
	return list
}

// pairs are the parameters that allow and deny the same thing.
var pairs = []struct {
	allow, deny string
	unsettled   bool // which one wins is not known
}{
	{allow: CountryAllow, deny: CountryDeny},
	{allow: RefAllow, deny: RefDeny},
	{allow: ProtoAllow, deny: ProtoDeny},
	{allow: HostAllow, deny: HostDeny, unsettled: true},
}

// items are those of all parameters with that name. Among referrers both forms
// of "missing" are "missing", and those that the edge ignores are left out; in
// the other lists it is the empty ones that say nothing.
func items(params []Param, name string) []string {
	var list []string
	for _, p := range params {
		if p.Name == name {
			list = append(list, split(p)...)
		}
	}
	return list
}

func split(p Param) []string {
	var list []string
	ref := p.Name == RefAllow || p.Name == RefDeny
	for item := range strings.SplitSeq(p.Value, ",") {
		switch {
		case ref && (item == "" || item == "Missing"):
			list = append(list, missing)
		case ref && strings.HasPrefix(item, " "), item == "":
		default:
			list = append(list, item)
		}
	}
	return list
}

const missing = "missing"

// coveredBy finds the allowed item that lets in all that another item denies.
func coveredBy(deny string, allowed []string, prefixes bool) (string, bool) {
	for _, allow := range allowed {
		plain := prefixes && allow != missing && deny != missing && !strings.HasPrefix(allow, "*")
		if allow == deny || plain && strings.HasPrefix(deny, allow) {
			return allow, true
		}
	}
	return "", false
}
