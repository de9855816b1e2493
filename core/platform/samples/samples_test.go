package samples_test

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/bitmovin"
	"playtoken/core/platform/fastpix"
	"playtoken/core/platform/jwt"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
	"playtoken/internal/platformtest"
)

// exact tells which samples make the same token byte for byte: where the
// algorithm has one signature only, and the library keeps header and claims.
func exact(lang, alg string, header string) bool {
	if !slices.Contains([]string{"HS", "RS", "Ed"}, alg[:2]) {
		return false
	}
	// Go and Python sort the header, PHP begins it with typ.
	return lang != "PHP" && (lang != "Go" && lang != "Python" || !strings.Contains(header, "kid"))
}

type sampleCase struct {
	name string
	p    *platform.Platform
	r    platform.Request
}

func sampleCases(t *testing.T) []sampleCase {
	t.Helper()
	cases := []sampleCase{
		{"FastPix", fastpix.Platform, platformtest.Complete(t, fastpix.Platform)},
		{"FastPix as the plugin signs", fastpix.Platform, platformtest.Complete(t, fastpix.Platform, "header", "plugin", "issuer", `it's "mine" \ & <so> ü`)},
		{"Bitmovin", bitmovin.Platform, platformtest.Complete(t, bitmovin.Platform)},
		{"Bitmovin without an expiry", bitmovin.Platform, platformtest.Endless(platformtest.Complete(t, bitmovin.Platform))},
	}
	odd := platformtest.Complete(t, jwt.Platform)
	odd.Values["claims"] = `{"https://example.com/roles":["a"],"sub":"s"}`
	cases = append(cases, sampleCase{"JWT with a name that is a URL", jwt.Platform, odd})
	for alg, kind := range map[string]string{
		"HS256": "hmac256", "HS512": "hmac256", "RS256": "rsa2048", "RS512": "rsa2048", "PS256": "rsa2048", "PS384": "rsa2048",
		"ES256": "p256", "ES384": "p384", "EdDSA": "ed25519",
	} {
		r := platformtest.Complete(t, jwt.Platform)
		key, err := keys.Generate(context.Background(), keys.Type(kind))
		if err != nil {
			t.Fatal(err)
		}
		r.Key = key
		r.Values = map[string]string{"alg": alg, platform.ID: "user-1", "claims": `{"aud":["a","b"],"admin":true,"none":null,"n":12,"rate":1.5,"nested":{"k":"v"},"text":"$HOME ` + "`id`" + ` 'x'"}`}
		cases = append(cases, sampleCase{"JWT " + alg, jwt.Platform, r})
	}
	return cases
}

// TestSamples runs each code sample and compares its token with ours.
func TestSamples(t *testing.T) {
	for _, tc := range sampleCases(t) {
		s, problems := tc.p.Make(tc.r)
		if s == nil {
			t.Fatal(tc.name, problems)
		}
		for _, sn := range s.Snippets() {
			run, ok := platformtest.Runners[sn.Name]
			if !ok {
				continue
			}
			t.Run(tc.name+" "+sn.Name, func(t *testing.T) {
				t.Parallel()
				got := run(t, sn.Text, platformtest.KeyFile(t, tc.r.Key))
				compareJWT(t, sn.Name, got, s, tc.r.Key)
			})
		}
	}
}

// ranLive are the cases whose live samples are run: one of each way to write the claims.
var ranLive = []string{"FastPix", "Bitmovin", "JWT HS256", "JWT EdDSA", "JWT with a name that is a URL"}

// TestLiveSamples runs each code sample that takes the time when it runs: its token begins
// then, and lives as long as ours.
func TestLiveSamples(t *testing.T) {
	for _, tc := range sampleCases(t) {
		s, problems := tc.p.Make(tc.r)
		if s == nil {
			t.Fatal(tc.name, problems)
		}
		for _, sn := range s.Snippets() {
			_, iat := s.First().Claims.Get("iat")
			_, exp := s.First().Claims.Get("exp")
			code := sn.Name == "PHP" || platformtest.Runners[sn.Name] != nil
			if told := strings.Count(sn.Live, "the time when it runs"); (told == 1) != (code && (iat || exp)) {
				t.Errorf("%s %s takes the time %d times:\n%s", tc.name, sn.Name, told, sn.Live)
			}
			run, ok := platformtest.Runners[sn.Name]
			if !ok || sn.Live == "" || !slices.Contains(ranLive, tc.name) {
				continue
			}
			t.Run(tc.name+" "+sn.Name, func(t *testing.T) {
				t.Parallel()
				before := time.Now().Unix()
				theirs := formats.Decode(run(t, sn.Live, platformtest.KeyFile(t, tc.r.Key)))
				if c := jws.Verify(theirs, tc.r.Key); c.State != token.Valid {
					t.Fatal(c.Reason)
				}
				now := s.Form.IssuedAt.Unix()
				for _, m := range s.First().Claims.Members {
					got, _ := theirs.Claims.Get(m.Name)
					ours, err := strconv.ParseInt(m.Value.Raw, 10, 64)
					if m.Name != "iat" && m.Name != "exp" || err != nil {
						continue
					}
					is, err := strconv.ParseInt(got.Raw, 10, 64)
					if begins := is - (ours - now); err != nil || begins < before || begins > time.Now().Unix() {
						t.Errorf("%s is %s, ours %s at %d, it ran from %d on", m.Name, got.Raw, m.Value.Raw, now, before)
					}
				}
			})
		}
	}
}

func compareJWT(t *testing.T, lang, got string, s *platform.Signed, key *keys.Key) {
	t.Helper()
	alg, header := s.First().Header.Text("alg"), string(s.First().Header.JSON())
	if exact(lang, alg, header) && plainClaims(lang, s) {
		if got != s.First().Text {
			t.Errorf("%s\nwant\n%s", got, s.First().Text)
		}
		return
	}
	theirs := formats.Decode(got)
	if c := jws.Verify(theirs, key); c.State != token.Valid {
		t.Fatalf("%s: %s", got, c.Reason)
	}
	if !sameMembers(theirs.Claims, s.First().Claims) || lang != "PHP" && !sameMembers(theirs.Header, s.First().Header) {
		t.Errorf("it says\n%s %s\nwant\n%s %s", theirs.Header.JSON(), theirs.Claims.JSON(), header, s.First().Claims.JSON())
	}
}

// plainClaims reports whether a library writes the text of the claims as ours:
// Go and Python escape some characters, and Go sorts names that can be no fields.
func plainClaims(lang string, s *platform.Signed) bool {
	text := string(s.First().Claims.JSON())
	odd := strings.ContainsAny(text, "<>&ü") || lang == "Go" && strings.Contains(text, `"https://`)
	return lang == "Node" || lang == "Shell" || !odd
}

func sameMembers(a, b token.Object) bool {
	list := func(o token.Object) map[string]string {
		m := map[string]string{}
		for _, c := range o.Members {
			m[c.Name] = c.Value.Raw
			if c.Value.Type == token.Text {
				m[c.Name] = c.Value.Text
			}
		}
		return m
	}
	return maps.Equal(list(a), list(b))
}
