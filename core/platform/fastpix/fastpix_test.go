package fastpix_test

import (
	"strings"
	"testing"
	"time"

	"playtoken/core/platform"
	"playtoken/core/platform/fastpix"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
	"playtoken/internal/fixtures"
	"playtoken/internal/platformtest"
)

const (
	keyID      = fixtures.KeyID
	playbackID = fixtures.PlaybackID
)

var issued = platformtest.Issued

// request is a complete form; set changes fields: "for", "drm".
func request(t testing.TB, set ...string) platform.Request {
	t.Helper()
	return platformtest.Complete(t, fastpix.Platform, set...)
}

func signed(t testing.TB, r platform.Request) *platform.Signed {
	t.Helper()
	s, problems := fastpix.Platform.Make(r)
	if s == nil {
		t.Fatal(problems)
	}
	return s
}

func TestGolden(t *testing.T) {
	var golden struct {
		Vectors []struct{ Name, Token string }
	}
	fixtures.JSON(t, "platform/fastpix/testdata/golden.json", &golden)
	for _, v := range golden.Vectors {
		t.Run(v.Name, func(t *testing.T) {
			s, problems := fastpix.Platform.Make(request(t))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			if s.First().Text != v.Token {
				t.Errorf("%s\nwant\n%s", s.First().Text, v.Token)
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
			tok := formats.Decode(s.First().Text)
			if got := string(tok.Parts[0].Bytes); got != tc.header || got != string(s.First().Header.JSON()) {
				t.Errorf("header %s, want %s", got, tc.header)
			}
			if got := string(tok.Payload); got != tc.claims || got != string(s.First().Claims.JSON()) {
				t.Errorf("claims %s, want %s", got, tc.claims)
			}
			if c := jws.Verify(tok, fixtures.Key(t)); c.State != token.Valid {
				t.Error(c.Reason)
			}
		})
	}
}

func TestFurtherClaims(t *testing.T) {
	for _, tc := range []struct {
		name    string
		extra   []token.Member
		claims  string // part of them
		remark  string
		expires time.Time
	}{
		{"put last", []token.Member{platformtest.Member(t, "groups", `["a"]`), platformtest.Member(t, "n", "1.50")}, `"exp":1744866859,"groups":["a"],"n":1.50}`, "", issued.Add(24 * time.Hour)},
		{"replaced in place", []token.Member{platformtest.Member(t, "sub", `"me"`)}, `"iss":"fastpix.com","sub":"me","iat":1744780459,`, "for sub.", issued.Add(24 * time.Hour)},
		{"several replaced", []token.Member{platformtest.Member(t, "iss", `"x"`), platformtest.Member(t, "kid", "null")}, `{"kid":null,"aud":"media:` + playbackID + `","iss":"x",`, "for iss, kid.", issued.Add(24 * time.Hour)},
		{"exp replaced", []token.Member{platformtest.Member(t, "exp", "1744780460")}, `"iat":1744780459,"exp":1744780460}`, "for exp.", issued.Add(time.Second)},
		{"exp replaced by what is no date", []token.Member{platformtest.Member(t, "exp", `"soon"`)}, `"exp":"soon"}`, "for exp.", time.Time{}},
		{"exp in milliseconds", []token.Member{platformtest.Member(t, "exp", "1744866859000")}, `"exp":1744866859000}`, "for exp.", time.Time{}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := request(t)
			r.Extra = tc.extra
			s := signed(t, r)
			if got := string(formats.Decode(s.First().Text).Payload); !strings.Contains(got, tc.claims) {
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
		r.Extra = []token.Member{platformtest.Member(t, "iat", json)}
		if s := signed(t, r); !s.IssuedAt.Equal(want) {
			t.Errorf("iat %s: issued %s, want %s", json, s.IssuedAt, want)
		}
	}
}
