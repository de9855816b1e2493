package ectoken

import (
	"net/netip"
	"strings"
)

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
			return warning("The guides show one address or one range. Whether several are taken is not established.")
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
