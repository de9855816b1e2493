package cloudfront_test

import (
	"crypto"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/token"
	"playtoken/core/token/cloudfront"
	"playtoken/core/token/formats"
	"playtoken/internal/fixtures"
)

type vector struct {
	ID, Verdict, Cause, URL, Request, Key string
	Deterministic                         bool
	Cookies                               map[string]string
	StringToSign                          string `json:"string_to_sign"`
}

// load gives the vectors, and the key of each.
func load(t testing.TB) (list []vector, keyOf func(vector) *keys.Key) {
	t.Helper()
	var file struct {
		Keys    map[string]json.RawMessage
		Vectors []vector
	}
	fixtures.JSON(t, "token/cloudfront/testdata/vectors.json", &file)
	return file.Vectors, func(v vector) *keys.Key {
		name := v.Key
		switch {
		case strings.Contains(v.ID, "ecdsa"):
			name = "ecdsa"
		case name == "":
			name = "signing"
		}
		var pair struct {
			PEM string `json:"private_key_pem"`
		}
		if err := json.Unmarshal(file.Keys[name], &pair); err != nil {
			t.Fatal(err)
		}
		return importer.Import([]byte(pair.PEM)).Key
	}
}

func (v vector) read(t testing.TB) *token.Token {
	t.Helper()
	if v.Cookies != nil {
		return formats.ReadCookies(v.Cookies, parse(t, v.Request))
	}
	return formats.ReadURL(parse(t, v.URL))
}

func parse(t testing.TB, text string) *url.URL {
	t.Helper()
	if text == "" {
		return nil
	}
	u, err := url.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func try(tok *token.Token, k *keys.Key) token.Outcome {
	return cloudfront.Format.Try(tok, &token.Trial{Answer: importer.Answer{Verdict: importer.Accept, Kind: k.Kind(), Private: k.Private(), Key: k}})
}

// TestVectors: what the signers of others made fits its key, and is made again of what
// was read in it, byte for byte where a signature is always the same.
func TestVectors(t *testing.T) {
	list, keyOf := load(t)
	for _, v := range list {
		if v.Verdict != "ok" {
			continue
		}
		t.Run(v.ID, func(t *testing.T) {
			tok, key := v.read(t), keyOf(v)
			if o := try(tok, key); o.State != token.Valid {
				t.Fatalf("%s: %s", o.State, o.Reason)
			}
			if v.StringToSign != "" && string(tok.Payload) != v.StringToSign {
				t.Errorf("the policy is\n%s\nwant\n%s", tok.Payload, v.StringToSign)
			}
			d := token.Draft{Format: tok.Format, Header: tok.Header, Claims: tok.Claims, Settings: tok.Settings, URL: v.URL}
			made, err := d.Make(key)
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case v.Cookies != nil:
				for _, cookie := range strings.Split(made, "; ") {
					if name, value, _ := strings.Cut(cookie, "="); v.Cookies[name] != value {
						t.Errorf("%s is %s, want %s", name, value, v.Cookies[name])
					}
				}
				if strings.Count(made, "; ")+1 != len(v.Cookies) {
					t.Errorf("cookies are missing: %s", made)
				}
			case v.Deterministic && made != v.URL:
				t.Errorf("\n%s\nwant\n%s", made, v.URL)
			case !v.Deterministic:
				if o := try(formats.ReadURL(parse(t, made)), key); o.State != token.Valid {
					t.Errorf("what was made does not verify: %s", o.Reason)
				}
			}
		})
	}
}

// What is refused is not valid, or says why in its text or its claims.
func TestRefusedVectors(t *testing.T) {
	list, keyOf := load(t)
	sound := []string{"expired", "time_in_milliseconds", "not_yet_valid", "not_the_token", "other_playback_id", "unknown_key", "token_absent"}
	for _, v := range list {
		if v.Verdict != "refused" {
			continue
		}
		t.Run(v.ID, func(t *testing.T) {
			tok := v.read(t)
			if tok == nil {
				if v.Cause != "token_absent" {
					t.Error("it is not read")
				}
				return
			}
			if o := try(tok, keyOf(v)); o.State == token.Valid && !slices.Contains(sound, v.Cause) {
				t.Error("the signature is said to be valid")
			}
		})
	}
}

// TestWhatItFits: a signature that does not fit is looked for where people take one from.
func TestWhatItFits(t *testing.T) {
	list, keyOf := load(t)
	want := map[string]cloudfront.Fits{
		"cloudfront-a-bad-other-file":          {URL: "https://d111111abcdef8.cloudfront.net/hls/movie/master.m3u8"},
		"cloudfront-a-bad-segment-with-canned": {URL: "https://d111111abcdef8.cloudfront.net/hls/movie/master.m3u8"},
		"cloudfront-a-bad-query-added":         {URL: "https://d111111abcdef8.cloudfront.net/hls/movie/master.m3u8", Added: true},
		"cloudfront-a-bad-hash-not-said":       {Hash: "SHA256"},
		"cloudfront-a-bad-expires-changed":     {},
		"cloudfront-a-bad-policy-edited":       {},
		"cloudfront-a-bad-foreign-key":         {},
	}
	for _, v := range list {
		fits, ok := want[v.ID]
		if !ok {
			continue
		}
		delete(want, v.ID)
		got, _ := try(v.read(t), keyOf(v)).Fits.(cloudfront.Fits)
		if got != fits {
			t.Errorf("%s: %+v, want %+v", v.ID, got, fits)
		}
	}
	if len(want) > 0 {
		t.Errorf("not in the file: %v", want)
	}
}

func TestCovers(t *testing.T) {
	for _, c := range []struct {
		resource, url string
		want          bool
	}{
		{"https://a.example/v/*", "https://a.example/v/720p/seg.ts", true},
		{"https://a.example/v/*", "https://a.example/w/seg.ts", false},
		{"http*://a.example/v/*.m3u8", "https://a.example/v/a.m3u8", true},
		{"https://a.example/seg-0000?.ts", "https://a.example/seg-00007.ts", true},
		{"https://a.example/seg-0000?.ts", "https://a.example/seg-0000.ts", false},
		{"https://a.example/a.m3u8", "https://a.example/a.m3u8?quality=hd", false},
		{"https://a.example/a.m3u8*", "https://a.example/a.m3u8?quality=hd", true},
		{"https://a.example/*a*b", "https://a.example/xaxxbxb", true},
		{"*", "https://a.example/", true},
		{"", "https://a.example/", true},
		{"https://a.example/A", "https://a.example/a", false},
		{strings.Repeat("*a", 200) + "b", strings.Repeat("a", 4000), false},
	} {
		if got := cloudfront.Covers(c.resource, c.url); got != c.want {
			t.Errorf("%.40s covers %.40s: %v", c.resource, c.url, got)
		}
	}
}

func TestCoversWithoutScheme(t *testing.T) {
	const asked = "https://a.example/v/a.m3u8?x=1"
	for resource, want := range map[string]bool{
		"a.example/v/*": true, "/v/*": true, "v/*": true, "/v/a.m3u8?x=1": true,
		"b.example/v/*": false, "/w/*": false, "a.m3u8*": false, "*": false, "": false, "https://a.example/*": false,
	} {
		if got := cloudfront.CoversWithoutScheme(resource, asked); got != want {
			t.Errorf("%q: %v", resource, got)
		}
	}
}

func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		url, header, claims string
		fault               token.FaultCode // the first one, "" for none
	}{
		"no signature":                {"https://a.example/v?Expires=1&Key-Pair-Id=K", `{"Key-Pair-Id":"K"}`, `{"Resource":"https://a.example/v","DateLessThan":1}`, token.Lacking},
		"neither end nor policy":      {"https://a.example/v?Signature=AA__&Key-Pair-Id=K", `{"Key-Pair-Id":"K"}`, `{}`, token.Lacking},
		"an end in words":             {"https://a.example/v?Expires=soon&Key-Pair-Id=K&Signature=", `{"Key-Pair-Id":"K"}`, `{"Resource":"https://a.example/v","DateLessThan":"soon"}`, token.Lacking},
		"an end with a zero in front": {"https://a.example/v?Expires=007&Key-Pair-Id=K&Signature=", `{"Key-Pair-Id":"K"}`, `{"Resource":"https://a.example/v","DateLessThan":"007"}`, token.Lacking},
		"an end at zero":              {"https://a.example/v?Expires=0&Key-Pair-Id=K&Signature=", `{"Key-Pair-Id":"K"}`, `{"Resource":"https://a.example/v","DateLessThan":0}`, token.Lacking},
		"no host":                     {"/v?Expires=1&Key-Pair-Id=K&Signature=", `{"Key-Pair-Id":"K"}`, `{"DateLessThan":1}`, token.Lacking},
		"its own parameters between":  {"https://a.example/v?b=%2f&Expires=1&a=1+2&Key-Pair-Id=K&Signature=AAAA&=x", `{"Key-Pair-Id":"K"}`, `{"Resource":"https://a.example/v?b=%2f&a=1+2&=x","DateLessThan":1}`, token.Malformed},
		"a policy that is no base64":  {"https://a.example/v?Policy=%25&Key-Pair-Id=K&Signature=AAAA", `{"Key-Pair-Id":"K"}`, `{}`, token.Malformed},
		"a policy that is no JSON":    {"https://a.example/v?Policy=AAAA&Key-Pair-Id=K&Signature=AAAA", `{"Key-Pair-Id":"K"}`, `{}`, token.NotJSON},
		"a hash":                      {"https://a.example/v?Expires=1&Hash-Algorithm=MD5&Key-Pair-Id=K&Signature=AAAA", `{"Key-Pair-Id":"K","Hash-Algorithm":"MD5"}`, `{"Resource":"https://a.example/v","DateLessThan":1}`, token.Malformed},
	} {
		t.Run(name, func(t *testing.T) {
			tok := formats.ReadURL(parse(t, c.url))
			if tok == nil {
				t.Fatal("it is not read")
			}
			if h, p := string(tok.Header.JSON()), string(tok.Claims.JSON()); h != c.header || p != c.claims {
				t.Errorf("header %s, claims %s", h, p)
			}
			if f := tok.FirstFault(); f == nil || f.Code != c.fault || f.Text() == "" {
				t.Errorf("%+v", f)
			}
		})
	}
	for _, other := range []string{"https://a.example/v", "https://a.example/v?Key-Pair-Id=K", "https://a.example/v?Expires=1&Signature=AAAA", "https://a.example/v?key-pair-id=K&Expires=1"} {
		if tok := cloudfront.Format.(token.URLReader).ReadURL(parse(t, other)); tok != nil {
			t.Errorf("%s is taken for one", other)
		}
	}
}

// What is wrong with the parameters themselves is remembered when they are read.
func TestReadRemembers(t *testing.T) {
	const plain, own = "ab+c", "ab-c"
	read := func(query string) cloudfront.Settings {
		tok := formats.ReadURL(parse(t, "https://a.example/v?CachePolicy="+plain+"&"+query))
		if tok == nil {
			t.Fatal(query)
		}
		s, _ := token.SettingOf[cloudfront.Settings](tok.Settings)
		return s
	}
	for query, want := range map[string]cloudfront.Settings{
		"Expires=1&Signature=" + own + "&Key-Pair-Id=K":                    {},
		"Expires=1&Signature=" + plain + "&Key-Pair-Id=K":                  {Alphabet: cloudfront.Plain},
		"Policy=" + plain + "&Signature=" + own + "&Key-Pair-Id=K":         {Alphabet: cloudfront.Plain, Custom: true},
		"Expires=1&Signature=" + own + "&Key-Pair-Id=K&Expires=1":          {},
		"Expires=1&Signature=" + own + "&Key-Pair-Id=K&Expires=2":          {Twice: []string{"Expires"}},
		"Expires=1&Policy=" + own + "&Signature=" + own + "&Key-Pair-Id=K": {Custom: true, Both: true},
	} {
		got := read(query)
		if got.Query = nil; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, want %+v", query, got, want)
		}
	}
}

// Cookies that go with a URL which counts as signed are not read, the URL is.
func TestReadCookiesWithSignedURL(t *testing.T) {
	cookies := map[string]string{"CloudFront-Policy": "e30_", "CloudFront-Signature": "AAAA", "CloudFront-Key-Pair-Id": "K"}
	read := func(around string) *token.Token { return formats.ReadCookies(cookies, parse(t, around)) }
	if tok := read("https://a.example/v?expires=1"); tok.IsURL() {
		t.Errorf("the URL is read: %s", tok.Text)
	}
	for around, claims := range map[string]string{
		"https://a.example/v?Expires=1":          `{"Resource":"https://a.example/v","DateLessThan":1}`,
		"https://a.example/v?Signature=AAAA&a=1": `{}`,
	} {
		tok := read(around)
		if f := tok.FirstFault(); tok.Text != around || string(tok.Claims.JSON()) != claims || f == nil || f.Code != token.Lacking {
			t.Errorf("%s: %s, %s, %+v", around, tok.Text, tok.Claims.JSON(), tok.Faults)
		}
	}
	if tok := formats.ReadCookies(map[string]string{"session": "1"}, parse(t, "https://a.example/v?Expires=1")); tok != nil {
		t.Errorf("a URL without any cookie of CloudFront is read: %s", tok.Text)
	}
}

// The work grows with the length of a URL, and none longer than CloudFront takes is tried.
func TestLongURL(t *testing.T) {
	_, keyOf := load(t)
	key := keyOf(vector{ID: "ecdsa"})
	signature, err := key.Signer().Sign(rand.Reader, make([]byte, 32), crypto.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	behind := "Expires=1&Hash-Algorithm=SHA256&Key-Pair-Id=K&Signature=" + url.QueryEscape(base64.StdEncoding.EncodeToString(signature))
	start := "https://a.example" + strings.Repeat("/folder", 500) + "/a.ts?"
	longest := start + strings.Repeat("a=1&", (cloudfront.MaxURL-len(start)-len(behind))/4) + behind
	tok := formats.ReadURL(parse(t, longest))
	if o := try(tok, key); o.State != token.Invalid || o.Fits != nil {
		t.Errorf("%s: %+v", o.State, o.Fits)
	}
	tok = formats.ReadURL(parse(t, longest+strings.Repeat("a", 4)))
	if f := tok.FirstFault(); try(tok, key).State != token.Unchecked || f == nil || f.Code != token.TooLarge {
		t.Errorf("%+v", f)
	}
	if cloudfront.Covers(strings.Repeat("a*", cloudfront.MaxURL), strings.Repeat("a", 2*cloudfront.MaxURL)) {
		t.Error("a resource is matched against a URL that CloudFront does not take")
	}
	tok = formats.ReadCookies(map[string]string{"CloudFront-Policy": strings.Repeat("A", token.MaxSize)}, nil)
	if f := tok.FirstFault(); f == nil || f.Code != token.TooLarge || tok.Payload != nil {
		t.Errorf("%+v", f)
	}
}

func TestMakeRefuses(t *testing.T) {
	_, keyOf := load(t)
	key := keyOf(vector{})
	header := token.NewObject(token.StringMember(cloudfront.KeyPairID, "K"))
	claims := token.NewObject(token.StringMember(cloudfront.Resource, "https://a.example/v"), token.IntMember(cloudfront.Before, 1))
	for name, c := range map[string]struct {
		d    token.Draft
		key  *keys.Key
		want error
	}{
		"a shared secret": {token.Draft{Header: header, Claims: claims}, importer.ImportWith([]byte("0123456789abcdef0123456789abcdef!"), importer.Options{Want: importer.TextSecret}).Key, cloudfront.ErrWantPair},
		"a public half":   {token.Draft{Header: header, Claims: claims}, importer.Import([]byte(key.PublicPEM())).Key, cloudfront.ErrPublicHalf},
		"another hash":    {token.Draft{Header: header.With(token.StringMember(cloudfront.HashAlgorithm, "MD5")), Claims: claims}, key, cloudfront.ErrHash},
		"no ID":           {token.Draft{Header: token.NewObject(), Claims: claims}, key, cloudfront.ErrKeyPairID},
		"an end in words": {token.Draft{Header: header, Claims: claims.With(token.StringMember(cloudfront.Before, "soon"))}, key, cloudfront.ErrEnd},
		"half a second":   {token.Draft{Header: header, Claims: claims.With(token.Member{Name: cloudfront.Before, Value: token.Value{Type: token.Number, Raw: "1.5"}})}, key, cloudfront.ErrEnd},
		"a pattern alone": {token.Draft{Header: header, Claims: claims.With(token.StringMember(cloudfront.Resource, "https://a.example/*"))}, key, cloudfront.ErrNoURL},
	} {
		c.d.Format = cloudfront.Format
		if _, err := c.d.Make(c.key); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// FuzzReadURL: nothing that can be in a URL leads to a panic, and what verifies is made
// again as it was.
func FuzzReadURL(f *testing.F) {
	list, keyOf := load(f)
	for _, v := range list {
		f.Add(v.URL)
	}
	key := keyOf(vector{})
	f.Fuzz(func(t *testing.T, text string) {
		u, err := url.Parse(text)
		if err != nil {
			return
		}
		tok := formats.ReadURL(u)
		if tok == nil || tok.Format != token.Format(cloudfront.Format) {
			return
		}
		if o := try(tok, key); o.State == token.Valid {
			d := token.Draft{Format: tok.Format, Header: tok.Header, Claims: tok.Claims, Settings: tok.Settings, URL: tok.Text}
			if _, err := d.Make(key); err != nil {
				t.Error(err)
			}
		}
	})
}
