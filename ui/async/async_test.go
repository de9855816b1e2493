package async

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
)

// thread is a window's thread whose work waits until it is run.
type thread struct {
	mu    sync.Mutex
	queue []func()
}

func (th *thread) do(f func()) {
	th.mu.Lock()
	defer th.mu.Unlock()
	th.queue = append(th.queue, f)
}

func (th *thread) run() {
	synctest.Wait()
	th.mu.Lock()
	list := th.queue
	th.queue = nil
	th.mu.Unlock()
	for _, f := range list {
		f()
	}
}

func TestOnlyTheNewestAnswers(t *testing.T) {
	for _, c := range []struct {
		name  string
		order []int // in which the work ends
		drop  bool
		want  []int
	}{
		{"one", []int{0}, false, []int{0}},
		{"in order", []int{0, 1, 2}, false, []int{2}},
		{"backwards", []int{2, 1, 0}, false, []int{2}},
		{"mixed", []int{1, 2, 0}, false, []int{2}},
		{"dropped", []int{0, 1}, true, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var th thread
				l := Latest{Do: th.do}
				var got []int
				gates := make([]chan int, len(c.order))
				for i := range gates {
					gates[i] = make(chan int)
					Run(&l, func() int { return <-gates[i] }, func(v int) { got = append(got, v) })
				}
				if c.drop {
					l.Drop()
				}
				for _, i := range c.order {
					gates[i] <- i
					th.run()
				}
				if !slices.Equal(got, c.want) {
					t.Errorf("answered %v, want %v", got, c.want)
				}
			})
		})
	}
}

// An answer that already waits for the window's thread is dropped too.
func TestDropWhileTheAnswerWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var th thread
		l := Latest{Do: th.do}
		var got []string
		Run(&l, func() string { return "old" }, func(s string) { got = append(got, s) })
		synctest.Wait()
		Run(&l, func() string { return "new" }, func(s string) { got = append(got, s) })
		th.run()
		if !slices.Equal(got, []string{"new"}) {
			t.Errorf("answered %q", got)
		}
		Run(&l, func() string { return "late" }, func(s string) { got = append(got, s) })
		synctest.Wait()
		l.Drop()
		th.run()
		if len(got) != 1 {
			t.Errorf("answered %q", got)
		}
	})
}

// Work that listens to its context ends as soon as nobody wants it any more.
func TestTheNextRunCancelsTheLast(t *testing.T) {
	for name, next := range map[string]func(*Latest){
		"another": func(l *Latest) { Run(l, func() int { return 2 }, func(int) {}) },
		"dropped": (*Latest).Drop,
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var th thread
				l := Latest{Do: th.do}
				ended, applied := false, false
				RunContext(&l, func(ctx context.Context) int {
					<-ctx.Done()
					ended = true
					return 1
				}, func(int) { applied = true })
				next(&l)
				th.run()
				if !ended || applied {
					t.Errorf("ended %v, applied %v", ended, applied)
				}
			})
		})
	}
}

// What holds a Latest may be made anew while work is under way, as a panel is that closes:
// the work does not look at it any more. The race detector tells.
func TestItsHolderIsMadeAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var th thread
		type panel struct{ reading Latest }
		p := panel{Latest{Do: th.do}}
		got := "none"
		Run(&p.reading, func() string { return "one" }, func(s string) { got = s })
		p = panel{p.reading}
		th.run()
		if got != "one" {
			t.Errorf("answered %q", got)
		}
	})
}
