package extract_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"playtoken/core/extract"
	"playtoken/internal/fixtures"
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

// TestLoggedLines: a token that a log has split over lines is joined, where each of them begins
// in the same way.
func TestLoggedLines(t *testing.T) {
	tok := fixtures.Token(t)
	split := func(front func(line int) string, before string) string {
		lines, rest := []string{front(0) + before + tok[:90]}, tok[90:]
		for rest != "" {
			n := min(100, len(rest))
			lines, rest = append(lines, front(len(lines))+rest[:n]), rest[n:]
		}
		return strings.Join(lines, "\n") + "\n" + front(len(lines)) + "Body: none"
	}
	clock := func(line int) string { return fmt.Sprintf("11:08:53.%03d Request      I  ", 715+line) }
	for name, c := range map[string]struct {
		text  string
		whole bool
	}{
		"with a time in front":  {split(clock, "x-auth-message: "), true},
		"in a box":              {split(func(int) string { return "D/OkHttp: | " }, "Authorization: Bearer "), true},
		"in a URL":              {split(clock, "https://a.example/a.m3u8?token="), true},
		"each line of its own":  {split(func(line int) string { return "line " + strings.Repeat("x", line) + ": " }, "token: "), false},
		"cut, and a line below": {clock(0) + "token: " + tok[:90] + "\n" + clock(1) + "done\n", false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := extract.Read(c.text).Token; (got == tok) != c.whole || !c.whole && got != tok[:90] {
				t.Errorf("%d characters of %d: %q", len(got), len(tok), got)
			}
		})
	}
}
