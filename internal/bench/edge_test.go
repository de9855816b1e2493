//go:build !race

package bench

import (
	"context"
	"crypto/rsa"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"playtoken/assets"
	"playtoken/core/edge"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/internal/fixtures"
)

// aimRequest is what a request to the edge may cost at most, in bare verifications of its
// token.
const aimRequest = 3

// fastpixSigner signs as FastPix's edge here takes it.
func fastpixSigner(tb testing.TB) edge.Signer {
	tb.Helper()
	return edge.Signer{
		Platform: all.ByName("fastpix"), Key: fixtures.Key(tb), Name: "the key of the test",
		Values: map[string]string{platform.KeyID: keyID, platform.ID: fixtures.PlaybackID},
	}
}

// startEdge starts an edge that ends with the test.
func startEdge(tb testing.TB, c edge.Config, s edge.Set) *edge.Edge {
	tb.Helper()
	e, err := edge.Start(c, s)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = e.Stop(context.Background()) })
	return e
}

// viewerTokens are so many tokens for the same stream, each of another viewer.
func viewerTokens(tb testing.TB, n int) []string {
	tb.Helper()
	list := make([]string, n)
	now := time.Now().Unix()
	for i := range list {
		t := jwt.NewWithClaims(jwt.SigningMethodRS256, fastpixClaims{keyID, aud, "fastpix.com", "", now - int64(i), now + 24*3600})
		delete(t.Header, "typ")
		var err error
		if list[i], err = t.SignedString(fixtures.Key(tb).Signer().(*rsa.PrivateKey)); err != nil {
			tb.Fatal(err)
		}
	}
	return list
}

// BenchmarkEdgeRequest is what a request costs in the handler that is answered with a file of
// no bytes, beside the bare verification of its token, in turns: of a token that is seen for
// the first time, and of one that was seen before; at an edge for one platform, and at one for
// all.
func BenchmarkEdgeRequest(b *testing.B) {
	sample := fstest.MapFS{"thumbnail.jpg": {}, "spritesheet.jpg": {}, "a/index.m3u8": {}, "master.m3u8": {Data: []byte("#EXTM3U\na/index.m3u8\n")}}
	one := edge.Set{Signers: []edge.Signer{fastpixSigner(b)}}
	every := one
	for _, p := range all.Platforms() {
		if p.Name == "fastpix" {
			continue
		}
		s, err := edge.NewSigner(context.Background(), p, nil)
		must(b, err)
		every.Signers = append(every.Signers, s)
	}
	const tokens = 100
	list := viewerTokens(b, tokens)
	public := &fixtures.Key(b).Signer().(*rsa.PrivateKey).PublicKey
	parser := jwt.NewParser()
	n := 0
	bare := func() {
		n++
		_, err := parser.Parse(list[n%tokens], func(*jwt.Token) (any, error) { return public, nil })
		must(b, err)
	}
	for name, set := range map[string]edge.Set{"one platform": one, "all platforms": every} {
		e := startEdge(b, edge.Config{Sample: sample}, set)
		host := strings.TrimPrefix(e.Address(), "http://")
		i := 0
		request := func() {
			r := httptest.NewRequest(http.MethodGet, "/images.fastpix.com/"+fixtures.PlaybackID+"/thumbnail.jpg?token="+list[i%tokens], nil)
			r.Host = host
			i++
			w := httptest.NewRecorder()
			if e.ServeHTTP(w, r); w.Code != http.StatusOK || w.Body.Len() > 0 {
				b.Fatal(w.Code, e.Log()[0])
			}
		}
		first := func() {
			if i%tokens == 0 {
				e.Use(set) // forgets what was seen
			}
			request()
		}
		b.Run(name+", first seen", func(b *testing.B) {
			against(b, "golang-jwt", aimRequest, "a request, its token first seen,", tokens, first, bare)
		})
		b.Run(name+", seen before", func(b *testing.B) {
			against(b, "golang-jwt", aimRequest, "a request, its token seen before,", tokens, request, bare)
		})
	}
}

// crowd is what players did.
type crowd struct {
	took       []time.Duration // of each request
	failures   []string
	whole      time.Duration
	goroutines int    // at most
	memory     uint64 // in bytes at most, of the heap; the players' own is in it
}

// play lets so many players play for a while: each asks for the master by a token of its own,
// for a rendition, its five segments, and again.
func play(tb testing.TB, players int, during time.Duration) crowd {
	tb.Helper()
	e := startEdge(tb, edge.Config{Sample: assets.Sample()}, edge.Set{Signers: []edge.Signer{fastpixSigner(tb)}})
	tokens := viewerTokens(tb, players)
	transport := &http.Transport{MaxIdleConnsPerHost: players}
	defer transport.CloseIdleConnections()
	var c crowd
	var lock sync.Mutex
	var wait sync.WaitGroup
	var ended atomic.Bool
	begun := time.Now()
	for i := range players {
		wait.Go(func() {
			own := player{transport: transport}
			for !ended.Load() && own.failure == "" {
				own.once(e.Address()+"/stream.fastpix.com/", fixtures.PlaybackID+".m3u8?token="+tokens[i])
			}
			lock.Lock()
			defer lock.Unlock()
			c.took = append(c.took, own.took...)
			if own.failure != "" {
				c.failures = append(c.failures, own.failure)
			}
		})
	}
	ticks := time.NewTicker(during / 50)
	defer ticks.Stop()
	for range ticks.C {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		c.memory, c.goroutines = max(c.memory, m.HeapAlloc), max(c.goroutines, runtime.NumGoroutine())
		if time.Since(begun) >= during {
			break
		}
	}
	ended.Store(true)
	wait.Wait()
	c.whole = time.Since(begun)
	slices.Sort(c.took)
	return c
}

// part is how long a request takes of which so many of a hundred are quicker.
func (c crowd) part(percent int) time.Duration { return c.took[len(c.took)*percent/100] }

// player is one of them.
type player struct {
	transport *http.Transport
	took      []time.Duration
	failure   string
}

// once plays the stream from its beginning to its end, in its best rendition.
func (p *player) once(base, master string) {
	list := p.get(base + master)
	if len(list) == 0 {
		return
	}
	rendition := list[len(list)-1]
	folder := base + rendition[:strings.LastIndexByte(rendition, '/')+1]
	segments := p.get(base + rendition)
	if p.failure == "" && len(segments) != 5 {
		p.failure = fmt.Sprintf("%d segments", len(segments))
	}
	for _, s := range segments {
		p.get(folder + s)
	}
}

// get asks for something, and answers with the names in it where it is a playlist.
func (p *player) get(address string) (names []string) {
	r, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		p.failure = err.Error()
		return nil
	}
	begun := time.Now()
	res, err := p.transport.RoundTrip(r)
	if err != nil {
		p.failure = err.Error()
		return nil
	}
	defer func() { _ = res.Body.Close() }()
	if strings.HasSuffix(r.URL.Path, ".ts") {
		var n int64
		if n, err = io.Copy(io.Discard, res.Body); err == nil && n != res.ContentLength {
			err = io.ErrUnexpectedEOF
		}
	} else {
		var body []byte
		body, err = io.ReadAll(res.Body)
		for line := range strings.Lines(string(body)) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				names = append(names, line)
			}
		}
	}
	p.took = append(p.took, time.Since(begun))
	if err != nil || res.StatusCode != http.StatusOK {
		p.failure = fmt.Sprintf("%d, %v", res.StatusCode, err)
	}
	return names
}

// check holds what must be so under any load: no request fails, and a player costs a few
// goroutines, of its own and of the edge, and little memory.
func (c crowd) check(tb testing.TB, players, goroutinesBefore int) {
	tb.Helper()
	if len(c.failures) > 0 || len(c.took) < players {
		tb.Errorf("%d requests, %d players failed: %v", len(c.took), len(c.failures), c.failures[:min(len(c.failures), 5)])
	}
	if most := goroutinesBefore + 5*players + 100; c.goroutines > most {
		tb.Errorf("%d goroutines, and %d are the limit", c.goroutines, most)
	}
	if most := uint64(64<<20 + players<<18); c.memory > most {
		tb.Errorf("%d MB of the heap, and %d are the limit", c.memory>>20, most>>20)
	}
}

// TestEdgeCrowd: fifty players at once, and not one failure.
func TestEdgeCrowd(t *testing.T) {
	if testing.Short() {
		t.Skip("plays for three seconds")
	}
	before := runtime.NumGoroutine()
	c := play(t, 50, 3*time.Second)
	c.check(t, 50, before)
	t.Logf("%d requests, p50 %s, p99 %s", len(c.took), c.part(50), c.part(99))
}

// BenchmarkEdgeCrowd lets 500 players play for 30 seconds against one edge, in this process,
// as fast as it answers.
func BenchmarkEdgeCrowd(b *testing.B) {
	const players = 500
	before := runtime.NumGoroutine()
	for b.Loop() {
		c := play(b, players, 30*time.Second)
		c.check(b, players, before)
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(float64(c.part(50).Microseconds())/1000, "ms-p50")
		b.ReportMetric(float64(c.part(99).Microseconds())/1000, "ms-p99")
		b.ReportMetric(float64(len(c.took))/c.whole.Seconds(), "requests/s")
		b.ReportMetric(float64(c.memory)/(1<<20), "MB-heap")
		b.ReportMetric(float64(c.goroutines), "goroutines")
	}
}
