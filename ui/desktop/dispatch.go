package desktop

import (
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// Thread is the window's thread. The zero value is ready.
type Thread struct{ closed atomic.Bool }

// Do runs a function on the window's thread, or never when the window is closed.
func (t *Thread) Do(f func()) {
	fyne.Do(func() {
		if !t.closed.Load() {
			f()
		}
	})
}

// After calls a function on the window's thread when a time has passed.
func (t *Thread) After(d time.Duration, f func()) (stop func()) {
	timer := time.AfterFunc(d, func() { t.Do(f) })
	return func() { timer.Stop() }
}

// Close drops what is still to be run. The toolkit has no thread any more then: it
// would run each function where it is called, several at once on the same widgets.
func (t *Thread) Close() { t.closed.Store(true) }
