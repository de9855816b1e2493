package fastpix_test

import (
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/platform/fastpix"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/internal/platformtest"
)

func healthy(change ...string) string {
	return strings.NewReplacer(change...).Replace(`{"kid":"` + keyID + `","aud":"media:` + playbackID + `","iss":"fastpix.com","sub":"","iat":1744780459,"exp":1744866859}`)
}

func TestRead(t *testing.T) {
	for _, tc := range []struct {
		name string
		tok  *token.Token
		want []platform.Meaning
	}{
		{"media", platformtest.Token(platformtest.Bare, healthy()), []platform.Meaning{
			platform.Means("Opens", "stream and images of playback ID", playbackID, ""), platform.Means("Issuer", "fastpix.com", "", "accepted by FastPix"), platform.Means("Key ID", "", keyID, ""),
		}},
		{"DRM, unknown issuer", platformtest.Token(platformtest.Bare, healthy("media:", "drm:", "fastpix.com", "me")), []platform.Meaning{
			platform.Means("Opens", "DRM stream, licences and images of playback ID", playbackID, ""), platform.Means("Issuer", "me", "", "not one FastPix is known to accept"), platform.Means("Key ID", "", keyID, ""),
		}},
		{"key ID in the header", platformtest.Token(`{"alg":"RS256","kid":"h"}`, `{"aud":"media:1"}`), []platform.Meaning{
			platform.Means("Opens", "stream and images of playback ID", "1", ""), platform.Means("Key ID", "", "h", "only in the header"),
		}},
		{"nothing known", platformtest.Token(platformtest.Bare, `{"aud":"x","iss":1}`), nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := fastpix.Platform.Meanings(tc.tok)
			if len(got) != len(tc.want) {
				t.Fatalf("%+v, want %+v", got, tc.want)
			}
			for i := range got {
				if got[i] != tc.want[i] {
					t.Errorf("%+v, want %+v", got[i], tc.want[i])
				}
			}
		})
	}
}

// TestRules: what is found in one token, and nothing besides.
func TestRules(t *testing.T) {
	stream := "https://stream.fastpix.com/" + playbackID + ".m3u8"
	licence := "https://api.fastpix.com/v1/on-demand/drm/license/widevine/" + playbackID
	for _, tc := range []struct {
		name     string
		tok      *token.Token
		url      string
		code     string // "" for nothing
		standing platform.Basis
		says     string
	}{
		{"healthy", platformtest.Token(platformtest.Bare, healthy()), "", "", "", ""},
		{"healthy in its URL", platformtest.Token(platformtest.Bare, healthy()), stream, "", "", ""},
		{"healthy, header as the plugin writes it", platformtest.Token(`{"alg":"RS256","typ":"JWT","kid":"`+keyID+`"}`, healthy()), stream, "", "", ""},
		{"healthy, ID in upper case in the URL", platformtest.Token(platformtest.Bare, healthy()), "https://stream.fastpix.com/" + strings.ToUpper(playbackID) + ".m3u8", "", "", ""},
		{"healthy in an image", platformtest.Token(platformtest.Bare, healthy()), "https://images.fastpix.com/" + playbackID + "/thumbnail.jpg", "", "", ""},
		{"healthy in a URL without an ID", platformtest.Token(platformtest.Bare, healthy()), "https://example.com/watch", "", "", ""},
		{"drm token in a stream", platformtest.Token(platformtest.Bare, healthy("media:", "drm:")), stream, "", "", ""},
		{"drm token in a licence", platformtest.Token(platformtest.Bare, healthy("media:", "drm:")), licence, "", "", ""},
		{"drm token in an image", platformtest.Token(platformtest.Bare, healthy("media:", "drm:")), "https://images.fastpix.com/" + playbackID + "/thumbnail.jpg", "", "", ""},
		{"no key ID", platformtest.Token(platformtest.Bare, healthy(`"kid":"`+keyID+`",`, "")), "", "kid_missing", platform.Stated, "among the claims"},
		{"key ID in the header only", platformtest.Token(`{"alg":"RS256","kid":"k"}`, healthy(`"kid":"`+keyID+`",`, "")), "", "kid_missing", platform.Inferred, "header only"},
		{"key ID is a number", platformtest.Token(platformtest.Bare, healthy(`"`+keyID+`"`, "7")), "", "kid_missing", platform.Stated, ""},
		{"no audience", platformtest.Token(platformtest.Bare, healthy(`"aud":"media:`+playbackID+`",`, "")), "", "aud_missing", platform.Stated, "missing"},
		{"audience is a list", platformtest.Token(platformtest.Bare, healthy(`"media:`+playbackID+`"`, `["media:`+playbackID+`"]`)), "", "aud_is_list", platform.Inferred, "list"},
		{"audience is a number", platformtest.Token(platformtest.Bare, healthy(`"media:`+playbackID+`"`, `1`)), "", "aud_malformed", platform.Stated, "aud is 1."},
		{"audience without a prefix", platformtest.Token(platformtest.Bare, healthy("media:", "")), "", "aud_malformed", platform.Stated, playbackID},
		{"unknown prefix", platformtest.Token(platformtest.Bare, healthy("media:", "live:")), "", "aud_malformed", platform.Stated, "live:"},
		{"prefix in another case", platformtest.Token(platformtest.Bare, healthy("media:", "Media:")), "", "aud_malformed", platform.Stated, "Media:"},
		{"media ID", platformtest.Token(platformtest.Bare, healthy(playbackID, strings.ReplaceAll(playbackID, "-", ""))), "", "media_id_used", platform.Stated, "no playback ID"},
		{"no ID behind the prefix", platformtest.Token(platformtest.Bare, healthy(playbackID, "")), "", "aud_malformed", platform.Stated, "form of a UUID"},
		{"media token in a licence", platformtest.Token(platformtest.Bare, healthy()), licence, "aud_other_resource", platform.Seen, "audience is media:"},
		{"media token in a certificate", platformtest.Token(platformtest.Bare, healthy()), strings.Replace(licence, "license/widevine", "cert/fairplay", 1), "aud_other_resource", platform.Seen, "certificate"},
		{"a sender's text is cut and safe", platformtest.Token(platformtest.Bare, healthy("media:", "\u202e"+strings.Repeat("x", 5000))), "", "aud_malformed", platform.Stated, `\u202E`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var found []*platform.Finding
			for _, rule := range fastpix.Platform.Rules {
				if f := rule(platform.Evidence{Token: tc.tok, URL: platformtest.Parse(t, tc.url), Now: time.Unix(1744800000, 0)}); f != nil {
					found = append(found, f)
				}
			}
			if tc.code == "" {
				if len(found) > 0 {
					t.Errorf("found in a healthy token: %+v", *found[0])
				}
				return
			}
			if len(found) != 1 {
				t.Fatalf("%d findings, want %s alone", len(found), tc.code)
			}
			f := found[0]
			if string(f.Code) != tc.code || f.Severity != platform.Error || f.Basis != tc.standing || !strings.Contains(f.Evidence, tc.says) {
				t.Errorf("%+v, want %s %s …%s…", *f, tc.code, tc.standing, tc.says)
			}
			if f.Title == "" || f.Fix == "" || len(f.Evidence) > 300 || token.Inert(f.Evidence) != f.Evidence {
				t.Errorf("not fit to be shown: %+v", *f)
			}
		})
	}
}

func TestRecognise(t *testing.T) {
	claims := func(json string) *token.Token {
		enc := base64.RawURLEncoding.EncodeToString
		return formats.Decode("eyJhbGciOiJSUzI1NiJ9." + enc([]byte(json)) + ".AQID")
	}
	for _, tc := range []struct {
		name string
		tok  *token.Token
		url  string
		want bool
	}{
		{"media audience", claims(`{"aud":"media:1"}`), "", true},
		{"drm audience", claims(`{"aud":"drm:1"}`), "", true},
		{"issuer and key ID", claims(`{"kid":"k","iss":"fastpix.io"}`), "", true},
		{"issuer alone", claims(`{"iss":"fastpix.io"}`), "", false},
		{"key ID alone", claims(`{"kid":"k","iss":"example.com"}`), "", false},
		{"another audience", claims(`{"aud":"example.com"}`), "", false},
		{"a prefix that only begins so", claims(`{"aud":"mediathek:1"}`), "", false},
		{"host com", claims(`{}`), "https://stream.fastpix.com/x.m3u8", true},
		{"host io, in upper case", nil, "https://IMAGES.FASTPIX.IO/x", true},
		{"host that only ends so", claims(`{}`), "https://stream.notfastpix.com/x", false},
		{"host that only contains it", claims(`{}`), "https://stream.fastpix.com.evil.example/x", false},
		{"what is left of damaged claims", platformtest.Token(`{"alg"`, `{"aud":"media:1","sub":x}`), "", false},
		{"an opened token of another format", formats.Decode("v4.local."+strings.Repeat("A", 86)).Open(nil, claims(`{"aud":"media:1"}`).Claims), "", false},
		{"nothing", nil, "", false},
		{"not readable", formats.Decode("hello"), "", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := all.Owner(tc.tok, platformtest.Parse(t, tc.url)); (got == fastpix.Platform) != tc.want {
				t.Errorf("%v, want %v", got != nil, tc.want)
			}
		})
	}
}
