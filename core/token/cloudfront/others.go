package cloudfront

import (
	"bytes"
	"net/url"
	"strings"

	"playtoken/core/token"
)

// Bounds of the search. An ECDSA signature is verified once for each text and hash.
const (
	mostTexts      = 400
	longestPolicy  = 8 << 10 // bytes; white space is put into no longer one
	mostParameters = 20
	mostFolders    = 5
)

// other is a text that may have been signed in place of the policy.
type other struct {
	policy []byte
	Fits
}

// others are the texts to try. A policy that was sent may have been written otherwise;
// one that the edge makes again may be of another URL as well.
func others(t *token.Token) (list []other) {
	list = styles(t.Payload)
	if s, _ := token.SettingOf[Settings](t.Settings); !s.Custom {
		asked := t.Claims.Text(Resource)
		add := func(how Fits, urls ...string) {
			for _, u := range urls {
				if how.URL = u; u != asked {
					list = append(list, other{Policy(t.Claims.With(token.StringMember(Resource, u))), how})
				}
			}
		}
		add(Fits{As: Tidied}, Tidy(asked))
		add(Fits{Added: true}, withoutParameters(asked)...)
		add(Fits{As: AsBrowsers}, BrowserURL(asked))
		add(Fits{As: Otherwise}, otherwise(asked)...)
		add(Fits{As: Decoded}, decoded(asked)...)
		add(Fits{As: Encoded}, percentEncoded(asked))
		add(Fits{As: Otherwise}, reservedEncoded(asked))
		add(Fits{As: Part}, pieces(asked)...)
		add(Fits{As: Pattern}, patterns(asked)...)
		add(Fits{}, nearby(asked)...)
	}
	return list[:min(len(list), mostTexts)]
}

// styles are a policy as other programs write its JSON: json.dumps of Python and what
// indents, each with the line end of a file behind it.
func styles(policy []byte) (list []other) {
	if len(policy) > longestPolicy {
		return nil
	}
	all := token.Restyled(policy)
	if all == nil {
		return nil
	}
	plain := all[0]
	list = append(list, other{plain, Fits{As: Compact}})
	slashed := bytes.ReplaceAll(bytes.ReplaceAll(plain, []byte(`\/`), []byte("/")), []byte("/"), []byte(`\/`)) // PHP
	for i, styled := range [][][]byte{all, token.Restyled(slashed)} {
		for _, text := range styled {
			for _, end := range []string{"", "\n", "\r\n"} {
				list = append(list, other{append(bytes.Clone(text), end...), Fits{As: []As{Spaced, Slashed}[i]}})
			}
		}
	}
	return list
}

// Tidy is a URL without what joins nothing in its query: an & at an end or twice, a ? with
// nothing behind it.
func Tidy(url string) string {
	path, query, _ := strings.Cut(url, "?")
	query = strings.Join(strings.FieldsFunc(query, func(c rune) bool { return c == '&' }), "&")
	if query == "" {
		return path
	}
	return path + "?" + query
}

// withoutParameters are a URL without its query, and without each parameter of it.
func withoutParameters(url string) (list []string) {
	path, query, ok := strings.Cut(Tidy(url), "?")
	if !ok {
		return nil
	}
	list = append(list, path)
	pieces := strings.Split(query, "&")
	for i := range pieces {
		if len(pieces) > 1 && i < mostParameters {
			rest := append(append([]string(nil), pieces[:i]...), pieces[i+1:]...)
			list = append(list, path+"?"+strings.Join(rest, "&"))
		}
	}
	return list
}

// takeApart gives scheme, host and the rest of a URL; ok where it has all.
func takeApart(url string) (scheme, host, rest string, ok bool) {
	scheme, rest, ok = strings.Cut(url, "://")
	if i := strings.IndexAny(rest, "/?"); i >= 0 {
		return scheme, rest[:i], rest[i:], ok
	}
	return scheme, rest, "", ok
}

var usualPort = map[string]string{"http": ":80", "https": ":443"}

// BrowserURL is a URL as browsers ask for it, however it is written in a page: scheme and
// host in small letters, without the usual port or a user, and a path without dots to
// resolve.
func BrowserURL(text string) string {
	scheme, host, rest, ok := takeApart(text)
	if !ok {
		return text
	}
	scheme, host = strings.ToLower(scheme), strings.ToLower(host[strings.LastIndexByte(host, '@')+1:])
	path, query, queried := strings.Cut(rest, "?")
	if path == "" {
		path = "/"
	}
	if u, err := new(url.URL).Parse(path); err == nil && u.Host == "" && strings.Contains(path, "/.") {
		path = u.EscapedPath()
	}
	if queried {
		path += "?" + query
	}
	return scheme + "://" + strings.TrimSuffix(host, usualPort[scheme]) + path
}

// otherwise are ways to write the same URL that no browser asks for, and the other scheme.
func otherwise(url string) (list []string) {
	scheme, host, rest, ok := takeApart(url)
	if !ok {
		return nil
	}
	first, domain, _ := strings.Cut(host, ".")
	for _, h := range []string{host + usualPort[scheme], strings.ToUpper(host), strings.ToUpper(first) + "." + domain} {
		list = append(list, scheme+"://"+h+rest)
	}
	swapped := map[string]string{"https": "http", "http": "https"}[scheme]
	return append(list, swapped+"://"+host+rest, strings.ToUpper(scheme)+"://"+host+rest, url+"?", url+"&")
}

// decoded are a URL before it was percent-encoded: its path, and its query as well.
func decoded(text string) (list []string) {
	path, query, has := strings.Cut(text, "?")
	plain, err := url.PathUnescape(path)
	if err != nil {
		return nil
	}
	if !has {
		return []string{plain}
	}
	list = []string{plain + "?" + query}
	if q, err := url.PathUnescape(query); err == nil { // + is no space here
		list = append(list, plain+"?"+q, path+"?"+q)
	}
	return list
}

// Unescaped reports whether a character stands in a URL only percent-encoded.
func Unescaped(c rune) bool {
	return c <= ' ' || c >= 0x7f || strings.ContainsRune("\"<>\\^`{|}", c)
}

// percentEncoded is a URL with what must be so percent-encoded.
func percentEncoded(text string) string {
	var b strings.Builder
	for _, c := range text {
		if Unescaped(c) {
			b.WriteString(url.PathEscape(string(c)))
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// reservedEncoded is a URL with all in its path percent-encoded that encodeURIComponent does,
// which some clients decode on the way.
func reservedEncoded(text string) string {
	scheme, host, rest, ok := takeApart(text)
	if !ok {
		return text
	}
	path, query, has := strings.Cut(rest, "?")
	pieces := strings.Split(path, "/")
	for i, piece := range pieces {
		if plain, err := url.PathUnescape(piece); err == nil {
			pieces[i] = strings.ReplaceAll(url.QueryEscape(plain), "+", "%20")
		}
	}
	whole := scheme + "://" + host + strings.Join(pieces, "/")
	if has {
		whole += "?" + query
	}
	return whole
}

// pieces are the path of a URL with and without its slash, and all but its scheme.
func pieces(url string) (list []string) {
	_, host, rest, ok := takeApart(url)
	if !ok {
		return nil
	}
	path, _, _ := strings.Cut(rest, "?")
	return []string{rest, strings.TrimPrefix(rest, "/"), path, strings.TrimPrefix(path, "/"), host + rest, "//" + host + rest}
}

// patterns are those that cover a URL: its folder and those above it, with a scheme or
// without.
func patterns(url string) (list []string) {
	scheme, host, rest, ok := takeApart(url)
	if !ok {
		return nil
	}
	path, _, _ := strings.Cut(rest, "?")
	list = []string{url + "*", scheme + "://" + host + path + "*", "*"}
	for range mostFolders {
		i := strings.LastIndexByte(path, '/')
		if i < 0 {
			break
		}
		path = path[:i]
		for _, base := range []string{scheme + "://" + host + path, "http*://" + host + path, "*://" + host + path, host + path, path, strings.TrimPrefix(path, "/")} {
			list = append(list, base+"/*", base+"*")
		}
	}
	return append(list, scheme+"://*", "http*://*", scheme+"://"+host+"/*")
}

// playlists are the names that playlists mostly have, and the kinds of them.
var (
	playlists = []string{
		"master", "index", "playlist", "manifest", "main", "stream", "video", "hls", "dash", "output", "prog_index", "chunklist",
		"media", "live", "play", "variant", "source", "vod",
	}
	playlistTypes = []string{".m3u8", ".mpd"}
)

// nearby are the URLs of playlists in the folder of a URL and in those above it.
func nearby(url string) (list []string) {
	url, _, _ = strings.Cut(url, "?")
	scheme, rest, ok := strings.Cut(url, "://")
	if !ok {
		return nil
	}
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
