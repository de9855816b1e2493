package platform

import (
	"fmt"
	"strings"
)

// The web component puts "stream." before a custom domain, so it gets the domain
// without it; the mobile players take the complete host of the stream.

func fastpixSnippets(m Made) []Snippet {
	stream := m.URLs[0].URL
	return append([]Snippet{
		{"Player tag", fastpixTag(m)},
		{"cURL", "curl -i '" + stream + "'"},
		{"ffplay", "ffplay '" + stream + "'"},
		{"iOS", fastpixIOS(m)},
		{"Android", fastpixAndroid(m)},
		{"Flutter", fastpixFlutter(m)},
	}, jwtSamples(m)...)
}

func fastpixTag(m Made) string {
	f := m.Form
	tag := fmt.Sprintf("<fastpix-player playback-id=%q\n  token=%q", f.Get(ID), m.Token)
	if f.Get("for") == "drm" {
		tag += fmt.Sprintf("\n  drm-token=%q", m.Token)
	}
	if f.Get("stream") == "live" {
		tag += "\n  stream-type=\"live-stream\""
	}
	if host := fastpixStreamHost(f); host != "" {
		tag += fmt.Sprintf("\n  custom-domain=%q", strings.TrimPrefix(host, "stream."))
	}
	return tag + "></fastpix-player>"
}

// fastpixStreamHost is the host of the stream where it is not the usual one.
func fastpixStreamHost(f Form) string {
	if f.Get("host") == "com" {
		return ""
	}
	stream, _, _, _ := fastpixHosts(f.Get("host"))
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

func fastpixIOS(m Made) string {
	f, host, drm := m.Form, fastpixStreamHost(m.Form), m.Form.Get("for") == "drm"
	return arguments("let options = PlaybackOptions(", ")",
		fmt.Sprintf("playbackToken: %q", m.Token),
		fmt.Sprintf("streamType: %q", f.Get("stream")),
		given(host != "", "customDomain: %q", host),
		given(drm, "drmOptions: DRMOptions(\n        licenseURL: %q,\n        certificateURL: %q)", urlOf(m, "FairPlay licence"), urlOf(m, "FairPlay certificate")),
	) + fmt.Sprintf("\n// playback ID: %s", f.Get(ID))
}

func fastpixAndroid(m Made) string {
	f, host, drm := m.Form, fastpixStreamHost(m.Form), m.Form.Get("for") == "drm"
	list := []string{
		fmt.Sprintf("playbackId = %q", f.Get(ID)),
		fmt.Sprintf("playbackToken = %q", m.Token),
		fmt.Sprintf("streamType = %q", f.Get("stream")),
		given(host != "", "customDomain = %q", host),
		given(drm, "// drmConfig takes this licence: %s", urlOf(m, "Widevine licence")),
	}
	return "// what the builder of the media item takes\n" + lines(list)
}

func fastpixFlutter(m Made) string {
	f, host, drm := m.Form, fastpixStreamHost(m.Form), m.Form.Get("for") == "drm"
	return arguments("FastPixPlayerDataSource.hls(", ")",
		fmt.Sprintf("playbackId: '%s'", f.Get(ID)),
		fmt.Sprintf("token: '%s'", m.Token),
		fmt.Sprintf("streamType: '%s'", f.Get("stream")),
		given(host != "", "customDomain: '%s'", host),
		given(drm, "drmConfiguration: FastPixPlayerDrmConfiguration(drmToken: '%s')", m.Token),
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

func urlOf(m Made, name string) string {
	for _, u := range m.URLs {
		if u.Name == name {
			return u.URL
		}
	}
	return ""
}
