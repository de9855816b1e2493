package extract_test

import (
	"testing"

	"playtoken/core/extract"
)

// A backslash in the host of a URL, or in front of it, is a slash, as for browsers: what stands
// behind it is no host.
func TestBackslashIsSlash(t *testing.T) {
	const tail = ".m3u8?token=eyJhbGciOiJSUzI1NiJ9.eyJraWQiOiJhIn0.abcd"
	for text, want := range map[string]string{
		`https://evil.example\@stream.fastpix.com/abc`:  "evil.example /@stream.fastpix.com/abc.m3u8",
		`https://evil.example\\@stream.fastpix.com/abc`: "evil.example //@stream.fastpix.com/abc.m3u8",
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
