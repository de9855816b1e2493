package platform_test

import (
	"slices"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/secret"
	"playtoken/core/token"
	"playtoken/core/token/ectoken"
	"playtoken/internal/fixtures"
)

func edgecast() *platform.Platform { return platform.ByName("edgecast") }

// edgecastRequest is a form with the given fields.
func edgecastRequest(t testing.TB, set ...string) platform.Request {
	t.Helper()
	r := complete(t, edgecast())
	for i := 0; i < len(set); i += 2 {
		r.Values[set[i]] = set[i+1]
	}
	return r
}

// opened is what stands in a token, by the package that knows the format.
func opened(t testing.TB, tok, key string) string {
	t.Helper()
	o, err := ectoken.Open(tok, secret.New([]byte(key)))
	if err != nil || !o.Authentic || len(o.Oddities) > 0 {
		t.Fatalf("%+v, %v", o, err)
	}
	return o.Plaintext
}

func TestEdgecastForms(t *testing.T) {
	for _, tc := range []struct {
		name    string
		set     []string
		extra   []token.Member
		endless bool
		want    string
		remarks string
	}{
		{"expiry alone", nil, nil, false, "ec_expire=1744784059", "opens every path."},
		{"in the order of the token", []string{
			"ec_proto_deny", "http", "ec_proto_allow", "https", "ec_ref_deny", "example.net/", "ec_ref_allow", "example.com/,missing",
			"ec_host_deny", "a.example.org", "ec_host_allow", "media.example.com", "ec_url_allow", "/videos/", "ec_country_deny", "FR", "ec_country_allow", "US,CA",
			"ec_clientip", "11.22.33.44",
		}, nil, false, "ec_expire=1744784059&ec_clientip=11.22.33.44&ec_country_allow=US,CA&ec_country_deny=FR&ec_url_allow=/videos/" +
			"&ec_host_allow=media.example.com&ec_host_deny=a.example.org&ec_ref_allow=example.com/,missing&ec_ref_deny=example.net/&ec_proto_allow=https&ec_proto_deny=http", ""},
		{"an expiry of one's own", []string{"ec_expire", "1744780500", "ec_url_allow", "/v/"}, nil, false, "ec_expire=1744780500&ec_url_allow=/v/", ""},
		{"endless", []string{"ec_url_allow", "/v/"}, nil, true, "ec_url_allow=/v/", "never ends"},
		{"a path of one's own is no restriction", []string{platform.ID, "/videos/a/b.m3u8"}, nil, false, "ec_expire=1744784059", "put /videos/a/ into ec_url_allow."},
		{"further parameters", nil, []token.Member{raw(t, "ec_secure", `"1"`), raw(t, "n", "12")}, false, "ec_expire=1744784059&ec_secure=1&n=12", "so n restricts nothing."},
		{"a replaced one", nil, []token.Member{raw(t, "ec_expire", "1744780500")}, false, "ec_expire=1744780500", "opens every path. Your own value stands in place"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := edgecastRequest(t, tc.set...)
			r.Extra, r.Endless = tc.extra, tc.endless
			s, problems := edgecast().Make(r)
			if s == nil {
				t.Fatal(problems)
			}
			if got := opened(t, s.Token, sharedSecret); got != tc.want {
				t.Errorf("%s\nwant\n%s", got, tc.want)
			}
			said := strings.Join(s.Remarks, " ")
			if !strings.Contains(said, tc.remarks) || tc.remarks == "" && said != "" {
				t.Errorf("remarks %q, want %q", said, tc.remarks)
			}
			for _, m := range s.Claims.Members {
				if m.Value.Type != token.Text {
					t.Errorf("%s is %s", m.Name, m.Value.Type)
				}
			}
			if end, ok := s.Claims.Get("ec_expire"); ok != !s.Expires.IsZero() || ok && end.Text != strings.TrimSpace(end.Text) {
				t.Errorf("expires %s", s.Expires)
			}
			if tc.name == "an expiry of one's own" && s.Expires.Unix() != 1744780500 {
				t.Errorf("expires %s", s.Expires)
			}
		})
	}
}

func TestEdgecastProblems(t *testing.T) {
	checkProblems(t, edgecast(), []problemCase{
		{"path", platform.ID, "/videos/a.m3u8", "", false},
		{"path with %", platform.ID, "/videos/a%20b.m3u8", "", false},
		{"path with a % alone", platform.ID, "/videos/100%", "two hexadecimal digits", false},
		{"path without a slash", platform.ID, "videos/a", "begins with /", false},
		{"a URL as path", platform.ID, "https://media.example.com/videos", "Write its path alone", false},
		{"path with a query", platform.ID, "/a?b=c", "Leave out the query", false},
		{"path with a space", platform.ID, "/a b", "no spaces", false},
		{"a key as path", platform.ID, "/LS0tLS1CRUdJTiBQUklWQVRF", "This is a key.", false},
		{"address", "ec_clientip", "11.22.33.44", "", false},
		{"no address", "ec_clientip", "11.22.33", "no IP address", false},
		{"country in small letters", "ec_country_allow", "us", "write US", true},
		{"no country", "ec_country_deny", "USA", "two letters", false},
		{"a URL among the paths", "ec_url_allow", "https://media.example.com/videos", "Leave out", false},
		{"host with its scheme", "ec_host_allow", "https://a.example.com", "Leave out", false},
		{"host denied", "ec_host_deny", "*.example.com", "", false},
		{"referrer with its scheme", "ec_ref_allow", "https://a.example.com", "Leave out", false},
		{"no referrer", "ec_ref_deny", "missing", "", false},
		{"protocol in capitals", "ec_proto_allow", "HTTPS", "Write https", false},
		{"no protocol", "ec_proto_deny", "ftp", "no protocol", false},
		{"milliseconds", "ec_expire", "1744784059000", "milliseconds", false},
		{"a date that has passed", "ec_expire", "1744780459", "the date has passed", false},
		{"a date", "ec_expire", "2025-04-16", "Unix seconds", false},
		{"a key among the values", "ec_host_allow", "-----BEGIN PRIVATE KEY-----", "This is a key.", false},
		{"a piece of a key among the values", "ec_country_allow", "q9Zr4Tn1VbX8sLw2Kd0f", "This is nothing for ec_country_allow", false},
		{"host", "host", "media.example.com", "", false},
		{"no host", "host", "media.example.com/videos", "host name only", false},
		{"parameter", "param", "auth_token", "", false},
		{"no parameter", "param", "a&b", "letters, digits", false},
	})
}

// TestEdgecastTogether: what is wrong with several parameters together.
func TestEdgecastTogether(t *testing.T) {
	for _, tc := range []struct {
		name    string
		set     []string
		extra   []token.Member
		endless bool
		field   string
		says    string
		warning bool
	}{
		{"nothing to put in", nil, nil, true, platform.ExpiresField, "nothing to put into", false},
		{"too long", []string{"ec_url_allow", "/" + strings.Repeat("a", 400)}, nil, false, "ec_url_allow", "at most 356", false},
		{"allowed and denied", []string{"ec_country_allow", "US", "ec_country_deny", "US"}, nil, false, "ec_country_deny", "Allow wins", true},
		{"its own URL is refused", []string{"ec_url_allow", "/videos/", platform.ID, "/audio/a", "host", "a.example"}, nil, false, "ec_url_allow", "does not open its own URL", true},
		{"its own host is refused", []string{"ec_host_allow", "b.example", platform.ID, "/audio/a", "host", "a.example"}, nil, false, "ec_host_allow", "does not open its own URL", true},
		{"a misspelt name", nil, []token.Member{raw(t, "ec-url-allow", `"/a"`)}, false, platform.ClaimsField, "Is it ec_url_allow?", true},
		{"a name with =", nil, []token.Member{raw(t, "a=b", `"/a"`)}, false, platform.ClaimsField, "nor its name =", false},
		{"a value with &", nil, []token.Member{raw(t, "a", `"x&y"`)}, false, platform.ClaimsField, "cannot have &", false},
		{"a known one with a bad value", nil, []token.Member{raw(t, "ec_clientip", `"home"`)}, false, platform.ClaimsField, "ec_clientip: “home” is no IP", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := edgecastRequest(t, tc.set...)
			r.Extra, r.Endless = tc.extra, tc.endless
			s, problems := edgecast().Make(r)
			i := slices.IndexFunc(problems, func(p platform.Problem) bool { return strings.Contains(p.Text, tc.says) })
			if i < 0 || problems[i].Field != tc.field || problems[i].Warning != tc.warning || (s != nil) != tc.warning {
				t.Errorf("%+v, want …%s… at %s", problems, tc.says, tc.field)
			}
		})
	}
}

// TestEdgecastLimit: what just fits makes a token of 512 characters.
func TestEdgecastLimit(t *testing.T) {
	paths := "/" + strings.Repeat("a", ectoken.MaxPlaintext-len("ec_expire=1744784059&ec_url_allow=/"))
	s, problems := edgecast().Make(edgecastRequest(t, "ec_url_allow", paths))
	if s == nil || len(s.Token) != ectoken.MaxToken {
		t.Fatal(problems)
	}
	if s, _ := edgecast().Make(edgecastRequest(t, "ec_url_allow", paths+"a")); s != nil {
		t.Error("one byte more was taken")
	}
}

func TestEdgecastKeys(t *testing.T) {
	r := edgecastRequest(t)
	for name, tc := range map[string]struct {
		key  *keys.Key
		says string
	}{
		"RSA":      {fixtures.Key(t), "a shared key"},
		"too long": {secretKey(t, edgecast().KeyWantFor(nil), strings.Repeat("a1B2", 63)), "at most 250"},
	} {
		r.Key = tc.key
		if s, problems := edgecast().Make(r); s != nil || problems[0].Field != platform.KeyField || !strings.Contains(problems[0].Text, tc.says) {
			t.Errorf("%s: %+v", name, problems)
		}
	}
}

func TestEdgecastURLs(t *testing.T) {
	for _, tc := range []struct{ host, path, param, want string }{
		{"", "/a", "", ""},
		{"media.example.com", "/videos/a.m3u8", "", "https://media.example.com/videos/a.m3u8?TOKEN"},
		{"https://media.example.com/", "", "", "https://media.example.com/?TOKEN"},
		{"media.example.com:8443", "/a%20b", "token", "https://media.example.com:8443/a%20b?token=TOKEN"},
	} {
		s, problems := edgecast().Make(edgecastRequest(t, "host", tc.host, platform.ID, tc.path, "param", tc.param))
		if s == nil {
			t.Fatal(problems)
		}
		switch {
		case tc.want == "" && len(s.URLs) == 0:
		case len(s.URLs) != 1 || s.URLs[0].URL != strings.Replace(tc.want, "TOKEN", s.Token, 1):
			t.Errorf("%+v, want %s", s.URLs, tc.want)
		}
	}
}

func TestEdgecastReads(t *testing.T) {
	claims := token.NewObject(token.StringMember("ec_expire", "1"), token.StringMember("ec_country_deny", "FR"), token.StringMember("ec_url_alow", "/x"))
	shut := &token.Token{Kind: token.EctokenV3}
	read := edgecast().Read(shut.Open(nil, claims))
	if len(read) != 3 || read[0].Value != "every path" || read[1].Code != "FR" || read[2].Code != "ec_url_alow" {
		t.Errorf("%+v", read)
	}
	if len(edgecast().Read(shut)) > 0 || platform.Recognise(shut, nil) != nil || platform.Recognise(shut.Open(nil, claims), nil) != edgecast() {
		t.Error("only an opened token can be read and recognised")
	}
	if platform.Recognise(shut, parse(t, "https://wpc.0001.edgecastcdn.net/a")) != edgecast() {
		t.Error("its host is not recognised")
	}
	if read := edgecast().Read((&token.Token{Kind: token.EctokenV2}).Open(nil, token.NewObject(token.StringMember("ec_url_allow", "/v/")))); read[0].Code != "/v/" || read[len(read)-1].Label != "Version" {
		t.Errorf("%+v", read)
	}
	for path, want := range map[string]bool{"/pictures": true, "/pictures.png": true, "/picture": false, "/videos/a": true, "/Videos/a": false} {
		if edgecast().SameID("/pictures,/videos/,", path) != want {
			t.Errorf("%s: not %v", path, want)
		}
	}
	if got := edgecast().URLID(parse(t, "https://a.example/v%20x?abc")); got != "/v%20x" {
		t.Error(got)
	}
}

// TestEdgecastSamples: each draws its own IV, so it is the plaintext that is
// compared.
func TestEdgecastSamples(t *testing.T) {
	r := edgecastRequest(t, "ec_url_allow", "/videos/ü$HOME", "ec_ref_allow", "example.com/'x'")
	s, problems := edgecast().Make(r)
	if s == nil {
		t.Fatal(problems)
	}
	for _, sn := range s.Snippets() {
		t.Run(sn.Name, func(t *testing.T) {
			got := opened(t, runners[sn.Name](t, sn.Text, keyFile(t, r.Key)), sharedSecret)
			if want := opened(t, s.Token, sharedSecret); got != want {
				t.Errorf("%s\nwant\n%s", got, want)
			}
		})
	}
	if len(s.Snippets()) != 3 {
		t.Errorf("%d samples, want 3", len(s.Snippets()))
	}
}
