package compare_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"playtoken/core/diagnosis/compare"
	"playtoken/internal/diagnosistest"
	"playtoken/internal/fixtures"
)

const otherID = "26af5b33-cf4d-4717-9b90-ce429a124456"

func TestCompare(t *testing.T) {
	good := diagnosistest.FastPix(t, "rsa", nil)
	at := func(id, tok string) string { return "https://stream.fastpix.com/" + id + ".m3u8?token=" + tok }
	for _, c := range []struct {
		name      string
		good, bad string
		keys      []string
		headline  string
		matters   []string // where and name of what matters
		differs   []string // of what differs and does not matter
	}{
		{"the same", good, good, []string{"rsa.public"}, "Both are the same token", nil, nil},
		{
			"made later", good, diagnosistest.FastPix(t, "rsa", map[string]any{"iat": 1749999950, "exp": 1750003660}),
			[]string{"rsa.public"},
			"No difference that matters to the platform", nil,
			[]string{"times iat", "times exp", "times life"},
		},
		{
			"expired", good, diagnosistest.FastPix(t, "rsa", map[string]any{"iat": 1749900000, "exp": 1749903660}), nil,
			"What sets the second one apart: the token expired",
			[]string{"times exp"},
			[]string{"times iat"},
		},
		{
			"milliseconds", good, diagnosistest.FastPix(t, "rsa", map[string]any{"exp": 1750003600000}), nil,
			"What sets the second one apart: exp is in milliseconds",
			[]string{"times exp"},
			nil,
		},
		{"other ID", good, diagnosistest.FastPix(t, "rsa", map[string]any{"aud": "media:" + otherID}), nil, "They differ in aud", []string{"claims aud"}, nil},
		{
			"other ID than the URL's", at(fixtures.PlaybackID, good), at(fixtures.PlaybackID, diagnosistest.FastPix(t, "rsa", map[string]any{"aud": "media:" + otherID})), nil,
			"What sets the second one apart: the token is for another playback ID",
			[]string{"claims aud"},
			nil,
		},
		{
			"no prefix", good, diagnosistest.FastPix(t, "rsa", map[string]any{"aud": fixtures.PlaybackID}), nil, "What sets the second one apart", []string{"claims aud"}, nil,
		},
		{"no key ID", good, diagnosistest.FastPix(t, "rsa", map[string]any{"kid": nil}), nil, "What sets the second one apart", []string{"claims kid"}, nil},
		{
			"other algorithm", good, diagnosistest.FastPix(t, "mac:text:secret", nil), nil,
			"What sets the second one apart: the algorithm is not RS256",
			[]string{"header alg", "signature length"},
			nil,
		},
		{
			"other key", good, diagnosistest.FastPix(t, "rsa2", nil),
			[]string{"rsa.public", "rsa2.public"},
			"They differ in made by",
			[]string{"key made by"},
			nil,
		},
		{
			"a key that is not there", good, diagnosistest.FastPix(t, "rsa2", nil),
			[]string{"rsa.public"},
			"What sets the second one apart: another key signed the token",
			[]string{"key made by", "signature state"},
			nil,
		},
		{"own claim", good, diagnosistest.FastPix(t, "rsa", map[string]any{"viewer": "x"}), nil, "No difference that matters", nil, []string{"claims viewer"}},
		{
			"wrong parameter", at(fixtures.PlaybackID, good), "https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8?jwt=" + good, nil,
			"What sets the second one apart",
			[]string{"url token stands"},
			nil,
		},
		{"option", at(fixtures.PlaybackID, good), at(fixtures.PlaybackID, good) + "&minResolution=480p", nil, "Both are the same token", nil, []string{"url minResolution"}},
		{"no token", good, "hello", nil, "The second text has no token in it", nil, nil},
		{"no good one", "hello", good, nil, "The first text has no token in it", nil, nil},
		{"neither", "", "hello", nil, "Neither text has a token in it", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := compare.Cases(diagnosistest.Read(t, c.good, c.keys...), diagnosistest.Read(t, c.bad, c.keys...))
			if !strings.HasPrefix(got.Headline, c.headline) {
				t.Errorf("headline %q", got.Headline)
			}
			row := map[string]compare.Difference{}
			for _, d := range got.Rows {
				name := d.Where + " " + d.Name
				row[name] = d
				if !slices.Contains([]string{"header", "claims", "times", "signature", "key", "url", "request"}, d.Where) || d.Same && (d.Matters || d.Note != "" || d.Good != d.Bad) {
					t.Errorf("%+v", d)
				}
				if len(c.good)+len(c.bad) > 300 && c.name != "neither" && d.Matters && c.headline != "" && strings.Contains(c.headline, "No difference") {
					t.Errorf("%s matters: %+v", name, d)
				}
			}
			for _, name := range c.matters {
				if d := row[name]; d.Same || !d.Matters || d.Note == "" && d.Where != "signature" {
					t.Errorf("%s: %+v", name, d)
				}
			}
			for _, name := range c.differs {
				if d := row[name]; d.Name == "" || d.Same || d.Matters {
					t.Errorf("%s: %+v", name, d)
				}
			}
			if c.matters == nil && !strings.Contains(c.headline, "no token") && !strings.Contains(c.headline, "Neither") && got.Matters() {
				t.Errorf("something matters: %+v", got.Rows)
			}
		})
	}
}

// TestRequests: what the texts tell of the two requests is put side by side; of what a platform
// looks at, what differs matters where the answers do.
func TestRequests(t *testing.T) {
	tok := diagnosistest.FastPix(t, "rsa", nil)
	const shop, other, firefox = "https://shop.example/", "https://other.example/", "Mozilla/5.0 (X11) Firefox/140.0"
	line := func(status, page, browser string) string {
		return `203.0.113.7 - - [15/Jun/2025:15:10:00 +0000] "GET /` + fixtures.PlaybackID + `.m3u8?token=` + tok + ` HTTP/2" ` + status + ` 162 "` + page + `" "` + browser + `"`
	}
	har := func(page, browser string) string {
		return `{"startedDateTime":"2025-06-15T15:10:00.000Z","request":{"method":"GET","url":"https://stream.fastpix.com/` + fixtures.PlaybackID + `.m3u8?token=` + tok +
			`","headers":[{"name":"Referer","value":"` + page + `"},{"name":"User-Agent","value":"` + browser + `"}]},"response":{"status":403}}`
	}
	curl := func(page string) string {
		return "curl 'https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8?token=" + tok + "' -H 'Referer: " + page + "'"
	}
	for _, c := range []struct {
		name, good, bad, headline string
		matters, differs          []string
	}{
		{"another page", line("200", shop, firefox), line("403", other, firefox), "Both are the same token; the requests differ in Referer", []string{"Referer"}, []string{"status"}},
		{"no page", line("200", shop, firefox), line("403", "-", firefox), "Both are the same token; the requests differ in Referer", []string{"Referer"}, []string{"status"}},
		{"another page and player", line("200", shop, firefox), line("403", other, "mpv 0.40"), "Both are the same token; the requests differ in Referer and User-Agent", []string{"Referer", "User-Agent"}, []string{"status"}},
		{"both played", line("200", shop, firefox), line("206", other, firefox), "Both are the same token", nil, []string{"status", "Referer"}},
		{"the answer alone", line("200", shop, firefox), line("403", shop, firefox), "Both are the same token; the answers differ", nil, []string{"status"}},
		{"a log and a HAR", line("200", shop, firefox), har(other, "mpv 0.40"), "Both are the same token; the requests differ in Referer and User-Agent", []string{"Referer", "User-Agent"}, []string{"status"}},
		{"two commands", curl(shop), curl(other), "Both are the same token; the requests differ in Referer", []string{"Referer"}, nil},
		{"what one of them does not tell", line("200", shop, firefox), tok, "Both are the same token", nil, nil},
	} {
		got := compare.Cases(diagnosistest.Read(t, c.good, "rsa.public"), diagnosistest.Read(t, c.bad, "rsa.public"))
		var matters, differs []string
		for _, d := range got.Rows {
			switch {
			case d.Where != "request" || d.Same:
			case d.Matters && d.Note != "":
				matters = append(matters, d.Name)
			default:
				differs = append(differs, d.Name)
			}
		}
		if got.Headline != c.headline || !slices.Equal(matters, c.matters) || !slices.Equal(differs, c.differs) {
			t.Errorf("%s: %s; %q matter, %q do not", c.name, got.Headline, matters, differs)
		}
	}
}

// What a URL carries beside the token is not shown whole where it may open
// something.
func TestCompareShowsNoToken(t *testing.T) {
	good := diagnosistest.FastPix(t, "rsa", nil)
	u := "https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8?token=" + good + "&api_key=0123456789abcdef&x=" + strings.Repeat("qL7", 30)
	b, err := json.Marshal(compare.Cases(diagnosistest.Read(t, u), diagnosistest.Read(t, u)))
	if err != nil {
		t.Fatal(err)
	}
	for _, never := range []string{good, "0123456789abcdef", "qL7qL7qL7qL7", good[strings.LastIndexByte(good, '.')+1:][:12]} {
		if strings.Contains(string(b), never) {
			t.Errorf("%s is in %s", never, b)
		}
	}
}

// TestPair: the headline speaks of the first and the second as they were given, whichever of
// them plays.
func TestPair(t *testing.T) {
	good := diagnosistest.FastPix(t, "rsa", nil)
	expired := diagnosistest.FastPix(t, "rsa", map[string]any{"iat": 1749900000, "exp": 1749903660})
	for name, c := range map[string]struct {
		first, second, headline string
		badFirst                bool
	}{
		"the second fails": {good, expired, "What sets the second one apart: the token expired", false},
		"the first fails":  {expired, good, "What sets the first one apart: the token expired", true},
		"both alike":       {good, good, "Both are the same token", false},
	} {
		t.Run(name, func(t *testing.T) {
			got, badFirst := compare.Pair(diagnosistest.Read(t, c.first), diagnosistest.Read(t, c.second))
			if !strings.HasPrefix(got.Headline, c.headline) || badFirst != c.badFirst {
				t.Errorf("%q, bad first: %v", got.Headline, badFirst)
			}
		})
	}
}
