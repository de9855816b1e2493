package ectoken

import (
	"strings"
	"unicode"
)

func checkHost(item string) *Problem {
	if scheme, rest, ok := cutScheme(item); ok {
		return problem("Leave out %s:// and write %s.", shown(scheme), shown(hostOf(rest)))
	}
	if host := hostOf(item); host != item {
		if host == "" {
			return problem("This is a path. A host is a name as in media.example.com.")
		}
		return problem("A host has no path: write %s.", shown(host))
	}
	return checkName(item)
}

// checkName checks a host name with what may follow it: * at its start, a port.
func checkName(host string) *Problem {
	if strings.LastIndexByte(host, '*') > 0 {
		return problem("* can only be the first character.")
	}
	name, port, hasPort := strings.Cut(host, ":")
	bare := strings.TrimPrefix(name, "*")
	if i := strings.IndexFunc(bare, notInName); i >= 0 {
		return problem("A host name cannot have %s in it.", named([]rune(bare[i:])[0]))
	}
	switch {
	case hasPort && strings.Trim(port, "0123456789") != "":
		return problem("“:%s” is no port.", shown(port))
	case hasPort:
		return warning("Whether the port is compared is not established. %s is the host alone.", shown(name))
	case host == "*":
		return warning("This is every host.")
	case bare != name && !strings.HasPrefix(bare, "."):
		return warning("This may also cover other%s. *.%s is its subdomains alone.", shown(bare), shown(bare))
	case !ascii(host):
		return warning("Browsers send such a name in its other form, which begins with xn--.")
	case strings.ToLower(host) != host:
		return warning("Browsers send host names in small letters: %s.", shown(strings.ToLower(host)))
	}
	return nil
}

func notInName(c rune) bool {
	return c != '.' && c != '-' && c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c)
}

func checkReferrers(value string) *Problem { return first(value, checkReferrer) }

// checkReferrer takes an empty item: it stands for requests without a referrer.
func checkReferrer(item string) *Problem {
	switch {
	case item == "" || item == "missing" || item == "Missing":
		return nil
	case strings.EqualFold(item, "missing"):
		return warning("The guides write missing or Missing. Other capitals are not established.")
	case strings.HasPrefix(item, " "):
		return problem("The edge ignores “%s”, since it begins with a space.", shown(item))
	case strings.ContainsAny(item, " \t"):
		return problem("A referrer has no space in it.")
	}
	if scheme, rest, ok := cutScheme(item); ok {
		return problem("Leave out %s:// and write %s.", shown(scheme), shown(rest))
	}
	if hostOf(item) == "" {
		return problem("A referrer begins with its host, as in example.com%s.", shown(item))
	}
	if strings.LastIndexByte(item, '*') > 0 {
		return problem("* can only be the first character.")
	}
	if strings.Contains(item, "#") {
		return problem("Browsers send no # and what follows it: write %s.", shown(cutQuery(item)))
	}
	return checkName(hostOf(item))
}

func checkProtocol(item string) *Problem {
	if item == "http" || item == "https" {
		return nil
	}
	name, _, _ := strings.Cut(strings.ToLower(item), ":")
	if name == "http" || name == "https" {
		return problem("Write %s: small letters, and nothing behind it.", name)
	}
	return problem("“%s” is no protocol here. There are http and https.", shown(item))
}
