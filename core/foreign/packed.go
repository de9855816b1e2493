package foreign

import (
	"encoding/base64"
	"net/url"
	"strings"

	"playtoken/core/once"
)

// plainBase64 is what a text in either alphabet holds up to its padding, "" for one that is
// none.
func plainBase64(text string) string {
	text, _, _ = strings.Cut(text, "=")
	text = strings.NewReplacer("-", "+", "_", "/", " ", "+").Replace(text)
	b, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil {
		return ""
	}
	return string(b)
}

// ofChunks are the parameters in the name of a list of chunks, as Wowza hands them on
// there: chunklist_w1_tkBASE64.m3u8.
func ofChunks(piece string) string {
	_, packed, ok := strings.Cut(piece, "_tk")
	if !ok {
		return ""
	}
	packed, _, _ = strings.Cut(packed, ".")
	if plain := plainBase64(unescape(packed)); strings.Contains(plain, "hash=") {
		return plain
	}
	return ""
}

// unpack takes the parameters out of those that hold several in base64.
func (p params) unpack() {
	left := mostPieces
	p.add(plainBase64(p["wmsauthsign"]), &left)
	if m := ovenEnd().FindStringSubmatch(plainBase64(p["policy"])); m != nil {
		p["url_expire"] = m[1]
	}
	if plain := plainBase64(p["fastly_token"]); plain != "" {
		p["fastly_token"] = plain
	}
}

// ovenEnd is the end in a policy of OvenMediaEngine, in milliseconds.
var ovenEnd = once.Regexp(`"url_expire" *: *(\d{13})`)

// linkEnd is the end in a URL beside the configuration of nginx.
var linkEnd = once.Regexp(`[?&](?:e|exp|expires?)=(\d{10})(?:[^\d]|$)`)

// ofConfiguration tells a text that has the configuration of secure_link in it.
func ofConfiguration(text string) *Found {
	if !strings.Contains(text, "secure_link") {
		return nil
	}
	f := &Found{Signs: true, Name: nginx}
	if m := linkEnd().FindStringSubmatch(text[:min(len(text), 64<<10)]); m != nil {
		f.End = seconds(m[1])
	}
	return f
}

// stream begins what is no page: only a player asks for it.
var stream = once.Regexp(`\b(?:rtmps?|rtsps?|srt|webrtc|artc|hls|wss?)://[^\s"'<>]+\?[^\s"'<>]+`)

// ofStream tells what signs the URL of a stream that is asked for otherwise than by HTTP.
func ofStream(text string) *Found {
	u, err := url.Parse(stream().FindString(text[:min(len(text), 64<<10)]))
	if err != nil || u.Host == "" {
		return nil
	}
	return OfURL(u)
}
