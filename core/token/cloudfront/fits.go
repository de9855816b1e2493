package cloudfront

import (
	"slices"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/token"
)

// Fits is what a signature fits in place of the policy that it stands by. One of its
// members is set.
type Fits struct {
	Hash    string // it was made with this hash, and another one is named
	Numbers bool   // it is one of ECDSA, as two numbers in place of DER
	// URL is what was signed, where it is another one: without a parameter that was
	// added, or of a playlist nearby.
	URL   string
	Added bool // URL lacks a parameter that stands in the one that is asked for
}

// whatItFits tries what people sign in place of the policy, nil for nothing that is
// known.
func whatItFits(t *token.Token, k *keys.Key) any {
	if isNumbers(t, k) {
		return Fits{Numbers: true}
	}
	fits := opened(t, k)
	if h, ok := fits(t.Payload); ok {
		return Fits{Hash: hashNames[h]}
	}
	if s, _ := token.SettingOf[Settings](t.Settings); s.Custom {
		return nil
	}
	url := t.Claims.Text(Resource)
	signed := func(other string) bool {
		_, ok := fits(Policy(t.Claims.With(token.StringMember(Resource, other))))
		return ok
	}
	for _, other := range withoutParameters(url) {
		if signed(other) {
			return Fits{URL: other, Added: true}
		}
	}
	for _, other := range nearby(url) {
		if other != url && signed(other) {
			return Fits{URL: other}
		}
	}
	return nil
}

// withoutParameters are a URL without its query, and without each parameter of it.
func withoutParameters(url string) (list []string) {
	path, query, ok := strings.Cut(url, "?")
	if !ok {
		return nil
	}
	list = append(list, path)
	pieces := strings.Split(query, "&")
	for i := range pieces {
		if len(pieces) > 1 && i < mostParameters {
			list = append(list, path+"?"+strings.Join(slices.Delete(slices.Clone(pieces), i, i+1), "&"))
		}
	}
	return list
}

// Bounds of the search.
const (
	mostParameters = 20
	mostFolders    = 5
)

// playlists are the names that playlists mostly have, and the kinds of them.
var (
	playlists = []string{
		"master", "index", "playlist", "manifest", "main", "stream", "video", "hls", "dash", "output", "prog_index", "chunklist",
		"media", "live", "play", "variant", "source", "vod",
	}
	playlistTypes = []string{".m3u8", ".mpd"}
)

// nearby are the URLs of playlists in the folder of a URL and in those above it, and the
// same URL under the other scheme.
func nearby(url string) (list []string) {
	url, _, _ = strings.Cut(url, "?")
	scheme, rest, ok := strings.Cut(url, "://")
	if !ok {
		return nil
	}
	list = append(list, map[string]string{"https": "http", "http": "https"}[scheme]+"://"+rest)
	for range mostFolders {
		i := strings.LastIndexByte(rest, '/')
		if i < 0 {
			break
		}
		rest = rest[:i]
		folder := rest[strings.LastIndexByte(rest, '/')+1:]
		for _, name := range append([]string{folder}, playlists...) {
			for _, kind := range playlistTypes {
				list = append(list, scheme+"://"+rest+"/"+name+kind)
			}
		}
		if rest != "" {
			list = append(list, scheme+"://"+rest+".m3u8", scheme+"://"+rest+"/")
		}
	}
	return list
}
