package fastpix

import (
	"fmt"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/platform/samples"
)

// The web component puts "stream." before a custom domain, so it gets the domain
// without it; the mobile players take the complete host of the stream.

func snippets(s *platform.Signed) []platform.Snippet {
	stream := s.First().URLs[0].URL
	return append([]platform.Snippet{
		platform.NewSnippet("Player tag", tag(s)),
		platform.NewSnippet("cURL", "curl -i '"+stream+"'"),
		platform.NewSnippet("ffplay", "ffplay '"+stream+"'"),
		platform.NewSnippet("iOS", ios(s)),
		platform.NewSnippet("Android", android(s)),
		platform.NewSnippet("Flutter", flutter(s)),
	}, samples.JWT(s)...)
}

func tag(s *platform.Signed) string {
	f := s.Form
	tag := fmt.Sprintf("<fastpix-player playback-id=%q", f.Get(platform.ID))
	for _, t := range s.Tokens {
		tag += fmt.Sprintf("\n  %s=%q", t.Name, t.Text)
	}
	if f.Get("stream") == "live" {
		tag += "\n  stream-type=\"live-stream\""
	}
	if host := streamHost(f); host != "" {
		tag += fmt.Sprintf("\n  custom-domain=%q", strings.TrimPrefix(host, "stream."))
	}
	return tag + "></fastpix-player>"
}

// streamHost is the host of the stream where it is not the usual one.
func streamHost(f platform.Filled) string {
	if f.Get("host") == "com" {
		return ""
	}
	stream, _, _, _ := hosts(f.Get("host"))
	return stream
}

// arguments writes one argument a line and leaves the empty ones out.
func arguments(call, closing string, list ...string) string {
	var b strings.Builder
	b.WriteString(call + "\n")
	for _, a := range list {
		if a != "" {
			b.WriteString("    " + a + ",\n")
		}
	}
	return strings.TrimSuffix(b.String(), ",\n") + "\n" + closing
}

// given gives text where it is wanted, else nothing.
func given(wanted bool, format string, args ...any) string {
	if !wanted {
		return ""
	}
	return fmt.Sprintf(format, args...)
}

func ios(s *platform.Signed) string {
	f, host, drm := s.Form, streamHost(s.Form), isDRM(s.Form)
	return arguments("let options = PlaybackOptions(", ")",
		fmt.Sprintf("playbackToken: %q", s.First().Text),
		fmt.Sprintf("streamType: %q", f.Get("stream")),
		given(host != "", "customDomain: %q", host),
		given(drm, "drmOptions: DRMOptions(\n        licenseURL: %q,\n        certificateURL: %q)", urlOf(s, "FairPlay licence"), urlOf(s, "FairPlay certificate")),
	) + fmt.Sprintf("\n// playback ID: %s", f.Get(platform.ID))
}

func android(s *platform.Signed) string {
	f, host, drm := s.Form, streamHost(s.Form), isDRM(s.Form)
	list := []string{
		fmt.Sprintf("playbackId = %q", f.Get(platform.ID)),
		fmt.Sprintf("playbackToken = %q", s.First().Text),
		fmt.Sprintf("streamType = %q", f.Get("stream")),
		given(host != "", "customDomain = %q", host),
		given(drm, "// drmConfig takes this licence: %s", urlOf(s, "Widevine licence")),
	}
	return "// what the builder of the media item takes\n" + lines(list)
}

func flutter(s *platform.Signed) string {
	f, host, drm := s.Form, streamHost(s.Form), isDRM(s.Form)
	return arguments("FastPixPlayerDataSource.hls(", ")",
		fmt.Sprintf("playbackId: '%s'", f.Get(platform.ID)),
		fmt.Sprintf("token: '%s'", s.First().Text),
		fmt.Sprintf("streamType: '%s'", f.Get("stream")),
		given(host != "", "customDomain: '%s'", host),
		given(drm, "drmConfiguration: FastPixPlayerDrmConfiguration(drmToken: '%s')", s.First().Text),
	)
}

func lines(list []string) string {
	var full []string
	for _, l := range list {
		if l != "" {
			full = append(full, l)
		}
	}
	return strings.Join(full, "\n")
}

func urlOf(s *platform.Signed, name string) string {
	for _, u := range s.URLs() {
		if u.Name == name {
			return u.URL
		}
	}
	return ""
}
