package edge_test

import (
	"crypto/rsa"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"playtoken/core/edge"
	"playtoken/core/platform/all"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

// BenchmarkRequest is what a request costs in the handler, beside the bare verification of
// its token: with a token that is seen for the first time, and with one that was seen before.
func BenchmarkRequest(b *testing.B) {
	p := all.ByName("fastpix")
	s := signerOf(b, p)
	p.Edge.Fill(s.Values, s.Key)
	var tokens, paths []string
	e := begin(b, edge.Config{}, edge.Set{Signers: []edge.Signer{s}})
	token := func(i int) string {
		text, err := jwt.NewWithClaims(jwt.SigningMethodRS256, jwt.MapClaims{
			"kid": s.Values["key_id"], "aud": "media:" + s.Values["id"], "iss": "fastpix.com", "sub": "", "iat": now.Unix() - int64(i), "exp": now.Unix() + 3600,
		}).SignedString(fixtures.Key(b).Signer())
		if err != nil {
			b.Fatal(err)
		}
		return text
	}
	for i := range 200 {
		tokens = append(tokens, token(i))
	}
	host := strings.TrimPrefix(e.Address(), "http://")
	for _, t := range tokens {
		paths = append(paths, strings.TrimPrefix(at(b, e, "https://stream.fastpix.com/"+s.Values["id"]+".m3u8?token="+t), e.Address()))
	}
	serve := func(b *testing.B, path string) {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Host = host
		w := httptest.NewRecorder()
		if e.ServeHTTP(w, r); w.Code != http.StatusOK {
			b.Fatal(w.Code, e.Log()[0])
		}
	}
	public := &fixtures.Key(b).Signer().(*rsa.PrivateKey).PublicKey
	parser := jwt.NewParser(jwt.WithTimeFunc(func() time.Time { return now }))
	b.Run("bare golang-jwt", func(b *testing.B) {
		for n := 0; b.Loop(); n++ {
			if _, err := parser.Parse(tokens[n%len(tokens)], func(*jwt.Token) (any, error) { return public, nil }); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("first seen", func(b *testing.B) {
		set := edge.Set{Signers: []edge.Signer{s}, Keys: []verify.Key{}}
		for n := 0; b.Loop(); n++ {
			if n%len(paths) == 0 {
				e.Use(set) // forgets what was seen
			}
			serve(b, paths[n%len(paths)])
		}
	})
	b.Run("seen before", func(b *testing.B) {
		for n := 0; b.Loop(); n++ {
			serve(b, paths[n%len(paths)])
		}
	})
	b.Run("segment", func(b *testing.B) {
		r := get(b, e.Address()+paths[0])
		list := get(b, e.Address()+"/stream.fastpix.com/"+first(r.body))
		segment := "/stream.fastpix.com/" + s.Values["id"] + "/v180p/" + first(list.body)
		b.ResetTimer()
		for b.Loop() {
			serve(b, segment)
		}
	})
}

// first is the first name in a playlist.
func first(playlist string) string {
	for line := range strings.Lines(playlist) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return line
		}
	}
	return ""
}
