package desktop

import (
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2/test"
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

func (th *thread) run() int {
	synctest.Wait()
	th.mu.Lock()
	list := th.queue
	th.queue = nil
	th.mu.Unlock()
	for _, f := range list {
		f()
	}
	return len(list)
}

func TestClipboard(t *testing.T) {
	const deadline = 3 * time.Second
	for _, c := range []struct {
		name    string
		write   func(string) error
		note    string
		toolkit string
		after   time.Duration
	}{
		{"the system takes it", func(string) error { return nil }, Copied, "", 0},
		{"the system refuses", func(string) error { return errors.New("no clipboard program") }, CopiedByOwn, "text", 0},
		{"the program is slow", func(string) error { time.Sleep(deadline - time.Millisecond); return nil }, Copied, "", deadline - time.Millisecond},
		{"the program never answers", nil, CopiedByOwn, "text", deadline},
		{"the program answers too late", func(string) error { time.Sleep(deadline + time.Second); return nil }, CopiedByOwn, "text", deadline},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var th thread
				var written []string
				release := make(chan struct{})
				toolkit := test.NewClipboard()
				board := Clipboard{Do: th.do, Toolkit: toolkit, Deadline: deadline, Write: func(s string) error {
					written = append(written, s)
					if c.write == nil {
						<-release
						return nil
					}
					return c.write(s)
				}}
				begin := time.Now()
				var notes []string
				board.Copy("text", func(note string) { notes = append(notes, note) })
				if c.after > 0 {
					time.Sleep(c.after - 1)
					if th.run() > 0 {
						t.Error("it answered too early")
					}
					time.Sleep(time.Nanosecond)
				}
				if len(notes) > 0 || toolkit.Content() != "" {
					t.Error("it answered on a thread of its own")
				}
				if n := th.run(); n != 1 || len(notes) != 1 || notes[0] != c.note || toolkit.Content() != c.toolkit {
					t.Errorf("%d answers, notes %q, the toolkit holds %q", n, notes, toolkit.Content())
				}
				if len(written) != 1 || written[0] != "text" || time.Since(begin) != c.after {
					t.Errorf("written %q after %v", written, time.Since(begin))
				}
				close(release) // a late answer changes nothing
				time.Sleep(time.Minute)
				if th.run() != 0 || len(notes) != 1 {
					t.Errorf("it answered again: %q", notes)
				}
			})
		})
	}
}

func TestUntilNext(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.Parse("15:04:05.000", s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, c := range []struct {
		name  string
		now   string
		every time.Duration
		want  time.Duration
	}{
		{"at a whole second", "10:00:00.000", Foreground, time.Second},
		{"within one", "10:00:00.250", Foreground, 750 * time.Millisecond},
		{"just before", "10:00:00.999", Foreground, time.Millisecond},
		{"in the background", "10:00:03.500", Background, 6500 * time.Millisecond},
		{"in the background, at a whole step", "10:00:10.000", Background, 10 * time.Second},
	} {
		if got := untilNext(at(c.now), c.every); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
