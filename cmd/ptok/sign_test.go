package main

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/internal/fixtures"
)

func golden(t *testing.T, more ...string) []string {
	t.Helper()
	return append([]string{
		"sign", "--platform", "fastpix", "--key", file(t, string(fixtures.PrivateKey(t))), "--key-id", goldenKeyID, "--id", goldenID, "--issued-at", "1744780459",
	}, more...)
}

// sampleKey is the remark about the key of the golden vector: everyone has it.
const sampleKey = "This is a sample key that FastPix published. Anyone can sign with it, so use it for trying things out only."

func TestSignGolden(t *testing.T) {
	want := fixtures.Token(t) + "\n"
	for _, c := range []struct {
		name string
		more []string
	}{
		{"as it is", nil},
		{"span", []string{"--ttl", "24h"}},
		{"end in seconds", []string{"--expires-at", "1744866859"}},
		{"end as a date", []string{"--expires-at", "2025-04-17T05:14:19Z"}},
		{"end as a date of another zone", []string{"--expires-at", "2025-04-17T07:14:19+02:00"}},
		{"defaults spelled out", []string{"--set", "for=media", "--set", "header=bare", "--set", "issuer=fastpix.com", "--set", "host=com"}},
		{"host does not change the token", []string{"--set", "host=video.brand.example"}},
		{"claim that changes nothing", []string{"--claim", `sub=""`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if r := (stage{}).run(golden(t, c.more...)...); r.out != want || r.status != fine {
				t.Errorf("status %d, %s\n got %s\nwant %s", r.status, r.err, r.out, want)
			}
		})
	}
}

func TestSignKeySources(t *testing.T) {
	key := string(fixtures.PrivateKey(t))
	form := []string{"sign", "--platform", "fastpix", "--key-id", goldenKeyID, "--id", goldenID, "--issued-at", "1744780459"}
	pem, err := base64.StdEncoding.DecodeString(key)
	if err != nil {
		t.Fatal(err)
	}
	var vector struct {
		PKCS1 string `json:"pkcs1_form_of_same_key"`
	}
	fixtures.JSON(t, "platform/fastpix/testdata/golden.json", &vector)
	for _, c := range []struct {
		name  string
		stage stage
		args  []string
	}{
		{"standard input", stage{stdin: key}, []string{"--key", "-"}},
		{"PEM", stage{stdin: string(pem)}, []string{"--key", "-"}},
		{"PKCS#1", stage{stdin: vector.PKCS1}, []string{"--key", "-"}},
		{"pasted into the terminal", stage{terminal: true, secret: key + "\r"}, nil},
		{"PEM pasted into the terminal", stage{terminal: true, secret: strings.ReplaceAll(string(pem), "\n", "\r")}, nil},
		{"pasted though - was given", stage{terminal: true, secret: key + "\r"}, []string{"--key", "-"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := c.stage.run(append(form[:len(form):len(form)], c.args...)...)
			if line, _, _ := strings.Cut(r.out, "\n"); line != fixtures.Token(t) || r.status != fine {
				t.Errorf("status %d, %s\n got %s", r.status, r.err, line)
			}
		})
	}
	t.Run("nothing pasted", func(t *testing.T) {
		r := stage{terminal: true, secret: "\r"}.run(form...)
		if r.status != wrongUsage || !strings.Contains(r.err, "No key was given") {
			t.Errorf("%+v", r)
		}
	})
	t.Run("form first", func(t *testing.T) { // before a person is asked for the key
		r := stage{terminal: true, secret: key + "\r"}.run("sign", "--key-id", goldenKeyID)
		if r.status != wrongUsage || strings.Contains(r.err, "Paste the key") {
			t.Errorf("%+v", r)
		}
	})
}

// The shape is a contract, so it is compared as bytes.
func TestSignJSON(t *testing.T) {
	r := stage{}.run(golden(t, "--json")...)
	urls := ""
	for _, u := range [][3]string{
		{"Stream", "https://stream.fastpix.com/%s.m3u8", "stated"},
		{"Thumbnail", "https://images.fastpix.com/%s/thumbnail.jpg", "stated"},
		{"Clip", "https://images.fastpix.com/%s/clip.gif", "stated"},
		{"Spritesheet", "https://images.fastpix.com/%s/spritesheet.jpg", "stated"},
		{"Spritesheet map", "https://images.fastpix.com/%s/spritesheet.json", "seen"},
		{"MP4", "https://stream.fastpix.com/%s/capped-4k.mp4", "inferred"},
		{"Audio", "https://stream.fastpix.com/%s/audio.m4a", "inferred"},
	} {
		urls += fmt.Sprintf(`,{"name":%q,"url":%q,"standing":%q}`, u[0], fmt.Sprintf(u[1], goldenID)+"?token="+fixtures.Token(t), u[2])
	}
	want := `{"platform":"fastpix","token":"` + fixtures.Token(t) + `","header":{"alg":"RS256"},` +
		`"claims":{"kid":"` + goldenKeyID + `","aud":"media:` + goldenID + `","iss":"fastpix.com","sub":"","iat":1744780459,"exp":1744866859},` +
		`"issued_at":"2025-04-16T05:14:19Z","expires_at":"2025-04-17T05:14:19Z","urls":[` + urls[1:] + `],"remarks":["` + sampleKey + `"]}` + "\n"
	if r.out != want || r.status != fine || r.err != "" {
		t.Errorf("status %d, errors %q\n got %s\nwant %s", r.status, r.err, r.out, want)
	}
}

func TestSignForms(t *testing.T) {
	const claims = `{"kid":"` + goldenKeyID + `","aud":"media:` + goldenID + `","iss":"fastpix.com","sub":"","iat":1744780459,"exp":1744866859`
	const plugin = `{"alg":"RS256","typ":"JWT","kid":"` + goldenKeyID + `"}`
	swap := func(old, new string) string { return strings.Replace(claims, old, new, 1) + "}" }
	for _, c := range []struct {
		name           string
		more           []string
		header, claims string
		firstURL       string // without the token
		remark         string
		expires        string
	}{
		{name: "header of the plugin", more: []string{"--set", "header=plugin"}, header: plugin},
		{name: "DRM", more: []string{"--set", "for=drm"}, claims: swap("media:", "drm:")},
		{name: "issuer", more: []string{"--set", "issuer=fastpix.io"}, claims: swap("fastpix.com", "fastpix.io")},
		{name: "host io", more: []string{"--set", "host=io"}, firstURL: "https://stream.fastpix.io/" + goldenID + ".m3u8"},
		{name: "own host", more: []string{"--set", "host=video.brand.example"}, firstURL: "https://stream.video.brand.example/" + goldenID + ".m3u8"},
		{name: "further claim", more: []string{"--claim", `groups=["a",{"b":1.0}]`}, claims: claims + `,"groups":["a",{"b":1.0}]}`},
		{
			name: "claim replaced in its place", more: []string{"--claim", `sub="viewer"`},
			claims: swap(`"sub":""`, `"sub":"viewer"`), remark: "for sub",
		},
		{
			name: "number keeps its spelling", more: []string{"--claim", "exp=1.744866859e9"},
			claims: swap("1744866859", "1.744866859e9"), remark: "for exp", expires: "2025-04-17T05:14:19Z",
		},
		{
			name: "end with a fraction", more: []string{"--claim", "exp=1744866859.5"},
			claims: swap("1744866859", "1744866859.5"), remark: "for exp", expires: "2025-04-17T05:14:19.5Z",
		},
		{
			name: "end that is no date", more: []string{"--claim", `exp="never"`},
			claims: swap("1744866859", `"never"`), remark: "for exp", expires: "none",
		},
		{name: "signs of HTML", more: []string{"--claim", `a="<&>"`}, claims: claims + `,"a":"<&>"}`},
		{
			name: "life longer than the platform's", more: []string{"--ttl", "7d"},
			claims: swap("1744866859", "1745385259"), remark: "live 24 hours", expires: "2025-04-23T05:14:19Z",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := stage{}.run(golden(t, append(c.more, "--json")...)...)
			var got struct {
				Token, Platform string
				Header, Claims  json.RawMessage
				ExpiresAt       string `json:"expires_at"`
				URLs            []struct{ URL string }
				Remarks         []string
			}
			if err := json.Unmarshal([]byte(r.out), &got); err != nil || r.status != fine {
				t.Fatalf("%v, status %d, %s", err, r.status, r.err)
			}
			equal := func(what, got, want, otherwise string) {
				t.Helper()
				if want == "" {
					want = otherwise
				}
				if got != want {
					t.Errorf("%s\n got %s\nwant %s", what, got, want)
				}
			}
			parts := strings.Split(got.Token, ".")
			equal("header", string(got.Header), c.header, `{"alg":"RS256"}`)
			equal("header in the token", unbase64(t, parts[0]), c.header, `{"alg":"RS256"}`)
			equal("claims", string(got.Claims), c.claims, claims+"}")
			equal("claims in the token", unbase64(t, parts[1]), c.claims, claims+"}")
			equal("URL", strings.TrimSuffix(got.URLs[0].URL, "?token="+got.Token), c.firstURL, "https://stream.fastpix.com/"+goldenID+".m3u8")
			equal("end", cmp.Or(got.ExpiresAt, "none"), c.expires, "2025-04-17T05:14:19Z")
			if said := strings.TrimPrefix(strings.TrimPrefix(strings.Join(got.Remarks, "\n"), sampleKey), "\n"); !strings.Contains(said, c.remark) || c.remark == "" && said != "" {
				t.Errorf("remarks %q", said)
			}
			if v := (stage{}).run("decode", got.Token, "--key", file(t, fixtures.Key(t).PublicPEM())); v.status != fine {
				t.Errorf("the signature is not good: %s", v.out)
			}
		})
	}
}

func unbase64(t *testing.T, s string) string {
	t.Helper()
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A token that does not play is made, and it is said why.
func TestSignSaysWhatFails(t *testing.T) {
	for _, c := range []struct{ name, claim, said string }{
		{"begins after its end", "nbf=1744966859", "Playback fails: the token ends before it begins. "},
		{"begins later", "nbf=1744800000", "Playback fails: the token is not yet valid. "},
		{"issued later", "iat=1744800000", "Playback may fail: "},
		{"issued after its end", "iat=1896150000", "Playback fails: the token ends before it begins. "},
		{"ends by a text", `exp="never"`, "Playback fails: exp is not a time that the platform can read. "},
		{"nothing", `plan="pro"`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := stage{}.run(golden(t, "--claim", c.claim)...)
			if r.status != fine || !strings.Contains(r.err, c.said) || c.said == "" && strings.Contains(r.err, "Playback") {
				t.Errorf("status %d, %s", r.status, r.err)
			}
		})
	}
}

func TestSignTimes(t *testing.T) {
	for _, c := range []struct {
		name     string
		flags    []string
		iat, exp string
	}{
		{"now, for the usual life", nil, "2026-11-22T12:00:00Z", "2026-11-23T12:00:00Z"},
		{"span", []string{"--ttl", "90s"}, "2026-11-22T12:00:00Z", "2026-11-22T12:01:30Z"},
		{"relative", []string{"--expires-at", "now+1h"}, "2026-11-22T12:00:00Z", "2026-11-22T13:00:00Z"},
		{"span counts from the beginning", []string{"--issued-at", "now+1h", "--ttl", "1h"}, "2026-11-22T13:00:00Z", "2026-11-22T14:00:00Z"},
		{"in words", []string{"--expires-at", "tomorrow noon"}, "2026-11-22T12:00:00Z", "2026-11-23T11:00:00Z"},
		{"one that has ended, for a test", []string{"--issued-at", "2 weeks ago", "--expires-at", "12.11.2026 18:00 UTC"}, "2026-11-08T12:00:00Z", "2026-11-12T18:00:00Z"},
		{"clock of the place", []string{"--expires-at", "2026-11-22 14:30"}, "2026-11-22T12:00:00Z", "2026-11-22T13:30:00Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			args := append([]string{"sign", "--platform", "fastpix", "--key", file(t, string(fixtures.PrivateKey(t))), "--key-id", goldenKeyID, "--id", goldenID, "--json"}, c.flags...)
			r := stage{}.run(args...)
			if want := `"issued_at":"` + c.iat + `","expires_at":"` + c.exp + `"`; !strings.Contains(r.out, want) {
				t.Errorf("%s is not in\n%s%s", want, r.out, r.err)
			}
		})
	}
}

func TestSignInTerminal(t *testing.T) {
	r := stage{outTerminal: true, now: time.Unix(1744780459, 0)}.run(golden(t)...)
	for _, s := range []string{
		fixtures.Token(t) + "\n\n",
		"Expires          Thu 17 Apr 2025, 05:14:19 UTC (06:14:19 here), in 1 day\n",
		"Stream           https://stream.fastpix.com/" + goldenID + ".m3u8?token=" + fixtures.Token(t) + "\n",
		"the platform may differ:\nMP4    https://",
	} {
		if !strings.Contains(r.out, s) {
			t.Errorf("%q is not in:\n%s", s, r.out)
		}
	}
	if r.err != "note: "+sampleKey+"\n" {
		t.Errorf("errors: %s", r.err)
	}
}

func TestSignRemarks(t *testing.T) {
	form := []string{"sign", "--platform", "fastpix", "--key", file(t, `"`+string(fixtures.PrivateKey(t))+`",`), "--key-id", "production", "--id", goldenID}
	r := stage{}.run(form...)
	if r.status != fine || strings.Count(r.out, "\n") != 1 {
		t.Errorf("status %d, output %q", r.status, r.out)
	}
	for _, s := range []string{sampleKey + " Put right while reading: quotes", "note: FastPix key IDs look like"} {
		if !strings.Contains(r.err, s) {
			t.Errorf("%q is not in:\n%s", s, r.err)
		}
	}
	asJSON := stage{}.run(append(form, "--json")...)
	if asJSON.err != "" || !strings.Contains(asJSON.out, `"remarks":["`+sampleKey+` Put right while reading: quotes`) {
		t.Errorf("%+v", asJSON)
	}
}

func TestSignKeyRefused(t *testing.T) {
	for _, c := range []struct {
		name, key, says string
	}{
		{"the damaged key of the guide", read(t, keyData+"D01_seed003_original.txt"), "characters are missing in it: 104 of 2,240"},
		{"public key", fixtures.Key(t).PublicPEM(), "Signing needs the private one"},
		{"EC key", read(t, keyData+"A22_ec_P-256_pkcs8.pem"), "needs an RSA key"},
		{"a token", fixtures.Token(t), "This is a token, not a key"},
		{"a web page", read(t, keyData+"E04_html_error.html"), "This is a web page"},
		{"two keys that fit", read(t, keyData+"A01_rsa2048_pkcs8.pem") + read(t, keyData+"A17_rsa4096_pkcs8.pem"), "Which one is meant?"},
		{"nothing", "", "nothing here"},
		{"256 KiB and more", strings.Repeat("A", 256<<10+1), "larger than 256 KiB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, args := range [][]string{{"--key", file(t, c.key)}, {"--key", file(t, c.key), "--json"}, {"--key", "-"}} {
				r := stage{stdin: c.key}.run(append([]string{"sign", "--platform", "fastpix", "--key-id", goldenKeyID, "--id", goldenID}, args...)...)
				if r.status != answerIsNo || r.out != "" || !strings.Contains(r.err, c.says) {
					t.Errorf("%v: status %d, output %q, errors:\n%s", args[1:], r.status, r.out, r.err)
				}
				complaint(t, r)
			}
		})
	}
}

// The key file may be a platform's own answer: the ID in it is used, unless one is given.
func TestSignWithTheIDOfTheKey(t *testing.T) {
	const id = "3f0c6f1e-9a52-4c0d-8a61-5a0c1b7d2e44"
	answer := file(t, `{"success":true,"data":{"id":"`+id+`","privateKey":"`+string(fixtures.PrivateKey(t))+`"}}`)
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"sign", []string{"sign", "--id", goldenID, "--json"}, `"kid":"` + id + `"`},
		{"another one was given", []string{"sign", "--id", goldenID, "--json", "--key-id", goldenKeyID}, `"kid":"` + goldenKeyID + `"`},
		{"batch", []string{"batch", "sign", "--format", "json", file(t, goldenID+"\n")}, base64.RawURLEncoding.EncodeToString([]byte(`{"kid":"` + id))},
	} {
		r := stage{}.run(append(c.args, "--platform", "fastpix", "--key", answer)...)
		if r.status != fine || !strings.Contains(r.out, c.want) {
			t.Errorf("%s: %+v", c.name, r)
		}
	}
	// A person who is asked for the key learns first that the ID is missing.
	if r := (stage{terminal: true, secret: "never asked for"}).run("sign", "--platform", "fastpix", "--id", goldenID); r.status != wrongUsage || strings.Contains(r.err, "Paste the key") {
		t.Errorf("%+v", r)
	}
}

// Of a key that is no RSA key the algorithm need not be said.
func TestSignAlgorithmFollowsTheKey(t *testing.T) {
	key, err := keys.Generate(context.Background(), keys.NewP256)
	if err != nil {
		t.Fatal(err)
	}
	r := stage{}.run("sign", "--platform", "jwt", "--key", file(t, string(key.PrivatePEM().Reveal())), "--json")
	if r.status != fine || !strings.Contains(r.out, `"alg":"ES256"`) {
		t.Errorf("status %d, %s%s", r.status, r.out, r.err)
	}
}
