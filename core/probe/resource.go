package probe

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"playtoken/core/platform"
)

// opens is what a URL asks for: as the platform says or, of one that does not know it, told
// by its path as the platforms write theirs.
func opens(p *platform.Platform, u *url.URL) platform.Resource {
	if p != nil && p.Edge != nil {
		if r := p.Edge.Opens(u); r != platform.Nothing && r != platform.File {
			return r
		}
	}
	pieces := strings.Split(strings.ToLower(u.Path), "/")
	last := pieces[len(pieces)-1]
	switch {
	case slices.Contains(pieces, "license"), slices.Contains(pieces, "licence"):
		return platform.Licence
	case slices.Contains(pieces, "cert"), slices.Contains(pieces, "appcert"):
		return platform.Certificate
	}
	switch path.Ext(last) {
	case ".m3u8", ".m3u", ".mpd":
		return platform.Playlist
	case ".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif":
		return platform.Picture
	case ".vtt", ".json":
		return platform.Sheet
	case ".mp4", ".m4a", ".m4v", ".webm", ".ts", ".m4s", ".mov", ".mp3", ".aac":
		return platform.Movie
	case ".html", ".htm":
		return platform.Embed
	}
	switch last {
	case "config":
		return platform.Settings
	case "poster":
		return platform.Picture
	case "embed":
		return platform.Embed
	}
	return platform.File
}
