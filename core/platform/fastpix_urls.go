package platform

import (
	"fmt"
	"net/url"
	"strings"
)

// fastpixHosts are the hosts of the stream, the images and the API.
func fastpixHosts(host string) (stream, images, api string, own bool) {
	switch host {
	case "com", "io":
		d := "fastpix." + host
		return "stream." + d, "images." + d, "api." + d, false
	}
	// The web player puts "stream." before a custom domain, the mobile players
	// want the complete host: both spellings lead to the same address here.
	// Licences stay at the API's own host in every player.
	domain := strings.TrimPrefix(bareHost(host), "stream.")
	return "stream." + domain, "images." + domain, "api.fastpix.com", true
}

func fastpixURLs(f Form, tok string) []URL {
	stream, images, api, own := fastpixHosts(f.Get("host"))
	id := url.PathEscape(f.Get(ID))
	var list []URL
	add := func(name, host, path string, s Standing) {
		if own && host == images {
			s = Inferred
		}
		list = append(list, URL{name, fmt.Sprintf("https://%s/%s?token=%s", host, fmt.Sprintf(path, id), tok), s})
	}
	add("Stream", stream, "%s.m3u8", Stated)
	if f.Get("for") == "drm" {
		add("Widevine licence", api, "v1/on-demand/drm/license/widevine/%s", Seen)
		add("FairPlay licence", api, "v1/on-demand/drm/license/fairplay/%s", Seen)
		add("FairPlay certificate", api, "v1/on-demand/drm/cert/fairplay/%s", Seen)
	}
	add("Thumbnail", images, "%s/thumbnail.jpg", Stated)
	add("Spritesheet", images, "%s/spritesheet.jpg", Stated)
	add("Animated clip", images, "%s/clip.gif", Stated)
	add("Spritesheet map", images, "%s/spritesheet.json", Seen)
	if f.Get("for") == "media" {
		// That private MP4 and audio take the token is likely, not shown.
		add("MP4", stream, "%s/capped-4k.mp4", Inferred)
		add("Audio", stream, "%s/audio.m4a", Inferred)
	}
	return list
}

func fastpixSnippets(m Made) []Snippet {
	f, tok, stream := m.Form, m.Token, m.URLs[0].URL
	tag := fmt.Sprintf("<fastpix-player playback-id=%q\n  token=%q", f.Get(ID), tok)
	if f.Get("for") == "drm" {
		tag += fmt.Sprintf("\n  drm-token=%q", tok)
	}
	if host := f.Get("host"); host != "com" {
		streamHost, _, _, _ := fastpixHosts(host)
		tag += fmt.Sprintf("\n  custom-domain=%q", strings.TrimPrefix(streamHost, "stream."))
	}
	return []Snippet{
		{"Player tag", tag + "></fastpix-player>"},
		{"cURL", "curl -i '" + stream + "'"},
		{"ffplay", "ffplay '" + stream + "'"},
	}
}

// fastpixIDOfURL is the playback ID that a FastPix URL asks for, or "".
func fastpixIDOfURL(u *url.URL) string {
	for _, part := range strings.Split(strings.Trim(u.Path, "/"), "/") {
		if id := strings.TrimSuffix(part, ".m3u8"); isUUID(id) {
			return id
		}
	}
	if id := u.Query().Get("playbackId"); isUUID(id) { // the hosted player
		return id
	}
	return ""
}

// isFastPixHost reports whether a host is one of the platform's own.
func isFastPixHost(host string) bool {
	host = strings.ToLower(host)
	for _, top := range []string{"com", "io", "app", "co", "dev"} {
		if strings.HasSuffix(host, ".fastpix."+top) {
			return true
		}
	}
	return false
}
