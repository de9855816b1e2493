package main

import (
	"encoding/json"
	"strings"
	"testing"

	"playtoken/internal/fixtures"
)

// A text without a token is answered, too: in words, in JSON and by the exit status.
func TestWhyOfATextAlone(t *testing.T) {
	const hex64 = "3f3ce0ef3fa884a79c665f10aed6247634ad17d0ae54584afbd131601fff16ae"
	for _, c := range []struct {
		name, text string
		status     int
		words      []string
		meaning    string // in JSON, "" for no such member
	}{
		{"an error about the key", "Error: secretOrPrivateKey must have a value", fine, []string{"An error of jsonwebtoken", "not about the token", "name of the variable"}, "there is no key"},
		{"an error about the token", "JsonWebTokenError: jwt malformed", fine, []string{"three parts", "\nIt may come from\n  may be  the token is damaged in the URL."}, "three parts"},
		{"a status", "HTTP/1.1 403 Forbidden", fine, []string{"The answer was 403; only the token can tell why", "Paste the URL", "  may be  the token has expired."}, "refused"},
		{"a server that failed", "502 Bad Gateway", fine, []string{"The answer was 502"}, "no good answer"},
		{"CORS beside a URL", "Access to fetch at 'https://x.example.net/a.m3u8' from origin 'https://y.example' has been blocked by CORS policy", fine, []string{"there is no token", "CORS", "\nWhat was said\n"}, "CORS"},
		{"signed by another", "https://x.example.net/a.m3u8?hdnts=exp=1895348800~acl=/*~hmac=" + hex64, fine, []string{"signed in the way of Akamai", "Its end stands in clear", "signed-url"}, ""},
		{"signed by another, ended", "https://x.example.net/a.m3u8?hdnts=exp=1759995090~acl=/*~hmac=" + hex64, answerIsNo, []string{"Playback fails", "Akamai", "has passed", "The platform may differ."}, ""},
		{"nothing to say", "hello", notUnderstood, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := stage{stdin: c.text}.run("why", "-")
			if r.status != c.status || (r.err == "") != (c.status != notUnderstood) {
				t.Errorf("status %d, errors %q", r.status, r.err)
			}
			for _, s := range c.words {
				if !strings.Contains(r.out, s) {
					t.Errorf("%q is not in:\n%s", s, r.out)
				}
			}
			r = stage{stdin: c.text}.run("why", "-", "--json")
			var a struct {
				Meaning string
				Causes  []causeAnswer
			}
			if err := json.Unmarshal([]byte(r.out), &a); err != nil || r.status != c.status {
				t.Fatalf("%v, status %d: %s", err, r.status, r.out)
			}
			if !strings.Contains(a.Meaning, c.meaning) || (c.meaning == "") != (a.Meaning == "") {
				t.Errorf("means %q", a.Meaning)
			}
		})
	}
}

// An error beside a token is weighed with what the token shows.
func TestWhyOfATextBesideAToken(t *testing.T) {
	r := stage{}.run("why", "TokenExpiredError: jwt expired, with "+fixtures.Token(t))
	for _, s := range []string{"Playback fails: the token expired", "\nWhat was said\n  An error of jsonwebtoken (Node.js): the token has expired.", "\n  yes     the token expired"} {
		if !strings.Contains(r.out, s) {
			t.Errorf("%q is not in:\n%s", s, r.out)
		}
	}
	if r.status != answerIsNo {
		t.Errorf("status %d", r.status)
	}
}
