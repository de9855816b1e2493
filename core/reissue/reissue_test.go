package reissue_test

import (
	"encoding/base64"
	"errors"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/reissue"
	"playtoken/core/token"
	"playtoken/core/token/ectoken"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
	"playtoken/core/token/paseto"
	"playtoken/core/verify"
)

var now = time.Unix(1750000000, 123456789)

var rsaKey = sync.OnceValue(func() *keys.Key {
	k, err := keys.GenerateRSA(2048)
	if err != nil {
		panic(err)
	}
	return k
})

const pasetoHex = "707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f"

func secretKey(t *testing.T, want importer.Want, text string) *keys.Key {
	t.Helper()
	a := importer.ImportWith([]byte(text), importer.Options{Want: want})
	if !a.Taken() {
		t.Fatal(a.Message)
	}
	return a.Key
}

func object(t *testing.T, text string) token.Object {
	t.Helper()
	o, faults := token.ReadObject([]byte(text))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return o
}

// opened is what a token says, opened with the key that made it.
func opened(t *testing.T, text, key string) *token.Token {
	t.Helper()
	r := verify.Try(formats.Decode(text), []verify.Key{verify.Read("key", []byte(key), importer.Options{Want: importer.PASETOSecret})})
	if r.Check.State != token.Valid {
		t.Fatal(r.Check.Reason)
	}
	return r.Token
}

func draft(d token.Draft) reissue.Draft { return reissue.Draft{Draft: d} }

func TestApply(t *testing.T) {
	for _, c := range []struct {
		name     string
		format   token.Format
		platform string
		header   string
		claims   string
		remedy   platform.Remedy
		want     string // the claims
		head     string // the header, "" for unchanged
	}{
		{
			"set in its place", jws.Format, "fastpix", `{"alg":"RS256"}`, `{"a":1.0,"aud":"x","z":"\u0061"}`,
			platform.Remedy{Claims: []token.Member{token.StringMember("aud", "media:y")}},
			`{"a":1.0,"aud":"media:y","z":"\u0061"}`, "",
		},
		{
			"added", jws.Format, "fastpix", `{"alg":"RS256"}`, `{"a":1}`,
			platform.Remedy{Claims: []token.Member{token.StringMember("kid", "k")}, Header: []token.Member{token.StringMember("typ", "JWT")}},
			`{"a":1,"kid":"k"}`, `{"alg":"RS256","typ":"JWT"}`,
		},
		{"dropped", jws.Format, "", `{"alg":"RS256"}`, `{"a":1,"b":2,"a":3}`, platform.Remedy{Drop: []string{"a", "c"}}, `{"b":2}`, ""},
		{"twice there, set once", jws.Format, "", `{}`, `{"a":1,"b":2,"a":3}`, platform.Remedy{Claims: []token.Member{token.IntMember("a", 4)}}, `{"a":4,"b":2}`, ""},
		{"fresh, old life", jws.Format, "", `{}`, `{"iat":1600000000,"x":1,"exp":1600000900}`, platform.Remedy{Fresh: true}, `{"iat":1750000000,"x":1,"exp":1750000900}`, ""},
		{"fresh, life of the platform", jws.Format, "fastpix", `{}`, `{"exp":5}`, platform.Remedy{Fresh: true}, `{"exp":1750086400}`, ""},
		{"fresh, no longer than the platform", jws.Format, "fastpix", `{}`, `{"iat":1600000000,"exp":1700000000}`, platform.Remedy{Fresh: true}, `{"iat":1750000000,"exp":1750086400}`, ""},
		{"fresh, no platform, no end", jws.Format, "", `{}`, `{}`, platform.Remedy{Fresh: true}, `{"exp":1750003600}`, ""},
		{"fresh, ends before it begins", jws.Format, "", `{}`, `{"iat":20,"exp":10}`, platform.Remedy{Fresh: true}, `{"iat":1750000000,"exp":1750003600}`, ""},
		{"fresh, times set by the remedy yield", jws.Format, "", `{}`, `{"iat":1600000000000,"exp":1600000900000}`, platform.Remedy{
			Fresh: true, Claims: []token.Member{token.IntMember("exp", 1600000900), token.IntMember("iat", 1600000000)},
		}, `{"iat":1750000000,"exp":1750003600}`, ""},
		{"fresh, nbf ahead", jws.Format, "", `{}`, `{"nbf":1750001000,"iat":1749999000,"exp":1750002600}`, platform.Remedy{Fresh: true}, `{"nbf":1750000000,"iat":1750000000,"exp":1750003600}`, ""},
		{"fresh, nbf past", jws.Format, "", `{}`, `{"nbf":5,"exp":6}`, platform.Remedy{Fresh: true}, `{"nbf":5,"exp":1750003600}`, ""},
		{
			"Fastevo", paseto.Local, "fastevo", `{}`, `{"exp":"2024-03-06T21:40:21.633Z","iat":"2024-03-06T21:20:21.633Z"}`,
			platform.Remedy{Fresh: true},
			`{"exp":"2025-06-15T15:26:40.123Z","iat":"2025-06-15T15:06:40.123Z"}`, "",
		},
		{"Edgecast", ectoken.Format, "edgecast", `{}`, `{"ec_expire":"1","ec_url_allow":"/a"}`, platform.Remedy{Fresh: true}, `{"ec_expire":"1750003600","ec_url_allow":"/a"}`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := reissue.Draft{Draft: token.Draft{Format: c.format}, Platform: all.ByName(c.platform)}
			d.Header, _ = token.ReadObject([]byte(c.header))
			d.Claims, _ = token.ReadObject([]byte(c.claims))
			before := string(d.Claims.JSON())
			got := d.Apply(c.remedy, now)
			if string(got.Claims.JSON()) != c.want {
				t.Errorf("claims %s\nwant   %s", got.Claims.JSON(), c.want)
			}
			if head := string(got.Header.JSON()); c.head != "" && head != c.head || c.head == "" && head != c.header {
				t.Errorf("header %s", head)
			}
			if string(d.Claims.JSON()) != before {
				t.Error("the draft itself was changed")
			}
		})
	}
}

func TestSign(t *testing.T) {
	t.Run("JWT", func(t *testing.T) {
		d := draft(token.Draft{Format: jws.Format, Header: object(t, `{"typ":"JWT","alg":"RS256"}`), Claims: object(t, `{"z":1.0,"a":[ 1 ]}`)})
		text, err := d.Make(rsaKey())
		if err != nil {
			t.Fatal(err)
		}
		got := formats.Decode(text)
		if jws.Verify(got, rsaKey()).State != token.Valid || string(got.Payload) != `{"z":1.0,"a":[ 1 ]}` || string(got.Parts[0].Bytes) != `{"typ":"JWT","alg":"RS256"}` {
			t.Errorf("%s %s", got.Parts[0].Bytes, got.Payload)
		}
	})
	t.Run("PASETO", func(t *testing.T) {
		const footer = `{ "p":"x" , "v":"1"}`
		d := draft(token.Draft{Format: paseto.Local, Claims: object(t, `{"contentId":"x"}`), Footer: []byte(footer)})
		for form, text := range map[string]string{"": pasetoHex, "hex": pasetoHex, "text": "a secret of exactly 32 bytes, or", "sha256": "a-secret-7f3a-of-the-project"} {
			want := importer.PASETOSecret
			if form == "text" || form == "sha256" {
				want = importer.HMACSecret
			}
			tok, err := d.Make(secretKey(t, want, text), paseto.Settings{Form: paseto.Form(form), Assertion: "implied"})
			if err != nil {
				t.Fatal(form, err)
			}
			key, err := paseto.KeyFor(secretKey(t, want, text).SecretText(), paseto.Form(form))
			if err != nil {
				t.Fatal(err)
			}
			payload, foot, err := paseto.Open(tok, key, []byte("implied"))
			if err != nil || string(payload) != `{"contentId":"x"}` || string(foot) != footer {
				t.Errorf("%s: %s %s %v", form, payload, foot, err)
			}
		}
		if _, err := d.Make(rsaKey()); !errors.Is(err, token.ErrWantSecret) {
			t.Error(err)
		}
	})
	t.Run("Edgecast", func(t *testing.T) {
		d := draft(token.Draft{Format: ectoken.Format, Claims: object(t, `{"ec_expire":"1750003600","ec_url_allow":"/a","n":5,"":"HELLO"}`)})
		key := secretKey(t, importer.TextSecret, "My-secret-key-1")
		tok, err := d.Make(key)
		if err != nil {
			t.Fatal(err)
		}
		got, err := ectoken.Open(tok, key.SecretText())
		if err != nil || got.Plaintext != "ec_expire=1750003600&ec_url_allow=/a&n=5&HELLO" {
			t.Errorf("%+v %v", got, err)
		}
		if _, err := d.Make(rsaKey()); !errors.Is(err, token.ErrWantSecret) {
			t.Error(err)
		}
	})
	t.Run("refused", func(t *testing.T) {
		d := draft(token.Draft{Format: jws.Format, Header: object(t, `{"alg":"HS256"}`), Claims: object(t, `{}`)})
		if _, err := d.Make(rsaKey()); !errors.Is(err, jws.ErrAlgorithm) {
			t.Error(err)
		}
		if _, err := d.Make(nil); !errors.Is(err, token.ErrNoKey) {
			t.Error(err)
		}
		if _, err := draft(token.Draft{Format: jws.Encrypted}).Make(rsaKey()); !errors.Is(err, token.ErrNotMade) {
			t.Error(err)
		}
	})
}

func TestFrom(t *testing.T) {
	enc := base64.RawURLEncoding.EncodeToString
	jwt := func(claims string) string {
		return enc([]byte(`{"alg":"RS256"}`)) + "." + enc([]byte(claims)) + ".AQID"
	}
	seal := func(payload string) string {
		key, err := paseto.KeyFor(secretKey(t, importer.PASETOSecret, pasetoHex).SecretText(), paseto.FormHex)
		if err != nil {
			t.Fatal(err)
		}
		s, err := paseto.Seal([]byte(payload), []byte("foot"), nil, key)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for name, c := range map[string]struct {
		token *token.Token
		err   error
	}{
		"JWT":                 {formats.Decode(jwt(`{"a":1}`)), nil},
		"signature stripped":  {formats.Decode(jwt(`{"a":1}`)[:len(jwt(`{"a":1}`))-5]), nil},
		"claims cut":          {formats.Decode(jwt(`{"a":1,"b":`)), reissue.ErrUnreadable},
		"no JSON":             {formats.Decode(jwt(`hello`)), reissue.ErrUnreadable},
		"none":                {nil, reissue.ErrUnreadable},
		"nothing":             {formats.Decode(""), reissue.ErrUnreadable},
		"closed PASETO":       {formats.Decode(seal(`{"a":1}`)), reissue.ErrClosed},
		"open PASETO":         {opened(t, seal(`{"a":1}`), pasetoHex), nil},
		"open PASETO, text":   {opened(t, seal(`hello`), pasetoHex), reissue.ErrUnreadable},
		"closed Edgecast":     {formats.Decode(strings.Repeat("qL7_", 20)), reissue.ErrClosed},
		"JWE":                 {formats.Decode("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA"), token.ErrNotMade},
		"PASETO of two parts": {formats.Decode("v4.public.eyJhIjoxfQ"), token.ErrNotMade},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := reissue.From(c.token, nil)
			if !errors.Is(err, c.err) {
				t.Fatal(err)
			}
			if err != nil {
				return
			}
			if v, _ := d.Claims.Get("a"); v.Raw != "1" || d.Format != c.token.Format || string(d.Footer) != string(c.token.Footer) {
				t.Errorf("%+v", d)
			}
		})
	}
}

func TestDifferences(t *testing.T) {
	before := draft(token.Draft{Header: object(t, `{"alg":"HS256"}`), Claims: object(t, `{"a":1,"b":2,"c":3}`), Footer: []byte("x")})
	after := draft(token.Draft{Header: object(t, `{"alg":"RS256"}`), Claims: object(t, `{"c":3,"a":1.0,"d":"n"}`)})
	want := []reissue.Change{
		{"header", "alg", `"HS256"`, `"RS256"`},
		{"claims", "a", "1", "1.0"},
		{"claims", "b", "2", ""},
		{"claims", "d", "", `"n"`},
		{"footer", "", "x", ""},
	}
	got := reissue.Differences(before, after)
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%+v, want %+v", got[i], want[i])
		}
	}
	if same := reissue.Differences(before, before); same != nil {
		t.Errorf("%+v", same)
	}
}

func TestIntoURL(t *testing.T) {
	const o, n = "eyJhbGci.eyJh_-.c2ln", "NEW.TO_KEN.x-y"
	for name, c := range map[string][2]string{
		"named":            {"https://h/a%20b/x.m3u8?a=1%2B2&token=" + o + "&b=%7E#f", "https://h/a%20b/x.m3u8?a=1%2B2&token=" + n + "&b=%7E#f"},
		"unnamed":          {"https://h/x?" + o + "&b=1", "https://h/x?" + n + "&b=1"},
		"path":             {"https://h/" + o + "/manifest/video.m3u8?x=1", "https://h/" + n + "/manifest/video.m3u8?x=1"},
		"fragment":         {"https://h/x#token=" + o, "https://h/x#token=" + n},
		"dots encoded":     {"https://h/x?token=" + strings.ReplaceAll(o, ".", "%2E"), "https://h/x?token=" + n},
		"encoded twice":    {"https://h/x?token=" + strings.ReplaceAll(o, ".", "%252e") + "&c=1", "https://h/x?token=" + n + "&c=1"},
		"in quotes":        {"https://h/x?token=%22" + o + "%22", "https://h/x?token=" + n},
		"with a line end":  {"https://h/x?token=" + o[:12] + "%0A" + o[12:], "https://h/x?token=" + n},
		"twice":            {"https://h/x?token=" + o + "&token=" + o, "https://h/x?token=" + n + "&token=" + n},
		"two question":     {"https://h/x?a=1?token=" + o, "https://h/x?a=1?token=" + n},
		"inside another":   {"https://h/x?u=a" + o + "b", "https://h/x?u=a" + n + "b"},
		"not there":        {"https://h/x?token=other", "https://h/x?token=other"},
		"in the host":      {"https://" + o + "/x", "https://" + o + "/x"},
		"no host, of logs": {"/x?token=" + o, "/x?token=" + n},
	} {
		t.Run(name, func(t *testing.T) {
			u, err := url.Parse(c[0])
			if err != nil {
				t.Fatal(err)
			}
			if got := reissue.IntoURL(u, o, n); got != c[1] {
				t.Errorf("got  %s\nwant %s", got, c[1])
			}
		})
	}
	if reissue.IntoURL(nil, o, n) != "" {
		t.Error("no URL")
	}
	padded := "https://h/x?AAAA+/AA==&b=1"
	u, _ := url.Parse(padded)
	if got := reissue.IntoURL(u, "AAAA+/AA==", n); got != "https://h/x?"+n+"&b=1" {
		t.Error(got)
	}
}

// TestWholeWay: a token that has expired is made fresh and put into its URL.
func TestWholeWay(t *testing.T) {
	d := draft(token.Draft{Format: jws.Format, Header: object(t, `{"alg":"RS256"}`), Claims: object(t, `{"iat":1,"exp":901}`)})
	old, err := d.Make(rsaKey())
	if err != nil {
		t.Fatal(err)
	}
	taken, err := reissue.From(formats.Decode(old), nil)
	if err != nil {
		t.Fatal(err)
	}
	fixed := taken.Apply(platform.Remedy{Fresh: true}, now)
	text, err := fixed.Make(rsaKey())
	if err != nil {
		t.Fatal(err)
	}
	u, _ := url.Parse("https://h/x?token=" + old)
	if got := reissue.IntoURL(u, old, text); got != "https://h/x?token="+text {
		t.Error(got)
	}
	if m, _ := formats.Decode(text).Time("exp"); !m.At.Equal(time.Unix(1750000900, 0)) {
		t.Errorf("%v", m)
	}
	if len(reissue.Differences(taken, fixed)) != 2 {
		t.Errorf("%+v", reissue.Differences(taken, fixed))
	}
}
