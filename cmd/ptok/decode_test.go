package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"playtoken/core/keys/importer"
	"playtoken/core/token"
	"playtoken/core/token/jws"
	"playtoken/internal/fixtures"
)

func TestDecodeJSON(t *testing.T) {
	tok := fixtures.Token(t)
	const claims = `{"kid":"` + goldenKeyID + `","aud":"media:` + goldenID + `","iss":"fastpix.com","sub":"","iat":1744780459,"exp":1744866859}`
	const times = `{"exp":"2025-04-17T05:14:19Z","iat":"2025-04-16T05:14:19Z"}`
	answer := func(signature, url, others string) string {
		return `{"kind":"jwt","platform":"fastpix","token":"` + tok + `","header":{"alg":"RS256"},"claims":` + claims +
			`,"footer":"","plaintext":"","signature":"` + signature + `","times":` + times + `,"url":"` + url + `","others":[` + others + `]}` + "\n"
	}
	const nothing = `{"kind":"unknown","platform":"","token":"","header":{},"claims":{},"footer":"","plaintext":"","signature":"unchecked","times":{},"url":"","others":[]}` + "\n"
	public := file(t, fixtures.Key(t).PublicPEM())
	url := "https://stream.fastpix.com/" + goldenID + ".m3u8?token=" + tok + "&minResolution=480p"
	other := compact(t, `{"alg":"HS256"}`, `{"a":1}`, "sig")
	for _, c := range []struct {
		name   string
		stdin  string
		args   []string
		status int
		want   string
	}{
		{"argument", "", []string{tok}, fine, answer("unchecked", "", "")},
		{"standard input", tok + "\n", nil, fine, answer("unchecked", "", "")},
		{"standard input by -", tok, []string{"-"}, fine, answer("unchecked", "", "")},
		{"signed by the key", "", []string{tok, "--key", public}, fine, answer("valid", "", "")},
		{"key from standard input", string(fixtures.PrivateKey(t)), []string{tok, "--key", "-"}, fine, answer("valid", "", "")},
		{"one of two keys", "", []string{tok, "--key", keyData + "A01_rsa2048_pkcs8.pem", "--key", public}, fine, answer("valid", "", "")},
		{"one of two keys, the other first", "", []string{tok, "--key", public, "--key", keyData + "A22_ec_P-256_pkcs8.pem"}, fine, answer("valid", "", "")},
		{"another key", "", []string{tok, "--key", keyData + "A01_rsa2048_pkcs8.pem"}, answerIsNo, answer("invalid", "", "")},
		{"another key and one that cannot be used", "", []string{tok, "--key", keyData + "A22_ec_P-256_pkcs8.pem", "--key", keyData + "A01_rsa2048_pkcs8.pem"}, answerIsNo, answer("invalid", "", "")},
		{"key that cannot be used", "", []string{tok, "--key", keyData + "A22_ec_P-256_pkcs8.pem"}, answerIsNo, answer("unchecked", "", "")},
		{"key refused, the other fits", "", []string{tok, "--key", keyData + "D01_seed003_original.txt", "--key", public}, answerIsNo, answer("valid", "", "")},
		{"URL", "", []string{url}, fine, answer("unchecked", url, "")},
		{"two tokens", tok + " and " + other, nil, fine, answer("unchecked", "", `"`+other+`"`)},
		{"platform named", "", []string{tok, "--platform", "fastpix"}, fine, answer("unchecked", "", "")},
		{"no token", "", []string{"hello"}, notUnderstood, nothing},
		{"empty argument", "", []string{""}, notUnderstood, nothing},
		{"empty input", "", nil, notUnderstood, nothing},
		{"binary", "\x00\xff\xfe", nil, notUnderstood, nothing},
		{"2 MiB", strings.Repeat("a", 2<<20), nil, notUnderstood, nothing},
		{"a public key", fixtures.Key(t).PublicPEM(), nil, notUnderstood, nothing},
		{"a private key", string(fixtures.PrivateKey(t)), nil, notUnderstood, nothing},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := stage{stdin: c.stdin}.run(append([]string{"decode", "--json"}, c.args...)...)
			if r.status != c.status || r.out != c.want {
				t.Errorf("status %d, want %d; errors %s\n got %s\nwant %s", r.status, c.status, r.err, r.out, c.want)
			}
			if r.status == notUnderstood {
				complaint(t, r)
			}
		})
	}
}

// compact makes a token of JSON texts and any signature.
func compact(t *testing.T, header, claims, signature string) string {
	t.Helper()
	enc := base64.RawURLEncoding.EncodeToString
	return enc([]byte(header)) + "." + enc([]byte(claims)) + "." + enc([]byte(signature))
}

// What stands in a token comes out as it was spelled, and always as JSON.
func TestDecodeKeepsSpelling(t *testing.T) {
	const h = `{"alg":"RS256"}`
	for _, c := range []struct {
		name, token string
		has         []string
		status      int
	}{
		{"numbers", compact(t, h, `{"a":1.0,"b":1e2,"c":12345678901234567890,"exp":1750000000.250}`, "s"), []string{`"claims":{"a":1.0,"b":1e2,"c":12345678901234567890,"exp":1750000000.250}`, `"times":{"exp":"2025-06-15T15:06:40.25Z"}`}, fine},
		{"order", compact(t, `{"typ":"JWT","alg":"RS256"}`, `{"z":1,"a":2}`, "s"), []string{`"header":{"typ":"JWT","alg":"RS256"},"claims":{"z":1,"a":2}`}, fine},
		{"escapes", compact(t, h, `{"a":"\u00e4\u001b[31m<&>"}`, "s"), []string{`{"a":"\u00e4\u001b[31m<&>"}`}, fine},
		{"white space goes", compact(t, h, "{ \"a\" : [ 1 , 2 ] }", "s"), []string{`"claims":{"a":[1,2]}`}, fine},
		{"bytes that are not UTF-8", compact(t, h, "{\"a\":\"\xff\xfe\"}", "s"), []string{`{"a":"` + "\ufffd\ufffd" + `"}`}, fine},
		{"marks that turn a line around, and none that are seen", compact(t, h, "{\"a\":\"\u202e\u200b\U000e0041\"}", "s"), []string{`{"a":"\u202e\u200b\udb40\udc41"}`}, fine},
		{"control characters of 8 bits", compact(t, h, "{\"a\":\"\u009b31m\"}", "s"), []string{`{"a":"\u009b31m"}`}, fine},
		{"members twice", compact(t, h, `{"a":1,"a":2}`, "s"), []string{`"claims":{"a":1,"a":2}`}, fine},
		{"times that are none", compact(t, h, `{"exp":"soon","iat":1750000000000,"nbf":0}`, "s"), []string{`"times":{"nbf":"1970-01-01T00:00:00Z"}`}, fine},
		{"claims cut off", compact(t, h, `{"a":1,"b":{"c":2},"d":`, "s"), []string{`"kind":"jwt"`, `"claims":{"a":1,"b":{"c":2}}`}, fine},
		{"header cut off", compact(t, `{"alg":"RS256","typ":`, `{"a":1}`, "s"), []string{`"kind":"jwt"`, `"header":{"alg":"RS256"},"claims":{"a":1}`}, fine},
		{"header alone", strings.Split(compact(t, h, `{}`, "s"), ".")[0], []string{`"header":{"alg":"RS256"},"claims":{}`}, fine},
		{"payload is text", compact(t, h, "hello \"you\"", "s"), []string{`"kind":"jws"`, `"claims":{}`, `"plaintext":"hello \"you\""`}, fine},
		{"payload is bytes", compact(t, h, "\xff\x00", "s"), []string{`"kind":"jws"`, `"plaintext":""`}, fine},
		{"encrypted", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA", []string{`"kind":"jwe"`, `"header":{"alg":"dir","enc":"A128GCM"}`}, fine},
		{"PASETO", "v4.public.eyJhIjoxfQ", []string{`"kind":"paseto-v4.public"`}, fine},
		{"nothing readable", "eyJ.eyJ.eyJ", []string{`"kind":"unknown"`, `"token":"eyJ.eyJ.eyJ"`}, notUnderstood},
		{"no platform", compact(t, `{"alg":"HS256"}`, `{"sub":"a"}`, "s"), []string{`"platform":""`}, fine},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := stage{stdin: c.token}.run("decode", "--json")
			if r.status != c.status {
				t.Errorf("status %d, %s", r.status, r.err)
			}
			oneObject(t, r.out)
			for _, s := range c.has {
				if !strings.Contains(r.out, s) {
					t.Errorf("%s is not in\n%s", s, r.out)
				}
			}
		})
	}
}

// oneObject checks that an answer is one JSON object on one line, with the
// members of the contract in their order.
func oneObject(t *testing.T, out string) {
	t.Helper()
	if !utf8.ValidString(out) || strings.Count(out, "\n") != 1 || !strings.HasSuffix(out, "}\n") {
		t.Fatalf("not one line of UTF-8:\n%q", out)
	}
	d := json.NewDecoder(strings.NewReader(out))
	var names []string
	if first, err := d.Token(); err != nil || first != json.Delim('{') {
		t.Fatalf("no object: %v %v", first, err)
	}
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
	if _, err := d.Token(); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Token(); err != io.EOF {
		t.Errorf("more than one object:\n%s", out)
	}
	if got, want := strings.Join(names, " "), "kind platform token header claims footer plaintext signature times url others"; got != want {
		t.Errorf("members\n got %s\nwant %s", got, want)
	}
}

func TestDecodeWords(t *testing.T) {
	tok := fixtures.Token(t)
	public := file(t, fixtures.Key(t).PublicPEM())
	alive := time.Unix(1744866859-3600, 0)
	for _, c := range []struct {
		name   string
		now    time.Time
		args   []string
		status int
		first  string
		has    []string
	}{
		{"expired", now, []string{tok}, fine, "Playback fails: the token expired 1 year 219 days ago", []string{
			"It ended Thu 17 Apr 2025, 05:14:19 UTC, its life was 24 hours.",
			"    \"aud\": \"media:" + goldenID + "\",\n    \"iss\": \"fastpix.com\",",
			"  exp  Thu 17 Apr 2025, 05:14:19 UTC (06:14:19 here), 1 year 219 days ago",
			"256 bytes, unchecked\n  No key was given.",
			"Issuer  fastpix.com (accepted by FastPix)",
		}},
		{"expired, signature good", now, []string{tok, "--key", public}, fine, "Playback fails: the token expired 1 year 219 days ago", []string{
			"256 bytes, valid for key c937b8c36b1edad4 (RSA 2048, public)",
		}},
		{"alive and not checked", alive, []string{tok}, fine, "Nothing wrong in the token itself", []string{"in 1 h"}},
		{"alive and signed", alive, []string{tok, "--key", public}, fine, "Plays until Thu 17 Apr 2025, 05:14:19 UTC", nil},
		{"at its end", time.Unix(1744866859, 0), []string{tok, "--key", public}, fine, "Playback fails: the token expired just now", nil},
		{"other key", alive, []string{tok, "--key", keyData + "A01_rsa2048_pkcs8.pem"}, answerIsNo, "Playback fails: another key signed the token", []string{"256 bytes, invalid"}},
		{"URL of another ID", alive, []string{"https://stream.fastpix.com/" + goldenKeyID + ".m3u8?token=" + tok}, fine, "Playback fails: the token is for another playback ID", nil},
		{"signature cut off", alive, []string{tok[:strings.LastIndex(tok, ".")]}, fine, "Playback fails: the signature is missing", []string{`"iss": "fastpix.com"`}},
		{"claims cut off", alive, []string{strings.Split(tok, ".")[0] + "." + strings.Split(tok, ".")[1][:150] + ".AA"}, fine, "Playback fails: the token cannot be read", []string{"Claims, as far as it can be read", `"kid": "` + goldenKeyID}},
		{"PASETO", alive, []string{"v4.local." + strings.Repeat("A", 86)}, fine, "Playback may fail: the token has no footer", []string{"Its kind is paseto-v4.local."}},
		{"two tokens", alive, []string{tok + " " + compact(t, `{"alg":"HS256"}`, `{}`, "s")}, fine, "Nothing wrong", []string{"Further tokens in the text: 1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := stage{now: c.now}.run(append([]string{"decode"}, c.args...)...)
			if r.status != c.status || r.err != "" || !strings.HasPrefix(r.out, c.first) {
				t.Errorf("status %d, errors %q", r.status, r.err)
			}
			for _, s := range append(c.has, c.first) {
				if !strings.Contains(r.out, s) {
					t.Errorf("%q is not in:\n%s", s, r.out)
				}
			}
		})
	}
	t.Run("damage is told once", func(t *testing.T) {
		r := stage{}.run("decode", tok[:strings.LastIndex(tok, ".")])
		if strings.Count(r.out, "The signature is missing: the token has 2 parts") != 1 {
			t.Error(r.out)
		}
	})
	t.Run("no text in a terminal", func(t *testing.T) {
		r := stage{terminal: true, stdin: tok}.run("decode")
		if r.status != wrongUsage || r.out != "" {
			t.Errorf("%+v", r)
		}
		complaint(t, r)
	})
	t.Run("key refused", func(t *testing.T) {
		r := stage{}.run("decode", tok, "--key", keyData+"D01_seed003_original.txt")
		if r.status != answerIsNo || !strings.Contains(r.err, "characters are missing in it") || !strings.HasPrefix(r.out, "Playback fails") {
			t.Errorf("%+v", r)
		}
		complaint(t, r)
	})
}

func TestDecodeRealTokens(t *testing.T) {
	var list []struct {
		Source, Token   string
		Header, Payload json.RawMessage
		Bytes           int   `json:"signature_bytes"`
		TTL             int64 `json:"ttl_seconds"`
	}
	fixtures.JSON(t, "diagnosis/testdata/real_tokens.json", &list)
	if len(list) == 0 {
		t.Fatal("no tokens")
	}
	for _, c := range list {
		t.Run(c.Source[:24], func(t *testing.T) {
			r := stage{}.run("decode", "--json", c.Token)
			var got struct {
				Kind, Platform, Signature string
				Header, Claims            json.RawMessage
				Times                     map[string]time.Time
			}
			if err := json.Unmarshal([]byte(r.out), &got); err != nil {
				t.Fatal(err)
			}
			var header, payload bytes.Buffer
			if json.Compact(&header, c.Header) != nil || json.Compact(&payload, c.Payload) != nil {
				t.Fatal("the vector is not JSON")
			}
			if string(got.Header) != header.String() || string(got.Claims) != payload.String() {
				t.Errorf("header %s, claims %s", got.Header, got.Claims)
			}
			if got.Kind != "jwt" || got.Platform != "fastpix" || got.Signature != "unchecked" {
				t.Errorf("%s", r.out)
			}
			if life := got.Times["exp"].Sub(got.Times["iat"]); life != time.Duration(c.TTL)*time.Second {
				t.Errorf("life %s", life)
			}
			words := stage{}.run("decode", c.Token)
			if !strings.HasPrefix(words.out, "Playback fails: the token expired") || words.status != fine {
				t.Errorf("status %d\n%s", words.status, words.out)
			}
			words = stage{now: got.Times["iat"].Add(time.Hour)}.run("decode", c.Token)
			if !strings.HasPrefix(words.out, "Nothing wrong in the token itself") {
				t.Errorf("within its life:\n%s", words.out)
			}
		})
	}
}

// Forged and odd tokens: one JSON object each, words that a terminal does not
// obey, and never a good signature where there is none.
func TestDecodeHostileTokens(t *testing.T) {
	var attacks struct {
		Keys  map[string]string
		Cases []struct{ ID, Key, Want, Code, Token string }
	}
	var edges struct {
		Cases []struct{ Name, Token string }
	}
	fixtures.JSON(t, "token/formats/testdata/attacks.json", &attacks)
	fixtures.JSON(t, "token/formats/testdata/edge_cases.json", &edges)
	files := map[string]string{
		"rsa": file(t, attacks.Keys["rsa_public_pem"]),
		"ec":  file(t, attacks.Keys["ec_public_pem"]),
	}
	check := func(t *testing.T, text string, args ...string) result {
		t.Helper()
		r := stage{stdin: text}.run(append([]string{"decode", "--json"}, args...)...)
		oneObject(t, r.out)
		words := stage{stdin: text}.run(append([]string{"decode"}, args...)...)
		for _, c := range words.out + words.err {
			if c != '\n' && token.Inert(string(c)) != string(c) {
				t.Errorf("U+%04X is in the words", c)
			}
		}
		if words.status != r.status {
			t.Errorf("status %d in words, %d as JSON", words.status, r.status)
		}
		return r
	}
	for _, c := range attacks.Cases {
		t.Run(c.ID, func(t *testing.T) {
			path, ok := files[c.Key]
			if !ok { // a shared secret, which is not read yet
				check(t, c.Token)
				return
			}
			r := check(t, c.Token, "--key", path)
			// Whether RS512 is what the platform wants is no matter of the signature.
			good := c.Want == "accept" || c.Code == "alg_not_expected"
			if (r.status == fine) != good || strings.Contains(r.out, `"signature":"valid"`) != good {
				t.Errorf("wanted %s, got status %d\n%s", c.Want, r.status, r.out[:min(len(r.out), 500)])
			}
		})
	}
	for _, c := range edges.Cases {
		t.Run(c.Name, func(t *testing.T) { check(t, c.Token) })
	}
	for name, text := range map[string]string{
		"acts on a terminal": compact(t, "{\"alg\":\"RS256\",\"kid\":\"\u009b31m\u202e\"}", "{\"aud\":\"media:\u001b]0;x\u0007\",\"iss\":\"fastpix.\u202ecom\u2028\"}", "s"),
		"escapes that act":   compact(t, `{"alg":"HS\u001b[31m","kid":"\u202e"}`, `{"aud":"media:\u001b[2J","iss":"fastpix.\u0007"}`, "s"),
		"payload that acts":  compact(t, `{"alg":"RS256"}`, "hello\x1b[31m\r\nthere\u202e", "s"),
		"key ID that acts":   compact(t, `{"alg":"RS256","crit":["\u202e\u001b"]}`, `{"kid":"\u001b[31m","aud":["\u001b"]}`, "s"),
	} {
		t.Run(name, func(t *testing.T) { check(t, text, "--key", files["rsa"]) })
	}
}

// A token that its key signed for a moment far away, to see all forms of time.
func TestDecodeTimes(t *testing.T) {
	a := importer.Import([]byte(string(fixtures.PrivateKey(t))))
	claims := token.NewObject(token.IntMember("nbf", now.Unix()+90), token.IntMember("exp", now.Unix()+7200))
	tok, err := jws.Sign(token.NewObject(token.StringMember("alg", "RS256")), claims, a.Key)
	if err != nil {
		t.Fatal(err)
	}
	r := stage{}.run("decode", tok)
	for _, s := range []string{
		"Playback fails: the token is not yet valid",
		"  nbf  Sun 22 Nov 2026, 12:01:30 UTC (13:01:30 here), in 1 min 29 s\n  exp  Sun 22 Nov 2026, 14:00:00 UTC (15:00:00 here), in 1 h 59 min",
	} {
		if !strings.Contains(r.out, s) {
			t.Errorf("%q is not in:\n%s", s, r.out)
		}
	}
}
