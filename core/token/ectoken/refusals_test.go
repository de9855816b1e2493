package ectoken

import (
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestRefusals(t *testing.T) {
	ip := netip.MustParseAddr
	at := func(s int64) Request { return Request{Now: time.Unix(s, 0)} }
	path := func(p string) Request { return Request{Path: p} }
	from := func(r string) Request { return Request{Referer: r} }
	host := func(h string) Request { return Request{Host: h} }
	country := func(c string) Request { return Request{Country: c} }
	none := Request{NoReferer: true}
	for name, c := range map[string]struct {
		params  string
		request Request
		refuses bool
	}{
		"expire before":                  {"ec_expire=1000", at(999), false},
		"expire a moment before":         {"ec_expire=1000", Request{Now: time.Unix(999, 999_999_999)}, false},
		"expire at":                      {"ec_expire=1000", at(1000), true},
		"expire after":                   {"ec_expire=1000", at(1001), true},
		"expire no clock":                {"ec_expire=1000", Request{}, false},
		"expire not a number":            {"ec_expire=soon", at(1000), false},
		"expire far":                     {"ec_expire=9223372036854775807", at(1000), false},
		"path begins so":                 {"ec_url_allow=/pictures", path("/pictures.png"), false},
		"path begins so, longer":         {"ec_url_allow=/pictures", path("/picturesnew/a"), false},
		"path folder":                    {"ec_url_allow=/pictures/", path("/pictures.png"), true},
		"path second item":               {"ec_url_allow=/a/,/b/", path("/b/c"), false},
		"path not at the start":          {"ec_url_allow=/b/", path("/a/b/"), true},
		"path query ignored":             {"ec_url_allow=/a", path("/b?x=/a"), true},
		"path query behind":              {"ec_url_allow=/a/b.mp4", path("/a/b.mp4?t=1"), false},
		"path case":                      {"ec_url_allow=/Secure/", path("/secure/"), true},
		"path not known":                 {"ec_url_allow=/a", Request{}, false},
		"path list of nothing":           {"ec_url_allow=", path("/a"), false},
		"client":                         {"ec_clientip=11.22.33.44", Request{IP: ip("11.22.33.44")}, false},
		"client other":                   {"ec_clientip=11.22.33.44", Request{IP: ip("11.22.33.45")}, true},
		"client first of the range":      {"ec_clientip=11.22.33.0/22", Request{IP: ip("11.22.32.1")}, false},
		"client last of the range":       {"ec_clientip=11.22.33.0/22", Request{IP: ip("11.22.35.254")}, false},
		"client behind the range":        {"ec_clientip=11.22.33.0/22", Request{IP: ip("11.22.36.0")}, true},
		"client 6":                       {"ec_clientip=2001:db8::/32", Request{IP: ip("2001:db8:1::2")}, false},
		"client 6 other":                 {"ec_clientip=2001:db8::/32", Request{IP: ip("2001:db9::2")}, true},
		"client 6 with 4 asked":          {"ec_clientip=11.22.33.44", Request{IP: ip("2001:db8::1")}, true},
		"client mapped":                  {"ec_clientip=11.22.33.44", Request{IP: ip("::ffff:11.22.33.44")}, false},
		"client mapped in the token":     {"ec_clientip=::ffff:11.22.33.44", Request{IP: ip("11.22.33.44")}, false},
		"client zone":                    {"ec_clientip=fe80::1", Request{IP: ip("fe80::1%eth0")}, false},
		"client zone, other":             {"ec_clientip=fe80::1", Request{IP: ip("fe80::2%\x1b")}, true},
		"client one of several":          {"ec_clientip=1.1.1.1,2.2.2.2", Request{IP: ip("2.2.2.2")}, false},
		"client none of several":         {"ec_clientip=1.1.1.1,2.2.2.2", Request{IP: ip("3.3.3.3")}, true},
		"client not readable":            {"ec_clientip=home", Request{IP: ip("3.3.3.3")}, false},
		"client not known":               {"ec_clientip=1.1.1.1", Request{}, false},
		"country":                        {"ec_country_allow=US,CA", country("CA"), false},
		"country other":                  {"ec_country_allow=US,CA", country("MX"), true},
		"country small in the request":   {"ec_country_deny=US", country("us"), true},
		"country small in allow":         {"ec_country_allow=us", country("US"), false},
		"country small in deny":          {"ec_country_deny=us", country("US"), false},
		"country denied":                 {"ec_country_deny=US", country("US"), true},
		"country not denied":             {"ec_country_deny=US", country("CA"), false},
		"country allow wins":             {"ec_country_deny=US&ec_country_allow=US", country("US"), false},
		"country not known":              {"ec_country_allow=US", Request{}, false},
		"host":                           {"ec_host_allow=a.com", host("a.com"), false},
		"host capitals":                  {"ec_host_allow=a.com", host("A.COM"), false},
		"host longer":                    {"ec_host_allow=a.com", host("a.com.evil.net"), true},
		"host wildcard":                  {"ec_host_allow=*.server2.com", host("secure.server2.com"), false},
		"host wildcard deeper":           {"ec_host_allow=*.server2.com", host("en.secure.server2.com"), false},
		"host wildcard itself":           {"ec_host_allow=*.server2.com", host("server2.com"), true},
		"host port allowed":              {"ec_host_allow=a.com", host("a.com:8080"), false},
		"host port denied":               {"ec_host_deny=a.com", host("a.com:8080"), false},
		"host IPv6":                      {"ec_host_allow=[::1]", host("[::2]"), true},
		"host denied":                    {"ec_host_deny=*.a.com", host("x.a.com"), true},
		"host denied and allowed":        {"ec_host_deny=a.com&ec_host_allow=a.com", host("a.com"), true},
		"protocol":                       {"ec_proto_allow=https", Request{Scheme: "HTTPS"}, false},
		"protocol other":                 {"ec_proto_allow=https", Request{Scheme: "http"}, true},
		"protocol capitals in the token": {"ec_proto_allow=HTTPS", Request{Scheme: "https"}, true},
		"protocol denied":                {"ec_proto_deny=http", Request{Scheme: "http"}, true},
		"protocol allow wins":            {"ec_proto_deny=http&ec_proto_allow=http", Request{Scheme: "http"}, false},
		"protocol not known":             {"ec_proto_deny=http", Request{}, false},
		"referrer":                       {"ec_ref_allow=a.com", from("https://a.com/x"), false},
		"referrer path":                  {"ec_ref_allow=a.com/x", from("http://a.com/xyz"), false},
		"referrer other path":            {"ec_ref_allow=a.com/x", from("http://a.com/y"), true},
		"referrer subdomain":             {"ec_ref_allow=a.com", from("https://www.a.com/"), true},
		"referrer wildcard":              {"ec_ref_allow=*.a.com", from("https://www.a.com/"), false},
		"referrer wildcard itself":       {"ec_ref_allow=*.a.com", from("https://a.com/"), true},
		"referrer wildcard of nothing":   {"ec_ref_allow=*a.com", from("https://a.com/"), false},
		"referrer wildcard, in the path": {"ec_ref_allow=*.a.com", from("https://evil.net/x.a.com"), true},
		"referrer wildcard, in a query":  {"ec_ref_allow=*.a.com", from("https://evil.net?x.a.com"), true},
		"referrer wildcard with path":    {"ec_ref_allow=*.a.com/x", from("https://www.a.com/xy"), false},
		"referrer case":                  {"ec_ref_allow=a.com/X", from("https://a.com/x"), true},
		"referrer ignored item":          {"ec_ref_allow=b.com, a.com", from("https://a.com/"), true},
		"referrer ignored in deny":       {"ec_ref_deny=b.com, a.com", from("https://a.com/"), false},
		"referrer denied":                {"ec_ref_deny=a.com", from("https://a.com/"), true},
		"referrer allow wins":            {"ec_ref_deny=a.com&ec_ref_allow=a.com/x", from("https://a.com/x"), false},
		"referrer named missing":         {"ec_ref_allow=missing", from("https://missing.net/"), true},
		"referrer missing not a name":    {"ec_ref_allow=a.com,missing", from("https://b.com/"), true},
		"referrer empty item no prefix":  {"ec_ref_allow=a.com,", from("https://b.com/"), true},
		"no referrer, allow":             {"ec_ref_allow=a.com", none, true},
		"no referrer, missing":           {"ec_ref_allow=a.com,missing", none, false},
		"no referrer, Missing":           {"ec_ref_allow=Missing", none, false},
		"no referrer, MISSING":           {"ec_ref_allow=MISSING", none, false},
		"no referrer, MISSING denied":    {"ec_ref_deny=MISSING", none, false},
		"no referrer, trailing comma":    {"ec_ref_allow=a.com,", none, false},
		"no referrer, deny":              {"ec_ref_deny=a.com", none, false},
		"no referrer, missing denied":    {"ec_ref_deny=a.com,missing", none, true},
		"no referrer, comma denied":      {"ec_ref_deny=a.com,", none, true},
		"no referrer, allow wins":        {"ec_ref_deny=missing&ec_ref_allow=missing", none, false},
		"blank referrer":                 {"ec_ref_allow=a.com", from(" "), true},
		"referrer not known":             {"ec_ref_allow=a.com", Request{}, false},
		"misspelt names fail open":       {"ec-url-allow=/a&EC_EXPIRE=1", Request{Path: "/b", Now: time.Unix(2, 0)}, false},
		"marks refuse nothing":           {"ec_secure=033&r=abc&hello", Request{Path: "/b", Now: time.Unix(2, 0)}, false},
	} {
		t.Run(name, func(t *testing.T) {
			got := Refusals(Parse(c.params), c.request)
			if (len(got) > 0) != c.refuses {
				t.Errorf("%+v", got)
			}
			for _, r := range got {
				if !sentence(r.Text) || !strings.Contains(c.params, r.Name+"="+r.Value) {
					t.Errorf("%+v", r)
				}
			}
		})
	}
}

func TestRefusalsNameEach(t *testing.T) {
	params := Parse("ec_expire=1735646400&ec_country_allow=US&ec_url_allow=/Videos/&ec_clientip=1.1.1.0/24&ec_proto_deny=http&ec_ref_allow=a.com")
	got := Refusals(params, Request{
		Path: "/videos/\u202ea?b", Scheme: "http", NoReferer: true, Country: "CA",
		IP: netip.MustParseAddr("2.2.2.2"), Now: time.Unix(1735646405, 0),
	})
	want := []Refusal{
		{Expire, "1735646400", "The token ended on Tue 31 Dec 2024, 12:00:00 UTC, and it was Tue 31 Dec 2024, 12:00:05 UTC."},
		{CountryAllow, "US", "The country CA is not among those allowed."},
		{URLAllow, "/Videos/", `The path /videos/\u202Ea is not among those allowed. It differs in capital letters alone.`},
		{ClientIP, "1.1.1.0/24", "The client 2.2.2.2 is not within 1.1.1.0/24."},
		{ProtoDeny, "http", "The protocol http is denied."},
		{RefAllow, "a.com", "The request has no referrer, and the list of those allowed does not have “missing” in it."},
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
