package jwt_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/jwt"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
	"playtoken/internal/fixtures"
	"playtoken/internal/platformtest"
)

func TestForms(t *testing.T) {
	for _, tc := range []struct {
		name           string
		values         map[string]string
		endless        bool
		header, claims string
	}{
		{"as it comes", nil, false, `{"alg":"RS256","typ":"JWT"}`, `{"iat":1744780459,"exp":1744784059}`},
		{"with a subject", map[string]string{platform.ID: `a "b"`}, false, `{"alg":"RS256","typ":"JWT"}`, `{"sub":"a \"b\"","iat":1744780459,"exp":1744784059}`},
		{"claims come first, in their order", map[string]string{"claims": `{"z": 1.50, "aud": ["a"]}`, platform.ID: "s"}, false, `{"alg":"RS256","typ":"JWT"}`, `{"z":1.50,"aud":["a"],"sub":"s","iat":1744780459,"exp":1744784059}`},
		{"claims count", map[string]string{"claims": `{"exp":1744780500,"sub":"own","iat":1}`}, false, `{"alg":"RS256","typ":"JWT"}`, `{"exp":1744780500,"sub":"own","iat":1}`},
		{"no issue time", map[string]string{"issued_at": "off"}, false, `{"alg":"RS256","typ":"JWT"}`, `{"exp":1744784059}`},
		{"nothing at all", map[string]string{"issued_at": "off"}, true, `{"alg":"RS256","typ":"JWT"}`, `{}`},
		{"key ID", map[string]string{platform.KeyID: "k1", "alg": "PS384"}, false, `{"alg":"PS384","typ":"JWT","kid":"k1"}`, `{"iat":1744780459,"exp":1744784059}`},
		{"further header", map[string]string{"header": `{"cty":"x","typ":"at+jwt"}`, platform.KeyID: "k1"}, false, `{"alg":"RS256","typ":"at+jwt","kid":"k1","cty":"x"}`, `{"iat":1744780459,"exp":1744784059}`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, problems := jwt.Platform.Make(platform.Request{Values: tc.values, Key: fixtures.Key(t), IssuedAt: platformtest.Issued, Endless: tc.endless})
			if s == nil {
				t.Fatal(problems)
			}
			if said := fmt.Sprint(problems); strings.Contains(said, "before the lifetime") != strings.Contains(tc.values["claims"], "exp") || len(problems) > 1 {
				t.Error(said)
			}
			tok := formats.Decode(s.First().Text)
			if header, claims := string(tok.Parts[0].Bytes), string(tok.Payload); header != tc.header || claims != tc.claims {
				t.Errorf("%s %s, want\n%s %s", header, claims, tc.header, tc.claims)
			}
			if c := jws.Verify(tok, fixtures.Key(t)); c.State != token.Valid {
				t.Error(c.Reason)
			}
			if _, ends := s.First().Claims.Get("exp"); ends == strings.Contains(strings.Join(s.Notes(), " "), "never ends") {
				t.Errorf("remarks %q", s.Remarks)
			}
		})
	}
}

// TestAlgorithms: the key decides what can be chosen.
func TestAlgorithms(t *testing.T) {
	alg, ok := jwt.Platform.Field("alg")
	if !ok || len(alg.Choices) != 13 {
		t.Fatalf("%d algorithms, want 13", len(alg.Choices))
	}
	for kind, can := range map[string]string{
		"rsa2048": "RS256, RS384, RS512, PS256, PS384, PS512", "p256": "ES256", "p384": "ES384", "ed25519": "EdDSA", "hmac256": "HS256, HS384, HS512",
	} {
		key, err := keys.Generate(context.Background(), keys.Type(kind))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range alg.Choices {
			s, problems := jwt.Platform.Make(platform.Request{Values: map[string]string{"alg": c.Value}, Key: key, IssuedAt: platformtest.Issued})
			fits := strings.Contains(can, c.Value)
			switch {
			case fits != (s != nil):
				t.Errorf("%s with %s: %v", c.Value, kind, problems)
			case fits && jws.Verify(formats.Decode(s.First().Text), key).State != token.Valid:
				t.Errorf("%s with %s does not verify", c.Value, kind)
			case !fits && (problems[0].Field != platform.KeyField || !strings.HasSuffix(problems[0].Text, "It can sign with "+can+".")):
				t.Errorf("%s with %s: %+v", c.Value, kind, problems)
			}
		}
	}
}

// TestAlgorithmFollowsTheKey: where none is chosen the key decides; one that is chosen stays.
func TestAlgorithmFollowsTheKey(t *testing.T) {
	for kind, want := range map[keys.Type]string{"rsa2048": "RS256", "p256": "ES256", "p384": "ES384", "ed25519": "EdDSA", "hmac256": "HS256"} {
		key, err := keys.Generate(context.Background(), kind)
		if err != nil {
			t.Fatal(err)
		}
		s, problems := jwt.Platform.Make(platform.Request{Key: key, IssuedAt: platformtest.Issued})
		if s == nil || s.First().Header.Text("alg") != want {
			t.Errorf("%s: %v", kind, problems)
		}
		if s, _ := jwt.Platform.Make(platform.Request{Values: map[string]string{"alg": "RS256"}, Key: key, IssuedAt: platformtest.Issued}); (s != nil) != (kind == "rsa2048") {
			t.Errorf("%s signs with RS256", kind)
		}
	}
}

func TestProblems(t *testing.T) {
	platformtest.CheckProblems(t, jwt.Platform, []platformtest.Problem{
		{"claims", "claims", `{"a":1}`, "", false},
		{"claims that are a list", "claims", `[1]`, "object", false},
		{"claims that are no JSON", "claims", `{a:1}`, "no proper JSON object", false},
		{"claims with a name twice", "claims", `{"a":1,"a":2}`, "no proper JSON object", false},
		{"a key among the claims", "claims", `{"k":"LS0tLS1CRUdJTiBQUklWQVRF"}`, "This is a key.", false},
		{"header", "header", `{"cty":"x"}`, "", false},
		{"alg in the header", "header", `{"alg":"none"}`, "a field of its own", false},
		{"crit", "header", `{"crit":["b64"]}`, "not done here", false},
		{"b64", "header", `{"b64":false}`, "not done here", false},
		{"none", "alg", "none", "must be one of HS256", false},
		{"a key as subject", platform.ID, "-----BEGIN PRIVATE KEY-----", "This is a key.", false},
		{"URL", "url", "https://video.example/a?b=c", "", false},
		{"no URL", "url", "video.example/a", "Write a whole URL", false},
		{"a URL of another scheme", "url", "ftp://video.example/a", "Write a whole URL", false},
		{"a URL with a space", "url", "https://video.example/a b", "Write a whole URL", false},
	})
	for field, values := range map[string]map[string]string{
		platform.ID:    {"claims": `{"sub":"x"}`, platform.ID: "y"},
		platform.KeyID: {"header": `{"kid":"x"}`, platform.KeyID: "y"},
	} {
		s, problems := jwt.Platform.Make(platform.Request{Values: values, Key: fixtures.Key(t), IssuedAt: platformtest.Issued})
		if s == nil || len(problems) != 1 || problems[0].Field != field || strings.Contains(string(s.First().Claims.JSON())+string(s.First().Header.JSON()), `"y"`) {
			t.Errorf("%s: %v", field, problems)
		}
	}
}

func TestURL(t *testing.T) {
	for given, want := range map[string]string{
		"":                                "",
		"https://video.example/a":         "https://video.example/a?token=",
		"https://video.example/a?x=%2F&y": "https://video.example/a?x=%2F&y&token=",
		"http://video.example:80/a?":      "http://video.example:80/a?token=",
	} {
		r := platformtest.Complete(t, jwt.Platform)
		r.Values["url"] = given
		s, problems := jwt.Platform.Make(r)
		if s == nil {
			t.Fatal(problems)
		}
		switch {
		case want == "" && len(s.URLs()) == 0:
		case len(s.URLs()) != 1 || s.URLs()[0].URL != want+s.First().Text:
			t.Errorf("%s: %+v", given, s.URLs())
		}
	}
}

func TestIsNotRecognised(t *testing.T) {
	if jwt.Platform.Owns(platformtest.Token(platformtest.Bare, `{"sub":"x"}`), platformtest.Parse(t, "https://video.example/?token=x")) {
		t.Error("any token would be one")
	}
	list := jwt.Platform.Meanings(platformtest.Token(`{"alg":"RS256","kid":"k"}`, `{"iss":"i","aud":["a"],"sub":"s"}`))
	if len(list) != 4 || list[1].Code != `["a"]` || list[3].Code != "k" {
		t.Errorf("%+v", list)
	}
}

// TestShortSecretIsSaid: a secret has to be as long as the hash, or the libraries
// of others refuse it.
func TestShortSecretIsSaid(t *testing.T) {
	for _, tc := range []struct {
		alg    string
		length int
		said   bool
	}{
		{"HS256", 31, true}, {"HS256", 32, false}, {"HS384", 47, true}, {"HS384", 48, false}, {"HS512", 63, true}, {"HS512", 64, false},
	} {
		t.Run(fmt.Sprint(tc.alg, " ", tc.length), func(t *testing.T) {
			key := importer.ImportWith([]byte(strings.Repeat("k~9_", 16)[:tc.length]), importer.Options{Want: importer.HMACSecret}).Key
			s, problems := jwt.Platform.Make(platform.Request{Values: map[string]string{"alg": tc.alg}, Key: key, IssuedAt: platformtest.Issued})
			if s == nil {
				t.Fatal(problems)
			}
			if said := strings.Contains(strings.Join(s.Remarks, " "), fmt.Sprintf("and this one has %d", tc.length)); said != tc.said {
				t.Errorf("remarks %q", s.Remarks)
			}
		})
	}
}
