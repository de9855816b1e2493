package mux

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/platform/check"
)

// hosts are those of the stream and the pictures.
func hosts(f platform.Filled) (stream, image string, own bool) {
	domain := strings.TrimPrefix(check.BareHost(f.Get("domain")), "stream.")
	if domain == "" {
		return streamHost, imageHost, false
	}
	return "stream." + domain, "image." + domain, true
}

// urls are those that one of the tokens opens.
func urls(f platform.Filled, t platform.NamedToken) (list []platform.URL) {
	id := url.PathEscape(f.Get(platform.ID))
	stream, image, own := hosts(f)
	add := func(name, address string, b platform.Basis) {
		if own && b == platform.Stated {
			b = platform.Seen // the hosts of an own domain are read in the player's code
		}
		list = append(list, platform.URL{Name: name, URL: "https://" + address + "?token=" + t.Text, Basis: b})
	}
	switch t.Claims.Text("aud") {
	case video.aud:
		add("Stream", stream+"/"+id+".m3u8", platform.Stated)
		add("MP4", stream+"/"+id+"/highest.mp4", platform.Inferred)
	case thumbnail.aud:
		add("Thumbnail", image+"/"+id+"/thumbnail."+f.Get("thumbnail_format"), platform.Stated)
	case storyboard.aud:
		add("Storyboard", image+"/"+id+"/storyboard.vtt", platform.Stated)
		add("Storyboard as JSON", image+"/"+id+"/storyboard.json", platform.Stated)
		add("Storyboard picture", image+"/"+id+"/storyboard.jpg", platform.Inferred)
	case animated.aud:
		add("Animated image", image+"/"+id+"/animated."+f.Get("animated_format"), platform.Stated)
	case drm.aud:
		add("Widevine licence", licenceHost+"/license/widevine/"+id, platform.Stated)
		add("PlayReady licence", licenceHost+"/license/playready/"+id, platform.Stated)
		add("FairPlay licence", licenceHost+"/license/fairplay/"+id, platform.Stated)
		add("FairPlay certificate", licenceHost+"/appcert/fairplay/"+id, platform.Stated)
	default:
		add("Viewer counts", countsHost+"/counts", platform.Stated)
	}
	return list
}

const (
	streamHost  = "stream.mux.com"
	imageHost   = "image.mux.com"
	licenceHost = "license.mux.com"
	countsHost  = "stats.mux.com"
	playerHost  = "player.mux.com"
)

// paramsAt are the parameters of a URL that hold a token: the page of the player takes
// those of the player.
func paramsAt(u *url.URL) []string {
	if strings.EqualFold(u.Hostname(), playerHost) {
		return playerTags[0].Tokens
	}
	return []string{"token"}
}

// idOfURL is what stands in the place of the playback ID, in a URL of Mux or one of the
// same shape at an own domain; "" for any other.
func idOfURL(u *url.URL) string {
	pieces := strings.Split(strings.TrimPrefix(u.Path, "/"), "/")
	ext := path.Ext(pieces[0])
	id := strings.TrimSuffix(pieces[0], ext)
	switch file := pieces[len(pieces)-1]; {
	case strings.EqualFold(u.Hostname(), countsHost):
		return ""
	case len(pieces) == 3 && (pieces[0] == "license" || pieces[0] == "appcert"):
		return pieces[2]
	case slices.Contains([]string{streamHost, imageHost, playerHost}, strings.ToLower(u.Hostname())), len(pieces) == 1 && ext == ".m3u8":
		return id
	case len(pieces) == 2 && ext == "":
		for _, name := range []string{"thumbnail.", "storyboard.", "animated.", "high.", "medium.", "low.", "highest.", "capped-1080p."} {
			if strings.HasPrefix(file, name) {
				return id
			}
		}
	}
	return ""
}

// hostOf is the host at which Mux answers such a path. Renditions and segments, which lie
// deeper, come from hosts that a playlist names.
func hostOf(u *url.URL) string {
	folder, file, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	switch {
	case folder == "license" || folder == "appcert":
		return licenceHost
	case strings.HasPrefix(file, "thumbnail."), strings.HasPrefix(file, "storyboard."), strings.HasPrefix(file, "animated."):
		return imageHost
	case file == "" && strings.HasSuffix(folder, ".m3u8"), path.Ext(file) == ".mp4" && !strings.Contains(file, "/"):
		return streamHost
	}
	return ""
}

func isOwnHost(host string) bool {
	host = strings.ToLower(host)
	return host == "mux.com" || strings.HasSuffix(host, ".mux.com")
}
