// Package desktop is where Playtoken meets the machine it runs on: clipboard,
// window thread, timers, settings, files.
package desktop

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"github.com/atotto/clipboard"

	"playtoken/ui/async"
	"playtoken/ui/viewmodel"
)

// How long things wait.
const (
	// SecretFor is how long a secret stays on the clipboard.
	SecretFor = 10 * time.Second
	// closeLimit is how long the end of the program waits for the clipboard.
	closeLimit = time.Second
)

// Clipboard writes text to the system's clipboard, and takes tokens and secrets
// off it again when their time is over: only where it still holds them. Of what
// was copied it keeps the SHA-256 alone.
//
// A clipboard program gets a deadline and runs off the window's thread: called on
// it, it would wait for an answer that only the window's thread can give. What
// such a program takes survives the end of this one; what the toolkit takes does
// not everywhere.
type Clipboard struct {
	Do       async.Do
	Toolkit  fyne.Clipboard
	Deadline time.Duration
	// TokenFor tells how long a token stays; 0 for as long as nothing else is
	// copied, which is also what nil means.
	TokenFor func() time.Duration
	// Write hands text to the system and Read asks it; atotto/clipboard where nil.
	Write func(string) error
	Read  func() (string, error)

	queue async.Queue
	due   *copied // what is to be cleared, nil for nothing; used by the queue alone
}

// copied is a text of ours that does not stay on the clipboard.
type copied struct {
	sum   [sha256.Size]byte
	own   bool // by way of the toolkit
	timer *time.Timer
}

// Notes that a copy is answered with, beside when it is cleared.
const (
	Copied      = ""
	CopiedByOwn = "through this window's own clipboard. Install xclip or wl-clipboard to keep it after closing."

	byOwnUntil = "through this window's own clipboard%s. No clipboard program answered: install xclip or wl-clipboard."
)

var errDeadline = errors.New("the clipboard program did not answer")

// Copy writes text that may stay and then calls done on the window's thread with
// a note, empty when all went the usual way.
func (c *Clipboard) Copy(text string, done func(note string)) { c.copy(text, 0, done) }

// CopyToken is Copy for a token and for all that carries one. The note says when
// it is cleared.
func (c *Clipboard) CopyToken(text string, done func(note string)) {
	var stay time.Duration
	if c.TokenFor != nil {
		stay = c.TokenFor()
	}
	c.copy(text, stay, done)
}

// CopySecret is Copy for a secret.
func (c *Clipboard) CopySecret(text string, done func(note string)) { c.copy(text, SecretFor, done) }

// copy writes text and clears it after a time, 0 for never. What was due to be
// cleared before is replaced.
func (c *Clipboard) copy(text string, stay time.Duration, done func(note string)) {
	c.queue.Add(func() {
		own := c.write(text, c.Deadline) != nil
		c.drop()
		if stay > 0 {
			c.clearAfter(stay, &copied{sum: sha256.Sum256([]byte(text)), own: own})
		}
		c.Do(func() {
			if own {
				c.Toolkit.SetContent(text)
			}
			done(note(own, stay))
		})
	})
}

// note is what a copy is answered with: which way it went, and when it is
// cleared; 0 for never.
func note(own bool, stay time.Duration) string {
	until := ""
	if stay > 0 {
		until = ", cleared in " + viewmodel.Span(stay)
	}
	switch {
	case own && stay > 0:
		return fmt.Sprintf(byOwnUntil, until)
	case own:
		return CopiedByOwn
	}
	return until
}

// drop forgets what was due to be cleared.
func (c *Clipboard) drop() {
	if c.due != nil {
		c.due.timer.Stop()
		c.due = nil
	}
}

func (c *Clipboard) clearAfter(d time.Duration, text *copied) {
	c.due = text
	text.timer = time.AfterFunc(d, func() {
		c.queue.Add(func() {
			if c.due == text {
				c.clear(c.Deadline)
			}
		})
	})
}

// clear takes what is due off the clipboard. Where the clipboard cannot be asked
// it stays due, for the end of the program.
func (c *Clipboard) clear(deadline time.Duration) {
	text := c.due
	if text.own {
		c.due = nil
		c.Do(func() {
			if sha256.Sum256([]byte(c.Toolkit.Content())) == text.sum {
				c.Toolkit.SetContent("")
			}
		})
		return
	}
	now, err := c.read(deadline)
	switch {
	case err != nil:
	case sha256.Sum256([]byte(now)) != text.sum:
		c.due = nil
	case c.write("", deadline) == nil:
		c.due = nil
	}
}

// Close clears what is due now, since nobody is there to do it later. It is
// called when the window is gone, and with it the toolkit's own clipboard. It
// waits for at most a second.
func (c *Clipboard) Close() {
	done := make(chan struct{})
	c.queue.Add(func() {
		defer close(done)
		if c.due != nil {
			c.due.timer.Stop()
			c.due.own = false
			c.clear(closeLimit)
		}
	})
	limit := time.NewTimer(closeLimit)
	defer limit.Stop()
	select {
	case <-done:
	case <-limit.C:
	}
}

func (c *Clipboard) write(text string, deadline time.Duration) error {
	write := c.Write
	if write == nil {
		write = clipboard.WriteAll
	}
	_, err := within(deadline, func() (struct{}, error) { return struct{}{}, write(text) })
	return err
}

func (c *Clipboard) read(deadline time.Duration) (string, error) {
	read := c.Read
	if read == nil {
		read = clipboard.ReadAll
	}
	return within(deadline, read)
}

// within waits for an answer, but not longer than a deadline.
func within[T any](deadline time.Duration, ask func() (T, error)) (T, error) {
	type answer struct {
		value T
		err   error
	}
	answers := make(chan answer, 1)
	go func() {
		value, err := ask()
		answers <- answer{value, err}
	}()
	timer := time.NewTimer(deadline)
	defer timer.Stop()
	select {
	case a := <-answers:
		return a.value, a.err
	case <-timer.C:
		var none T
		return none, errDeadline
	}
}
