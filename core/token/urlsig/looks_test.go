package urlsig_test

import (
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"
	"time"

	"playtoken/core/token/urlsig"
)

func TestLooks(t *testing.T) {
	digits := strings.Repeat("0a", 32)
	tests := map[string]struct {
		query    string
		sig, exp string
		ok       bool
	}{
		"usual":              {"a=1&expires=1700000000&signature=" + digits, "signature", "expires", true},
		"capitals":           {"Valid-Until=1700000000123&X_Signature=" + strings.ToUpper(digits), "X_Signature", "Valid-Until", true},
		"base64":             {"sig=" + strings.Repeat("A", 42) + "%2B%3D&w=640", "", "", false},
		"base64 of 32":       {"sig=" + strings.Repeat("/", 42) + "8%3D", "sig", "", true},
		"base64 with spaces": {"sig=" + strings.Repeat("+", 42) + "8=", "sig", "", true},
		"never expires":      {"hmac=" + digits, "hmac", "", true},
		"vague":              {"hash=" + digits, "", "", false},
		"vague with expiry":  {"hash=" + digits + "&e=1700000000", "hash", "e", true},
		"expiry not a time":  {"hash=" + digits + "&e=12", "", "", false},
		"other name":         {"checksum=" + digits + "&e=1700000000", "", "", false},
		"JWT":                {"token=eyJhbGciOiJSUzI1NiJ9.e30.AQID&exp=1700000000", "", "", false},
		"20 bytes":           {"signature=" + digits[:40] + "&expires=1700000000", "", "", false},
		"nothing":            {"", "", "", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			sig, exp, ok := urlsig.Looks(&url.URL{Scheme: "https", Host: "h", RawQuery: tt.query})
			if sig != tt.sig || exp != tt.exp || ok != tt.ok {
				t.Errorf("Looks = %q, %q, %v", sig, exp, ok)
			}
		})
	}
	if _, _, ok := urlsig.Looks(nil); ok {
		t.Error("nothing looks signed")
	}
}

func FuzzVerify(f *testing.F) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 10 {
		f.Add(draw(r).first(), defaultText)
	}
	for _, g := range golden {
		f.Add(g.want, g.recipe)
	}
	f.Add("https://[fe80::1%25en0]:1/?signature=1&expires=2#%23", "expiry=absent&query=sorted&signed=host_and_path")
	f.Fuzz(func(t *testing.T, raw, recipe string) {
		r, err := urlsig.ParseRecipe(recipe)
		if err != nil {
			return
		}
		if got, err := urlsig.Verify(raw, r, text); err != nil && got != (urlsig.Result{}) {
			t.Errorf("%+v along with %v", got, err)
		}
		signed, err := urlsig.Sign(raw, time.UnixMilli(1700000000000), r, text)
		if err != nil {
			return
		}
		if got, err := urlsig.Verify(signed, r, text); len(signed) < 8<<10 && (err != nil || !got.OK) {
			t.Errorf("signed, but not verified: %+v, %v\n%s\n%s", got, err, signed, r)
		}
		if again, err := urlsig.Sign(signed, time.UnixMilli(1700000000000), r, text); len(signed) < 8<<10 && (err != nil || again != signed) {
			t.Errorf("signed twice: %v\n%s\n%s", err, signed, again)
		}
		if u, err := url.Parse(raw); err == nil {
			urlsig.Looks(u)
		}
	})
}
