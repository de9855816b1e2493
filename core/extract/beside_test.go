package extract_test

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"playtoken/core/extract"
	"playtoken/internal/fixtures"
)

// pemLines is the base64 of a PEM key, and the lines of its body.
func pemLines(t testing.TB) (encoded string, body []string) {
	t.Helper()
	var sample []struct {
		Base64 string `json:"privateKey_base64"`
	}
	fixtures.JSON(t, "keys/importer/testdata/fastpix_keys.json", &sample)
	b, err := base64.StdEncoding.DecodeString(sample[0].Base64)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	return sample[0].Base64, strings.Split(wrap(strings.Join(lines[1:len(lines)-1], ""), 64, "\n"), "\n")
}

// TestKeyInsideToken: what looks like a key inside a token belongs to the token.
func TestKeyInsideToken(t *testing.T) {
	enc := base64.RawURLEncoding.EncodeToString
	encoded, body := pemLines(t)
	header := enc([]byte(`{"alg":"HS256"}`)) + "."
	signature := "." + enc(slices.Repeat([]byte("4"), 32))
	claims := func(v any) string {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return enc(b)
	}
	pem := "-----BEGIN PRIVATE KEY-----\n" + strings.Join(body, "\n")
	for name, tok := range map[string]string{
		"PEM as claims":          header + enc([]byte(pem)) + signature,
		"PEM in a claim":         header + claims(map[string]string{"key": pem}) + signature,
		"base64 in a claim":      header + claims(map[string]string{"key": encoded}) + signature,
		"at another place":       header + claims(map[string]string{"keys": encoded}) + signature,
		"and another":            header + claims(map[string]string{"a_key": encoded}) + signature,
		"a signature like a key": header + enc([]byte(`{"sub":"a"}`)) + ".MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgE",
		"claims like a key":      header + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgE" + signature,
	} {
		for form, text := range map[string]string{
			"bare": tok, "in a URL": stream + "?token=" + tok + "&x=1", "in JSON": `{"token":"` + tok + `"}`, "in a sentence": "It is " + tok + ", is it?", "wrapped": "token:\n" + wrap(tok, 76, "\n") + "\n",
		} {
			if p := extract.Read(text); p.Token != tok || p.HasKey || p.KeyBeside {
				t.Errorf("%s, %s: token %.60q, key %v, key beside %v", name, form, p.Token, p.HasKey, p.KeyBeside)
			}
		}
		p := extract.Read(tok + "\n\nkey: " + encoded)
		if p.Token != tok || !p.KeyBeside || strings.Contains(around(p), encoded[100:120]) {
			t.Errorf("%s, a key beside: token %.60q, key beside %v", name, p.Token, p.KeyBeside)
		}
	}
}

// TestFileLines: lines of a key or a file in base64 are no Edgecast tokens.
func TestFileLines(t *testing.T) {
	_, body := pemLines(t)
	plain := func(s string) string { return strings.NewReplacer("+", "a", "/", "B").Replace(s) }
	middle := body[3:7]
	for name, text := range map[string]string{
		"body":                    strings.Join(middle, "\n"),
		"body with text around":   "what is this?\n" + strings.Join(middle, "\n") + "\nThanks",
		"indented":                "  " + strings.Join(middle, "\n  "),
		"quoted by a mail":        "> " + strings.Join(middle, "\n> "),
		"one line with a slash":   strings.Repeat("Ab1/", 16) + "\n" + plain(middle[0]),
		"one line":                plain(middle[0])[:62] + "+/",
		"two lines":               plain(middle[0]) + "\n" + plain(middle[1]),
		"two lines, not together": "First\n" + plain(middle[0]) + "\nthen\n" + plain(middle[1]),
		"its last, shorter line":  middle[0] + "\n" + plain(middle[1]) + "\n" + plain(middle[2])[:44],
		"in code":                 `"` + plain(middle[0]) + `",` + "\n" + `"` + plain(middle[1]) + `"`,
		"lines of 76":             wrap(plain(strings.Join(middle, ""))[:152], 76, "\n"),
	} {
		t.Run(name, func(t *testing.T) {
			if p := extract.Read(text); p.Token != "" || p.Refusal == "" {
				t.Errorf("token %q, refusal %q", p.Token, p.Refusal)
			}
		})
	}
	// A token of 64 characters, as an expiry alone makes it.
	edge := kinds(t)["ectoken v3"][:64]
	other := strings.Replace(edge[32:]+edge[:32], "A", "-", 1)
	for _, text := range []string{edge, "It is\n" + edge + "\nThanks", stream + "?" + edge} {
		if p := extract.Read(text); p.Token != edge {
			t.Errorf("%q: token %q", text, p.Token)
		}
	}
	if !strings.ContainsAny(edge+other, "-_") {
		t.Fatal("the two have no mark of a token")
	}
	if p := extract.Read("first\n" + edge + "\nsecond\n" + other); len(p.All) != 2 {
		t.Errorf("two tokens: %d found", len(p.All))
	}
}
