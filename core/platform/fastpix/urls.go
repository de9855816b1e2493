package fastpix

import (
	"fmt"
	"net/url"
	"path"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/platform/check"
)

// hosts are the hosts of the stream, the images and the API.
func hosts(host string) (stream, images, api string, own bool) {
	switch host {
	case "com", "io":
		d := "fastpix." + host
		return "stream." + d, "images." + d, "api." + d, false
	}
	// The web player puts "stream." before a custom domain, the mobile players
	// want the complete host: both spellings lead to the same address here.
	// Licences stay at the API's own host in every player.
	domain := strings.TrimPrefix(check.BareHost(host), "stream.")
	return "stream." + domain, "images." + domain, "api.fastpix.com", true
}

// urls are those of the licence host for the token of DRM, and all others for the
// player's own.
func urls(f platform.Filled, t platform.NamedToken) (list []platform.URL) {
	stream, images, api, own := hosts(f.Get("host"))
	id := url.PathEscape(f.Get(platform.ID))
	add := func(name, host, path, options string, b platform.Basis) {
		if own && host == images {
			b = platform.Inferred
		}
		address := fmt.Sprintf("https://%s/%s?token=%s%s", host, fmt.Sprintf(path, id), t.Text, options)
		list = append(list, platform.URL{Name: name, URL: address, Basis: b})
	}
	if t.Name == drmToken {
		add("Widevine licence", api, "v1/on-demand/drm/license/widevine/%s", "", platform.Seen)
		add("FairPlay licence", api, "v1/on-demand/drm/license/fairplay/%s", "", platform.Seen)
		add("FairPlay certificate", api, "v1/on-demand/drm/cert/fairplay/%s", "", platform.Seen)
		return list
	}
	streams := platform.Stated
	if hasDVR(f) {
		streams = platform.Inferred
	}
	add("Stream", stream, "%s.m3u8", streamQuery(f), streams)
	sheet, interval := "spritesheet", ""
	if f.Get("spritesheet") == "advanced" {
		sheet, interval = "advanced-spritesheet", query(option{"interval", f.Get("interval")})
	}
	add("Thumbnail", images, "%s/thumbnail."+f.Get("thumbnail_format"), thumbnailQuery(f), platform.Stated)
	add("Spritesheet", images, "%s/"+sheet+".jpg", interval, platform.Stated)
	add("Animated clip", images, "%s/clip."+f.Get("clip_format"), "", platform.Stated)
	add("Spritesheet map", images, "%s/"+sheet+".json", interval, platform.Seen)
	if !isDRM(f) && f.Get("stream") == "on-demand" {
		// That private MP4 and audio take the token is likely, not shown.
		add("MP4", stream, "%s/capped-4k.mp4", "", platform.Inferred)
		add("Audio", stream, "%s/audio.m4a", "", platform.Inferred)
	}
	return list
}

// idOfURL is the playback ID that a FastPix URL asks for, or what stands in its place
// where the platform's own hosts have it; "" for none.
func idOfURL(u *url.URL) string {
	pieces := strings.Split(strings.TrimPrefix(u.Path, "/"), "/")
	for _, piece := range pieces {
		if id := strings.TrimSuffix(piece, ".m3u8"); check.UUID(id) {
			return id
		}
	}
	first := strings.TrimSuffix(pieces[0], path.Ext(pieces[0]))
	host, _, _ := strings.Cut(strings.ToLower(u.Hostname()), ".")
	switch {
	case u.Query().Has("playbackId"): // the hosted player
		return u.Query().Get("playbackId")
	case !isOwnHost(u.Hostname()):
		return ""
	case host == "stream" || host == "images":
		return first
	case strings.Contains(u.Path, "/drm/"):
		return pieces[len(pieces)-1]
	}
	return ""
}

// hostOf is the host at which FastPix answers such a path, under the end of the domain
// that is asked. Hosts for development have a name in front. Where renditions and
// segments come from is not established.
func hostOf(u *url.URL) string {
	asked := strings.ToLower(u.Hostname())
	domain := "fastpix.com"
	if isOwnHost(asked) {
		domain = "fastpix" + asked[strings.LastIndexByte(asked, '.'):]
	}
	name := ""
	folder, file, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	switch {
	case strings.Contains(u.Path, "/drm/"):
		name = "api"
	case file == "" && strings.HasSuffix(folder, ".m3u8"), file == "capped-4k.mp4", file == "audio.m4a":
		name = "stream"
	case strings.HasPrefix(file, "thumbnail."), strings.HasPrefix(file, "clip."), strings.HasPrefix(file, "spritesheet."), strings.HasPrefix(file, "advanced-spritesheet."):
		name = "images"
	default:
		return ""
	}
	if strings.HasSuffix(asked, "-"+name+"."+domain) {
		return asked
	}
	return name + "." + domain
}

// isOwnHost reports whether a host is one of the platform's own.
func isOwnHost(host string) bool {
	host = strings.ToLower(host)
	for _, top := range []string{"com", "io", "app", "co", "dev"} {
		if strings.HasSuffix(host, ".fastpix."+top) {
			return true
		}
	}
	return false
}
