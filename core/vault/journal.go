package vault

import (
	"time"

	"playtoken/core/secret"
)

// Entry is one creation of a key at a platform, from before it is asked for until its
// answer is saved. Its methods can be called from any goroutine.
type Entry struct{}

// Journal opens an entry before a key is asked for at a platform. What stands in note
// (host, platform, profile, request ID) is readable in the file and must be no secret.
// The secrets must be unlocked. Where nothing can be sealed the entry lives in memory.
func (s *Store) Journal(note map[string]string) (*Entry, error) { return nil, ErrNotSaved }

// Journals returns what was left by programs that are gone, oldest first.
func (s *Store) Journals() []*Entry { return nil }

// Note is what was noted when the entry was opened.
func (e *Entry) Note() map[string]string { return nil }

// Made is when the entry was opened.
func (e *Entry) Made() time.Time { return time.Time{} }

// Kept reports whether an answer was kept.
func (e *Entry) Kept() bool { return false }

// Err says why an entry that was left cannot be read, nil where it can.
func (e *Entry) Err() error { return nil }

// Keep seals the answer into the entry: safe when Keep returns. It needs no space on
// the disk and no key, and can be used after a lock.
func (e *Entry) Keep(text secret.Bytes) error { return ErrNotSaved }

// Open opens the answer that was kept.
func (e *Entry) Open() (secret.Bytes, error) { return secret.Bytes{}, ErrNotFound }

// Done takes the entry away: its answer is saved, or of no use.
func (e *Entry) Done() error { return nil }

// Close leaves the entry to the next Journals.
func (e *Entry) Close() {}
