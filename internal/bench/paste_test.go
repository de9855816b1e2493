package bench

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/keys/importer"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

// aimPaste is most that any text of the largest size may take on one core, from the paste to
// the verdict.
const aimPaste = 100 * time.Millisecond

// BenchmarkHostile reads texts of one megabyte that are made to be slow, with two keys at hand,
// and names the slowest ones.
func BenchmarkHostile(b *testing.B) {
	key := fixtures.Key(b)
	tok, err := signOurs(key)
	must(b, err)
	o := diagnosis.Options{Now: time.Unix(iat+60, 0), Keys: []verify.Key{
		verify.Read("a key", []byte(key.PublicPEM()), importer.Options{}),
		verify.Read("a secret", []byte("correct horse battery staple, and more of it"), importer.Options{}),
	}}
	texts := hostile(tok)
	names := slices.Sorted(maps.Keys(texts))
	took := map[string]time.Duration{}
	for b.Loop() {
		for _, name := range names {
			runtime.GC()
			start := fixtures.Worked()
			diagnosis.Read(texts[name], o)
			if t := fixtures.Worked() - start; took[name] == 0 || t < took[name] {
				took[name] = t
			}
		}
	}
	slices.SortFunc(names, func(a, b string) int { return int(took[b] - took[a]) })
	slowest := took[names[0]]
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(slowest.Microseconds())/1000, "ms-slowest")
	said := fmt.Sprintf("%d hostile texts, the slowest %.2fx of %v (aim 1.00x):", len(names), float64(slowest)/float64(aimPaste), aimPaste)
	for _, name := range names[:8] {
		said += fmt.Sprintf(" %q %v,", name, took[name].Round(time.Millisecond))
	}
	b.Log(strings.TrimSuffix(said, ","))
}
