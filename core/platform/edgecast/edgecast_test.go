package edgecast_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"playtoken/core/cause"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/platform/edgecast"
	"playtoken/core/secret"
	"playtoken/core/token"
	"playtoken/core/token/ectoken"
	"playtoken/internal/fixtures"
	"playtoken/internal/platformtest"
)

const sharedSecret = platformtest.SharedSecret

// request is a form with the given fields.
func request(t testing.TB, set ...string) platform.Request {
	t.Helper()
	return platformtest.Complete(t, edgecast.Platform, set...)
}

// opened is what stands in a token, by the package that knows the format.
func opened(t testing.TB, tok, key string) string {
	t.Helper()
	o, err := ectoken.Open(tok, secret.New([]byte(key)))
	if err != nil || !o.Authentic || len(o.Deviations) > 0 {
		t.Fatalf("%+v, %v", o, err)
	}
	return o.Plaintext
}

func TestForms(t *testing.T) {
	for _, tc := range []struct {
		name    string
		set     []string
		extra   []token.Member
		endless bool
		want    string
		notes   string
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
		{"a path of one's own is no restriction", []string{platform.ID, "/videos/a/b.m3u8"}, nil, false, "ec_expire=1744784059", "opens every path. Allow /videos/a/ alone by ec_url_allow."},
		{"further parameters", nil, []token.Member{platformtest.Member(t, "ec_secure", `"1"`), platformtest.Member(t, "n", "12")}, false, "ec_expire=1744784059&ec_secure=1&n=12", "so n restricts nothing."},
		{"a replaced one", nil, []token.Member{platformtest.Member(t, "ec_expire", "1744780500")}, false, "ec_expire=1744780500", "Your own value stands in place of the platform's for ec_expire. This token opens every path."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := request(t, tc.set...)
			r.Extra, r.Endless = tc.extra, tc.endless
			s, problems := edgecast.Platform.Make(r)
			if s == nil {
				t.Fatal(problems)
			}
			if got := opened(t, s.First().Text, sharedSecret); got != tc.want {
				t.Errorf("%s\nwant\n%s", got, tc.want)
			}
			said := strings.Join(s.Notes(), " ")
			if !strings.Contains(said, tc.notes) || tc.notes == "" && said != "" {
				t.Errorf("remarks %q, want %q", said, tc.notes)
			}
			for _, m := range s.First().Claims.Members {
				if m.Value.Type != token.Text {
					t.Errorf("%s is %s", m.Name, m.Value.Type)
				}
			}
			if end, ok := s.First().Claims.Get("ec_expire"); ok != !s.Expires.IsZero() || ok && end.Text != strings.TrimSpace(end.Text) {
				t.Errorf("expires %s", s.Expires)
			}
			if tc.name == "an expiry of one's own" && s.Expires.Unix() != 1744780500 {
				t.Errorf("expires %s", s.Expires)
			}
		})
	}
}

func TestProblems(t *testing.T) {
	platformtest.CheckProblems(t, edgecast.Platform, []platformtest.Problem{
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

// TestTogether: what is wrong with several parameters together.
func TestTogether(t *testing.T) {
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
		{"a misspelt name", nil, []token.Member{platformtest.Member(t, "ec-url-allow", `"/a"`)}, false, platform.ClaimsField, "Is it ec_url_allow?", true},
		{"a name with =", nil, []token.Member{platformtest.Member(t, "a=b", `"/a"`)}, false, platform.ClaimsField, "nor its name =", false},
		{"a value with &", nil, []token.Member{platformtest.Member(t, "a", `"x&y"`)}, false, platform.ClaimsField, "cannot have &", false},
		{"a known one with a bad value", nil, []token.Member{platformtest.Member(t, "ec_clientip", `"home"`)}, false, platform.ClaimsField, "ec_clientip: “home” is no IP", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := request(t, tc.set...)
			r.Extra, r.Endless = tc.extra, tc.endless
			s, problems := edgecast.Platform.Make(r)
			i := slices.IndexFunc(problems, func(p platform.Problem) bool { return strings.Contains(p.Text, tc.says) })
			if i < 0 || problems[i].Field != tc.field || problems[i].Warning != tc.warning || (s != nil) != tc.warning {
				t.Errorf("%+v, want …%s… at %s", problems, tc.says, tc.field)
			}
		})
	}
}

// TestLimit: what just fits makes a token of 512 characters.
func TestLimit(t *testing.T) {
	paths := "/" + strings.Repeat("a", ectoken.MaxPlaintext-len("ec_expire=1744784059&ec_url_allow=/"))
	s, problems := edgecast.Platform.Make(request(t, "ec_url_allow", paths))
	if s == nil || len(s.First().Text) != ectoken.MaxToken {
		t.Fatal(problems)
	}
	if s, _ := edgecast.Platform.Make(request(t, "ec_url_allow", paths+"a")); s != nil {
		t.Error("one byte more was taken")
	}
}

func TestKeys(t *testing.T) {
	r := request(t)
	for name, tc := range map[string]struct {
		key  *keys.Key
		says string
	}{
		"RSA":      {fixtures.Key(t), "a shared key"},
		"too long": {platformtest.SecretKey(t, edgecast.Platform.KeyWantFor(nil), strings.Repeat("a1B2", 63)), "at most 250"},
	} {
		r.Key = tc.key
		if s, problems := edgecast.Platform.Make(r); s != nil || problems[0].Field != platform.KeyField || !strings.Contains(problems[0].Text, tc.says) {
			t.Errorf("%s: %+v", name, problems)
		}
	}
}

func TestURLs(t *testing.T) {
	for _, tc := range []struct{ host, path, param, want string }{
		{"", "/a", "", ""},
		{"media.example.com", "/videos/a.m3u8", "", "https://media.example.com/videos/a.m3u8?TOKEN"},
		{"https://media.example.com/", "", "", "https://media.example.com/?TOKEN"},
		{"media.example.com:8443", "/a%20b", "token", "https://media.example.com:8443/a%20b?token=TOKEN"},
	} {
		s, problems := edgecast.Platform.Make(request(t, "host", tc.host, platform.ID, tc.path, "param", tc.param))
		if s == nil {
			t.Fatal(problems)
		}
		switch {
		case tc.want == "" && len(s.URLs()) == 0:
		case len(s.URLs()) != 1 || s.URLs()[0].URL != strings.Replace(tc.want, "TOKEN", s.First().Text, 1):
			t.Errorf("%+v, want %s", s.URLs(), tc.want)
		}
	}
}

func TestReads(t *testing.T) {
	claims := token.NewObject(token.StringMember("ec_expire", "1"), token.StringMember("ec_country_deny", "FR"), token.StringMember("ec_url_alow", "/x"))
	shut := &token.Token{Kind: token.EctokenV3, Format: ectoken.Format}
	read := edgecast.Platform.Meanings(shut.Open(nil, claims))
	if len(read) != 3 || read[0].Value != "every path" || read[1].Code != "FR" || read[2].Code != "ec_url_alow" {
		t.Errorf("%+v", read)
	}
	if len(edgecast.Platform.Meanings(shut)) > 0 || all.Owner(shut, nil) != nil || all.Owner(shut.Open(nil, claims), nil) != edgecast.Platform {
		t.Error("only an opened token can be read and recognised")
	}
	if all.Owner(shut, platformtest.Parse(t, "https://wpc.0001.edgecastcdn.net/a")) != edgecast.Platform {
		t.Error("its host is not recognised")
	}
	if read := edgecast.Platform.Meanings((&token.Token{Kind: token.EctokenV2, Format: ectoken.Format}).Open(nil, token.NewObject(token.StringMember("ec_url_allow", "/v/")))); read[0].Code != "/v/" || read[len(read)-1].Label != "Version" {
		t.Errorf("%+v", read)
	}
	for path, want := range map[string]bool{"/pictures": true, "/pictures.png": true, "/picture": false, "/videos/a": true, "/Videos/a": false} {
		open := shut.Open([]byte("ec_url_allow=/pictures,/videos/,"), claims)
		refused := slices.ContainsFunc(edgecast.Platform.Rules, func(r platform.Rule) bool {
			f := r(platform.Evidence{Token: open, Want: path})
			return f != nil && f.Code == cause.OtherPlaybackID
		})
		if refused == want {
			t.Errorf("%s: not %v", path, want)
		}
	}
	if got := edgecast.Platform.URLID(platformtest.Parse(t, "https://a.example/v%20x?abc")); got != "/v%20x" {
		t.Error(got)
	}
}

// TestSamples: each draws its own IV, so it is the plaintext that is
// compared.
func TestSamples(t *testing.T) {
	r := request(t, "ec_url_allow", "/videos/ü$HOME", "ec_ref_allow", "example.com/'x'")
	s, problems := edgecast.Platform.Make(r)
	if s == nil {
		t.Fatal(problems)
	}
	for _, sn := range s.Snippets() {
		t.Run(sn.Name, func(t *testing.T) {
			got := opened(t, platformtest.Runners[sn.Name](t, sn.Text, platformtest.KeyFile(t, r.Key)), sharedSecret)
			if want := opened(t, s.First().Text, sharedSecret); got != want {
				t.Errorf("%s\nwant\n%s", got, want)
			}
			// With the time of when it runs it lives as long, from then on.
			before := time.Now().Unix()
			got = opened(t, platformtest.Runners[sn.Name](t, sn.Live, platformtest.KeyFile(t, r.Key)), sharedSecret)
			text, rest, _ := strings.Cut(strings.TrimPrefix(got, "ec_expire="), "&")
			_, wanted, _ := strings.Cut(opened(t, s.First().Text, sharedSecret), "&")
			end, err := strconv.ParseInt(text, 10, 64)
			if begins := end - s.Expires.Unix() + s.IssuedAt.Unix(); err != nil || begins < before || begins > time.Now().Unix() || rest != wanted {
				t.Errorf("live: %s, it ran from %d on", got, before)
			}
		})
	}
	if len(s.Snippets()) != 3 {
		t.Errorf("%d samples, want 3", len(s.Snippets()))
	}
}
