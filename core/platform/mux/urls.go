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
	var all []platform.URL
	switch t.Claims.Text("aud") {
	case video.aud:
		all = []platform.URL{{Name: "Stream", URL: stream + "/%s.m3u8", Basis: platform.Stated}, {Name: "MP4", URL: stream + "/%s/highest.mp4", Basis: platform.Inferred}}
	case thumbnail.aud:
		all = []platform.URL{{Name: "Thumbnail", URL: image + "/%s/thumbnail." + f.Get("thumbnail_format"), Basis: platform.Stated}}
	case storyboard.aud:
		all = []platform.URL{
			{Name: "Storyboard", URL: image + "/%s/storyboard.vtt", Basis: platform.Stated},
			{Name: "Storyboard JSON", URL: image + "/%s/storyboard.json", Basis: platform.Stated},
			{Name: "Storyboard JPG", URL: image + "/%s/storyboard.jpg", Basis: platform.Inferred},
		}
	case animated.aud:
		all = []platform.URL{{Name: "Animated image", URL: image + "/%s/animated." + f.Get("animated_format"), Basis: platform.Stated}}
	case drm.aud:
		all = []platform.URL{
			{Name: "Widevine licence", URL: licenceHost + "/license/widevine/%s", Basis: platform.Stated},
			{Name: "PlayReady licence", URL: licenceHost + "/license/playready/%s", Basis: platform.Stated},
			{Name: "FairPlay licence", URL: licenceHost + "/license/fairplay/%s", Basis: platform.Stated},
			{Name: "FairPlay certificate", URL: licenceHost + "/appcert/fairplay/%s", Basis: platform.Stated},
		}
	default:
		all = []platform.URL{{Name: "Viewer counts", URL: countsHost + "/counts", Basis: platform.Stated}}
	}
	for _, u := range all {
		if own && u.Basis == platform.Stated {
			u.Basis = platform.Seen // the hosts of an own domain are read in the player's code
		}
		u.URL = "https://" + strings.Replace(u.URL, "%s", id, 1) + "?token=" + t.Text
		list = append(list, u)
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
	pieces := check.Pieces(u)
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
	folder, file, below := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	switch {
	case strings.HasSuffix(file, "/"):
		return ""
	case folder == "license" || folder == "appcert":
		return licenceHost
	case strings.HasPrefix(file, "thumbnail."), strings.HasPrefix(file, "storyboard."), strings.HasPrefix(file, "animated."):
		return imageHost
	case !below && strings.HasSuffix(folder, ".m3u8"), (path.Ext(file) == ".mp4" || path.Ext(file) == ".m4a") && !strings.Contains(file, "/"):
		return streamHost
	}
	return ""
}

// pathsAt are the paths that the hosts of streams and pictures are known to answer.
func pathsAt(u *url.URL) []string {
	switch strings.ToLower(u.Hostname()) {
	case streamHost:
		return []string{"/ID.m3u8", "/ID/highest.mp4", "/ID/audio.m4a"}
	case imageHost:
		return []string{"/ID/thumbnail.jpg", "/ID/animated.gif", "/ID/storyboard.vtt", "/ID/storyboard.json"}
	}
	return nil
}

func isOwnHost(host string) bool {
	host = strings.ToLower(host)
	return host == "mux.com" || strings.HasSuffix(host, ".mux.com")
}
