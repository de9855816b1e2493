package fastpix_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
	"playtoken/internal/fixtures"
)

// TestURLs: each URL of the platform, in the order in which they are shown: those of
// the stream's token, then those of the licences'.
func TestURLs(t *testing.T) {
	const (
		stated   = platform.Stated
		seen     = platform.Seen
		inferred = platform.Inferred
	)
	id := playbackID
	for _, tc := range []struct {
		name string
		set  []string
		want []platform.URL
	}{
		{"media", nil, []platform.URL{
			{Name: "Stream", URL: "https://stream.fastpix.com/" + id + ".m3u8", Basis: stated},
			{Name: "Thumbnail", URL: "https://images.fastpix.com/" + id + "/thumbnail.jpg", Basis: stated},
			{Name: "Clip", URL: "https://images.fastpix.com/" + id + "/clip.gif", Basis: stated},
			{Name: "Spritesheet", URL: "https://images.fastpix.com/" + id + "/spritesheet.jpg", Basis: stated},
			{Name: "Spritesheet map", URL: "https://images.fastpix.com/" + id + "/spritesheet.json", Basis: seen},
			{Name: "MP4", URL: "https://stream.fastpix.com/" + id + "/capped-4k.mp4", Basis: inferred},
			{Name: "Audio", URL: "https://stream.fastpix.com/" + id + "/audio.m4a", Basis: inferred},
		}},
		{"DRM", []string{"for", "drm"}, []platform.URL{
			{Name: "Stream", URL: "https://stream.fastpix.com/" + id + ".m3u8", Basis: stated},
			{Name: "Thumbnail", URL: "https://images.fastpix.com/" + id + "/thumbnail.jpg", Basis: stated},
			{Name: "Clip", URL: "https://images.fastpix.com/" + id + "/clip.gif", Basis: stated},
			{Name: "Spritesheet", URL: "https://images.fastpix.com/" + id + "/spritesheet.jpg", Basis: stated},
			{Name: "Spritesheet map", URL: "https://images.fastpix.com/" + id + "/spritesheet.json", Basis: seen},
			{Name: "Widevine licence", URL: "https://api.fastpix.com/v1/on-demand/drm/license/widevine/" + id, Basis: seen},
			{Name: "FairPlay licence", URL: "https://api.fastpix.com/v1/on-demand/drm/license/fairplay/" + id, Basis: seen},
			{Name: "FairPlay certificate", URL: "https://api.fastpix.com/v1/on-demand/drm/cert/fairplay/" + id, Basis: seen},
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := signed(t, request(t, tc.set...))
			for i := range tc.want {
				tc.want[i].URL += "?token=" + s.First().Text
			}
			if !slices.Equal(s.URLs(), tc.want) {
				t.Errorf("%+v\nwant\n%+v", s.URLs(), tc.want)
			}
			for _, tok := range s.Tokens {
				for _, u := range tok.URLs {
					if p, err := url.Parse(u.URL); err != nil || p.Query().Get("token") != tok.Text {
						t.Errorf("%s does not carry the token: %v", u.Name, err)
					}
				}
			}
		})
	}
}

// TestTokens: a DRM stream wants the same token twice, under two names, and the
// licences are opened by the second.
func TestTokens(t *testing.T) {
	for kind, want := range map[string]string{"media": "token", "drm": "token drm-token"} {
		t.Run(kind, func(t *testing.T) {
			s := signed(t, request(t, "for", kind))
			var names []string
			for _, tok := range s.Tokens {
				names = append(names, tok.Name)
				if !strings.HasPrefix(tok.Claims.Text("aud"), kind+":") || jws.Verify(formats.Decode(tok.Text), fixtures.Key(t)).State != token.Valid {
					t.Errorf("%s: %s", tok.Name, tok.Claims.JSON())
				}
				for _, u := range tok.URLs {
					if strings.Contains(u.URL, "/drm/") != (tok.Name == "drm-token") {
						t.Errorf("%s opens %s", tok.Name, u.URL)
					}
				}
			}
			if got := strings.Join(names, " "); got != want {
				t.Errorf("%s, want %s", got, want)
			}
		})
	}
}

func TestHosts(t *testing.T) {
	for _, tc := range []struct{ name, host, stream, images, licences, domain string }{
		{"com", "com", "stream.fastpix.com", "images.fastpix.com", "api.fastpix.com", ""},
		{"not given", "", "stream.fastpix.com", "images.fastpix.com", "api.fastpix.com", ""},
		{"io", "io", "stream.fastpix.io", "images.fastpix.io", "api.fastpix.io", "fastpix.io"},
		{"own host as the web player wants it", "brand.example", "stream.brand.example", "images.brand.example", "api.fastpix.com", "brand.example"},
		{"own host as the mobile players want it", "stream.brand.example", "stream.brand.example", "images.brand.example", "api.fastpix.com", "brand.example"},
		{"own host as a URL", "https://brand.example/", "stream.brand.example", "images.brand.example", "api.fastpix.com", "brand.example"},
		{"own host as a URL without TLS", "http://stream.brand.example/", "stream.brand.example", "images.brand.example", "api.fastpix.com", "brand.example"},
		{"own host with a port", "brand.example:8443", "stream.brand.example:8443", "images.brand.example:8443", "api.fastpix.com", "brand.example:8443"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := signed(t, request(t, "host", tc.host, "for", "drm"))
			hosts := map[string]string{}
			for _, u := range s.URLs() {
				p, err := url.Parse(u.URL)
				if err != nil || p.Scheme != "https" {
					t.Fatal(u.URL, err)
				}
				hosts[u.Name] = p.Host
				own := tc.domain != "" && tc.domain != "fastpix.io"
				if p.Host == tc.images && own != (u.Basis == platform.Inferred) {
					t.Errorf("%s on host %s is %s", u.Name, p.Host, u.Basis)
				}
			}
			for name, want := range map[string]string{"Stream": tc.stream, "Thumbnail": tc.images, "Spritesheet map": tc.images, "Widevine licence": tc.licences, "FairPlay certificate": tc.licences} {
				if hosts[name] != want {
					t.Errorf("%s on %s, want %s", name, hosts[name], want)
				}
			}
			tag := s.Snippets()[0].Text
			if has := strings.Contains(tag, "custom-domain"); has != (tc.domain != "") || has && !strings.Contains(tag, `custom-domain="`+tc.domain+`"`) {
				t.Errorf("custom-domain is not %q in %s", tc.domain, tag)
			}
		})
	}
}

func TestSnippets(t *testing.T) {
	for _, tc := range []struct {
		name  string
		set   []string
		times int // how often the tag carries the token
	}{{"media", nil, 1}, {"DRM", []string{"for", "drm"}, 2}} {
		t.Run(tc.name, func(t *testing.T) {
			s := signed(t, request(t, tc.set...))
			var names []string
			for _, sn := range s.Snippets() {
				names = append(names, sn.Name)
			}
			if !slices.Equal(names, []string{"Player tag", "cURL", "ffplay", "iOS", "Android", "Flutter", "Node", "Go", "Python", "PHP", "Shell"}) {
				t.Fatal(names)
			}
			tag := s.Snippets()[0].Text
			if strings.Count(tag, s.First().Text) != tc.times || !strings.Contains(tag, `playback-id="`+playbackID+`"`) {
				t.Errorf("%s", tag)
			}
			for _, sn := range s.Snippets()[1:3] {
				if !strings.Contains(sn.Text, "'"+s.URLs()[0].URL+"'") {
					t.Errorf("%s without the stream: %s", sn.Name, sn.Text)
				}
			}
		})
	}
}
