package reissue

import "playtoken/core/token"

// Change is one member that is not what it was.
type Change struct {
	Part   string // "header", "claims" or "footer"
	Name   string // of the member, "" for the footer
	Before string // its JSON, "" where it was not there
	After  string // its JSON, "" where it is gone
}

// Differences lists what has changed, in the order in which it stood, with what
// was added behind it. The order of members alone is no change.
func Differences(before, after Draft) []Change {
	list := changes("header", before.Header, after.Header)
	list = append(list, changes("claims", before.Claims, after.Claims)...)
	if b, a := string(before.Footer), string(after.Footer); b != a {
		list = append(list, Change{Part: "footer", Before: b, After: a})
	}
	return list
}

func changes(part string, before, after token.Object) (list []Change) {
	seen := map[string]bool{}
	for _, members := range [][]token.Member{before.Members, after.Members} {
		for _, m := range members {
			if seen[m.Name] {
				continue
			}
			seen[m.Name] = true
			b, a := raw(before, m.Name), raw(after, m.Name)
			if a != b {
				list = append(list, Change{part, m.Name, b, a})
			}
		}
	}
	return list
}

func raw(o token.Object, name string) string {
	v, ok := o.Get(name)
	if !ok {
		return ""
	}
	return v.Raw
}
