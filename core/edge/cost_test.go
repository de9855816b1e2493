//go:build !race

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
	"playtoken/internal/fixtures"
)

// TestCost: a request whose token is seen for the first time costs less than three bare
// verifications. Of many rounds the best of each counts, so that what else runs on the machine
// does not.
func TestCost(t *testing.T) {
	p := all.ByName("fastpix")
	s := signerOf(t, p)
	e := begin(t, edge.Config{}, edge.Set{Signers: []edge.Signer{s}})
	public := &fixtures.Key(t).Signer().(*rsa.PrivateKey).PublicKey
	parser := jwt.NewParser(jwt.WithTimeFunc(func() time.Time { return now }))
	var tokens []string
	var requests []*http.Request
	for i := range 20 {
		signed := made(t, p, now.Add(-time.Duration(i)*time.Second))
		tokens = append(tokens, signed.First().Text)
		r := httptest.NewRequest(http.MethodGet, strings.TrimPrefix(at(t, e, signed.URLs()[0].URL), e.Address()), nil)
		r.Host = strings.TrimPrefix(e.Address(), "http://")
		requests = append(requests, r)
	}
	bare, whole := time.Hour, time.Hour
	for range 200 {
		begun := time.Now()
		for _, text := range tokens {
			if _, err := parser.Parse(text, func(*jwt.Token) (any, error) { return public, nil }); err != nil {
				t.Fatal(err)
			}
		}
		bare = min(bare, time.Since(begun))
		e.Use(edge.Set{Signers: []edge.Signer{s}}) // forgets what was seen
		begun = time.Now()
		for _, r := range requests {
			w := httptest.NewRecorder()
			if e.ServeHTTP(w, r); w.Code != http.StatusOK {
				t.Fatal(w.Code)
			}
		}
		whole = min(whole, time.Since(begun))
	}
	n := time.Duration(len(tokens))
	t.Logf("a request %s, a bare verification %s: %.2f", whole/n, bare/n, float64(whole)/float64(bare))
	if whole > 3*bare {
		t.Errorf("a request costs %.2f bare verifications", float64(whole)/float64(bare))
	}
}
