package platform_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/jws"
	"playtoken/internal/fixtures"
)

const (
	keyID      = fixtures.KeyID
	playbackID = fixtures.PlaybackID
)

var issued = time.Unix(1744780459, 0)

func fastpix() *platform.Platform { return platform.ByName("fastpix") }

// request is a complete form; set changes fields: "for", "drm".
func request(t testing.TB, set ...string) platform.Request {
	t.Helper()
	r := platform.Request{
		Values: map[string]string{platform.KeyID: keyID, platform.ID: playbackID},
		Key:    fixtures.Key(t), IssuedAt: issued,
	}
	for i := 0; i < len(set); i += 2 {
		r.Values[set[i]] = set[i+1]
	}
	return r
}

func signed(t testing.TB, r platform.Request) *platform.Signed {
	t.Helper()
	s, problems := fastpix().Make(r)
	if s == nil {
		t.Fatal(problems)
	}
	return s
}

func TestGolden(t *testing.T) {
	var golden struct {
		Vectors []struct{ Name, Token string }
	}
	fixtures.JSON(t, "platform/testdata/golden.json", &golden)
	for _, v := range golden.Vectors {
		t.Run(v.Name, func(t *testing.T) {
			s, problems := fastpix().Make(request(t))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			if s.Token != v.Token {
				t.Errorf("%s\nwant\n%s", s.Token, v.Token)
			}
			if !s.IssuedAt.Equal(issued) || !s.Expires.Equal(issued.Add(24*time.Hour)) || len(s.Remarks) > 0 {
				t.Errorf("issued %s, expires %s, remarks %q", s.IssuedAt, s.Expires, s.Remarks)
			}
		})
	}
	if len(golden.Vectors) == 0 {
		t.Error("no golden token")
	}
}

func TestForms(t *testing.T) {
	const claims = `{"kid":"` + keyID + `","aud":"media:` + playbackID + `","iss":"fastpix.com","sub":"","iat":1744780459,"exp":1744866859}`
	for _, tc := range []struct {
		name           string
		set            []string
		header, claims string
	}{
		{"as FastPix signs", nil, `{"alg":"RS256"}`, claims},
		{"as the plugin signs", []string{"header", "plugin"}, `{"alg":"RS256","typ":"JWT","kid":"` + keyID + `"}`, claims},
		{"DRM", []string{"for", "drm"}, `{"alg":"RS256"}`, strings.Replace(claims, "media:", "drm:", 1)},
		{"the older issuer", []string{"issuer", "fastpix.io"}, `{"alg":"RS256"}`, strings.Replace(claims, "fastpix.com", "fastpix.io", 1)},
		{"an issuer of one's own", []string{"issuer", `my "brand"`}, `{"alg":"RS256"}`, strings.Replace(claims, "fastpix.com", `my \"brand\"`, 1)},
		{"space around an ID", []string{platform.ID, " " + playbackID + "\n"}, `{"alg":"RS256"}`, claims},
		{"the host is not in the token", []string{"host", "io"}, `{"alg":"RS256"}`, claims},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := signed(t, request(t, tc.set...))
			tok := token.Decode(s.Token)
			if got := string(tok.Parts[0].Bytes); got != tc.header || got != string(s.Header.JSON()) {
				t.Errorf("header %s, want %s", got, tc.header)
			}
			if got := string(tok.Payload); got != tc.claims || got != string(s.Claims.JSON()) {
				t.Errorf("claims %s, want %s", got, tc.claims)
			}
			if c := jws.Verify(tok, fixtures.Key(t)); c.State != token.Valid {
				t.Error(c.Reason)
			}
		})
	}
}

// TestURLs: each URL of the platform, in the order in which they are shown.
func TestURLs(t *testing.T) {
	const (
		stated   = platform.Stated
		seen     = platform.Seen
		inferred = platform.Inferred
	)
	id := playbackID
	for _, tc := range []struct {
		name string
		set  []string
		want []platform.URL
	}{
		{"media", nil, []platform.URL{
			{"Stream", "https://stream.fastpix.com/" + id + ".m3u8", stated},
			{"Thumbnail", "https://images.fastpix.com/" + id + "/thumbnail.jpg", stated},
			{"Spritesheet", "https://images.fastpix.com/" + id + "/spritesheet.jpg", stated},
			{"Animated clip", "https://images.fastpix.com/" + id + "/clip.gif", stated},
			{"Spritesheet map", "https://images.fastpix.com/" + id + "/spritesheet.json", seen},
			{"MP4", "https://stream.fastpix.com/" + id + "/capped-4k.mp4", inferred},
			{"Audio", "https://stream.fastpix.com/" + id + "/audio.m4a", inferred},
		}},
		{"DRM", []string{"for", "drm"}, []platform.URL{
			{"Stream", "https://stream.fastpix.com/" + id + ".m3u8", stated},
			{"Widevine licence", "https://api.fastpix.com/v1/on-demand/drm/license/widevine/" + id, seen},
			{"FairPlay licence", "https://api.fastpix.com/v1/on-demand/drm/license/fairplay/" + id, seen},
			{"FairPlay certificate", "https://api.fastpix.com/v1/on-demand/drm/cert/fairplay/" + id, seen},
			{"Thumbnail", "https://images.fastpix.com/" + id + "/thumbnail.jpg", stated},
			{"Spritesheet", "https://images.fastpix.com/" + id + "/spritesheet.jpg", stated},
			{"Animated clip", "https://images.fastpix.com/" + id + "/clip.gif", stated},
			{"Spritesheet map", "https://images.fastpix.com/" + id + "/spritesheet.json", seen},
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := signed(t, request(t, tc.set...))
			for i := range tc.want {
				tc.want[i].URL += "?token=" + s.Token
			}
			if !slices.Equal(s.URLs, tc.want) {
				t.Errorf("%+v\nwant\n%+v", s.URLs, tc.want)
			}
			for _, u := range s.URLs {
				if p, err := url.Parse(u.URL); err != nil || p.Query().Get("token") != s.Token {
					t.Errorf("%s does not carry the token: %v", u.Name, err)
				}
			}
		})
	}
}

func TestHosts(t *testing.T) {
	for _, tc := range []struct{ name, host, stream, images, licences, domain string }{
		{"com", "com", "stream.fastpix.com", "images.fastpix.com", "api.fastpix.com", ""},
		{"not given", "", "stream.fastpix.com", "images.fastpix.com", "api.fastpix.com", ""},
		{"io", "io", "stream.fastpix.io", "images.fastpix.io", "api.fastpix.io", "fastpix.io"},
		{"own host as the web player wants it", "brand.example", "stream.brand.example", "images.brand.example", "api.fastpix.com", "brand.example"},
		{"own host as the mobile players want it", "stream.brand.example", "stream.brand.example", "images.brand.example", "api.fastpix.com", "brand.example"},
		{"own host as a URL", "https://brand.example/", "stream.brand.example", "images.brand.example", "api.fastpix.com", "brand.example"},
		{"own host as a URL without TLS", "http://stream.brand.example/", "stream.brand.example", "images.brand.example", "api.fastpix.com", "brand.example"},
		{"own host with a port", "brand.example:8443", "stream.brand.example:8443", "images.brand.example:8443", "api.fastpix.com", "brand.example:8443"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := signed(t, request(t, "host", tc.host, "for", "drm"))
			hosts := map[string]string{}
			for _, u := range s.URLs {
				p, err := url.Parse(u.URL)
				if err != nil || p.Scheme != "https" {
					t.Fatal(u.URL, err)
				}
				hosts[u.Name] = p.Host
				own := tc.domain != "" && tc.domain != "fastpix.io"
				if p.Host == tc.images && own != (u.Standing == platform.Inferred) {
					t.Errorf("%s on host %s is %s", u.Name, p.Host, u.Standing)
				}
			}
			for name, want := range map[string]string{"Stream": tc.stream, "Thumbnail": tc.images, "Spritesheet map": tc.images, "Widevine licence": tc.licences, "FairPlay certificate": tc.licences} {
				if hosts[name] != want {
					t.Errorf("%s on %s, want %s", name, hosts[name], want)
				}
			}
			tag := s.Snippets()[0].Text
			if has := strings.Contains(tag, "custom-domain"); has != (tc.domain != "") || has && !strings.Contains(tag, `custom-domain="`+tc.domain+`"`) {
				t.Errorf("custom-domain is not %q in %s", tc.domain, tag)
			}
		})
	}
}

func TestSnippets(t *testing.T) {
	for _, tc := range []struct {
		name  string
		set   []string
		times int // how often the tag carries the token
	}{{"media", nil, 1}, {"DRM", []string{"for", "drm"}, 2}} {
		t.Run(tc.name, func(t *testing.T) {
			s := signed(t, request(t, tc.set...))
			var names []string
			for _, sn := range s.Snippets() {
				names = append(names, sn.Name)
			}
			if !slices.Equal(names, []string{"Player tag", "cURL", "ffplay", "iOS", "Android", "Flutter", "Node", "Go", "Python", "PHP", "Shell"}) {
				t.Fatal(names)
			}
			tag := s.Snippets()[0].Text
			if strings.Count(tag, s.Token) != tc.times || !strings.Contains(tag, `playback-id="`+playbackID+`"`) {
				t.Errorf("%s", tag)
			}
			for _, sn := range s.Snippets()[1:3] {
				if !strings.Contains(sn.Text, "'"+s.URLs[0].URL+"'") {
					t.Errorf("%s without the stream: %s", sn.Name, sn.Text)
				}
			}
		})
	}
}

func raw(t testing.TB, name, json string) token.Member {
	t.Helper()
	m, err := token.RawMember(name, json)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestFurtherClaims(t *testing.T) {
	for _, tc := range []struct {
		name    string
		extra   []token.Member
		claims  string // part of them
		remark  string
		expires time.Time
	}{
		{"put last", []token.Member{raw(t, "groups", `["a"]`), raw(t, "n", "1.50")}, `"exp":1744866859,"groups":["a"],"n":1.50}`, "", issued.Add(24 * time.Hour)},
		{"replaced in place", []token.Member{raw(t, "sub", `"me"`)}, `"iss":"fastpix.com","sub":"me","iat":1744780459,`, "for sub.", issued.Add(24 * time.Hour)},
		{"several replaced", []token.Member{raw(t, "iss", `"x"`), raw(t, "kid", "null")}, `{"kid":null,"aud":"media:` + playbackID + `","iss":"x",`, "for iss, kid.", issued.Add(24 * time.Hour)},
		{"exp replaced", []token.Member{raw(t, "exp", "1744780460")}, `"iat":1744780459,"exp":1744780460}`, "for exp.", issued.Add(time.Second)},
		{"exp replaced by what is no date", []token.Member{raw(t, "exp", `"soon"`)}, `"exp":"soon"}`, "for exp.", time.Time{}},
		{"exp in milliseconds", []token.Member{raw(t, "exp", "1744866859000")}, `"exp":1744866859000}`, "for exp.", time.Time{}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := request(t)
			r.Extra = tc.extra
			s := signed(t, r)
			if got := string(token.Decode(s.Token).Payload); !strings.Contains(got, tc.claims) {
				t.Errorf("claims %s, want %s in them", got, tc.claims)
			}
			if said := strings.Join(s.Remarks, " "); (said == "") != (tc.remark == "") || !strings.HasSuffix(said, tc.remark) {
				t.Errorf("remarks %q, want %q", s.Remarks, tc.remark)
			}
			if !s.Expires.Equal(tc.expires) {
				t.Errorf("expires %s, want %s", s.Expires, tc.expires)
			}
		})
	}
}

// TestOwnIssueTime: what is said of the token is what the token says.
func TestOwnIssueTime(t *testing.T) {
	for json, want := range map[string]time.Time{"1744780400": time.Unix(1744780400, 0), `"now"`: {}, "1744780459000": {}} {
		r := request(t)
		r.Extra = []token.Member{raw(t, "iat", json)}
		if s := signed(t, r); !s.IssuedAt.Equal(want) {
			t.Errorf("iat %s: issued %s, want %s", json, s.IssuedAt, want)
		}
	}
}
