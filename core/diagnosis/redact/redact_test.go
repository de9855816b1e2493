package redact_test

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha1"
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/diagnosis/redact"
	"playtoken/core/keys"
	"playtoken/core/token"
	"playtoken/core/verify"
	"playtoken/internal/diagnosistest"
	"playtoken/internal/fixtures"
)

const keyPairID = "K2JCJMDEHXQW5F"

// signed is a URL with a policy that is sent.
func signed(t *testing.T, url, policy string) (text, signature string) {
	t.Helper()
	digest := sha1.Sum([]byte(policy))
	s, err := rsa.SignPKCS1v15(nil, fixtures.Key(t).Signer().(*rsa.PrivateKey), crypto.SHA1, digest[:])
	if err != nil {
		t.Fatal(err)
	}
	enc := func(b []byte) string {
		return strings.NewReplacer("+", "-", "=", "_", "/", "~").Replace(base64.StdEncoding.EncodeToString(b))
	}
	return url + "?Policy=" + enc([]byte(policy)) + "&Signature=" + enc(s) + "&Key-Pair-Id=" + keyPairID, enc(s)
}

func read(t *testing.T, text string) diagnosis.Case {
	t.Helper()
	k := verify.Read("given", []byte(fixtures.Key(t).PublicPEM()), keys.Options{})
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

func policy(resource, conditions string) string {
	return `{"Statement":[{"Resource":"` + resource + `","Condition":{"DateLessThan":{"AWS:EpochTime":1750003600}` + conditions + `}}]}`
}

// TestURLInAClaim: a URL inside a claim may open something itself. It is shown as the URL
// around the token is, in the claim and in the sentences that quote it.
func TestURLInAClaim(t *testing.T) {
	inner, signature := signed(t, movie, policy("*", ""))
	outer, _ := signed(t, movie, policy(inner, ""))
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
		"(https://a.example/v?token=abcdefghij), or not.":           "(https://a.example/v?token=abcdef…), or not.",
		"Put it into the URL: ?token=PLAYBACK_TOKEN":                "Put it into the URL: ?token=PLAYBACK_TOKEN",
		`{"a":"https://a.example/?sig=abcdefghij","b":"c"}`:         `{"a":"https://a.example/?sig=abcdef…","b":"c"}`,
		"It ends 14:00/15:00. Why?":                                 "It ends 14:00/15:00. Why?",
		"https://a.example/v?res=480p&x=" + strings.Repeat("y", 50): "https://a.example/v?res=480p&x=yyyyyy…",
	} {
		if got := r.Text(in); got != want {
			t.Errorf("%s\nis shown as\n%s", in, got)
		}
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
		texts[name], _ = signed(t, movie, policy("*", condition))
	}
	for name, text := range texts {
		c := read(t, text)
		if open := all(redact.New(c, false), c); !strings.Contains(open, keyPairID) || !strings.Contains(open, address) {
			t.Errorf("%s: without --mask they are gone from\n%s", name, open)
		}
		if shut := all(redact.New(c, true), c); strings.Contains(shut, keyPairID[:6]) || strings.Contains(shut, address) {
			t.Errorf("%s: they are in\n%s", name, shut)
		}
	}
	// The ID of another key that did sign tells of the account as well.
	text, _ := signed(t, movie, policy("*", ""))
	k := verify.Read("given", []byte(fixtures.Key(t).PublicPEM()), keys.Options{})
	k.ID = "K99OTHERKEY"
	c := diagnosis.Read(text, diagnosis.Options{Now: time.Unix(1750000000, 0), Keys: []verify.Key{k}})
	if c.Verified.State != token.Valid || !strings.Contains(c.Verdict.Detail, k.ID) {
		t.Fatal(c.Verdict.Detail)
	}
	if shut := all(redact.New(c, true), c); strings.Contains(shut, k.ID) {
		t.Error(shut)
	}
}
