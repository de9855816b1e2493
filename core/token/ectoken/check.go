package ectoken

import (
	"strings"
	"unicode"
)

// each checks the items of a list: what is wrong comes before what is only
// doubtful.
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
