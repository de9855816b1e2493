package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"playtoken/core/batch"
	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

// BenchmarkBatchWhy judges the lines of an access log on all cores: each has a
// playback URL with a token of its own, which one key verifies.
func BenchmarkBatchWhy(b *testing.B) {
	const rows = 2000
	key := fixtures.Key(b)
	var log bytes.Buffer
	tok, err := signOurs(key)
	must(b, err)
	for i := range rows {
		fmt.Fprintf(&log, "203.0.113.%d - - [16/Apr/2025:06:00:00 +0000] \"GET https://stream.fastpix.com/%s.m3u8?token=%s HTTP/1.1\" 200 5123 \"-\" \"player/%d\"\n",
			i%250, aud[len("media:"):], tok, i)
	}
	for name, given := range map[string][]verify.Key{
		"with a key":    {verify.Read("the key given here", []byte(key.PublicPEM()), keys.Options{})},
		"without a key": nil,
	} {
		b.Run(name, func(b *testing.B) {
			o := batch.WhyOptions{Options: diagnosis.Options{Now: time.Unix(iat+60, 0), Keys: given}}
			lines := 0
			for b.Loop() {
				table := batch.NewTable(io.Discard, batch.CSV)
				sum, err := batch.Why(context.Background(), bytes.NewReader(log.Bytes()), o, table.Write, nil)
				must(b, errors.Join(err, table.Close()))
				if sum.Tokens != rows || sum.Verdicts[diagnosis.Fails] > 0 {
					b.Fatalf("%+v", sum)
				}
				lines += sum.Lines
			}
			b.ReportMetric(float64(lines)/b.Elapsed().Seconds(), "lines/s")
		})
	}
}
