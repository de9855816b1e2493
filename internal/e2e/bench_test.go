//go:build e2e && linux

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"playtoken/internal/fixtures"
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

// busyFor is how long a window is watched.
const busyFor = 4 * time.Second

// BenchmarkWindowAtRest tells how much of a core a window takes that nobody touches, in
// percent: the least program; Playtoken with the keyboard nowhere, with a verdict that counts
// down, and with the keyboard in the field for a paste.
func BenchmarkWindowAtRest(b *testing.B) {
	s := NewScreen(b, Options{})
	s.write("config/fyne/settings.json", `{"theme":"light"}`) // cursors blink
	states := []struct {
		name, pkg, title string
		args             []string
		reach            func(w *Window)
	}{
		{"minimal", Minimal, "Minimal", nil, func(*Window) {}},
		{"idle", Playtoken, "Playtoken", nil, func(w *Window) { w.Key("ctrl+3", "ctrl+5") }},
		{"countdown", Playtoken, "Playtoken", []string{fixtures.Token(b)}, func(w *Window) { w.Key("Tab") }},
		{"paste", Playtoken, "Playtoken", nil, func(w *Window) { w.Key("ctrl+l") }},
	}
	busy := map[string][]float64{}
	for b.Loop() {
		for _, state := range states {
			w := s.Open(state.pkg, state.title, state.args...)
			state.reach(w)
			w.Park()
			w.restingMemory()
			before := w.processorTime()
			time.Sleep(busyFor)
			busy[state.name] = append(busy[state.name], 100*(w.processorTime()-before).Seconds()/busyFor.Seconds())
			w.Close()
		}
	}
	b.ReportMetric(0, "ns/op")
	for _, state := range states {
		b.ReportMetric(median(busy[state.name]), state.name+"-%")
	}
}

// processorTime is what the threads of the program have taken so far.
func (w *Window) processorTime() time.Duration {
	w.tb.Helper()
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", w.PID()))
	if err != nil || len(threads) == 0 {
		w.tb.Fatalf("no threads of %d, %v", w.PID(), err)
	}
	var sum time.Duration
	for _, thread := range threads {
		text, err := os.ReadFile(thread)
		if err != nil {
			continue // it has ended meanwhile
		}
		ran, _, _ := strings.Cut(string(text), " ") // in nanoseconds
		n, err := strconv.ParseInt(ran, 10, 64)
		if err != nil {
			w.tb.Fatal(err)
		}
		sum += time.Duration(n)
	}
	return sum
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
