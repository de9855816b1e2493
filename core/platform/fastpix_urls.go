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
	add := func(name, host, path, options string, s Standing) {
		if own && host == images {
			s = Inferred
		}
		list = append(list, URL{name, fmt.Sprintf("https://%s/%s?token=%s%s", host, fmt.Sprintf(path, id), tok, options), s})
	}
	streams := Stated
	if fastpixDVR(f) {
		streams = Inferred
	}
	add("Stream", stream, "%s.m3u8", fastpixStreamQuery(f), streams)
	if f.Get("for") == "drm" {
		add("Widevine licence", api, "v1/on-demand/drm/license/widevine/%s", "", Seen)
		add("FairPlay licence", api, "v1/on-demand/drm/license/fairplay/%s", "", Seen)
		add("FairPlay certificate", api, "v1/on-demand/drm/cert/fairplay/%s", "", Seen)
	}
	sheet, interval := "spritesheet", ""
	if f.Get("spritesheet") == "advanced" {
		sheet, interval = "advanced-spritesheet", query(option{"interval", f.Get("interval")})
	}
	add("Thumbnail", images, "%s/thumbnail."+f.Get("thumbnail_format"), fastpixThumbnailQuery(f), Stated)
	add("Spritesheet", images, "%s/"+sheet+".jpg", interval, Stated)
	add("Animated clip", images, "%s/clip."+f.Get("clip_format"), "", Stated)
	add("Spritesheet map", images, "%s/"+sheet+".json", interval, Seen)
	if f.Get("for") == "media" && f.Get("stream") == "on-demand" {
		// That private MP4 and audio take the token is likely, not shown.
		add("MP4", stream, "%s/capped-4k.mp4", "", Inferred)
		add("Audio", stream, "%s/audio.m4a", "", Inferred)
	}
	return list
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
