package report_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/diagnosis/report"
	"playtoken/core/extract"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/secret"
	"playtoken/core/token/urlsig"
	"playtoken/core/verify"
	"playtoken/internal/diagnosistest"
)

const reportMembers = "verdict headline detail fix at platform kind length signature key url findings times header claims footer"

// cutEverywhere checks that no token and no signature of a text stands whole in
// what is shown of it.
func cutEverywhere(t *testing.T, shown string, c diagnosis.Case) {
	t.Helper()
	for _, f := range c.Paste.All {
		if len(f.Token) > 20 && strings.Contains(shown, f.Token) {
			t.Errorf("a token is in\n%s", shown)
		}
		if parts := strings.Split(f.Token, "."); len(parts) >= 3 && f.Place != extract.WholeURL { // of a JWT
			if sig := parts[2]; len(sig) > 12 && (strings.Contains(shown, sig[:7]) || strings.Contains(shown, sig[len(sig)-12:])) {
				t.Errorf("7 characters of the signature are in\n%s", shown)
			}
		}
		if c.Token != nil && c.Token.Sealed() && len(f.Token) > 60 && strings.Contains(shown, f.Token[30:45]) {
			t.Errorf("a piece of an encrypted token is in\n%s", shown)
		}
	}
}

// noKey checks that no line of a key is in a text, in whatever encoding.
func noKey(t *testing.T, shown string, key []byte) {
	t.Helper()
	for _, line := range append(strings.Fields(string(key)), string(key), strings.TrimSpace(string(key))) {
		if len(line) < 12 || strings.HasPrefix(line, "-----") && len(line) < 40 {
			continue
		}
		quoted, err := json.Marshal(line)
		if err != nil {
			t.Fatal(err)
		}
		b := []byte(line)
		for _, form := range []string{
			line, base64.RawStdEncoding.EncodeToString(b), base64.RawURLEncoding.EncodeToString(b), hex.EncodeToString(b),
			url.QueryEscape(line), strings.Trim(string(quoted), `"`),
		} {
			if strings.Contains(shown, form) || len(form) > 40 && strings.Contains(shown, form[:24]) {
				t.Errorf("a key is in\n%s", shown)
				return
			}
		}
	}
}

// members are the names of an object's members in their order.
func members(t *testing.T, object string) string {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(object))
	if first, err := d.Token(); err != nil || first != json.Delim('{') {
		t.Fatalf("no object: %v %v", first, err)
	}
	var names []string
	for d.More() {
		name, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, name.(string))
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			t.Fatal(err)
		}
	}
	return strings.Join(names, " ")
}

// TestReport: what a sender put into the token or the URL beside the token does
// not come out whole, and what is of use does.
func TestReport(t *testing.T) {
	const at = 1750000000
	secretText := "kX9dQ2mZ7rT4vB1nH6wY3pL8sF5gJ0cA"
	inner := "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2lnbmF0dXJlLW9mLWEtdG9rZW4taW5zaWRlLWEtY2xhaW0"
	der := base64.StdEncoding.EncodeToString(diagnosistest.KeyText(t, "rsa.der"))
	claims, err := json.Marshal(map[string]any{
		"kid": "b7158b65-302d-4fbd-9c48-503ca92bdd25", "aud": "media:16af5b33-cf4d-4717-9b90-ce429a124455",
		"sub": "ann@example.com", "inner": inner, "der": der, "list": []any{secretText, map[string]any{"deep": der}},
		"jwk": map[string]any{"kty": "oct", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQ"}, "iat": at - 60, "exp": at + 3600,
		"odd": "\u202e|`<b>*x*[a](b)",
	})
	if err != nil {
		t.Fatal(err)
	}
	m := diagnosistest.Token{Header: json.RawMessage(`{"alg":"HS256","kid":"b7158b65-302d-4fbd-9c48-503ca92bdd25"}`), Claims: claims, Sign: "mac:text:" + secretText}
	tok := m.Text(t)
	signature := tok[strings.LastIndexByte(tok, '.')+1:]
	u := "https://me:pw@stream.fastpix.com/16af5b33-cf4d-4717-9b90-ce429a124455.m3u8?token=" + tok + "&api_key=0123456789abcdef&res=480p#s=1"
	c := diagnosis.Read(u, diagnosis.Options{Now: time.Unix(at, 0), Keys: verify.ReadAll("given", []byte(secretText), importer.Options{})})
	zone := time.FixedZone("CET", 3600)
	open := report.New(c, report.Options{Zone: zone, Now: time.Unix(at, 0)})
	shut := report.New(c, report.Options{Zone: zone, Now: time.Unix(at, 0), Mask: true})
	for name, text := range map[string]string{
		"markdown": open.Markdown(), "json": string(open.JSON()), "markdown, masked": shut.Markdown(), "json, masked": string(shut.JSON()),
	} {
		for _, never := range []string{secretText, der[100:140], signature[:7], inner[60:], "c2VjcmV0", "0123456789abcdef", "me:pw", "\u202e"} {
			if strings.Contains(text, never) {
				t.Errorf("%s: %q is in\n%s", name, never, text)
			}
		}
		for _, always := range []string{signature[:6], "media:16af5b33-cf4d-4717-9b90-ce429a124455", "res=480p", "token=eyJhbG…", "[key left out]"} {
			if !strings.Contains(text, always) {
				t.Errorf("%s: %q is not in\n%s", name, always, text)
			}
		}
		for _, personal := range []string{"ann@example.com", "b7158b65"} {
			if strings.Contains(text, personal) == strings.Contains(name, "masked") {
				t.Errorf("%s: %q\n%s", name, personal, text)
			}
		}
	}
	if open.Key == nil || open.Key.Kind != keys.Secret || open.Key.Bits != 8*len(secretText) || open.Key.Fingerprint != "" {
		t.Errorf("key %+v", open.Key)
	}
	if open.Times[1].UTC != "2025-06-15T16:06:40Z" || open.Times[1].Local != "2025-06-15T17:06:40+01:00" || open.Times[1].Note != "in 1 h" {
		t.Errorf("times %+v", open.Times)
	}
	again, _ := json.Marshal(open)
	if !json.Valid(again) || members(t, string(again)) != reportMembers {
		t.Errorf("%s", again)
	}
}

// Of an encrypted token the report has what was opened, and nothing of its body.
func TestReportOfOpened(t *testing.T) {
	const key = "707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f"
	m := diagnosistest.Token{PASETO: "text:" + key, Claims: json.RawMessage(`{"contentId":"65e8ddc52f41619f1815a083","viewerIdentifier":"ann-7","exp":"2030-01-01T00:00:00.000Z"}`), Footer: `{"v":"1","p":"x"}`}
	tok := m.Text(t)
	c := diagnosis.Read(tok, diagnosis.Options{Now: time.Unix(1750000000, 0), Keys: verify.ReadAll("given", []byte(key), importer.Options{})})
	text := report.New(c, report.Options{Now: time.Unix(1750000000, 0), Mask: true}).Markdown()
	for _, want := range []string{"65e8ddc52f41619f1815a083", "valid", "[masked]", `{"v":"1","p":"x"}`, "2030-01-01T00:00:00.000Z"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in\n%s", want, text)
		}
	}
	cutEverywhere(t, text, c)
	noKey(t, text, []byte(key))
	if strings.Contains(text, "ann-7") {
		t.Error(text)
	}
}

// A URL that is signed itself is shown without its signature.
func TestReportOfSignedURL(t *testing.T) {
	const key = "a-secret-7f3a-of-the-project"
	u, err := urlsig.Sign("https://media.example.com/engage/image.jpg?w=100", time.Unix(1750003600, 0), urlsig.Default(), secret.New([]byte(key)))
	if err != nil {
		t.Fatal(err)
	}
	c := diagnosis.Read(u, diagnosis.Options{Now: time.Unix(1750000000, 0), Keys: verify.ReadAll("given", []byte(key), importer.Options{})})
	text := report.New(c, report.Options{Now: time.Unix(1750000000, 0)}).Markdown()
	for _, want := range []string{"https://media.example.com/engage/image.jpg?w=100&", "signed-url", "| Signature | valid"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in\n%s", want, text)
		}
	}
	noKey(t, text, []byte(key))
	parsed, _ := url.Parse(u)
	for name, value := range parsed.Query() {
		if len(value[0]) > 20 && strings.Contains(text, value[0][:7]) {
			t.Errorf("%s is shown in\n%s", name, text)
		}
	}
}

// TestCausesAreLinked: once the pages of the causes have a home, a report leads to them.
func TestCausesAreLinked(t *testing.T) {
	defer func(before string) { cause.Home = before }(cause.Home)
	c := diagnosistest.Read(t, "https://stream.fastpix.com/16af5b33-cf4d-4717-9b90-ce429a124455.m3u8")
	for home, want := range map[string]string{
		"":                             "**warning** `token_absent`: ",
		"https://help.example/causes/": "**warning** [`token_absent`](https://help.example/causes/token_absent.html): ",
	} {
		cause.Home = home
		if got := report.New(c, report.Options{}).Markdown(); !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
