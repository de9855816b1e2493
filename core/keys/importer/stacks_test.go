//go:build !race

package importer_test

import (
	"context"
	"fmt"
	"html"
	"mime/quotedprintable"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

// wrapping is one thing that happens to a key on its way.
type wrapping struct {
	name string
	do   func(string) string
}

var wrappings = []wrapping{
	{"base64", b64},
	{"JSON", func(s string) string {
		return `{"id":"0d6ad1a8-6b58-4d8e-9f5f-4f3b6f5f2a11","privateKey":` + asJSON(s) + `}`
	}},
	{"YAML", func(s string) string {
		return "kind: Settings\nplayback_key: |\n  " + strings.ReplaceAll(strings.TrimRight(s, "\n"), "\n", "\n  ") + "\n"
	}},
	{"quotes", func(s string) string { return `"` + strings.TrimRight(s, "\n") + `"` }},
	{"escapes", func(s string) string { return strings.ReplaceAll(s, "\n", `\n`) }},
	{"CRLF", func(s string) string { return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\n", "\r\n") }},
	{"wrapped at 64", func(s string) string {
		if strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\n\r") != "" || strings.Contains(s, "=\r\n") {
			return s // nobody wraps what has words, or lines that mean something
		}
		return wrap(strings.NewReplacer("\n", "", "\r", "").Replace(s), 64, "\n") + "\n"
	}},
	{"HTML", func(s string) string { return "<pre>" + html.EscapeString(s) + "</pre>\n" }},
	{"mail", func(s string) string {
		var b strings.Builder
		w := quotedprintable.NewWriter(&b)
		_, _ = w.Write([]byte(s))
		_ = w.Close()
		return b.String()
	}},
	{"BOM", func(s string) string { return "\ufeff" + s }},
	{"gzip", zip},
}

// isBytes reports whether a wrapping of text makes no sense: gzip is bytes, which only
// base64 and a file can hold.
func isBytes(s string) bool { return strings.HasPrefix(s, "\x1f\x8b") }

// TestStacks wraps good keys of all kinds three times, in any order.
func TestStacks(t *testing.T) {
	var forms []string
	want := map[string]string{}
	for _, kind := range []keys.Type{keys.NewRSA2048, keys.NewP256, keys.NewP384, keys.NewEd25519} {
		k, err := keys.Generate(context.Background(), kind)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{string(k.PrivatePEM().Reveal()), k.PublicPEM(), string(k.PrivateBase64().Reveal()), string(k.PrivateJWK("a").Reveal()), k.PublicJWK("a")} {
			forms = append(forms, text)
			want[text] = k.Fingerprint()
		}
	}
	wrong := map[string]int{}
	tried, failed := 0, 0
	for n, form := range forms {
		for a, first := range wrappings {
			for b, second := range wrappings {
				for c, third := range wrappings {
					mails := strings.Count(first.name+second.name+third.name, "mail")
					if (a*31+b*7+c+n)%8 != 0 && mails < 2 { // all of them take half a minute, and were tried
						continue
					}
					text, sense := form, true
					if in64 := strings.Count(first.name+second.name+third.name, "base64"); in64 > 2 || in64 == 2 && strings.HasPrefix(form, "LS0t") {
						continue // more is not opened
					}
					for _, w := range []wrapping{first, second, third} {
						if isBytes(text) && w.name != "base64" && w.name != "gzip" {
							sense = false
							break
						}
						text = w.do(text)
					}
					if !sense || len(text) > 64<<10 {
						continue
					}
					tried++
					if got := importer.Import([]byte(text)); !got.Taken() || got.Key.Fingerprint() != want[form] {
						failed++
						wrong[fmt.Sprintf("%s, %s, %s: %q", first.name, second.name, third.name, got.Code)]++
					}
				}
			}
		}
	}
	i := 0
	for name, n := range wrong {
		if i++; i <= 60 {
			t.Errorf("%s (%d)", name, n)
		}
	}
	t.Logf("%d of %d stacks are read", tried-failed, tried)
}
