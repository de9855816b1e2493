// Package desktop is where Playtoken meets the machine it runs on: clipboard,
// window thread, timers, settings, files.
package desktop

import (
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"github.com/atotto/clipboard"

	"playtoken/ui/background"
)

// Clipboard writes text to the system's clipboard. A clipboard program gets a
// deadline and runs off the window's thread: called on it, it would wait for an
// answer that only the window's thread can give. What such a program takes
// survives the end of this one; what the toolkit takes does not everywhere.
type Clipboard struct {
	Do       background.Do
	Toolkit  fyne.Clipboard
	Deadline time.Duration
	// Write hands text to the system; atotto/clipboard where nil.
	Write func(string) error
}

// Notes that Copy answers with.
const (
	Copied      = ""
	CopiedByOwn = "through this window's own clipboard. Install xclip or wl-clipboard to keep it after closing."
)

var errDeadline = errors.New("the clipboard program did not answer")

// Copy writes text and then calls done on the window's thread with a note, empty
// when all went the usual way.
func (c *Clipboard) Copy(text string, done func(note string)) {
	go func() {
		err := c.system(text)
		c.Do(func() {
			if err == nil {
				done(Copied)
				return
			}
			c.Toolkit.SetContent(text)
			done(CopiedByOwn)
		})
	}()
}

func (c *Clipboard) system(text string) error {
	write := c.Write
	if write == nil {
		write = clipboard.WriteAll
	}
	answer := make(chan error, 1)
	go func() { answer <- write(text) }()
	timer := time.NewTimer(c.Deadline)
	defer timer.Stop()
	select {
	case err := <-answer:
		return err
	case <-timer.C:
		return errDeadline
	}
}
