package fastpix_test

import (
	"bytes"
	"crypto/ed25519"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/fastpix"
	"playtoken/internal/fixtures"
)

// TestProblems: each thing that can be wrong with the form is said at its field.
// A warning comes with a token, anything else without.
func TestProblems(t *testing.T) {
	for _, tc := range []struct {
		name, field, text string
		says              string // "" for nothing wrong
		warning           bool
	}{
		{"key ID", platform.KeyID, keyID, "", false},
		{"key ID in upper case", platform.KeyID, strings.ToUpper(keyID), "writes its IDs in small letters", true},
		{"key ID of another form", platform.KeyID, "my-key", "look like b7158b65-302d", true},
		{"key ID with a space", platform.KeyID, "b7158b65 302d", "no spaces; there is one at place 9", false},
		{"a key as key ID", platform.KeyID, "-----BEGIN PRIVATE KEY-----", "This is a key.", false},
		{"a token as key ID", platform.KeyID, "eyJhbGciOiJSUzI1NiJ9.e30.AA", "This is a token", false},
		{"a URL as key ID", platform.KeyID, "https://dashboard.fastpix.com/keys", "This is a URL.", false},

		{"playback ID in upper case", platform.ID, strings.ToUpper(playbackID), "writes its IDs in small letters", true},
		{"playback ID with a space", platform.ID, "16af5b33-cf4d 4717", "there is one at place 14", false},
		{"playback ID with a line break", platform.ID, "16af5b33\ncf4d", "there is one at place 9", false},
		{"playback ID with a no-break space", platform.ID, "16af5b33\u00a0cf4d", "no spaces", false},
		{"playback ID with a zero-width space", platform.ID, "16af5b33\u200bcf4d", "cannot be seen, at place 9 (U+200B)", false},
		{"playback ID with a slash", platform.ID, "16af5b33/cf4d", "cannot have “/”, at place 9", false},
		{"playback ID in quotes", platform.ID, `"` + playbackID + `"`, "cannot have “\"”, at place 1", false},
		{"playback ID with a query", platform.ID, playbackID + "?token=x", "cannot have “?”, at place 37", false},
		{"playback ID one digit short", platform.ID, playbackID[1:], "This one does not.", true},
		{"playback ID with a letter that is no digit", platform.ID, "g" + playbackID[1:], "This one does not.", true},
		{"the key ID as playback ID", platform.ID, keyID, "The signing key ID stands here as well.", true},
		{"media ID", platform.ID, strings.ReplaceAll(playbackID, "-", ""), "ID of a media or a live stream", true},
		{"32 characters that are not hexadecimal", platform.ID, strings.Repeat("z", 32), "This one does not.", true},
		{"stream URL as playback ID", platform.ID, "https://stream.fastpix.com/" + playbackID + ".m3u8?token=x", "The playback ID in it is " + playbackID, false},
		{"thumbnail URL as playback ID", platform.ID, "https://images.fastpix.com/" + playbackID + "/thumbnail.jpg", "The playback ID in it is " + playbackID, false},
		{"player URL as playback ID", platform.ID, "https://play.fastpix.com/?playbackId=" + playbackID, "The playback ID in it is " + playbackID, false},
		{"URL without an ID", platform.ID, "https://example.com/video", "This is a URL. Put only the playback ID here.", false},
		{"too long", platform.ID, strings.Repeat("a", 201), "201 characters", false},
		{"base64 of a key", platform.ID, "LS0tLS1CRUdJTiBQUklWQVRF", "This is a key.", false},
		{"DER of a key", platform.ID, "MIIEvQIBADANBgkqhkiG9w0", "This is a key.", false},

		{"no such choice", "for", "video", "must be one of media, drm", false},
		{"choice in another case", "for", "DRM", "must be one of media, drm", false},
		{"no such header", "header", "full", "must be one of bare, plugin", false},
		{"known issuer", "issuer", "fastpix.io", "", false},
		{"unknown issuer", "issuer", "example.com", "known to accept fastpix.com and fastpix.io", true},
		{"a key as issuer", "issuer", "LS0tLS1CRUdJTiBQUklWQVRF", "This is a key.", false},

		{"host", "host", "video.brand.example", "", false},
		{"host with a port", "host", "brand.example:8443", "", false},
		{"host with a path", "host", "brand.example/videos", "host name only", false},
		{"host with a space", "host", "brand .example", "host name only", false},
		{"host with an empty label", "host", "brand..example", "host name only", false},
		{"host with a dot behind", "host", "brand.example.", "host name only", false},
		{"host with an umlaut", "host", "bränd.example", "host name only", false},
		{"host with a user", "host", "user@brand.example", "host name only", false},
		{"something hidden in the port", "host", "brand.example:x@evil.example", "host name only", false},
		{"a path behind the port", "host", "brand.example:443/x?y", "host name only", false},
		{"an empty port", "host", "brand.example:", "host name only", false},
		{"no such port", "host", "brand.example:70000", "host name only", false},
		{"scheme in upper case", "host", "HTTPS://brand.example", "host name only", false},
		{"too long a label", "host", strings.Repeat("a", 64) + ".example", "host name only", false},
		{"too long a host", "host", strings.Repeat("abcdefg.", 40) + "example", "host name only", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, problems := fastpix.Platform.Make(request(t, tc.field, tc.text))
			if tc.says == "" {
				if s == nil || len(problems) > 0 {
					t.Fatal(problems)
				}
				return
			}
			if len(problems) != 1 {
				t.Fatal(problems)
			}
			p := problems[0]
			if p.Field != tc.field || p.Warning != tc.warning || p.Missing || !strings.Contains(p.Text, tc.says) {
				t.Errorf("%+v, want …%s…", p, tc.says)
			}
			if (s != nil) != tc.warning {
				t.Error("a warning comes with a token, anything else without")
			}
			if s != nil && (len(s.Remarks) != 1 || s.Remarks[0] != p.Text) {
				t.Errorf("remarks %q", s.Remarks)
			}
		})
	}
}

func TestMissing(t *testing.T) {
	s, problems := fastpix.Platform.Make(platform.Request{IssuedAt: issued})
	if s != nil {
		t.Fatal("a token of nothing")
	}
	var fields []string
	for _, p := range problems {
		if !p.Missing || p.Warning || p.Text == "" {
			t.Errorf("%+v", p)
		}
		fields = append(fields, p.Field)
	}
	if got := strings.Join(fields, " "); got != "key_id id key" {
		t.Error(got)
	}
}

func TestKeyThatDoesNotFit(t *testing.T) {
	_, private, err := ed25519.GenerateKey(bytes.NewReader(make([]byte, 64)))
	if err != nil {
		t.Fatal(err)
	}
	edKey, err := keys.FromSigner(private)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name string
		key  *keys.Key
		says string
	}{
		{"Ed25519", edKey, "needs an RSA key. This one is Ed25519, private."},
		{"public", importer.Import([]byte(fixtures.Key(t).PublicPEM())).Key, "This is the public key."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := request(t)
			r.Key = tc.key
			s, problems := fastpix.Platform.Make(r)
			if s != nil || len(problems) != 1 || problems[0].Field != platform.KeyField || problems[0].Missing || !strings.Contains(problems[0].Text, tc.says) {
				t.Errorf("token %v, problems %+v, want …%s…", s != nil, problems, tc.says)
			}
		})
	}
}

func TestLifetime(t *testing.T) {
	for _, tc := range []struct {
		name    string
		expires time.Time
		life    time.Duration // of the token, 0 for none
		says    string
	}{
		{"not given", time.Time{}, 24 * time.Hour, ""},
		{"one second", issued.Add(time.Second), time.Second, ""},
		{"24 hours", issued.Add(24 * time.Hour), 24 * time.Hour, ""},
		{"a second more", issued.Add(24*time.Hour + time.Second), 24*time.Hour + time.Second, "own tokens live 24 hours"},
		{"7 days", issued.Add(7 * 24 * time.Hour), 7 * 24 * time.Hour, "not known"},
		{"the same second", issued, 0, "end before it begins"},
		{"fractions are cut off", issued.Add(999 * time.Millisecond), 0, "end before it begins"},
		{"the second before", issued.Add(-time.Second), 0, "end before it begins"},
		{"1970", time.Unix(0, 0), 0, "the date has passed"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := request(t)
			r.ExpiresAt = tc.expires
			s, problems := fastpix.Platform.Make(r)
			if (s != nil) != (tc.life > 0) || s != nil && s.Expires.Sub(s.IssuedAt) != tc.life {
				t.Errorf("token %v, problems %+v", s != nil, problems)
			}
			if s != nil { // that it lives long is no fault: nothing is known against it
				if said := strings.Join(s.Notes(), ""); len(problems) > 0 || len(s.Remarks) > 0 || (said == "") != (tc.says == "") || !strings.Contains(said, tc.says) {
					t.Errorf("%+v, notes %q, want …%s…", problems, said, tc.says)
				}
				return
			}
			if len(problems) != 1 || problems[0].Field != platform.ExpiresField || problems[0].Warning || !strings.Contains(problems[0].Text, tc.says) {
				t.Errorf("%+v, want …%s…", problems, tc.says)
			}
		})
	}
	// A token counts in seconds: what the clock has beyond them is no part of it.
	r := request(t)
	r.IssuedAt = issued.Add(987 * time.Millisecond)
	if s := signed(t, r); !s.IssuedAt.Equal(issued) || !s.Expires.Equal(issued.Add(24*time.Hour)) {
		t.Errorf("issued %s, expires %s", s.IssuedAt, s.Expires)
	}
}

// When the token is looked at is said where there is room for it, and not at each command.
func TestWhenItIsChecked(t *testing.T) {
	for kind, says := range map[string]int{"media": 1, "drm": 0} { // licences of DRM are asked for later
		r := request(t)
		r.Values["for"] = kind
		s := signed(t, r)
		if len(s.Facts) != says || says > 0 && !strings.HasSuffix(s.Facts[0].Text, "a running video plays on.") || len(s.Notes()) > 0 {
			t.Errorf("%s: facts %+v, notes %q", kind, s.Facts, s.Notes())
		}
	}
}
