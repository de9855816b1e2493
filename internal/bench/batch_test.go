package bench

import (
	"bytes"
	"context"
	"crypto/rsa"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"playtoken/core/batch"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/fastpix"
	"playtoken/core/token"
	"playtoken/core/token/ectoken"
	"playtoken/core/token/jws"
	"playtoken/internal/fixtures"
)

// ids is a list of n playback IDs.
func ids(n int) []byte {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, "16af5b33-cf4d-4717-9b90-%012x\n", i)
	}
	return b.Bytes()
}

// BenchmarkBatch signs 20,000 IDs with RS256, all that ptok does for a row: the
// form checked, the token, its URLs, a line of JSON. Beside it a bare loop over
// golang-jwt on all cores, which makes the tokens and nothing else. The two take
// turns of 1,000 rows.
func BenchmarkBatch(b *testing.B) {
	const turns, rows = 20, 1000
	key := fixtures.Key(b)
	private := key.Signer().(*rsa.PrivateKey)
	request := form(key)
	delete(request.Values, platform.ID)
	o := batch.SignOptions{Platform: fastpix.Platform, Request: request}
	in := ids(rows)
	ours := func() {
		sheet := batch.NewSheet(io.Discard, batch.JSONLines)
		sum, err := batch.Sign(context.Background(), bytes.NewReader(in), o, sheet.Write, nil)
		must(b, errors.Join(err, sheet.Close()))
		if sum.Rows != rows || sum.Failed > 0 {
			b.Fatalf("%+v", sum)
		}
	}
	theirs := func() {
		var wait sync.WaitGroup
		cores := runtime.GOMAXPROCS(0)
		for core := range cores {
			wait.Go(func() {
				for i := core; i < rows; i += cores {
					t := jwt.NewWithClaims(jwt.SigningMethodRS256, fastpixClaims{keyID, aud, "fastpix.com", "", iat, exp})
					if _, err := t.SignedString(private); err != nil {
						b.Error(err)
					}
				}
			})
		}
		wait.Wait()
	}
	var took [2]time.Duration
	var rounds int
	for b.Loop() {
		rounds++
		do := [2]func(){ours, theirs}
		for turn := range turns {
			for i := range 2 {
				who := (i + turn) % 2
				start := time.Now()
				do[who]()
				took[who] += time.Since(start)
			}
		}
	}
	ratio := float64(took[0]) / float64(took[1])
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(rounds*turns*rows)/took[0].Seconds(), "rows/s")
	b.ReportMetric(ratio, "ratio")
	b.Log(verdict("a batch of 20,000", "golang-jwt", ratio, aim))
}

// BenchmarkBatchRows is how many rows a second go through where signing costs
// little: what is measured is the rest.
func BenchmarkBatchRows(b *testing.B) {
	for name, c := range map[string]struct {
		kind  keys.Type
		draft func(platform.Filled) token.Draft
	}{
		"HS256": {keys.NewHMAC256, func(f platform.Filled) token.Draft {
			return token.Draft{
				Format: jws.Format, Header: token.NewObject(token.StringMember("alg", "HS256")),
				Claims: token.NewObject(token.StringMember("sub", f.Get(platform.ID)), token.IntMember("exp", f.Expires.Unix())),
			}
		}},
		"ectoken": {keys.NewHex256, func(f platform.Filled) token.Draft {
			return token.Draft{Format: ectoken.Format, Claims: token.NewObject(
				token.StringMember(ectoken.Expire, strconv.FormatInt(f.Expires.Unix(), 10)),
				token.StringMember(ectoken.URLAllow, "/"+f.Get(platform.ID)),
			)}
		}},
	} {
		b.Run(name, func(b *testing.B) {
			key, err := keys.Generate(context.Background(), c.kind)
			must(b, err)
			p := *fastpix.Platform
			p.KeyFits = func(platform.Filled, *keys.Key) string { return "" }
			p.Compose = func(f platform.Filled) []platform.Draft {
				return []platform.Draft{{Name: "token", Draft: c.draft(f)}}
			}
			request := form(key)
			const rows = 10_000
			in := ids(rows)
			var done int
			for b.Loop() {
				sheet := batch.NewSheet(io.Discard, batch.JSONLines)
				sum, err := batch.Sign(context.Background(), bytes.NewReader(in), batch.SignOptions{Platform: &p, Request: request}, sheet.Write, nil)
				must(b, errors.Join(err, sheet.Close()))
				if sum.Failed > 0 {
					b.Fatalf("%+v", sum)
				}
				done += sum.Rows
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(done)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
