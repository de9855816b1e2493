//go:build !race

package diagnosis_test

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform/all"
	"playtoken/core/token"
	"playtoken/core/verify"
	"playtoken/internal/diagnosistest"
	"playtoken/internal/fixtures"
)

// hostile are texts that act where they are shown without care.
var hostile = map[string]string{
	"right to left":   "\u202egnp.exe\u2066",
	"control":         "a\x07\x08\r\nb\x00",
	"ANSI":            "\x1b[2J\x1b[31mred\x1b]0;title\x07",
	"C1":              "\u009b31m",
	"path":            "../../etc/passwd",
	"command":         "$(sleep 5)`id`",
	"address":         "http://127.0.0.1:1/key",
	"zero width":      "a\u200bb\ufeff",
	"line separators": "a\u2028b\u2029c",
	"long":            strings.Repeat("A\u202e", 5000),
}

// TestInert: nothing that a sender wrote acts where a finding or a headline is
// shown, and none of it makes a finding long.
func TestInert(t *testing.T) {
	for name, bad := range hostile {
		for _, paste := range []string{
			"https://stream.fastpix.com/x.m3u8?token=" + url.QueryEscape(bad),
			"https://stream.fastpix.com/x.m3u8?token" + url.QueryEscape(bad) + "=undefined",
			`<fastpix-player playback-id="` + bad + `" token="your ` + bad + `">`,
			`<fastpix-player x` + bad + `="` + fixtures.Token(t) + `">`,
			"https://stream.fastpix.com/x.m3u8?" + url.QueryEscape(bad) + "=" + fixtures.Token(t) + " 403 " + bad,
		} {
			inert(t, name+" pasted", diagnosis.Read(paste, diagnosis.Options{Now: time.Unix(1750000000, 0)}))
		}
		text, err := json.Marshal(bad)
		if err != nil {
			t.Fatal(err)
		}
		enc := base64.RawURLEncoding.EncodeToString
		for _, claim := range []string{"kid", "aud", "iss", "sub", "exp", "nbf", "iat", "alg", "contentId"} {
			for _, p := range all.Platforms() {
				header := `{"alg":"RS256","kid":` + string(text) + `}`
				if claim == "alg" {
					header = `{"alg":` + string(text) + `}`
				}
				tok := enc([]byte(header)) + "." + enc([]byte(`{"`+claim+`":`+string(text)+`}`)) + "." + rsaSignature
				c := diagnosis.Read("https://stream.fastpix.com/x.m3u8?token="+tok, diagnosis.Options{
					Platform: p, ID: bad, Now: time.Unix(1750000000, 0), Status: 403, StatusText: bad,
					Keys: []verify.Key{{Name: bad, ID: bad, Trial: token.Trial{Answer: importer.Import(diagnosistest.KeyText(t, "ec.public"))}}},
				})
				inert(t, name+" in "+claim+" on "+p.Name, c)
			}
		}
	}
}

func inert(t *testing.T, name string, c diagnosis.Case) {
	t.Helper()
	v := c.Verdict
	shown := []string{v.Headline, v.Detail, v.Fix, c.Why().Key}
	for _, f := range v.Findings {
		shown = append(shown, f.Title, f.Evidence, f.Fix)
	}
	for _, s := range shown {
		if token.Inert(s) != s {
			t.Errorf("%s acts: %q", name, s)
		}
		if len(s) > 700 {
			t.Errorf("%s is long: %d bytes", name, len(s))
		}
	}
}

// TestNoSecretIsShown: nothing of a key's text is in a verdict.
func TestNoSecretIsShown(t *testing.T) {
	const secret = "kX9dQ2mZ7rT4vB1nH6wY3pL8sF5gJ0cA"
	for _, ref := range []string{"text:" + secret, "text:" + secret + "\n", `text:"` + secret + `"`, "b64:" + secret, "rsa.cut", "rsa.lost", "rsa.b64b64"} {
		text := diagnosistest.KeyText(t, ref)
		for _, header := range []string{`{"alg":"HS256"}`, `{"alg":"RS256"}`} {
			m := diagnosistest.Token{Header: json.RawMessage(header), Claims: json.RawMessage(`{"exp":1750000060}`), Sign: "mac:" + ref}
			c := diagnosis.Read(m.Text(t), diagnosis.Options{
				Keys: verify.ReadAll("given", text, importer.Options{}), Now: time.Unix(1750000000, 0),
			})
			b, err := json.Marshal(c.Why())
			if err != nil {
				t.Fatal(err)
			}
			if bare := strings.TrimSpace(string(text)); strings.Contains(string(b), bare) || strings.Contains(string(b), secret) || strings.Contains(string(b), bare[len(bare)/2:]) {
				t.Errorf("%s is shown: %s", ref, b)
			}
		}
	}
}

// FuzzRead: whatever is pasted, there is one of four verdicts, it can be shown,
// and only a verified signature makes it play.
func FuzzRead(f *testing.F) {
	f.Add("https://stream.fastpix.com/x.m3u8?token=eyJhbGciOiJSUzI1NiJ9.e30.AQID", "", int64(iat))
	f.Add(`<fastpix-player playback-id="x" token="eyJhbGciOiJub25lIn0.e30." drm-token="eyJhbGciOiJub25lIn0.e30.">`, "fastpix", int64(0))
	f.Add("v4.local."+strings.Repeat("A", 86)+".e30", "fastevo", int64(1)<<40)
	f.Add("https://h/p?a=1&"+strings.Repeat("qL7", 20), "edgecast", int64(-1))
	f.Add(fixtures.Token(f), "jwt", int64(iat+1))
	f.Add("https://h/p?sig="+strings.Repeat("0a", 32)+"&exp=1750000000", "fastevo", int64(1))
	given := []verify.Key{
		verify.Read("one", diagnosistest.KeyText(f, "rsa.public"), importer.Options{}),
		verify.Read("two", []byte("kX9dQ2mZ7rT4vB1nH6wY3pL8sF5gJ0cA\n"), importer.Options{Want: importer.HMACSecret}),
		{Name: "golden", Trial: token.Trial{Answer: importer.Answer{Verdict: importer.Accept, Key: fixtures.Key(f), Kind: keys.RSA}}},
	}
	f.Fuzz(func(t *testing.T, text, of string, now int64) {
		c := diagnosis.Read(text, diagnosis.Options{Keys: given, Platform: all.ByName(of), Now: time.Unix(now, 0)})
		switch c.Verdict.State {
		case diagnosis.MayFail, diagnosis.Fails, diagnosis.Unknown:
		case diagnosis.Plays:
			if c.Verified.State != token.Valid || c.Verified.By == nil {
				t.Error("plays without a verified signature")
			}
		default:
			t.Errorf("verdict %q", c.Verdict.State)
		}
		if c.Verdict.Headline == "" {
			t.Error("no headline")
		}
		inert(t, "it", c)
	})
}
