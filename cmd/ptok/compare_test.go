package main

import (
	"encoding/json"
	"strings"
	"testing"

	"playtoken/internal/fixtures"
)

func TestCompareJSON(t *testing.T) {
	tok := fixtures.Token(t)
	url := "https://stream.fastpix.com/" + goldenID + ".m3u8?token=" + tok
	other := compact(t, `{"alg":"HS256"}`, `{"aud":"media:`+goldenKeyID+`"}`, "s")
	public := file(t, fixtures.Key(t).PublicPEM())
	for _, c := range []struct {
		name   string
		stdin  string
		args   []string
		status int
		begins string
		has    string
	}{
		{"the same", "", []string{tok, tok}, fine, `{"headline":"Both are the same token","good":{"verdict":"unknown",`, `{"where":"header","name":"alg","good":"\"RS256\"","bad":"\"RS256\"","same":true,"matters":false,"note":""}`},
		{"in a URL", "", []string{tok, url}, fine, `{"headline":"Both are the same token",`, `"where":"url"`},
		{"another", "", []string{url, other}, answerIsNo, `{"headline":"What sets the second one apart: the algorithm is not RS256",`, `{"where":"claims","name":"aud","good":"\"media:` + goldenID + `\"","bad":"\"media:` + goldenKeyID + `\"","same":false,"matters":true,"note":"`},
		{"good from standard input", tok, []string{"-", other}, answerIsNo, `{"headline":"What sets`, ""},
		{"bad from standard input", tok, []string{tok, "-"}, fine, `{"headline":"Both`, ""},
		{"key from standard input", fixtures.Key(t).PublicPEM(), []string{tok, tok, "--key", "-"}, fine, `{"headline":"Both`, `"name":"made by","good":"the key given here (RSA 2048`},
		{"with a key", "", []string{tok, tok, "--key", public}, fine, `{"headline":"Both`, `"signature":"valid"`},
		{"as of", "", []string{tok, tok, "--now", "now+1d"}, fine, `{"headline":"Both`, `"code":"expired"`},
		{"bad is no token", "", []string{tok, "hello"}, notUnderstood, `{"headline":"The second text has no token in it","good":{"verdict":"unknown",`, `"bad":{"verdict":"unknown"`},
		{"good is no token", "", []string{"hello", tok}, notUnderstood, `{"headline":"The first text has no token in it",`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := stage{stdin: c.stdin, now: alive}.run(append([]string{"compare", "--json"}, c.args...)...)
			if r.status != c.status || !strings.HasPrefix(r.out, c.begins) || !strings.Contains(r.out, c.has) {
				t.Errorf("status %d, want %d; %s\n got %s\nwant %s … %s", r.status, c.status, r.err, r.out, c.begins, c.has)
			}
			if got := names(t, r.out); got != "headline good bad rows" {
				t.Errorf("members %s", got)
			}
			var answer struct {
				Good, Bad json.RawMessage
				Rows      []json.RawMessage
			}
			if err := json.Unmarshal([]byte(r.out), &answer); err != nil {
				t.Fatal(err)
			}
			if names(t, string(answer.Good)) != whyMembers || names(t, string(answer.Bad)) != whyMembers || len(answer.Rows) == 0 {
				t.Errorf("%s", r.out)
			}
			for _, row := range answer.Rows {
				if got := names(t, string(row)); got != "where name good bad same matters note" {
					t.Errorf("members of a row: %s", got)
				}
			}
			words := stage{stdin: c.stdin, now: alive}.run(append([]string{"compare"}, c.args...)...)
			if words.status != c.status {
				t.Errorf("in words: %+v", words)
			}
			if c.status == notUnderstood {
				complaint(t, words)
			}
		})
	}
}

func TestCompareWords(t *testing.T) {
	other := compact(t, `{"alg":"RS256"}`, `{"aud":"media:`+goldenID+`","kid":"`+goldenKeyID+`","iss":"fastpix.com","sub":"","iat":1744780459,"exp":1744780460}`, strings.Repeat("s", 256))
	r := stage{now: alive}.run("compare", fixtures.Token(t), other)
	for _, s := range []string{
		"What sets the second one apart: the token expired", "\n  The first:  Nothing wrong", "\n  The second: Playback fails",
		"\nWhat matters\n  times, exp\n    first   Thu 17 Apr 2025, 05:14:19 UTC\n    second  Wed 16 Apr 2025, 05:14:20 UTC\n",
		"\nOther differences\n  times, life\n", "\nThe same: kind, alg, kid, aud, iss, sub, iat, state, length\n",
	} {
		if !strings.Contains(r.out, s) {
			t.Errorf("%q is not in\n%s", s, r.out)
		}
	}
}

func TestCompareUsage(t *testing.T) {
	for name, args := range map[string][]string{
		"one text":         {"a"},
		"three texts":      {"a", "b", "c"},
		"none":             {},
		"both from input":  {"-", "-"},
		"text and key":     {"-", "b", "--key", "-"},
		"no such platform": {"a", "b", "--platform", "nobody"},
		"no such key":      {"a", "b", "--key", "no-such-file"},
	} {
		t.Run(name, func(t *testing.T) {
			r := stage{}.run(append([]string{"compare"}, args...)...)
			if r.status != wrongUsage || r.out != "" {
				t.Errorf("%+v", r)
			}
			complaint(t, r)
		})
	}
}
