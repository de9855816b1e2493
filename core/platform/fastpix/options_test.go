package fastpix_test

import (
	"strings"
	"testing"

	"playtoken/core/platform"
	"playtoken/core/platform/fastpix"
	"playtoken/internal/platformtest"
)

// TestOptions: options change URLs and never the token.
func TestOptions(t *testing.T) {
	plain := signed(t, request(t))
	for _, tc := range []struct {
		name     string
		set      []string
		url      string // the URL that changes
		path     string // what it ends with before the token, and behind it
		behind   string
		standing platform.Basis
	}{
		{"live", []string{"stream", "live"}, "Stream", ".m3u8", "", platform.Stated},
		{"DVR", []string{"stream", "live", "dvr", "on"}, "Stream", ".m3u8", "&dvrMode=true", platform.Inferred},
		{"DVR of what is not live", []string{"dvr", "on"}, "Stream", ".m3u8", "", platform.Stated},
		{"resolutions", []string{"min_resolution", "480p", "max_resolution", "1080p"}, "Stream", ".m3u8", "&minResolution=480p&maxResolution=1080p", platform.Stated},
		{"one resolution, highest first", []string{"resolution", "720p", "rendition_order", "desc"}, "Stream", ".m3u8", "&resolution=720p&renditionOrder=desc", platform.Stated},
		{"thumbnail", []string{"thumbnail_format", "webp", "thumbnail_time", "12.5", "thumbnail_width", "640", "thumbnail_height", "360", "thumbnail_fit", "stretch"}, "Thumbnail", "/thumbnail.webp", "&time=12.5&width=640&height=360&fit_mode=stretch", platform.Stated},
		{"clip", []string{"clip_format", "webp"}, "Clip", "/clip.webp", "", platform.Stated},
		{"dense spritesheet", []string{"spritesheet", "advanced"}, "Spritesheet", "/advanced-spritesheet.jpg", "&interval=10", platform.Stated},
		{"dense spritesheet, its map", []string{"spritesheet", "advanced", "interval", "2"}, "Spritesheet map", "/advanced-spritesheet.json", "&interval=2", platform.Seen},
		{"an interval without one", []string{"interval", "2"}, "Spritesheet", "/spritesheet.jpg", "", platform.Stated},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := signed(t, request(t, tc.set...))
			if s.First().Text != plain.First().Text {
				t.Error("the token is another one")
			}
			for _, u := range s.URLs() {
				if u.Name == tc.url {
					if !strings.HasSuffix(u.URL, tc.path+"?token="+s.First().Text+tc.behind) || u.Basis != tc.standing {
						t.Errorf("%s, %s", u.URL, u.Basis)
					}
					return
				}
			}
			t.Error("there is no such URL")
		})
	}
}

func TestOptionProblems(t *testing.T) {
	platformtest.CheckProblems(t, fastpix.Platform, []platformtest.Problem{
		{"seconds", "thumbnail_time", "0", "", false},
		{"a time with a colon", "thumbnail_time", "1:20", "Write seconds", false},
		{"a time that ends in a dot", "thumbnail_time", "1.", "Write seconds", false},
		{"a negative time", "thumbnail_time", "-1", "Write seconds", false},
		{"width", "thumbnail_width", "640", "", false},
		{"width with a unit", "thumbnail_width", "640px", "number of pixels", false},
		{"width with a sign", "thumbnail_width", "+640", "number of pixels", false},
		{"no height", "thumbnail_height", "0", "number of pixels", false},
		{"another fit", "thumbnail_fit", "crop", "think differently", true},
		{"no word", "thumbnail_fit", "a&b", "one word", false},
		{"no such resolution", "resolution", "4k", "must be one of any, 480p", false},
	})
	for _, tc := range []struct {
		name, field string
		set         []string
		says        string
	}{
		{"live DRM", "stream", []string{"stream", "live", "for", "drm"}, "public or private"},
		{"lowest above highest", "min_resolution", []string{"min_resolution", "1080p", "max_resolution", "480p"}, "above the highest"},
		{"the interval", "interval", []string{"spritesheet", "advanced", "interval", "11"}, "from 1 to 10"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, problems := fastpix.Platform.Make(request(t, tc.set...))
			if len(problems) != 1 || problems[0].Field != tc.field || !strings.Contains(problems[0].Text, tc.says) {
				t.Errorf("%+v", problems)
			}
		})
	}
}

// TestPlayers: the web component puts "stream." before a domain, the
// mobile players take the complete host.
func TestPlayers(t *testing.T) {
	for _, host := range []string{"brand.example", "stream.brand.example", "https://brand.example/"} {
		s := signed(t, request(t, "host", host, "for", "drm", "stream", "live"))
		for _, sn := range s.Snippets()[:6] {
			want := map[string]string{
				"Player tag": `custom-domain="brand.example"`, "iOS": `customDomain: "stream.brand.example"`,
				"Android": `customDomain = "stream.brand.example"`, "Flutter": `customDomain: 'stream.brand.example'`,
			}[sn.Name]
			if !strings.Contains(sn.Text, want) || !strings.Contains(sn.Text, s.First().Text) || want != "" && !strings.Contains(sn.Text, "live") {
				t.Errorf("%s:\n%s", sn.Name, sn.Text)
			}
		}
	}
	for _, sn := range signed(t, request(t)).Snippets() {
		if strings.Contains(strings.ToLower(sn.Text), "custom") {
			t.Errorf("%s names a domain that is the usual one:\n%s", sn.Name, sn.Text)
		}
	}
}

func TestWithoutExpiry(t *testing.T) {
	s, problems := fastpix.Platform.Make(platformtest.Endless(request(t)))
	if s == nil || len(problems) != 1 || !problems[0].Warning || problems[0].Field != platform.ExpiresField || strings.Contains(string(s.First().Claims.JSON()), "exp") || !s.Expires.IsZero() {
		t.Errorf("%+v, %v", s, problems)
	}
}
