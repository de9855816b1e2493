package ectoken

import (
	"net/netip"
	"strconv"
	"strings"
	"time"
	"unicode"

	"playtoken/core/humantime"
)

// Bounds of what is taken for Unix seconds of our days: September 2001 and the
// year 5138, behind which milliseconds begin.
const (
	soonest = 1_000_000_000
	latest  = 100_000_000_000
)

func checkExpire(value string) *Problem {
	n, ok := wholeSeconds(value)
	switch {
	case value == "":
		return problem("There is no value.")
	case !ok:
		return notSeconds(value)
	case n >= latest:
		seconds := n
		for seconds >= latest {
			seconds /= 1000
		}
		return problem("This is milliseconds or finer, write seconds: %d.", seconds)
	case n < soonest:
		return warning("This is %s. ec_expire is a moment in Unix seconds, not a span.", humantime.UTC(time.Unix(n, 0)))
	}
	return nil
}

// wholeSeconds reads digits and nothing else.
func wholeSeconds(value string) (int64, bool) {
	if value == "" || strings.Trim(value, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(value, 10, 64)
	return n, err == nil
}

func notSeconds(value string) *Problem {
	trimmed := strings.TrimSpace(value)
	if _, ok := wholeSeconds(trimmed); ok {
		return problem("There is a space beside the number.")
	}
	if strings.Contains(value, ",") {
		return problem("This is one number, not a list.")
	}
	if whole, rest, ok := strings.Cut(trimmed, "."); ok && rest != "" && strings.Trim(rest, "0123456789") == "" {
		if _, ok := wholeSeconds(whole); ok {
			return problem("Only whole seconds are taken: %s.", shown(whole))
		}
	}
	// What is told by its distance from now, and there is none, lies before 1970.
	if t, err := humantime.Time(trimmed, time.Time{}, time.UTC); err == nil && t.Unix() > 0 {
		return problem("This is a date, write its Unix seconds: %d, if it is in UTC.", t.Unix())
	}
	return problem("This is not a number of Unix seconds, as in 1735646400.")
}

func checkPath(item string) *Problem {
	if scheme, rest, ok := cutScheme(item); ok {
		return problem("This is a URL; only its path is compared. Leave out %s://%s and write %s.", shown(scheme), shown(hostOf(rest)), shown(pathOf(rest)))
	}
	if !strings.HasPrefix(item, "/") {
		if host := hostOf(item); host != cutQuery(item) && strings.Contains(host, ".") {
			return problem("The path begins right behind the host. Leave out %s and write %s.", shown(host), shown(pathOf(item)))
		}
		return problem("A path begins with /: write /%s.", shown(cutQuery(item)))
	}
	if path := cutQuery(item); path != item {
		return problem("The query string is not compared: write %s.", shown(path))
	}
	if strings.ContainsAny(item, " \t") {
		return problem("A path in a request has no space in it.")
	}
	return doubtfulPath(item)
}

func doubtfulPath(path string) *Problem {
	last := path[strings.LastIndexByte(path, '/')+1:]
	switch {
	case path == "/":
		return warning("This is every path.")
	case strings.Contains(path, "*"):
		return warning("* is an ordinary character here. A path covers whatever begins with it, so that /videos/ is enough.")
	case strings.Contains(path, "%") || !ascii(path):
		return warning("How the edge compares characters written with %%, or others than plain letters, is not known.")
	case last != "" && !strings.Contains(last, "."):
		p := shown(path)
		return warning("%s also covers %s.png and %snew/. Put / at its end for the folder alone.", p, p, p)
	}
	return nil
}

// hostOf is what stands before the path of a URL without its scheme.
func hostOf(rest string) string {
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		return rest[:i]
	}
	return rest
}

// pathOf is the path of a URL without its scheme, at least /.
func pathOf(rest string) string {
	if path := cutQuery(rest[len(hostOf(rest)):]); path != "" {
		return path
	}
	return "/"
}

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
		return warning("Whether the port is compared is not known. %s is the host alone.", shown(name))
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
		return warning("The guides write missing or Missing. Other capitals are not known.")
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

// countries are the codes of ISO 3166-1 alpha-2.
const countries = " " +
	"AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT " +
	"BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH " +
	"ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT " +
	"HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS " +
	"LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI " +
	"NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG " +
	"SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG " +
	"UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW "

func checkCountry(item string) *Problem {
	upper := strings.ToUpper(item)
	switch {
	case upper == "A1" || upper == "A2" || upper == "AP" || upper == "EU":
		return warning("%s is no country of ISO 3166. One of the vendor's own programs knows it, the edge may not.", upper)
	case len(item) != 2 || len(upper) != 2 || strings.Trim(upper, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "":
		return problem("“%s” is no country code. It has two letters, as in US.", shown(item))
	case upper != item:
		return warning("Whether the edge takes small letters is not known: write %s.", upper)
	case item == "UK":
		return warning("The code of the United Kingdom is GB.")
	case !strings.Contains(countries, " "+item+" "):
		return warning("%s is no country of ISO 3166.", item)
	}
	return nil
}

func checkClientIP(value string) *Problem {
	if value == "" {
		return problem("There is no value.")
	}
	return first(value, func(item string) *Problem {
		p, ok := parseRange(item)
		switch {
		case !ok:
			return notRange(item)
		case strings.Contains(value, ","):
			return warning("The guides show one address or one range. Whether several are taken is not known.")
		case p.Bits() == 0:
			return warning("This range is every address.")
		case p.Masked() != p:
			return warning("This is the whole range %s.", p.Masked())
		case p.Addr().IsPrivate() || p.Addr().IsLoopback() || p.Addr().IsLinkLocalUnicast():
			return warning("This is an address within a local network. Across the internet a client has another one.")
		}
		return nil
	})
}

// parseRange reads an address, as the range of that alone, or a range.
func parseRange(item string) (netip.Prefix, bool) {
	if p, err := netip.ParsePrefix(item); err == nil {
		return p, true
	}
	a, err := netip.ParseAddr(item)
	if err != nil || a.Zone() != "" {
		return netip.Prefix{}, false
	}
	return netip.PrefixFrom(a, a.BitLen()), true
}

func notRange(item string) *Problem {
	if _, ok := parseRange(strings.TrimSpace(item)); ok {
		return problem("There is a space beside the address.")
	}
	if a, err := netip.ParseAddrPort(item); err == nil {
		return problem("This has a port, write the address alone: %s.", a.Addr().WithZone(""))
	}
	if inner, ok := strings.CutPrefix(item, "["); ok {
		if a, err := netip.ParseAddr(strings.TrimSuffix(inner, "]")); err == nil {
			return problem("Write the address without brackets: %s.", a.WithZone(""))
		}
	}
	address, mask, ok := strings.Cut(item, "/")
	if a, err := netip.ParseAddr(address); ok && err == nil {
		return problem("“/%s” is no mask: write / and a number from 0 to %d.", shown(mask), a.BitLen())
	}
	return problem("“%s” is no IP address or range, as 11.22.33.44 or 11.22.33.0/22.", shown(item))
}
