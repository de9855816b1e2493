package desktop

import (
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// endLimit is how long the toolkit may take to end. It has been seen to wait for itself.
const endLimit = 3 * time.Second

// End is the one way out of the program, whoever ends it: a person, a signal, or the limit that
// the toolkit is given.
type End struct {
	last []func()         // what is due at the end: it has limits of its own
	quit func()           // has the toolkit end, which may never do that
	exit func(status int) // ends the process

	running atomic.Bool // the window is there
	begun   sync.Once
	done    chan struct{} // closed when what is due has been done
}

func newEnd(quit func(), last ...func()) *End {
	return &End{quit: quit, last: last, exit: os.Exit, done: make(chan struct{})}
}

// Running tells it that the window is there.
func (e *End) Running() { e.running.Store(true) }

// Begin is called when the program is to end: what is due is done whatever the toolkit does,
// and the process ends when that takes too long.
func (e *End) Begin() {
	e.begun.Do(func() {
		time.AfterFunc(endLimit, func() { e.Now(0) })
		go func() {
			for _, due := range e.last {
				due()
			}
			close(e.done)
		}()
	})
}

// Now ends the process, once all that is due has been done.
func (e *End) Now(status int) {
	e.Begin()
	<-e.done
	e.exit(status)
}

// Catch makes the way out, and takes it at a signal that asks for it: quit has the toolkit end, and
// each of last is due whatever that does. A signal that is ignored, as under nohup, stays so.
func Catch(quit func(), last ...func()) *End {
	e := newEnd(quit, last...)
	got := make(chan os.Signal, 1)
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) {
			signal.Notify(got, s)
		}
	}
	go func() {
		for s := range got {
			e.signalled(s)
		}
	}()
	return e
}

func (e *End) signalled(s os.Signal) {
	e.Begin()
	if !e.running.Load() {
		status := 1
		if n, ok := s.(syscall.Signal); ok {
			status = 128 + int(n)
		}
		e.Now(status)
		return
	}
	go e.quit()
}
