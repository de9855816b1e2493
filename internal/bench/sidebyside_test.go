package bench

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// sideBySide compares with golang-jwt.
func sideBySide(b *testing.B, work string, times int, ours, theirs func()) {
	b.Helper()
	against(b, "golang-jwt", aim, work, times, ours, theirs)
}

// against runs ours and another library's way of the same work in turns, so that
// a busy machine slows both, and reports the ratio of their medians. times is how
// often the work is done in one turn: enough for the clock.
func against(b *testing.B, library string, aim float64, work string, times int, ours, theirs func()) {
	b.Helper()
	turn := func(do func()) time.Duration {
		start := time.Now()
		for range times {
			do()
		}
		return time.Since(start) / time.Duration(times)
	}
	var took [2][]time.Duration
	do := [2]func(){ours, theirs}
	for round := 0; b.Loop(); round++ {
		for i := range 2 { // who begins changes from round to round
			who := (i + round) % 2
			took[who] = append(took[who], turn(do[who]))
		}
	}
	mine, other := middle(took[0]), middle(took[1])
	ratio := float64(mine) / float64(other)
	b.ReportMetric(0, "ns/op") // of both together, which says nothing
	b.ReportMetric(float64(mine.Nanoseconds())/1000, "µs-ours")
	b.ReportMetric(float64(other.Nanoseconds())/1000, "µs-"+library)
	b.ReportMetric(ratio, "ratio")
	b.Log(verdict(work, library, ratio, aim))
}

func verdict(work, library string, ratio, aim float64) string {
	said := fmt.Sprintf("%s %.2fx of %s (aim %.2fx)", work, ratio, library, aim)
	if ratio > aim {
		said += ": over the aim"
	}
	return said
}

func middle(list []time.Duration) time.Duration {
	return slices.Sorted(slices.Values(list))[len(list)/2]
}

func TestVerdict(t *testing.T) {
	for ratio, want := range map[float64]string{
		1.1: "sign 1.10x of golang-jwt (aim 1.10x)", 1.2: "sign 1.20x of golang-jwt (aim 1.10x): over the aim",
	} {
		if got := verdict("sign", "golang-jwt", ratio, aim); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if m := middle([]time.Duration{9, 1, 5}); m != 5 {
		t.Errorf("the middle of 9, 1, 5 is %d", m)
	}
}
