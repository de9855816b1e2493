package redact_test

import (
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/diagnosis/redact"
	"playtoken/core/keys/importer"
	"playtoken/core/token"
	"playtoken/core/verify"
	"playtoken/internal/diagnosistest"
	"playtoken/internal/fixtures"
)

func read(t *testing.T, text string) diagnosis.Case {
	t.Helper()
	k := verify.Read("given", []byte(fixtures.Key(t).PublicPEM()), importer.Options{})
	return diagnosis.Read(text, diagnosis.Options{Now: time.Unix(1750000000, 0), Keys: []verify.Key{k}})
}

// all is whatever of a case is made fit for a ticket.
func all(r redact.Redactor, c diagnosis.Case) string {
	out := []string{r.URL(c.URL, c.Found), string(r.Object(c.Token.Header)), string(r.Object(c.Token.Claims)), r.Text(c.Verdict.Headline), r.Text(c.Verdict.Detail)}
	for _, f := range c.Verdict.Findings {
		out = append(out, r.Text(f.Title), r.Text(f.Evidence), r.Text(f.Fix))
	}
	return strings.Join(out, "\n")
}

const movie = "https://d111111abcdef8.cloudfront.net/a.m3u8"

// TestURLInAClaim: a URL inside a claim may open something itself. It is shown as the URL
// around the token is, in the claim and in the sentences that quote it.
func TestURLInAClaim(t *testing.T) {
	inner, signature := diagnosistest.SignedURL(t, movie, diagnosistest.Policy("*", ""))
	outer, _ := diagnosistest.SignedURL(t, movie, diagnosistest.Policy(inner, ""))
	jwt := func(claim any) string {
		return diagnosistest.FastPix(t, "rsa", map[string]any{"aud": "media:" + fixtures.PlaybackID, "next": claim})
	}
	for name, text := range map[string]string{
		"a resource":               outer,
		"a claim of a JWT":         "https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8?token=" + jwt(inner),
		"in a list":                jwt([]any{map[string]any{"url": inner}}),
		"in a sentence":            jwt("see " + inner + ", or ask."),
		"a path":                   jwt(strings.TrimPrefix(inner, "https://d111111abcdef8.cloudfront.net")),
		"without a scheme":         jwt(strings.TrimPrefix(inner, "https://")),
		"with a pattern as scheme": jwt("http*" + strings.TrimPrefix(inner, "https")),
		"cookies":                  jwt("a.m3u8? CloudFront-Key-Pair-Id=K; CloudFront-Policy=e30_; CloudFront-Signature=" + signature),
		"of another platform":      jwt("https://stream.mux.com/a.m3u8?token=x1&signature=" + signature),
	} {
		c := read(t, text)
		for _, mask := range []bool{false, true} {
			shown := all(redact.New(c, mask), c)
			if strings.Contains(shown, signature[:7]) || strings.Contains(shown, signature[60:80]) {
				t.Errorf("%s: the signature is in\n%s", name, shown)
			}
			if !strings.Contains(shown, signature[:6]) || !strings.Contains(shown, "a.m3u8?") {
				t.Errorf("%s: the URL is gone from\n%s", name, shown)
			}
		}
	}
}

// What stands before the host of a URL opens it.
func TestUserInAClaim(t *testing.T) {
	c := read(t, diagnosistest.FastPix(t, "rsa", map[string]any{"next": "https://me:pw@a.example/v?a=1"}))
	if shown := all(redact.New(c, false), c); strings.Contains(shown, "me:pw") || !strings.Contains(shown, "https://a.example/v?a=1") {
		t.Error(shown)
	}
}

// A sentence with a URL in it keeps its marks.
func TestText(t *testing.T) {
	r := redact.New(diagnosis.Case{}, false)
	for in, want := range map[string]string{
		"It is https://a.example/v.":                                "It is https://a.example/v.",
		"(https://a.example/v?token=abcdefghij), or not.":           "(https://a.example/v?token=…), or not.",
		"Put it into the URL: ?token=PLAYBACK_TOKEN":                "Put it into the URL: ?token=PLAYBACK_TOKEN",
		`{"a":"https://a.example/?sig=abcdefghij","b":"c"}`:         `{"a":"https://a.example/?sig=…","b":"c"}`,
		"It ends 14:00/15:00. Why?":                                 "It ends 14:00/15:00. Why?",
		"https://a.example/v?res=480p&x=" + strings.Repeat("y", 50): "https://a.example/v?res=480p&x=yyyyyy…",
	} {
		if got := r.Text(in); got != want {
			t.Errorf("%s\nis shown as\n%s", in, got)
		}
	}
}

// TestParameters: of what stands beside the token in a URL the values are shown that tell what is
// played or when, and no others, whatever their name: it may be what opens an account.
func TestParameters(t *testing.T) {
	const hash = "3a8c5d1f9b7e2c4a6d8f0b1e3c5a7d9f"
	about := func(path, query string) string {
		return "https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8" + path + "?" + query + "&token=" + fixtures.Token(t)
	}
	for _, tc := range []struct{ name, text, secret string }{
		{"a session of PHP", about("", "PHPSESSID="+hash[:26]), hash[:8]},
		{"a session", about("", "sid="+hash[:20]), hash[:8]},
		{"a session in the path", about(";jsessionid="+hash, "a=1"), hash[:8]},
		{"a session under the name of an ID", about("", "id="+hash), hash[:8]},
		{"a ticket", about("", "ticket=ST-1856339-aA5Yuvrxzpv8Tau1cYQ7"), "aA5Yuv"},
		{"a password", about("", "pwd=Hunter2Pass"), "Hunter"},
		{"a password of a known name", about("", "password=Hunter2Pass"), "Hunter"},
		{"a short password", about("", "pw=abc12"), "abc12"},
		{"a code of one time", about("", "otp=481516"), "481516"},
		{"a code of OAuth", about("", "code=4/0AX4XfWh9Kd7aTq"), "Kd7aTq"},
		{"a hash of secure_link", about("", "e=1796116610&h="+hash), hash[:8]},
		{"without a name", about("", "Hunter2Pass"), "Hunter"},
	} {
		c := read(t, tc.text)
		for _, mask := range []bool{false, true} {
			if shown := redact.New(c, mask).URL(c.URL, c.Found); strings.Contains(shown, tc.secret) {
				t.Errorf("%s is in %s", tc.name, shown)
			}
		}
	}
	const harmless = "width=640&time=12.5&resolution=480p&renditionOrder=desc&e=1796116610&muted=true&size=640x360&format=webp"
	c := read(t, about("", harmless))
	if shown := redact.New(c, true).URL(c.URL, c.Found); !strings.Contains(shown, harmless) {
		t.Error(shown)
	}
}

// TestMask: with --mask the key's ID, under the name that its format has, and the address
// of the viewer are hidden wherever they stand.
func TestMask(t *testing.T) {
	const address = "198.51.100.77"
	texts := map[string]string{}
	for name, condition := range map[string]string{
		"an address":               `,"IpAddress":{"AWS:SourceIp":"` + address + `/32"}`,
		"a list":                   `,"IpAddress":{"AWS:SourceIp":["` + address + `/32"]}`,
		"in other letters":         `,"IPAddress":{"aws:SourceIp":"` + address + `"}`,
		"one that is kept outside": `,"NotIpAddress":{"AWS:SourceIp":"` + address + `"}`,
	} {
		texts[name], _ = diagnosistest.SignedURL(t, movie, diagnosistest.Policy("*", condition))
	}
	for name, text := range texts {
		c := read(t, text)
		if open := all(redact.New(c, false), c); !strings.Contains(open, diagnosistest.KeyPairID) || !strings.Contains(open, address) {
			t.Errorf("%s: without --mask they are gone from\n%s", name, open)
		}
		if shut := all(redact.New(c, true), c); strings.Contains(shut, diagnosistest.KeyPairID[:6]) || strings.Contains(shut, address) {
			t.Errorf("%s: they are in\n%s", name, shut)
		}
	}
	// The ID of another key that did sign tells of the account as well.
	text, _ := diagnosistest.SignedURL(t, movie, diagnosistest.Policy("*", ""))
	k := verify.Read("given", []byte(fixtures.Key(t).PublicPEM()), importer.Options{})
	k.ID = "K99OTHERKEY"
	c := diagnosis.Read(text, diagnosis.Options{Now: time.Unix(1750000000, 0), Keys: []verify.Key{k}})
	if c.Verified.State != token.Valid || !strings.Contains(c.Verdict.Detail, k.ID) {
		t.Fatal(c.Verdict.Detail)
	}
	if shut := all(redact.New(c, true), c); strings.Contains(shut, k.ID) {
		t.Error(shut)
	}
}
