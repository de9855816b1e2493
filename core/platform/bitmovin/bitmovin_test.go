package bitmovin_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/platform/bitmovin"
	"playtoken/core/token/formats"
	"playtoken/internal/fixtures"
	"playtoken/internal/platformtest"
)

const streamID = "cqjmic0bi8si1aek0f8g"

// openAPIKey is the published key of the golden tokens for Bitmovin.
func openAPIKey(t testing.TB) *keys.Key {
	t.Helper()
	var list []struct {
		Name   string
		Base64 string `json:"privateKey_base64"`
	}
	fixtures.JSON(t, "keys/importer/testdata/fastpix_keys.json", &list)
	for _, k := range list {
		if k.Name == "fastpix-openapi-example" {
			return importer.Import([]byte(k.Base64)).Key
		}
	}
	t.Fatal("the key is not there")
	return nil
}

type bitmovinVectors struct {
	Real, Golden, NoExp struct{ Token string }
}

func bitmovinTokens(t testing.TB) (v bitmovinVectors) {
	t.Helper()
	var file struct {
		Real   struct{ Token string }
		Golden struct{ Token string } `json:"golden_computed"`
		NoExp  struct{ Token string } `json:"no_exp_computed"`
	}
	fixtures.JSON(t, "platform/bitmovin/testdata/bitmovin.json", &file)
	return bitmovinVectors{file.Real, file.Golden, file.NoExp}
}

// bitmovinEnd is the expiry of the golden token.
var bitmovinEnd = time.Unix(1718696440, 0)

func TestGolden(t *testing.T) {
	r := platform.Request{Key: openAPIKey(t), IssuedAt: bitmovinEnd.Add(-time.Hour), ExpiresAt: bitmovinEnd}
	s, problems := bitmovin.Platform.Make(r)
	if s == nil || len(problems) > 0 {
		t.Fatal(problems)
	}
	want := bitmovinTokens(t)
	if s.First().Text != want.Golden.Token {
		t.Errorf("%s\nwant\n%s", s.First().Text, want.Golden.Token)
	}
	theirs := formats.Decode(want.Real.Token)
	if ours := formats.Decode(s.First().Text); string(ours.Payload) != string(theirs.Payload) || ours.Parts[0].Text != theirs.Parts[0].Text {
		t.Error("header and claims are not those of Bitmovin's own token")
	}
	r.Endless = true
	s, problems = bitmovin.Platform.Make(r)
	if s == nil || len(problems) > 0 || s.First().Text != want.NoExp.Token || !s.Expires.IsZero() {
		t.Errorf("without an expiry: %+v, %v", s, problems)
	}
}

func TestForms(t *testing.T) {
	for _, tc := range []struct {
		name    string
		values  map[string]string
		endless bool
		claims  string
		notes   string // part of the last one
	}{
		{"exp alone", nil, false, `{"exp":1744798459}`, "names no stream"},
		{"with iat", map[string]string{"issued_at": "on"}, false, `{"iat":1744780459,"exp":1744798459}`, "names no stream"},
		{"endless", nil, true, `{}`, "5 hours; from which moment on is not known."},
		{"endless with iat", map[string]string{"issued_at": "on"}, true, `{"iat":1744780459}`, "from which moment on is not known."},
		{"IDs are not in the token", map[string]string{platform.ID: streamID, platform.KeyID: "9m4e2mr0ui3e8a215n4g"}, false, `{"exp":1744798459}`, "names no stream"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, problems := bitmovin.Platform.Make(platform.Request{Values: tc.values, Key: fixtures.Key(t), IssuedAt: platformtest.Issued, Endless: tc.endless})
			if s == nil || len(problems) > 0 {
				t.Fatal(problems)
			}
			tok := formats.Decode(s.First().Text)
			if got := string(tok.Payload); got != tc.claims || string(tok.Parts[0].Bytes) != `{"alg":"RS256","typ":"JWT"}` {
				t.Errorf("%s %s, want %s", tok.Parts[0].Bytes, got, tc.claims)
			}
			if notes := s.Notes(); !strings.Contains(notes[len(notes)-1], tc.notes) {
				t.Errorf("notes %q, want %q", notes, tc.notes)
			}
			if told := len(s.Remarks) > 0; told != (tc.claims == "{}") { // the rest is always so
				t.Errorf("remarks %q", s.Remarks)
			}
			if hasURLs := tc.values[platform.ID] != ""; hasURLs != (len(s.URLs()) > 0) {
				t.Errorf("URLs %v", s.URLs())
			}
		})
	}
}

func TestURLs(t *testing.T) {
	r := platformtest.Complete(t, bitmovin.Platform)
	r.Values[platform.ID] = streamID
	s, _ := bitmovin.Platform.Make(r)
	base := "https://streams.bitmovin.com/" + streamID
	want := []platform.URL{
		{Name: "Configuration", URL: base + "/config?token=" + s.First().Text, Basis: platform.Seen},
		{Name: "Embed page", URL: base + "/embed?token=" + s.First().Text, Basis: platform.Inferred},
		{Name: "Manifest", URL: base + "/manifest.m3u8?token=" + s.First().Text, Basis: platform.Inferred},
		{Name: "Poster", URL: base + "/poster?token=" + s.First().Text, Basis: platform.Inferred},
	}
	if !slices.Equal(s.URLs(), want) {
		t.Errorf("%+v", s.URLs())
	}
	for _, u := range s.URLs() {
		if got := bitmovin.Platform.URLID(platformtest.Parse(t, u.URL)); got != streamID || all.Owner(nil, platformtest.Parse(t, u.URL)) != bitmovin.Platform {
			t.Errorf("%s: ID %q", u.Name, got)
		}
	}
	if tag := s.Snippets()[0].Text; !strings.Contains(tag, `stream-id="`+streamID+`"`) || strings.Count(tag, s.First().Text) != 1 {
		t.Error(tag)
	}
	for u, id := range map[string]string{
		"https://streams.bitmovin.com/js/component.js": "", "https://streams.bitmovin.com/": "", "https://example.com/abc/config": "", "https://STREAMS.bitmovin.com/abc/share": "abc",
	} {
		if got := bitmovin.Platform.URLID(platformtest.Parse(t, u)); got != id {
			t.Errorf("%s: ID %q, want %q", u, got, id)
		}
	}
}

func TestProblems(t *testing.T) {
	platformtest.CheckProblems(t, bitmovin.Platform, []platformtest.Problem{
		{"stream ID", platform.ID, streamID, "", false},
		{"no stream ID", platform.ID, "", "", false},
		{"a UUID", platform.ID, fixtures.PlaybackID, "look like cgl9rh94uvs51rqc8jhg", true},
		{"a letter beyond v", platform.ID, "zqjmic0bi8si1aek0f8g", "This one does not", true},
		{"the URL of a stream", platform.ID, "https://streams.bitmovin.com/" + streamID + "/embed", "The stream ID in it is " + streamID, false},
		{"another URL", platform.ID, "https://example.com/x", "This is a URL.", false},
		{"a key", platform.ID, "MIIEvQIBADANBgkqhkiG9w0", "This is a key.", false},
		{"key ID", platform.KeyID, "9m4e2mr0ui3e8a215n4g", "", false},
		{"key ID with a space", platform.KeyID, "9m4e 2mr0", "no spaces", false},
		{"no such choice", "issued_at", "yes", "must be one of off, on", false},
	})
}

func TestReads(t *testing.T) {
	real := formats.Decode(bitmovinTokens(t).Real.Token)
	list := bitmovin.Platform.Meanings(real)
	if len(list) != 1 || list[0].Value != "every signed stream of the organization" {
		t.Errorf("%+v", list)
	}
	if list := bitmovin.Platform.Meanings(platformtest.Token(`{"alg":"RS256","kid":"k"}`, `{}`)); len(list) != 3 || list[1].Label != "Expires" || list[2].Code != "k" {
		t.Errorf("%+v", list)
	}
	if list := bitmovin.Platform.Meanings(formats.Decode("v4.local." + strings.Repeat("A", 86))); list != nil {
		t.Errorf("of a token that is none of its: %+v", list)
	}
	if got := all.Owner(real, nil); got != nil {
		t.Errorf("exp alone is recognised as %s", got.Name)
	}
}
