package sign

import (
	"testing"

	"playtoken/ui/theme"
)

// The name of a header is one word.
func TestHeaderIsOneWord(t *testing.T) {
	for text, want := range map[string]string{"Set-Cookie: a=b; Path=/": "Set-Cookie", "Cookie: a=b": "Cookie"} {
		if list := highlight("Set-Cookie", text); list[0].Text != want || list[0].Color != theme.Header {
			t.Errorf("%q begins with %q, %s", text, list[0].Text, list[0].Color)
		}
	}
	for _, text := range []string{"-i: a", "curl -H x: y", "a - b: c"} {
		if list := highlight("cURL", text); list[0].Color == theme.Header {
			t.Errorf("%q begins with the name %q", text, list[0].Text)
		}
	}
}
