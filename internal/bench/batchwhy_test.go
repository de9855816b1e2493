package bench

import (
	"bytes"
	"context"
	"crypto/rsa"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"playtoken/core/batch"
	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

// Most of the time that a bare loop over golang-jwt takes, where each token of a log comes a
// hundred times; and the least speed without a key, in bytes a second on a core.
const (
	aimRepeated = 0.35
	aimBytes    = 40e6
)

// accessLog is a log of so many lines, in which each token comes so many times, one viewer's
// lines between those of others.
func accessLog(b *testing.B, key *keys.Key, rows, times int) (log []byte, tokens []string) {
	b.Helper()
	list := make([]string, rows/times)
	for i := range list {
		t := jwt.NewWithClaims(jwt.SigningMethodRS256, fastpixClaims{keyID, aud, "fastpix.com", "", iat, exp - int64(i)})
		tok, err := t.SignedString(key.Signer().(*rsa.PrivateKey))
		must(b, err)
		list[i] = tok
	}
	var text bytes.Buffer
	for i := range rows {
		tok := list[i%len(list)]
		tokens = append(tokens, tok)
		fmt.Fprintf(&text, "203.0.113.%d - - [16/Apr/2025:06:%02d:%02d +0000] \"GET https://stream.fastpix.com/%s.m3u8?token=%s HTTP/1.1\" 200 5123 \"-\" \"player/%d\"\n",
			i%250, i/60%60, i%60, aud[len("media:"):], tok, i)
	}
	return text.Bytes(), tokens
}

// BenchmarkBatchWhy judges the lines of an access log on all cores: each has a playback URL
// with a token, which one key verifies; beside it, in turns, a loop over golang-jwt that
// verifies the token of each line and nothing else.
func BenchmarkBatchWhy(b *testing.B) {
	const rows = 4000
	key := fixtures.Key(b)
	public := &key.Signer().(*rsa.PrivateKey).PublicKey
	given := []verify.Key{verify.Read("the key given here", []byte(key.PublicPEM()), importer.Options{})}
	ours := func(log []byte, given []verify.Key) {
		o := batch.WhyOptions{Options: diagnosis.Options{Now: time.Unix(iat+60, 0), Keys: given}}
		table := batch.NewTable(io.Discard, batch.CSV)
		sum, err := batch.Why(context.Background(), bytes.NewReader(log), o, table.Write, nil)
		must(b, errors.Join(err, table.Close()))
		if sum.Tokens != rows || sum.Verdicts[diagnosis.Fails] > 0 {
			b.Fatalf("%+v", sum)
		}
	}
	theirs := func(tokens []string) {
		var wait sync.WaitGroup
		cores := runtime.GOMAXPROCS(0)
		parser := jwt.NewParser(jwt.WithTimeFunc(func() time.Time { return time.Unix(iat+60, 0) }))
		for core := range cores {
			wait.Go(func() {
				for i := core; i < len(tokens); i += cores {
					if _, err := parser.Parse(tokens[i], func(*jwt.Token) (any, error) { return public, nil }); err != nil {
						b.Error(err)
					}
				}
			})
		}
		wait.Wait()
	}
	for name, times := range map[string]int{"each token a hundred times": 100, "each token once": 1} {
		b.Run(name, func(b *testing.B) {
			log, tokens := accessLog(b, key, rows, times)
			var took [2]time.Duration
			rounds := 0
			for b.Loop() {
				rounds++
				do := [2]func(){func() { ours(log, given) }, func() { theirs(tokens) }}
				for i := range 2 {
					who := (i + rounds) % 2
					start := fixtures.Worked()
					do[who]()
					took[who] += fixtures.Worked() - start
				}
			}
			ratio := float64(took[0]) / float64(took[1])
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(rounds*rows)/took[0].Seconds(), "lines/s/core")
			b.ReportMetric(ratio, "ratio")
			if times > 1 {
				b.Log(verdict(name, "golang-jwt", ratio, aimRepeated))
			}
		})
	}
	speed := func(log []byte, do func()) func(*testing.B) {
		return func(b *testing.B) {
			n, start := 0, fixtures.Worked()
			for b.Loop() {
				do()
				n += len(log)
			}
			perCore := float64(n) / (fixtures.Worked() - start).Seconds()
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(perCore/1e6, "MB/s/core")
			b.Log(verdict("a log, the speed a core", "40 MB/s", aimBytes/perCore, 1))
		}
	}
	log, _ := accessLog(b, key, rows, 100)
	b.Run("without a key", speed(log, func() { ours(log, nil) }))
	plain := []byte(strings.Repeat("203.0.113.7 - - [16/Apr/2025:06:00:00 +0000] \"GET /a/b/c/page-123.html?x=1 HTTP/1.1\" 200 5123 \"https://shop.example/videos\" \"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\"\n", rows))
	b.Run("without tokens", speed(plain, func() {
		_, err := batch.Why(context.Background(), bytes.NewReader(plain), batch.WhyOptions{}, func([]batch.WhyRow) error { return nil }, nil)
		must(b, err)
	}))
}
