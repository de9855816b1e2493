package desktop

import (
	"log"
	"os"
	"time"
)

// Start is what is done before the toolkit is there.
type Start struct {
	Aside    string          // under which name settings were kept that could not be read, "" for none
	Hardened <-chan struct{} // closed when keys may be read
	clean    func()
}

// portalTime is how long the desktop's portal may take for its first answer, before the
// program is hardened without one.
const portalTime = 2 * time.Second

// Begin prepares the start of the program of an ID. harden is called when the desktop's
// portal has answered: later it would not.
func Begin(id string, harden func()) *Start {
	s := &Start{clean: Home()}
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

// End takes away what was there for this run alone.
func (s *Start) End() { s.clean() }
