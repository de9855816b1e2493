package probe_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"playtoken/core/diagnosis"
	"playtoken/core/probe"
	"playtoken/internal/fixtures"
)

// TestManifests: what playlists of the platforms say.
func TestManifests(t *testing.T) {
	token := fixtures.Token(t)
	const signed = "?Expires=1795968000&Signature=Zm9yLXRoZS10ZXN0cy1vbmx5LW5vLXNpZ25hdHVyZQ__&Key-Pair-Id=K2JCJMDEHXQW5F"
	for _, c := range []struct {
		file, url string
		master    bool
		variants  string
		host      string // of the first, "" for that of the list
		drm       []string
		travels   probe.Travels
		version   int
		segments  int
		seconds   float64
	}{
		{"fastpix.m3u8", "/" + fixtures.PlaybackID + ".m3u8?token=" + token, true, "video 1080p 1920x1080 5200000, video 720p 1280x720 2800000, audio English en, subtitles English en", "cdn.fastpix.example", nil, probe.OtherProof, 6, 0, 0},
		{"mux.m3u8", "/AbC123.m3u8?token=" + token, true, "video 720p 1280x720 2516370, video 360p 640x360 887370", "manifest-gce-us-east1-production.mux.com", nil, probe.OtherProof, 5, 0, 0},
		{"cloudfront.m3u8", "/v/master.m3u8" + signed, true, "video 480p 854x480 1200000, video 240p 426x240 400000", "", []string{"FairPlay", "Widevine"}, probe.NotCarried, 3, 0, 0},
		{"edgecast.m3u8", "/v/720p/index.m3u8?c2VhbGVkLXRva2VuLWZvci10aGUtdGVzdHMtb25seS0wMTIzNDU2Nzg5", false, "", "", []string{"AES-128"}, probe.NotCarried, 3, 3, 14.512},
		{"bitmovin.m3u8", "/cp1mv7dsrjnnig8jc960/manifest.m3u8?token=" + token, true, "video 720p 720x1280 1628000, audio   131000, audio audio und", "", nil, probe.NotCarried, 0, 0, 0},
		{"bitmovin.m3u8", "/" + token + "/manifest/video.m3u8", true, "video 720p 720x1280 1628000, audio   131000, audio audio und", "", nil, probe.InPath, 0, 0, 0},
		{"define.m3u8", "/x.m3u8?token=" + token, true, "video 720p 1280x720 1200000", "", nil, probe.InQuery, 11, 0, 0},
	} {
		t.Run(c.file, func(t *testing.T) {
			s := serve(t, says(200, hls, file(t, c.file)))
			a := ask(t, client(nil), probe.Request{URL: s.URL + c.url})
			m := a.Manifest
			if !a.Good() || m == nil {
				t.Fatalf("%+v", a)
			}
			var list []string
			for _, v := range m.Variants {
				rate := ""
				if v.Bandwidth > 0 {
					rate = fmt.Sprintf(" %d", v.Bandwidth)
				}
				text := strings.TrimRight(fmt.Sprintf("%s %s %s", v.Kind, v.Name, v.Resolution)+rate, " ")
				if v.Language != "" {
					text = v.Kind + " " + v.Name + " " + v.Language
				}
				list = append(list, text)
			}
			if got := strings.Join(list, ", "); got != c.variants {
				t.Errorf("%s\nwant %s", got, c.variants)
			}
			if m.Master != c.master || !slices.Equal(m.DRM, c.drm) || m.Travels != c.travels || m.Version != c.version || m.Segments != c.segments || fmt.Sprintf("%.3f", m.Seconds) != fmt.Sprintf("%.3f", c.seconds) || m.Live {
				t.Errorf("%+v", m)
			}
			if len(m.Variants) > 0 {
				want := c.host
				if want == "" {
					want = strings.TrimPrefix(s.URL, "http://")
				}
				if v := m.Variants[0]; v.Host != want || v.Travels != c.travels {
					t.Errorf("%+v", v)
				}
			}
			if strings.Contains(fmt.Sprintf("%+v", m), "NjE2NmI0") {
				t.Errorf("a proof is told: %+v", m)
			}
		})
	}
}

// TestManyVariants: of a list that is too long as many are shown as are of use, and those
// that are left out are counted.
func TestManyVariants(t *testing.T) {
	list := "#EXTM3U\n"
	for i := range 300 {
		list += fmt.Sprintf("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"%d\",URI=\"a%d.m3u8\"\n#EXT-X-STREAM-INF:BANDWIDTH=%d,AUDIO=\"a\"\n%d.m3u8\n", i, i, i+1, i)
	}
	s := serve(t, says(200, hls, list))
	m := ask(t, client(nil), probe.Request{URL: s.URL + "/x.m3u8"}).Manifest
	if m == nil || len(m.Variants) != 400 || m.More != 200 {
		t.Fatalf("%+v", m)
	}
}

// TestFollow: one rendition and the beginning of its first segment, wherever the manifest
// says they are, with nothing added.
func TestFollow(t *testing.T) {
	const list = "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\nseg-0.ts?proof=1\n#EXTINF:6,\nseg-1.ts\n#EXT-X-ENDLIST\n"
	const sealed = "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n#EXTINF:6,\nseg-0.ts?proof=1\n#EXT-X-ENDLIST\n"
	noise := strings.Repeat("\x01\xfe\x80", 400)
	var rendition, piece http.HandlerFunc
	other := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".ts") {
			piece(w, r)
			return
		}
		rendition(w, r)
	})
	alias := strings.Replace(other.URL, "127.0.0.1", "localhost", 1)
	home := serve(t, says(200, hls, "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n"+alias+"/v/720p.m3u8?signature=abc\n#EXT-X-STREAM-INF:BANDWIDTH=2\nhttp://a.example/1080p.m3u8\n"))
	u := playlistURL(t, home.URL)
	a := ask(t, client(nil), probe.Request{URL: u, Cookies: "CloudFront-Signature=secretsecretsecret", Referer: "https://shop.example/page?x=1"})
	for _, c := range []struct {
		name             string
		rendition, piece http.HandlerFunc
		segment          int // its status, 0 for none
		code             string
		state            diagnosis.State
		problem          string
	}{
		{"good", says(200, hls, list), says(206, "video/mp2t", movie), 206, "", diagnosis.Plays, ""},
		{"all of it in place of a part", says(200, hls, list), says(200, "video/mp2t", movie), 200, "", diagnosis.Plays, ""},
		{"rendition refused", says(403, "text/plain", "no"), nil, 0, "", diagnosis.Fails, ""},
		{"segment refused", says(200, hls, list), says(403, "text/plain", "no"), 403, "segments_without_token", diagnosis.Fails, ""},
		{"segment not there", says(200, hls, list), says(404, "text/plain", "no"), 404, "not_the_token", diagnosis.Fails, ""},
		{"a page for a segment", says(200, hls, list), says(200, "text/html", "<!doctype html>"), 200, "not_the_token", diagnosis.MayFail, ""},
		{"text for a segment", says(200, hls, list), says(200, "video/mp2t", "hello world, this is not media at all"), 200, "not_the_token", diagnosis.MayFail, ""},
		{"bytes that are no segment", says(200, hls, list), says(200, "video/mp2t", noise), 200, "not_the_token", diagnosis.MayFail, ""},
		{"bytes that are encrypted", says(200, hls, sealed), says(200, "video/mp2t", noise), 200, "", diagnosis.Plays, ""},
		{"MP4", says(200, hls, list), says(200, "video/mp4", "\x00\x00\x00\x18styp"+noise), 200, "", diagnosis.Plays, ""},
		{"sound", says(200, hls, list), says(200, "audio/aac", "\xff\xf1P"+noise), 200, "", diagnosis.Plays, ""},
		{"subtitles", says(200, hls, list), says(200, "text/plain", "WEBVTT\n"), 200, "", diagnosis.Plays, ""},
		{"renditions in a rendition", says(200, hls, master), nil, 0, "not_the_token", diagnosis.MayFail, "names renditions again"},
		{"a page for a rendition", says(200, "text/html", "<html>"), nil, 0, "not_the_token", diagnosis.MayFail, "HTML"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rendition, piece = c.rendition, c.piece
			before := len(other.requests())
			second, f := client(nil).Follow(context.Background(), a, 0)
			if f != nil {
				t.Fatalf("%+v", f)
			}
			status := 0
			if second.Segment != nil {
				status = second.Segment.Status
			}
			if status != c.segment || !strings.Contains(second.Playlist.Problem, c.problem) {
				t.Errorf("%+v", second)
			}
			for i, r := range other.requests()[before:] {
				want := []string{"/v/720p.m3u8?signature=abc", "/v/seg-0.ts?proof=1"}[i]
				part := []string{"", "bytes=0-1023"}[i]
				if r.URI != want || r.Header.Get("Range") != part || r.Header.Get("Cookie") != "" || r.Header.Get("Referer") != "https://shop.example/" {
					t.Errorf("%s %v", r.URI, r.Header)
				}
			}
			if s := second.Segment; s != nil && s.Bytes > 1024 {
				t.Errorf("%d bytes of a segment were read", s.Bytes)
			}
			v := a.Judge(diagnosis.Read(u, diagnosis.Options{Now: at}), second, diagnosis.Options{Now: at})
			if v.State != c.state || c.code != "" && string(v.Findings[0].Code) != c.code {
				t.Errorf("%s: %s %+v", v.State, v.Headline, v.Findings)
			}
		})
	}
	for variant, says := range map[int]string{1: "Without TLS", 2: "does not name such a rendition", -1: "does not name"} {
		if _, f := client(nil).Follow(context.Background(), a, variant); f == nil || !strings.Contains(f.Text, says) {
			t.Errorf("rendition %d: %+v", variant, f)
		}
	}
	if _, f := client(nil).Follow(context.Background(), &probe.Answer{Request: a.Request}, 0); f == nil {
		t.Error("what has no manifest is followed")
	}
}

// TestFollowSegments: of a playlist of segments the first one is asked for, or its part of a file.
func TestFollowSegments(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".m3u8") {
			says(200, hls, "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\n#EXT-X-BYTERANGE:500@4000\nall.ts\n")(w, r)
			return
		}
		says(206, "video/mp2t", "G")(w, r)
	})
	a := ask(t, client(nil), probe.Request{URL: s.URL + "/x.m3u8"})
	second, f := client(nil).Follow(context.Background(), a, 7)
	if f != nil || second.Segment == nil || second.Playlist.Status != 200 || !a.Manifest.Live || a.Manifest.Host != a.Host {
		t.Fatalf("%+v %+v", second, f)
	}
	if r := s.requests()[1]; r.Header.Get("Range") != "bytes=4000-4499" {
		t.Errorf("%v", r.Header)
	}
	s.Close()
	if second, f = client(nil).Follow(context.Background(), a, 0); f == nil || second == nil || second.Playlist.Status != 200 {
		t.Errorf("a segment that cannot be asked for: %+v %+v", second, f)
	}
}
