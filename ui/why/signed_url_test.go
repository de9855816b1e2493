package why

import (
	"strings"
	"testing"
	"time"

	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/token"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

// cloudfront signs for CloudFront with the golden key, in the middle of whose life the
// desk stands.
func cloudfront(t *testing.T, values map[string]string) string {
	t.Helper()
	values[platform.KeyID] = "K2JCJMDEHXQW5F"
	made, problems := all.ByName("cloudfront").Make(platform.Request{
		Values: values, Key: fixtures.Key(t), IssuedAt: time.Unix(issued, 0), ExpiresAt: time.Unix(ends, 0),
	})
	if made == nil {
		t.Fatal(problems)
	}
	return made.First().Text
}

// What a signature vouches for is shown, where it can be read, and can be changed: in a
// URL that is signed itself, and in cookies.
func TestReadableSignedURL(t *testing.T) {
	const (
		movie = "https://d111111abcdef8.cloudfront.net/hls/movie/master.m3u8"
		all   = "https://d111111abcdef8.cloudfront.net/hls/movie/*"
	)
	for name, c := range map[string]struct {
		values   map[string]string
		around   string // in the paste, with %s for what was signed
		resource string
		copied   string // how what is copied begins, once it was signed again
	}{
		"canned":               {map[string]string{platform.ID: movie}, "%s", movie, movie + "?Expires="},
		"custom":               {map[string]string{platform.ID: all, "play": movie}, "%s", all, movie + "?Policy="},
		"a cookie for one URL": {map[string]string{platform.ID: movie, "place": "cookies"}, movie + "\nCookie: %s", movie, "CloudFront-Expires="},
		"cookies":              {map[string]string{platform.ID: all, "place": "cookies"}, movie + "\nCookie: %s", all, "CloudFront-Policy="},
	} {
		t.Run(name, func(t *testing.T) {
			text := cloudfront(t, c.values)
			atDesk(t, func(d *desk) {
				s := d.paste(strings.Replace(c.around, "%s", text, 1))
				if !s.Read || !s.CanEdit || s.Parted.Kind != "" || len(s.Parted.Header) == 0 || s.Parted.Signature != "Signature: 256 bytes, not checked" {
					t.Errorf("%q, %+v", s.Title, s.Parted)
				}
				if !strings.Contains(s.claims(), string(token.Quote(c.resource))) {
					t.Errorf("claims %s", s.claims())
				}
				d.p.Keys.Paste(fixtures.PrivateKey(t))
				if s = d.settle(); s.Mood != viewmodel.Fine || s.Parted.Signature != "Signature: 256 bytes, valid" {
					t.Errorf("%q, %+v", s.Title, s.Parted)
				}
				// It ends, and one click makes it again.
				d.now = time.Unix(ends+60, 0)
				d.p.Tick()
				if s = d.settle(); s.Mood != viewmodel.Failed {
					t.Fatalf("%q", s.Title)
				}
				d.p.Reissue.Fix(0)
				s = d.settle()
				if m := s.Mended; m.Mood != viewmodel.Fine || m.Problem != "" || len(m.Parts) == 0 || (m.URL == "") != (c.values["place"] == "cookies") {
					t.Fatalf("%+v", m)
				}
				d.p.Reissue.Copy(nil)
				if got := d.copied[len(d.copied)-1]; !strings.HasPrefix(got, c.copied) || got == text {
					t.Errorf("copied %s", got)
				}
				d.p.Reissue.Read()
				if s = d.settle(); s.Mood != viewmodel.Fine || !strings.Contains(s.claims(), c.resource) {
					t.Errorf("read: %q, %s", s.Title, s.claims())
				}
			})
		})
	}
}

// The URL that is asked for is put into the policy.
func TestPolicyIsMadeToCover(t *testing.T) {
	text := cloudfront(t, map[string]string{platform.ID: "https://d111111abcdef8.cloudfront.net/hls/movie/*", "play": "https://d111111abcdef8.cloudfront.net/hls/movie/a.m3u8"})
	atDesk(t, func(d *desk) {
		d.p.Keys.Paste(fixtures.PrivateKey(t))
		s := d.paste(strings.Replace(text, "/movie/a", "/trailer/a", 1))
		if s.Mood != viewmodel.Failed || s.Action != ApplyFix {
			t.Fatalf("%q, action %d", s.Title, s.Action)
		}
		d.p.Reissue.Fix(0)
		if m := d.settle().Mended; m.Mood != viewmodel.Fine || !strings.HasPrefix(strings.Join(m.Parts, ""), "https://d111111abcdef8.cloudfront.net/hls/trailer/a.m3u8?Policy=") {
			t.Errorf("%+v", m)
		}
	})
}
