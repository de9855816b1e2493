package logline

import (
	"path"
	"strings"
)

// Pairs remembers requests that were taken, and says of one that was refused which of them
// led to it: a playlist leads to what lies beside and below it, for the same client or
// page. Only the latest are kept.
type Pairs struct {
	taken map[string]int
	order []string // the keys, in a ring
	next  int
}

// mostTaken is how many keys of requests are kept; each has two.
const mostTaken = 8192

// Taken remembers a request by a number.
func (p *Pairs) Taken(e Entry, number int) {
	dir, stem := folders(e.URL)
	if stem == "" || isPiece(e.URL) {
		return
	}
	if p.taken == nil {
		p.taken = map[string]int{}
	}
	p.remember(e.key('=', stem), number)
	if dir != "/" {
		p.remember(e.key('/', dir), number)
	}
}

func (p *Pairs) remember(key string, number int) {
	if _, known := p.taken[key]; !known {
		if len(p.order) < mostTaken {
			p.order = append(p.order, key)
		} else {
			delete(p.taken, p.order[p.next])
			p.order[p.next] = key
			p.next = (p.next + 1) % mostTaken
		}
	}
	p.taken[key] = number
}

// Of is the number of the request that led to another. Below a folder that is called like
// a playlist all is of that; of what lies beside it, only what playlists list.
func (p *Pairs) Of(e Entry) (number int, ok bool) {
	dir, stem := folders(e.URL)
	if len(p.taken) == 0 || isPreview(stem) {
		return 0, false
	}
	for depth := 0; dir != "" && dir != "/" && depth < 8; depth++ {
		if number, ok = p.taken[e.key('=', dir)]; ok {
			return number, true
		}
		if number, ok = p.taken[e.key('/', dir)]; ok && isPiece(e.URL) {
			return number, true
		}
		dir = path.Dir(dir)
	}
	return 0, false
}

func (e Entry) key(kind byte, folder string) string {
	return e.Client + " " + e.Page + string(rune(kind)) + folder
}

// folders are the folder that a URL lies in, and the one that is called like it: /a/b for
// /a/b.m3u8.
func folders(url string) (dir, stem string) {
	if i := strings.Index(url, "://"); i >= 0 {
		url = url[i+3:]
		if i = strings.IndexByte(url, '/'); i < 0 {
			return "", ""
		}
		url = url[i:]
	}
	if i := strings.IndexAny(url, "?#"); i >= 0 {
		url = url[:i]
	}
	if !strings.HasPrefix(url, "/") || len(url) > 2048 {
		return "", ""
	}
	return path.Dir(url), strings.TrimSuffix(url, path.Ext(url))
}

// isPreview reports whether a URL without its end is that of the pictures of a timeline, as
// a player shows them: the video plays without.
func isPreview(stem string) bool {
	switch strings.ToLower(path.Base(stem)) {
	case "storyboard", "thumbnail", "thumbnails", "spritesheet", "sprite":
		return true
	}
	return false
}

// isPiece reports whether a URL is one of what a playlist lists: a segment, subtitles, the
// key of an encrypted stream.
func isPiece(url string) bool {
	if i := strings.IndexAny(url, "?#"); i >= 0 {
		url = url[:i]
	}
	switch strings.ToLower(path.Ext(url)) {
	case ".ts", ".m4s", ".mp4", ".m4v", ".m4a", ".aac", ".mp3", ".cmfv", ".cmfa", ".cmft", ".vtt", ".webvtt", ".ttml", ".key", ".webm", ".init":
		return true
	}
	return false
}
