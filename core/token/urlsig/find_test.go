package urlsig_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/secret"
	"playtoken/core/token/urlsig"
)

// Two URLs that tell recipes apart: the parameters are out of order, one of them
// is a number.
func (s signer) first() string {
	return s.sign("cdn.example.com", "/v/65e8%20ddc5/master.m3u8", []string{"w=640", "b=2%2C3", "a=1"}, 1700000000)
}

func (s signer) second() string {
	return s.sign("play.example.net:8443", "/live/ch-1/index.mpd", []string{"z=%C3%A9", "lang=en", "z-a=7"}, 1812345678)
}

// secondUnsigned and its expiry are what the second URL is made of.
const secondUnsigned = "https://play.example.net:8443/live/ch-1/index.mpd?z=%C3%A9&lang=en&z-a=7"

func (s signer) secondExpiry() time.Time {
	if s.unit == "milliseconds" {
		return time.UnixMilli(1812345678123)
	}
	return time.Unix(1812345678, 0)
}

func TestFind(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 40 {
		s := draw(r)
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			key := secret.New([]byte(s.secret))
			found, tried, err := urlsig.Find(context.Background(), s.first(), key)
			if err != nil || len(found) == 0 || tried < len(found) {
				t.Fatalf("%d of %d recipes, %v; signer %+v", len(found), tried, err, s)
			}
			for _, recipe := range found {
				if result, err := urlsig.Verify(s.first(), recipe, key); err != nil || !result.OK {
					t.Errorf("found, but does not verify (%v): %s", err, recipe)
				}
				if back, err := urlsig.ParseRecipe(recipe.String()); err != nil || back != recipe {
					t.Errorf("found, but cannot be saved (%v): %s", err, recipe)
				}
			}
			if !slices.ContainsFunc(found, func(recipe urlsig.Recipe) bool { return s.agrees(t, recipe, key) }) {
				t.Errorf("none of %d recipes signs the second URL as %+v does: %s", len(found), s, found[0])
			}
		})
	}
}

func (s signer) agrees(t *testing.T, r urlsig.Recipe, key secret.Bytes) bool {
	t.Helper()
	signed, err := urlsig.Sign(secondUnsigned, s.secondExpiry(), r, key)
	if err != nil {
		t.Errorf("%s: %v", r, err)
	}
	return signed == s.second()
}

func TestWrongSecretFindsNone(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 10 {
		s := draw(r)
		other := secret.New([]byte(strings.Repeat("0", 64)))
		if found, tried, err := urlsig.Find(context.Background(), s.first(), other); err != nil || len(found) > 0 || tried == 0 {
			t.Errorf("%d of %d recipes, %v", len(found), tried, err)
		}
	}
}

// TestPlainestFirst: of the recipes that one URL cannot tell apart, the one that
// a person would think of stands first.
func TestPlainestFirst(t *testing.T) {
	tests := map[string]struct {
		text string // that is signed
		want string // recipe
	}{
		"default":       {"/p:1700000000", ""},
		"query":         {"/p?expires=1700000000", "expiry=absent&separator=&query=all"},
		"expiry unused": {"/p", "expiry=absent&separator="},
		"two lines":     {"/p\n1700000000", "separator=%0A"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			want, err := urlsig.ParseRecipe(tt.want)
			if err != nil {
				t.Fatal(err)
			}
			found, _, err := urlsig.Find(context.Background(), "https://h/p?expires=1700000000&signature="+hexOf("k", tt.text), secret.New([]byte("k")))
			if err != nil || len(found) == 0 || found[0] != want {
				t.Errorf("%v, %v; want %s first", found, err, want)
			}
		})
	}
}

func TestFindRefuses(t *testing.T) {
	signed := golden["default"].want
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	tests := map[string]struct {
		ctx    context.Context
		url    string
		secret secret.Bytes
		want   error
	}{
		"no URL":       {context.Background(), "newlyGenerated", text, urlsig.ErrURL},
		"no secret":    {context.Background(), signed, secret.Bytes{}, urlsig.ErrSecret},
		"no signature": {context.Background(), "https://h/p?expires=1700000000&signature=abc", text, urlsig.ErrNoSignature},
		"twice":        {context.Background(), signed + signed[strings.Index(signed, "&"):], text, urlsig.ErrNoSignature},
		"cancelled":    {ended, signed, text, context.Canceled},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if found, tried, err := urlsig.Find(tt.ctx, tt.url, tt.secret); !errors.Is(err, tt.want) || len(found) > 0 || tried > 0 {
				t.Errorf("%d of %d, %v; want %v", len(found), tried, err, tt.want)
			}
		})
	}
}

// TestManyParameters: a URL of many parameters is answered, too.
func TestManyParameters(t *testing.T) {
	url := "https://h/p?"
	for i := range 40 {
		url += fmt.Sprintf("n%d=%d&", i, i+1)
	}
	for i := range 10 {
		url += fmt.Sprintf("checksum%d=%s&", i, hexOf("other", "text"))
	}
	url += "until=1700000000&s=" + hexOf("k", "/p:1700000000")
	found, _, err := urlsig.Find(context.Background(), url, secret.New([]byte("k")))
	if err != nil || len(found) == 0 || found[0].ExpiryParam != "until" || found[0].SignatureParam != "s" {
		t.Errorf("%v, %v", found, err)
	}
}

func BenchmarkFind(b *testing.B) {
	s := draw(rand.New(rand.NewPCG(7, 8)))
	url, key := s.first(), secret.New([]byte(strings.Repeat("0", 64)))
	var tried int
	for b.Loop() {
		_, tried, _ = urlsig.Find(context.Background(), url, key)
	}
	b.ReportMetric(float64(tried), "recipes/op")
}
