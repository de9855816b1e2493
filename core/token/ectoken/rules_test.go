package ectoken

import (
	"strings"
	"testing"
)

func TestRules(t *testing.T) {
	for name, c := range map[string]struct {
		param, value string
		says         string // "" for nothing wrong
		warning      bool
	}{
		"expire":               {Expire, "1735646400", "", false},
		"expire empty":         {Expire, "", "no value", false},
		"expire milliseconds":  {Expire, "1735646400123", "write seconds: 1735646400", false},
		"expire nanoseconds":   {Expire, "1735646400123456789", "write seconds: 1735646400", false},
		"expire as span":       {Expire, "3600", "1 Jan 1970, 01:00:00 UTC", true},
		"expire broken":        {Expire, "1735646400.5", "whole seconds are taken: 1735646400", false},
		"expire negative":      {Expire, "-1", "not a number of Unix seconds", false},
		"expire signed":        {Expire, "+1735646400", "not a number of Unix seconds", false},
		"expire space":         {Expire, " 1735646400", "a space beside", false},
		"expire list":          {Expire, "1735646400,1735646401", "not a list", false},
		"expire date":          {Expire, "2024-12-31", "its Unix seconds: 1735603200", false},
		"expire moment":        {Expire, "2024-12-31T12:00:00Z", "its Unix seconds: 1735646400", false},
		"expire in words":      {Expire, "tomorrow", "not a number", false},
		"expire relative":      {Expire, "now-1h", "not a number", false},
		"expire astronomical":  {Expire, "99999999999999999999999", "not a number", false},
		"ip":                   {ClientIP, "11.22.33.44", "", false},
		"ip empty":             {ClientIP, "", "no value", false},
		"ip range":             {ClientIP, "11.22.32.0/22", "", false},
		"ip range host bits":   {ClientIP, "11.22.33.0/22", "the whole range 11.22.32.0/22", true},
		"ip every":             {ClientIP, "0.0.0.0/0", "every address", true},
		"ip 6":                 {ClientIP, "2001:db8::1", "", false},
		"ip 6 range":           {ClientIP, "2001:db8::/32", "", false},
		"ip 6 host bits":       {ClientIP, "2001:db8::1/32", "2001:db8::/32", true},
		"ip 6 brackets":        {ClientIP, "[2001:db8::1]", "without brackets: 2001:db8::1", false},
		"ip 6 zone":            {ClientIP, "fe80::1%eth0", "no IP address", false},
		"ip zone and port":     {ClientIP, "[fe80::1%\x1b]:80", "write the address alone: fe80::1.", false},
		"ip zone in brackets":  {ClientIP, "[fe80::1%\x1b]", "without brackets: fe80::1.", false},
		"ip mask too long":     {ClientIP, "11.22.33.0/33", "0 to 32", false},
		"ip 6 mask too long":   {ClientIP, "2001:db8::/129", "0 to 128", false},
		"ip dotted mask":       {ClientIP, "11.22.33.0/255.255.255.0", "“/255.255.255.0” is no mask", false},
		"ip port":              {ClientIP, "11.22.33.44:443", "write the address alone: 11.22.33.44", false},
		"ip list":              {ClientIP, "11.22.33.44,11.22.33.45", "not known", true},
		"ip list with a slip":  {ClientIP, "11.22.33.44,11.22.33.456", "“11.22.33.456” is no IP", false},
		"ip local":             {ClientIP, "192.168.1.2", "local network", true},
		"ip space":             {ClientIP, "11.22.33.44 ", "a space beside", false},
		"ip name":              {ClientIP, "example.com", "no IP address", false},
		"country":              {CountryAllow, "US,CA", "", false},
		"country small":        {CountryDeny, "us", "write US", true},
		"country long":         {CountryAllow, "USA", "“USA” is no country code", false},
		"country name":         {CountryAllow, "US,Canada", "“Canada” is no country code", false},
		"country space":        {CountryAllow, "US, CA", "a space beside “CA”", false},
		"country comma":        {CountryAllow, "US,", "a comma too many", false},
		"country empty":        {CountryAllow, "", "no value", false},
		"country UK":           {CountryAllow, "UK", "GB", true},
		"country of nobody":    {CountryAllow, "ZZ", "no country of ISO 3166", true},
		"country of PHP":       {CountryDeny, "A1", "the edge may not", true},
		"country odd letters":  {CountryDeny, "ı", "no country code", false},
		"error before warning": {CountryAllow, "us,USA", "“USA” is no country code", false},
		"path":                 {URLAllow, "/videos/", "", false},
		"path of a file":       {URLAllow, "/videos/a.m3u8,/000001/Secure/", "", false},
		"path of URL":          {URLAllow, "https://cdn.example.com/videos/?a=1&b=2", "Leave out https://cdn.example.com and write /videos/.", false},
		"path of bare URL":     {URLAllow, "https://cdn.example.com", "write /.", false},
		"path with host":       {URLAllow, "cdn.example.com/videos/", "Leave out cdn.example.com and write /videos/", false},
		"path without slash":   {URLAllow, "test.mp3", "write /test.mp3", false},
		"path query":           {URLAllow, "/a/?b=1", "not compared: write /a/", false},
		"path fragment":        {URLAllow, "/a/#b", "write /a/", false},
		"path space":           {URLAllow, "/a b/", "no space", false},
		"path after a space":   {URLAllow, "/a/, /b/", "a space beside “/b/”", false},
		"path empty item":      {URLAllow, "/a/,,/b/", "a comma too many", false},
		"path ampersand":       {URLAllow, "/a&b/", "cannot have & in it", false},
		"path equals":          {URLAllow, "/a=b/", "cannot have = in it", false},
		"path control":         {URLAllow, "/a\x00.mp4", "does not show", false},
		"path wildcard":        {URLAllow, "/videos/*", "ordinary character", true},
		"path every":           {URLAllow, "/", "every path", true},
		"path open end":        {URLAllow, "/pictures", "/pictures.png and /picturesnew/", true},
		"path encoded":         {URLAllow, "/a%2Cb/", "not known", true},
		"path not ASCII":       {URLAllow, "/é/", "not known", true},
		"host":                 {HostAllow, "media.example.com,*.server2.com", "", false},
		"host scheme":          {HostAllow, "https://a.example.com/x", "Leave out https:// and write a.example.com.", false},
		"host path":            {HostDeny, "a.example.com/x", "no path: write a.example.com", false},
		"host is path":         {HostDeny, "/x", "This is a path", false},
		"host port":            {HostAllow, "a.example.com:8080", "not known", true},
		"host port no number":  {HostAllow, "a.example.com:x", "no port", false},
		"host wildcard within": {HostAllow, "a.*.com", "only be the first", false},
		"host two wildcards":   {HostAllow, "*.*.com", "only be the first", false},
		"host every":           {HostAllow, "*", "every host", true},
		"host wildcard no dot": {HostAllow, "*example.com", "otherexample.com", true},
		"host capitals":        {HostAllow, "A.example.com", "a.example.com", true},
		"host not ASCII":       {HostAllow, "müller.example", "xn--", true},
		"host letter":          {HostAllow, "a@example.com", "cannot have “@”", false},
		"host empty":           {HostAllow, "", "no value", false},
		"host pasted pair":     {HostAllow, "a.com&ec_expire=1", "cannot have “&”", false},
		"referrer":             {RefAllow, "example.com/,*.example.com/a/b", "", false},
		"referrer missing":     {RefDeny, "example.com,missing", "", false},
		"referrer Missing":     {RefAllow, "Missing", "", false},
		"referrer MISSING":     {RefAllow, "MISSING", "not known", true},
		"referrer empty":       {RefAllow, "", "", false},
		"referrer empty item":  {RefAllow, "example.com/,", "", false},
		"referrer scheme":      {RefAllow, "https://example.com/a", "write example.com/a", false},
		"referrer first space": {RefAllow, "a.com/, b.com/", "ignores “ b.com/”", false},
		"referrer last space":  {RefAllow, "a.com/ ,b.com/", "no space", false},
		"referrer path alone":  {RefAllow, "/a", "example.com/a", false},
		"referrer wildcard":    {RefAllow, "a.com/*", "only be the first", false},
		"referrer fragment":    {RefAllow, "a.com/#b", "write a.com/", false},
		"referrer query":       {RefAllow, "a.com/?b=1", "cannot have =", false},
		"referrer port":        {RefAllow, "a.com:8080/", "not known", true},
		"protocol":             {ProtoAllow, "https", "", false},
		"protocols":            {ProtoDeny, "http,https", "", false},
		"protocol capitals":    {ProtoAllow, "HTTPS", "Write https", false},
		"protocol scheme":      {ProtoAllow, "https://", "Write https", false},
		"protocol other":       {ProtoAllow, "rtmp", "“rtmp” is no protocol", false},
		"protocol empty item":  {ProtoAllow, "http,", "a comma too many", false},
		"acts in a terminal":   {ProtoAllow, "\x1b[31m\u202e", `“\u001B[31m\u202E”`, false},
		"long":                 {ProtoAllow, strings.Repeat("a", 5000), strings.Repeat("a", 60) + "…", false},
	} {
		t.Run(name, func(t *testing.T) {
			p := ruleOf(c.param).Check(c.value)
			switch {
			case p == nil && c.says != "":
				t.Errorf("nothing is wrong, want …%s…", c.says)
			case p != nil && (c.says == "" || !strings.Contains(p.Text, c.says) || p.Warning != c.warning || !sentence(p.Text)):
				t.Errorf("%+v, want …%s…, warning %v", *p, c.says, c.warning)
			}
		})
	}
}

func TestRulesAreWhole(t *testing.T) {
	list := Rules()
	if len(list) != 11 {
		t.Errorf("%d rules", len(list))
	}
	for _, r := range list {
		if r.Label == "" || !sentence(r.Help) || !Known(r.Name) || Nearest(r.Name) != r.Name {
			t.Errorf("%+v", r)
		}
		if p := r.Check(r.Example); p != nil {
			t.Errorf("%s: the example is wrong: %s", r.Name, p.Text)
		}
		if p := r.Check("1735646400,1735646401"); !r.List && (p == nil) {
			t.Errorf("%s is no list and takes one", r.Name)
		}
	}
	list[0].Name = "x"
	if Rules()[0].Name != Expire {
		t.Error("a caller can change the rules")
	}
}

func TestKnown(t *testing.T) {
	for name, want := range map[string]bool{"ec_expire": true, "ec_secure": true, "r": true, "": false, "EC_EXPIRE": false, "ec_url_deny": false, "ec-expire": false} {
		if Known(name) != want {
			t.Errorf("%q: %v", name, !want)
		}
	}
}

func TestNearest(t *testing.T) {
	for name, want := range map[string]string{
		"ec-url-allow": URLAllow, "ec_url_alow": URLAllow, "EC_EXPIRE": Expire, "expire": Expire, "ec_expires": Expire,
		"ec_expiry": Expire, "ecCountryAllow": CountryAllow, "ec_countries_deny": CountryDeny, "ec_referrer_deny": RefDeny,
		"ec_referer_allow": RefAllow, "ec_protocol_allow": ProtoAllow, "ec_client_ip": ClientIP, "ec_cleintip": ClientIP,
		"ec_host_dney": HostDeny, " ec_url_allow": URLAllow, "url_allow": URLAllow,
		"ec_url_deny": "", "ec_prefix": "", "ec_rate": "", "ec_prebuf": "", "": "", "ec": "", "r": "", "token": "", "é": "",
		strings.Repeat("ec_expire", 1000): "",
	} {
		if got := Nearest(name); got != want {
			t.Errorf("%.40q: %q, want %q", name, got, want)
		}
	}
}

func TestConflicts(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                       nil,
		"ec_country_allow=US&ec_country_deny=CA": nil,
		"ec_country_allow=US,CA&ec_country_deny=CA,CA,MX":               {"CA is in ec_country_allow and in ec_country_deny. Allow wins"},
		"ec_country_deny=CA&ec_country_allow=CA":                        {"CA is in"},
		"ec_proto_allow=http&ec_proto_deny=http,https":                  {"http is in ec_proto_allow"},
		"ec_host_allow=a.com&ec_host_deny=a.com":                        {"Which one wins is not known"},
		"ec_ref_allow=a.com&ec_ref_deny=a.com/private":                  {"a.com/private in ec_ref_deny has no effect"},
		"ec_ref_allow=a.com/private&ec_ref_deny=a.com":                  nil,
		"ec_ref_allow=a.com,&ec_ref_deny=Missing":                       {"missing is in ec_ref_allow and in ec_ref_deny"},
		"ec_ref_allow=*.a.com&ec_ref_deny=*.a.com, b.com":               {"*.a.com is in"},
		"ec_ref_allow= b.com&ec_ref_deny= b.com":                        nil,
		"ec_host_allow=&ec_host_deny=":                                  nil,
		"ec_expire=1&ec_expire=2&ec_expire=3":                           {"ec_expire is there more than once"},
		"r=a&r=b&x=1&x=2":                                               nil,
		"ec_country_allow=US&ec_country_allow=CA&ec_country_deny=CA,US": {"more than once", "CA is in", "US is in"},
	} {
		got := Conflicts(Parse(text))
		if len(got) != len(want) {
			t.Errorf("%s: %+v, want %q", text, got, want)
			continue
		}
		for i, p := range got {
			if !p.Warning || !strings.Contains(p.Text, want[i]) || !sentence(p.Text) {
				t.Errorf("%s: %+v, want …%s…", text, p, want[i])
			}
		}
	}
}
