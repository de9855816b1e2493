package platform_test

import (
	"encoding/base64"
	"net/url"
	"strings"
	"testing"
	"time"

	"playtoken/core/platform"
	"playtoken/core/token"
)

func parse(t testing.TB, text string) *url.URL {
	t.Helper()
	if text == "" {
		return nil
	}
	u, err := url.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func made(header, claims string) *token.Token {
	enc := base64.RawURLEncoding.EncodeToString
	return token.Decode(enc([]byte(header)) + "." + enc([]byte(claims)) + ".AQID")
}

const bare = `{"alg":"RS256"}`

func healthy(change ...string) string {
	return strings.NewReplacer(change...).Replace(`{"kid":"` + keyID + `","aud":"media:` + playbackID + `","iss":"fastpix.com","sub":"","iat":1744780459,"exp":1744866859}`)
}

func TestRead(t *testing.T) {
	for _, tc := range []struct {
		name string
		tok  *token.Token
		want []platform.Reading
	}{
		{"media", made(bare, healthy()), []platform.Reading{
			{"Opens", "stream and images of playback ID", playbackID, ""}, {"Issuer", "fastpix.com", "", "accepted by FastPix"}, {"Key ID", "", keyID, ""},
		}},
		{"DRM, unknown issuer", made(bare, healthy("media:", "drm:", "fastpix.com", "me")), []platform.Reading{
			{"Opens", "DRM stream, licences and images of playback ID", playbackID, ""}, {"Issuer", "me", "", "not one FastPix is known to accept"}, {"Key ID", "", keyID, ""},
		}},
		{"key ID in the header", made(`{"alg":"RS256","kid":"h"}`, `{"aud":"media:1"}`), []platform.Reading{
			{"Opens", "stream and images of playback ID", "1", ""}, {"Key ID", "", "h", "only in the header"},
		}},
		{"nothing known", made(bare, `{"aud":"x","iss":1}`), nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := fastpix().Read(tc.tok)
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
		standing platform.Standing
		says     string
	}{
		{"healthy", made(bare, healthy()), "", "", "", ""},
		{"healthy in its URL", made(bare, healthy()), stream, "", "", ""},
		{"healthy, header as the plugin writes it", made(`{"alg":"RS256","typ":"JWT","kid":"`+keyID+`"}`, healthy()), stream, "", "", ""},
		{"healthy, ID in upper case in the URL", made(bare, healthy()), "https://stream.fastpix.com/" + strings.ToUpper(playbackID) + ".m3u8", "", "", ""},
		{"healthy in an image", made(bare, healthy()), "https://images.fastpix.com/" + playbackID + "/thumbnail.jpg", "", "", ""},
		{"healthy in a URL without an ID", made(bare, healthy()), "https://example.com/watch", "", "", ""},
		{"drm token in a stream", made(bare, healthy("media:", "drm:")), stream, "", "", ""},
		{"drm token in a licence", made(bare, healthy("media:", "drm:")), licence, "", "", ""},
		{"drm token in an image", made(bare, healthy("media:", "drm:")), "https://images.fastpix.com/" + playbackID + "/thumbnail.jpg", "", "", ""},
		{"no key ID", made(bare, healthy(`"kid":"`+keyID+`",`, "")), "", "kid_missing", platform.Stated, "among the claims"},
		{"key ID in the header only", made(`{"alg":"RS256","kid":"k"}`, healthy(`"kid":"`+keyID+`",`, "")), "", "kid_missing", platform.Inferred, "header only"},
		{"key ID is a number", made(bare, healthy(`"`+keyID+`"`, "7")), "", "kid_missing", platform.Stated, ""},
		{"no audience", made(bare, healthy(`"aud":"media:`+playbackID+`",`, "")), "", "aud_missing", platform.Stated, "missing"},
		{"audience is a list", made(bare, healthy(`"media:`+playbackID+`"`, `["media:`+playbackID+`"]`)), "", "aud_is_list", platform.Inferred, "list"},
		{"audience is a number", made(bare, healthy(`"media:`+playbackID+`"`, `1`)), "", "aud_malformed", platform.Stated, "aud is 1."},
		{"audience without a prefix", made(bare, healthy("media:", "")), "", "aud_malformed", platform.Stated, playbackID},
		{"unknown prefix", made(bare, healthy("media:", "live:")), "", "aud_malformed", platform.Stated, "live:"},
		{"prefix in another case", made(bare, healthy("media:", "Media:")), "", "aud_malformed", platform.Stated, "Media:"},
		{"media ID", made(bare, healthy(playbackID, strings.ReplaceAll(playbackID, "-", ""))), "", "media_id_used", platform.Stated, "no playback ID"},
		{"no ID behind the prefix", made(bare, healthy(playbackID, "")), "", "aud_malformed", platform.Stated, "form of a UUID"},
		{"media token in a licence", made(bare, healthy()), licence, "aud_other_resource", platform.Seen, "audience is media:"},
		{"media token in a certificate", made(bare, healthy()), strings.Replace(licence, "license/widevine", "cert/fairplay", 1), "aud_other_resource", platform.Seen, "certificate"},
		{"a sender's text is cut and safe", made(bare, healthy("media:", "\u202e"+strings.Repeat("x", 5000))), "", "aud_malformed", platform.Stated, `\u202E`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var found []*platform.Finding
			for _, rule := range fastpix().Rules {
				if f := rule(platform.Evidence{Token: tc.tok, URL: parse(t, tc.url), Now: time.Unix(1744800000, 0)}); f != nil {
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
			if string(f.Code) != tc.code || f.Severity != platform.Error || f.Standing != tc.standing || !strings.Contains(f.Evidence, tc.says) {
				t.Errorf("%+v, want %s %s …%s…", *f, tc.code, tc.standing, tc.says)
			}
			if f.Title == "" || f.Fix == "" || len(f.Evidence) > 300 || token.Inert(f.Evidence) != f.Evidence {
				t.Errorf("not fit to be shown: %+v", *f)
			}
		})
	}
}

func TestShortID(t *testing.T) {
	for in, want := range map[string]string{
		playbackID: "16af5b33…4455", "short": "short", "0123456789abcdef": "0123456789abcdef", "0123456789abcdefg": "01234567…defg", "éééééééééééééééééé": "éééééééé…éééé",
	} {
		if got := platform.ShortID(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}
