//go:build e2e && linux

package e2e

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// BenchmarkWindow holds Playtoken against the least program of the same
// toolkit: the time from start to the first picture, and the memory when the
// window has come to rest. The two take turns, so that a busy machine slows
// both; what is reported are medians.
func BenchmarkWindow(b *testing.B) {
	s := NewScreen(b, Options{})
	programs := []struct{ name, pkg, title string }{
		{"playtoken", Playtoken, "Playtoken"},
		{"minimal", Minimal, "Minimal"},
	}
	start, memory := map[string][]float64{}, map[string][]float64{}
	for b.Loop() {
		for _, p := range programs {
			w := s.Open(p.pkg, p.title)
			start[p.name] = append(start[p.name], float64(w.FirstPicture.Milliseconds()))
			memory[p.name] = append(memory[p.name], w.restingMemory())
			w.Close()
		}
	}
	b.ReportMetric(0, "ns/op")
	for _, m := range []struct {
		unit   string
		values map[string][]float64
	}{{"ms", start}, {"MB", memory}} {
		ours, least := median(m.values["playtoken"]), median(m.values["minimal"])
		b.ReportMetric(ours, "playtoken-"+m.unit)
		b.ReportMetric(least, "minimal-"+m.unit)
		b.ReportMetric(ours/least, m.unit+"-ratio")
	}
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

// restingMemory waits until the resident memory has stayed within a quarter of
// a megabyte for 300 ms, and returns it in megabytes.
func (w *Window) restingMemory() float64 {
	w.tb.Helper()
	const (
		rest   = 300 * time.Millisecond
		within = 256 << 10
	)
	var low, high int
	var since time.Time
	w.WaitFor("memory at rest", stepLimit, func() bool {
		now, err := residentMemory(w.PID())
		if err != nil {
			w.tb.Fatal(err)
		}
		if since.IsZero() || max(high, now)-min(low, now) > within {
			low, high, since = now, now, time.Now()
		}
		low, high = min(low, now), max(high, now)
		return time.Since(since) >= rest
	})
	return float64(high) / (1 << 20)
}

func residentMemory(pid int) (int, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	kilobytes, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	n, err := strconv.Atoi(kilobytes)
	return n << 10, err
}
