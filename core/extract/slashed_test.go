package extract_test

import (
	"slices"
	"strings"
	"testing"

	"playtoken/core/extract"
	"playtoken/internal/fixtures"
)

// A backslash in the host of a URL, or in front of it, is a slash, as for browsers: what stands
// behind it is no host.
func TestBackslashIsSlash(t *testing.T) {
	const tail = ".m3u8?token=eyJhbGciOiJSUzI1NiJ9.eyJraWQiOiJhIn0.abcd"
	for text, want := range map[string]string{
		`https://evil.example\@stream.fastpix.com/abc`:  "evil.example /@stream.fastpix.com/abc.m3u8",
		`https://evil.example\\@stream.fastpix.com/abc`: "evil.example //@stream.fastpix.com/abc.m3u8",
		`evil.example\@stream.fastpix.com/abc`:          "evil.example /@stream.fastpix.com/abc.m3u8",
		`https://stream.fastpix.com\.evil.example/abc`:  "stream.fastpix.com /.evil.example/abc.m3u8",
		`https:\\stream.fastpix.com\abc`:                "stream.fastpix.com /abc.m3u8",
		`https:/\stream.fastpix.com/abc`:                "stream.fastpix.com /abc.m3u8",
		`https:\/\/stream.fastpix.com\/abc`:             "stream.fastpix.com /abc.m3u8",
		`https://stream.fastpix.com/a\bc`:               `stream.fastpix.com /a\bc.m3u8`,
	} {
		found := extract.Read(text + tail)
		if len(found.All) != 1 || found.All[0].URL == nil {
			t.Errorf("%s: no URL", text)
			continue
		}
		if u := found.All[0].URL; u.Host+" "+u.Path != want {
			t.Errorf("%s: %s %s, want %s", text, u.Host, u.Path, want)
		}
	}
}

// Characters that cannot be seen are said to be where they are: in the token or beside it.
func TestHiddenWhere(t *testing.T) {
	const tok = "eyJhbGciOiJSUzI1NiJ9.eyJraWQiOiJhIn0.abcd"
	for text, want := range map[string]extract.Artefact{
		"https://stream.fastpix.com/ab\u200bc.m3u8?token=" + tok:                      extract.HiddenBeside,
		"https://stream.fastpix.com/ab\u00adc.m3u8?token=" + tok:                      extract.HiddenBeside,
		"https://stream.fastpix.com/abc.m3u8?token=" + tok[:30] + "\u200b" + tok[30:]: extract.Hidden,
		tok[:30] + "\u00ad" + tok[30:]:                                                extract.Hidden,
	} {
		found := extract.Read(text).All
		if len(found) != 1 || !slices.Contains(found[0].LeftOut, want) {
			t.Errorf("%q: %+v", text, found)
		}
	}
}

// TestOtherSchemes: a URL that begins with neither http nor https keeps what it begins with,
// whatever signs it.
func TestOtherSchemes(t *testing.T) {
	const host = "d111111abcdef8.cloudfront.net"
	token := "/a.m3u8?token=" + fixtures.Token(t)
	signed := "/a.m3u8?Expires=1750003600&Signature=" + strings.Repeat("aB3-", 86) + "&Key-Pair-Id=K2JCJMDEHXQW5F"
	for begin, want := range map[string]string{
		"": "https", "//": "https", "https:/": "https", "url:": "https", "htps://": "htps", "wss://": "wss", "ftp://": "ftp",
		"https//": "", "://": "",
	} {
		for name, rest := range map[string]string{"token": token, "signed": signed} {
			t.Run(name+" "+begin, func(t *testing.T) {
				u := extract.Read("see " + begin + host + rest).URL
				if u == nil || u.Host != host || u.Path != "/a.m3u8" || u.Scheme != want {
					t.Errorf("%v", u)
				}
			})
		}
	}
}
