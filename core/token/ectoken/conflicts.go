package ectoken

import "strings"

// Conflicts are what does not go together in the parameters of one token. All
// are warnings: the token works, but perhaps not as it was meant.
func Conflicts(params []Param) []Problem {
	var list []Problem
	add := func(p *Problem) { list = append(list, *p) }
	count := map[string]int{}
	for _, p := range params {
		if count[p.Name]++; count[p.Name] == 2 && ruleOf(p.Name) != nil {
			add(warning("%s is there more than once. Which one counts is not established.", p.Name))
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
				add(warning("%s is in %s and in %s. Which one wins is not established.", shown(deny), pair.allow, pair.deny))
			case allow == deny:
				add(warning("%s is in %s and in %s. Allow wins, so it is let in.", shown(deny), pair.allow, pair.deny))
			default:
				add(warning("%s in %s has no effect: %s lets it in with %s, and allow wins.", shown(deny), pair.deny, pair.allow, shown(allow)))
			}
		}
	}
	return list
}

// pairs are the parameters that allow and deny the same thing.
var pairs = []struct {
	allow, deny string
	unsettled   bool // which one wins is not established
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
