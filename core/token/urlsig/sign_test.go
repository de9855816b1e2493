package urlsig_test

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys/importer"
	"playtoken/core/token"

	"playtoken/core/secret"
	"playtoken/core/token/urlsig"
)

// text is a placeholder from a vendor's documentation.
var text = secret.New([]byte("newlyGeneratedKeySecret"))

// golden are URLs whose signatures were made with OpenSSL.
var golden = map[string]struct {
	raw, want string
	recipe    string
	secret    string
	expires   time.Time
}{
	"default": {
		raw:     "https://cdn.example.com/videos/a%20b.m3u8?w=640",
		want:    "https://cdn.example.com/videos/a%20b.m3u8?w=640&expires=1700000000&signature=686d2311043b406c0cb31e02c89e4ac4a6131cccc6a1dbfe6be42d1d29aa54a4",
		secret:  "newlyGeneratedKeySecret",
		expires: time.Unix(1700000000, 999),
	},
	"the rest": {
		raw:     "https://cdn.example.com/videos/a.m3u8?b=2&until=1&a=1#t=9",
		want:    "https://cdn.example.com/videos/a.m3u8?b=2&a=1&until=1700000000123&sig=kMDmBQw2vxC2oVhatsmyBSTOrKQq4YVCy4LycGZHqyw%3D#t=9",
		recipe:  "signed=whole_url&query=others_sorted&expiry=before&separator=|&unit=milliseconds&encoding=base64&secret=hex&signature_param=sig&expiry_param=until",
		secret:  " 00FF10\n",
		expires: time.UnixMilli(1700000000123),
	},
}

func TestGolden(t *testing.T) {
	for name, tt := range golden {
		t.Run(name, func(t *testing.T) {
			r, err := urlsig.ParseRecipe(tt.recipe)
			if err != nil {
				t.Fatal(err)
			}
			s := secret.New([]byte(tt.secret))
			got, err := urlsig.Sign(tt.raw, tt.expires, r, s)
			if err != nil || got != tt.want {
				t.Fatalf("Sign: %v\n got %s\nwant %s", err, got, tt.want)
			}
			if again, err := urlsig.Sign(got, tt.expires, r, s); err != nil || again != got {
				t.Errorf("signed twice: %s, %v", again, err)
			}
			result, err := urlsig.Verify(got, r, s)
			if expiry := tt.expires.Truncate(time.Millisecond).UTC(); err != nil || !result.OK || !result.Expires.Equal(expiry) || result.Expires.Location() != time.UTC {
				t.Errorf("Verify = %+v, %v; want expiry %v", result, err, expiry)
			}
		})
	}
}

func TestVerify(t *testing.T) {
	signed := golden["default"].want
	tests := map[string]struct {
		url  string
		ok   bool
		want error
	}{
		"genuine":            {url: signed, ok: true},
		"unsigned parameter": {url: strings.Replace(signed, "w=640", "w=641", 1), ok: true},
		"other path":         {url: strings.Replace(signed, "a%20b", "a%20c", 1)},
		"other expiry":       {url: strings.Replace(signed, "1700000000", "1700000001", 1)},
		"other signature":    {url: strings.Replace(signed, "686d", "686e", 1)},
		"capitals":           {url: strings.Replace(signed, "686d", "686D", 1)},
		"cut signature":      {url: signed[:len(signed)-1]},
		"no signature":       {url: strings.Replace(signed, "signature=", "sig=", 1), want: urlsig.ErrNoSignature},
		"two signatures":     {url: signed + "&signature=1", want: urlsig.ErrTwice},
		"no expiry":          {url: strings.Replace(signed, "expires=", "exp=", 1), want: urlsig.ErrNoExpiry},
		"two expiries":       {url: signed + "&expires=1900000000", want: urlsig.ErrTwice},
		"an escaped name":    {url: signed + "&%65xpires=1900000000", want: urlsig.ErrTwice},
		"expiry in words":    {url: strings.Replace(signed, "1700000000", "tomorrow", 1), want: urlsig.ErrNoExpiry},
		"signed expiry":      {url: strings.Replace(signed, "1700000000", "-170000000", 1), want: urlsig.ErrNoExpiry},
		"no URL":             {url: "::", want: urlsig.ErrURL},
		"path only":          {url: "/videos/a.m3u8?signature=1&expires=2", want: urlsig.ErrURL},
		"user name":          {url: strings.Replace(signed, "https://", "https://me@", 1), want: urlsig.ErrURL},
		"other scheme":       {url: strings.Replace(signed, "https", "ftp", 1), want: urlsig.ErrURL},
		"too long":           {url: signed + "&x=" + strings.Repeat("x", 8<<10), want: urlsig.ErrURL},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := urlsig.Verify(tt.url, urlsig.Default(), text)
			if !errors.Is(err, tt.want) || got.OK != tt.ok {
				t.Errorf("Verify = %+v, %v; want %v, %v", got, err, tt.ok, tt.want)
			}
		})
	}
	if got, err := urlsig.Verify(signed, urlsig.Default(), secret.New([]byte("another"))); err != nil || got.OK {
		t.Errorf("another secret: %+v, %v", got, err)
	}
}

// TestPlusInSignature: base64 that was not escaped, as it stands or after a form
// decoder has been at it, is the same signature.
func TestPlusInSignature(t *testing.T) {
	r := urlsig.Default()
	r.Encoding = urlsig.Base64
	for n := range 200 {
		signed, err := urlsig.Sign("https://h/", time.Unix(int64(1700000000+n), 0), r, text)
		if err != nil {
			t.Fatal(err)
		}
		for _, plus := range []string{"%2B", "+", "%20"} {
			url := strings.NewReplacer("%2B", plus, "%2F", "/", "%3D", "=").Replace(signed)
			if got, err := urlsig.Verify(url, r, text); err != nil || !got.OK {
				t.Errorf("%s: %+v, %v", url, got, err)
			}
		}
	}
}

func TestSignRefuses(t *testing.T) {
	now := time.Unix(1700000000, 0)
	with := func(change func(*urlsig.Recipe)) urlsig.Recipe {
		r := urlsig.Default()
		change(&r)
		return r
	}
	tests := map[string]struct {
		recipe  urlsig.Recipe
		secret  string
		expires time.Time
		want    error
	}{
		"no secret":     {urlsig.Default(), " \n", now, urlsig.ErrSecret},
		"no hex":        {with(func(r *urlsig.Recipe) { r.Secret = urlsig.SecretHex }), "hidden", now, urlsig.ErrSecret},
		"no base64":     {with(func(r *urlsig.Recipe) { r.Secret = urlsig.SecretBase64 }), "hidden!", now, urlsig.ErrSecret},
		"empty base64":  {with(func(r *urlsig.Recipe) { r.Secret = urlsig.SecretBase64 }), "k4.local.", now, urlsig.ErrSecret},
		"no time":       {urlsig.Default(), "hidden", time.Time{}, urlsig.ErrNoExpiry},
		"empty recipe":  {urlsig.Recipe{}, "hidden", now, urlsig.ErrRecipe},
		"unknown place": {with(func(r *urlsig.Recipe) { r.Expiry = "above" }), "hidden", now, urlsig.ErrRecipe},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := urlsig.Sign("https://h/p", tt.expires, tt.recipe, secret.New([]byte(tt.secret)))
			if !errors.Is(err, tt.want) || got != "" {
				t.Fatalf("Sign = %q, %v; want %v", got, err, tt.want)
			}
			if strings.Contains(err.Error(), "hidden") {
				t.Errorf("the error tells the secret: %v", err)
			}
		})
	}
}

// TestPASERKSecret: a secret that is kept as PASERK is the same key.
func TestPASERKSecret(t *testing.T) {
	r := urlsig.Default()
	r.Secret = urlsig.SecretBase64
	data := strings.Repeat("-_", 21) + "A"
	var signed []string
	for _, s := range []string{data, data + "=", "k4.local." + data, strings.NewReplacer("-", "+", "_", "/").Replace(data)} {
		got, err := urlsig.Sign("https://h/p", time.Unix(1700000000, 0), r, secret.New([]byte(s)))
		if err != nil {
			t.Fatal(err)
		}
		signed = append(signed, got)
	}
	for _, other := range signed[1:] {
		if other != signed[0] {
			t.Errorf("%s and %s", other, signed[0])
		}
	}
}

// TestSortedKeepsOrder: parameters of one name stay in the order of the URL.
func TestSortedKeepsOrder(t *testing.T) {
	var as, bs, mixed []string
	for i := range 30 {
		as, bs = append(as, fmt.Sprintf("a=%d", 99-i)), append(bs, fmt.Sprintf("b=%d", 99-i))
		mixed = append(mixed, bs[i], as[i])
	}
	r := urlsig.Recipe{
		Signed: urlsig.Path, Query: urlsig.QuerySorted, Expiry: urlsig.Absent, Unit: urlsig.Seconds,
		Encoding: urlsig.Hex, Secret: urlsig.SecretText, SignatureParam: "sig",
	}
	want := hexOf("k", "/p?"+strings.Join(append(as, bs...), "&"))
	got, err := urlsig.Sign("https://h/p?"+strings.Join(mixed, "&"), time.Time{}, r, secret.New([]byte("k")))
	if err != nil || !strings.HasSuffix(got, "&sig="+want) {
		t.Errorf("%s, %v; want %s", got, err, want)
	}
}

// TestNothingQuotesTheURL: a signed URL gives access, so errors do not repeat it.
func TestNothingQuotesTheURL(t *testing.T) {
	_, err := urlsig.Verify("https://h/%zz?signature=hidden", urlsig.Default(), text)
	if !errors.Is(err, urlsig.ErrURL) || strings.Contains(err.Error(), "hidden") {
		t.Error(err)
	}
}

// The end that counts is the one that is signed, not one that stands beside it.
func TestEndThatIsSigned(t *testing.T) {
	const secretText = "0123456789abcdef0123456789abcdefXYZ"
	a := importer.ImportWith([]byte(secretText), importer.Options{Want: importer.TextSecret})
	signed := func(r urlsig.Recipe, end int64) string {
		u, err := urlsig.Sign("https://h.example/a.m3u8", time.Unix(end, 0), r, secret.New([]byte(secretText)))
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	recipe := urlsig.Default()
	recipe.ExpiryParam = "exp"
	unsigned := recipe
	unsigned.Expiry = urlsig.Absent
	for name, c := range map[string]struct {
		url  string
		held bool // with its recipe, else that has to be found
		want string
	}{
		"as signed":                  {signed(recipe, 1600000000), false, `{"exp":1600000000}`},
		"another one behind":         {signed(recipe, 1600000000) + "&expires=1999999999", false, `{"exp":1600000000}`},
		"another one in front":       {strings.Replace(signed(recipe, 1600000000), "?", "?expires=1999999999&", 1), false, `{"exp":1600000000}`},
		"another one, recipe known":  {signed(recipe, 1600000000) + "&expires=1999999999", true, `{"exp":1600000000}`},
		"no signature covers an end": {signed(unsigned, 1999999999), false, `{}`},
	} {
		u, err := url.Parse(c.url)
		if err != nil {
			t.Fatal(err)
		}
		trial := &token.Trial{Text: secret.New([]byte(secretText)), Answer: a, Held: c.held}
		if c.held {
			trial.Settings = []token.Setting{recipe}
		}
		tok := urlsig.Format.(token.URLReader).ReadURL(u)
		o := urlsig.Format.Try(tok, trial)
		if o.Opened != nil {
			tok = o.Opened
		}
		if o.State != token.Valid || string(tok.Claims.JSON()) != c.want {
			t.Errorf("%s: %s, %s", name, o.State, tok.Claims.JSON())
		}
	}
}
