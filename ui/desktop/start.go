package desktop

import (
	"log"
	"os"
	"runtime/debug"
	"time"
)

// Start is what is done before the toolkit is there.
type Start struct {
	Aside    string          // under which name settings were kept that could not be read, "" for none
	Hardened <-chan struct{} // closed when keys may be read
	clean    func()
	collect  int // the garbage collector's percentage
}

// portalTime is how long the desktop's portal may take for its first answer, before the
// program is hardened without one.
const portalTime = 2 * time.Second

// Begin prepares the start of the program of an ID. harden is called when the desktop's
// portal has answered: later it would not. Until the first picture is there no garbage is
// collected: most of what is made till then stays, and to look through it takes as long as
// the picture.
func Begin(id string, harden func()) *Start {
	s := &Start{clean: Home(), collect: debug.SetGCPercent(-1)}
	NoNewBus()
	hardened := make(chan struct{})
	s.Hardened = hardened
	go func() {
		AskPortal(portalTime)
		harden()
		close(hardened)
	}()
	s.Aside = SetAside(id)
	log.SetOutput(ToolkitLog(os.Stderr, func(cause string) {
		s.End()
		NoWindow(cause)
	}))
	return s
}

// Shown is called when the first picture is there.
func (s *Start) Shown() {
	debug.SetGCPercent(s.collect)
	go debug.FreeOSMemory()
}

// End takes away what was there for this run alone.
func (s *Start) End() { s.clean() }
