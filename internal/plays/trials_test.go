//go:build !race

package plays

import (
	"maps"
	"net/url"
	"strings"
	"testing"
	"time"

	"playtoken/core/cause"
	"playtoken/core/edge"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
)

// subject is a platform, with what its tests play.
type subject struct {
	platform string
	values   map[string]string // of its form
	others   map[string]string // of the form for something else
	own      string            // what stands in the URL for what is asked for
	other    string            // and for something else
	// unbound says that a token is not held against the URL: it is for all that the
	// organization has, or where a URL has its ID is not published.
	unbound bool
	sealed  bool // who has not the key cannot tell another key from a token that was changed
	cookies bool // a token can be cookies as well
}

const distribution = "https://d111111abcdef8.cloudfront.net"

var subjects = []subject{
	{platform: "fastpix", own: "16af5b33", other: "26af5b33", others: form{platform.ID: "26af5b33-cf4d-4717-9b90-ce429a124455"}},
	{platform: "mux", own: "DS00Spx1", other: "XS00Spx1", others: form{platform.ID: "XS00Spx1CV902MCtPj5WknGlR102V5HFkDe"}},
	{platform: "bitmovin", own: "cgl9rh94", other: "xgl9rh94", others: form{platform.ID: "xgl9rh94uvs51rqc8jhg"}, unbound: true},
	{platform: "fastevo", own: "65e8ddc5", other: "75e8ddc5", others: form{platform.ID: "75e8ddc52f41619f1815a083"}, sealed: true, unbound: true},
	{
		platform: "edgecast", own: "/videos/a/", other: "/videos/b/", sealed: true, values: form{"ec_url_allow": "/videos/a/"},
		others: form{platform.ID: "/videos/b/master.m3u8", "ec_url_allow": "/videos/b/"},
	},
	{
		platform: "cloudfront", own: "/hls/movie/", other: "/hls/other/", cookies: true,
		others: form{platform.ID: distribution + "/hls/other/*", "play": distribution + "/hls/other/master.m3u8"},
	},
}

type form = map[string]string

// signers are a new key for the platform, which its edge knows, and one that nobody knows.
func (s subject) signers(t *testing.T) (known, stranger edge.Signer) {
	t.Helper()
	for _, to := range []*edge.Signer{&known, &stranger} {
		var err error
		if *to, err = edge.NewSigner(t.Context(), all.ByName(s.platform), s.values); err != nil {
			t.Fatal(err)
		}
	}
	return known, stranger
}

// trial is a URL with its token, or with cookies, and why it does not play.
type trial struct {
	name    string
	url     string // at the platform
	cookies string
	cause   cause.Code // "" where it plays
}

// trials are what an edge is asked that knows one of the two signers.
func (s subject) trials(t *testing.T, known, stranger edge.Signer, byCookies bool) []trial {
	t.Helper()
	made := func(by edge.Signer, ago time.Duration, others form) (one trial) {
		values := maps.Clone(by.Values)
		maps.Copy(values, others)
		if byCookies {
			values["place"] = "cookies"
		}
		begins := time.Now().Add(-ago)
		signed, problems := by.Platform.Make(platform.Request{Values: values, Key: by.Key, IssuedAt: begins, ExpiresAt: begins.Add(time.Hour)})
		if signed == nil {
			t.Fatal(s.platform, problems)
		}
		if byCookies {
			return trial{url: values["play"], cookies: signed.First().Text}
		}
		return trial{url: playlist(t, by.Platform, signed)}
	}
	good, wrong, elsewhere := made(known, 0, nil), cause.UnknownKey, cause.OtherPlaybackID
	if s.sealed {
		wrong = cause.SignatureWrong
	}
	if s.unbound {
		elsewhere = ""
	}
	bare, _, _ := strings.Cut(good.url, "?")
	other := made(known, 0, s.others)
	list := []trial{
		{"good", good.url, good.cookies, ""},
		{"without a token", bare, "", cause.TokenAbsent},
		{"for another ID", strings.Replace(other.url, s.other, s.own, 1), other.cookies, elsewhere},
	}
	changed := trial{"edited", edited(good.url), good.cookies, wrong}
	if byCookies {
		changed.url, changed.cookies = good.url, edited(good.cookies)
	}
	for _, c := range []struct {
		name  string
		made  trial
		cause cause.Code
	}{{"expired", made(known, 2*time.Hour, nil), cause.Expired}, {"by a foreign key", made(stranger, 0, nil), wrong}} {
		c.made.name, c.made.cause = c.name, c.cause
		list = append(list, c.made)
	}
	return append(list, changed)
}

// playlist is the URL of the stream that a token opens.
func playlist(t *testing.T, p *platform.Platform, s *platform.Signed) string {
	t.Helper()
	list := s.URLs()
	if len(list) == 0 {
		list = []platform.URL{{URL: p.Edge.Address(s.Form, s.First())}}
	}
	for _, one := range list {
		if u, err := url.Parse(one.URL); err == nil && p.Edge.Opens(u) == platform.Playlist {
			return one.URL
		}
	}
	t.Fatalf("%s makes no URL of a stream", p.Name)
	return ""
}

// edited is a text with another character in its longest piece: a signature, or what is
// sealed.
func edited(text string) string {
	longest := ""
	for _, piece := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune("?&=.;/ ", c) }) {
		if len(piece) > len(longest) {
			longest = piece
		}
	}
	at, to := len(longest)-10, "A"
	if longest[at] == 'A' {
		to = "B"
	}
	return strings.Replace(text, longest, longest[:at]+to+longest[at+1:], 1)
}
