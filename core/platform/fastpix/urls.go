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
	type address struct {
		name, host, path, options string
		basis                     platform.Basis
	}
	const licences = "v1/on-demand/drm/"
	all := []address{
		{"Widevine licence", api, licences + "license/widevine/%s", "", platform.Seen},
		{"FairPlay licence", api, licences + "license/fairplay/%s", "", platform.Seen},
		{"FairPlay certificate", api, licences + "cert/fairplay/%s", "", platform.Seen},
	}
	if t.Name != drmToken {
		streams := platform.Stated
		if hasDVR(f) {
			streams = platform.Inferred
		}
		sheet, interval := "%s/spritesheet", ""
		if f.Get("spritesheet") == "advanced" {
			sheet, interval = "%s/advanced-spritesheet", query(option{"interval", f.Get("interval")})
		}
		all = []address{
			{"Stream", stream, "%s.m3u8", streamQuery(f), streams},
			{"Thumbnail", images, "%s/thumbnail." + f.Get("thumbnail_format"), thumbnailQuery(f), platform.Stated},
			{"Clip", images, "%s/clip." + f.Get("clip_format"), "", platform.Stated},
			{"Spritesheet", images, sheet + ".jpg", interval, platform.Stated},
			{"Spritesheet map", images, sheet + ".json", interval, platform.Seen},
			// That private MP4 and audio take the token is likely, not shown.
			{"MP4", stream, "%s/capped-4k.mp4", "", platform.Inferred},
			{"Audio", stream, "%s/audio.m4a", "", platform.Inferred},
		}
		if isDRM(f) || f.Get("stream") != "on-demand" {
			all = all[:len(all)-2]
		}
	}
	for _, a := range all {
		if own && a.host == images {
			a.basis = platform.Inferred
		}
		text := fmt.Sprintf("https://%s/%s?token=%s%s", a.host, fmt.Sprintf(a.path, id), t.Text, a.options)
		list = append(list, platform.URL{Name: a.name, URL: text, Basis: a.basis})
	}
	return list
}

// idOfURL is the playback ID that a FastPix URL asks for, or what stands in its place
// where the platform's own hosts have it; "" for none.
func idOfURL(u *url.URL) string {
	pieces := check.Pieces(u)
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
// that is asked. Hosts for development have a name in front; under other ends than com and io
// the platform is not known to answer viewers without one. Where renditions and segments come
// from is not established.
func hostOf(u *url.URL) string {
	asked := strings.ToLower(u.Hostname())
	domain := "fastpix.com"
	own := ""
	if isOwnHost(asked) {
		own = "fastpix" + asked[strings.LastIndexByte(asked, '.'):]
	}
	if own == "fastpix.io" {
		domain = own
	}
	name := ""
	folder, file, below := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	switch {
	case strings.HasSuffix(file, "/"):
		return ""
	case strings.Contains(u.Path, "/drm/"):
		name = "api"
	case u.Path == "/" && u.Query().Has("playbackId"):
		name = "play"
	case !below && strings.HasSuffix(folder, ".m3u8"), file == "capped-4k.mp4", file == "audio.m4a":
		name = "stream"
	case strings.HasPrefix(file, "thumbnail."), strings.HasPrefix(file, "clip."), strings.HasPrefix(file, "spritesheet."), strings.HasPrefix(file, "advanced-spritesheet."):
		name = "images"
	default:
		return ""
	}
	if own != "" && strings.HasSuffix(asked, "-"+name+"."+own) {
		return asked
	}
	return name + "." + domain
}

// pathsAt are the paths that the hosts of streams and images are known to answer. The host of
// the API has no streams, nor have those of pages: none, but not nil.
func pathsAt(u *url.URL) []string {
	host, _, _ := strings.Cut(strings.ToLower(u.Hostname()), ".")
	switch {
	case !isOwnHost(u.Hostname()):
		return nil
	case host == "stream":
		return []string{"/ID.m3u8", "/ID/capped-4k.mp4", "/ID/audio.m4a"}
	case host == "images":
		return []string{"/ID/thumbnail.jpg", "/ID/clip.gif", "/ID/spritesheet.jpg", "/ID/spritesheet.json", "/ID/advanced-spritesheet.jpg"}
	case host == "api" && !strings.Contains(u.Path, "/drm/"), host == "dashboard", host == "docs", host == "www":
		return []string{}
	}
	return nil
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
