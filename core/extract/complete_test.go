package extract_test

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"

	"playtoken/core/extract"
)

// TestPluses: a blank for each plus of a signature in standard base64 does not cut the token.
func TestPluses(t *testing.T) {
	const stream = "https://stream.fastpix.com/a.m3u8?token="
	head := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"ES256"}`)) + "." + base64.RawURLEncoding.EncodeToString([]byte(`{"sub":"a"}`)) + "."
	want := head + base64.RawStdEncoding.EncodeToString(bytes.Repeat([]byte{0xfb, 0xff, 0x3e, 0x0f}, 16))
	if strings.Count(want, "+") < 2 || !strings.Contains(want, "/") {
		t.Fatal(want)
	}
	blanks := strings.ReplaceAll(want, "+", " ")
	for name, text := range map[string]string{
		"blanks":          stream + blanks,
		"encoded blanks":  stream + strings.ReplaceAll(blanks, " ", "%20"),
		"more behind it":  stream + blanks + " was refused",
		"as a parameter":  "token=" + blanks,
		"a link in words": "See " + stream + blanks + "\nwhat is it?",
	} {
		if p := extract.Read(text); p.Token != want {
			t.Errorf("%s: %q", name, p.Token)
		}
	}
	// Words behind a token that was cut are none of it.
	cut := want[:len(want)-40]
	if p := extract.Read(stream + cut + " is what we get from the server"); p.Token == "" || strings.Contains(p.Token, "what") {
		t.Errorf("cut: %q", p.Token)
	}
}
