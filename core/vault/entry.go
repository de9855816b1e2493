package vault

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"sync"
	"time"

	"playtoken/core/secret"
)

// Entry is one creation of a key at a platform, from before it is asked for until its
// answer is saved. Its methods can be called from any goroutine; those that read or
// write the file may take their time.
type Entry struct {
	store *records
	path  string // "" where it lives in memory

	mu       sync.Mutex
	creation creation
	err      error        // why it cannot be read
	file     held         // nil while nobody works on it
	space    int64        // where the space begins
	key      *master      // of the entry, nil where it was left by another program
	answer   *box         // nil for none
	memory   secret.Bytes // the answer of one that lives in memory
}

// Note is what was noted when the entry was opened.
func (e *Entry) Note() map[string]string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return maps.Clone(e.creation.Note)
}

// Made is when the entry was opened; zero where that cannot be read.
func (e *Entry) Made() time.Time {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.creation.Made
}

// Kept reports whether an answer was kept.
func (e *Entry) Kept() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.answer != nil || !e.memory.IsZero()
}

// Err says why an entry that was left cannot be read, nil where it can: ErrEntryDamaged,
// ErrNotReadable, ErrNewerSchema.
func (e *Entry) Err() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.err
}

// Keep seals the answer into the entry: it is safe when Keep returns. It needs no space
// on the disk, no key and not the lock of the store. With an error, such as
// ErrAnswerTooLong, nothing was kept, and the caller still has the text; it can be tried
// again. An answer is kept once.
func (e *Entry) Keep(text secret.Bytes) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch {
	case text.IsZero(), e.answer != nil, !e.memory.IsZero():
		return invalid("there is no answer, or one was kept before")
	case e.key == nil && e.path != "":
		return invalid("the entry was left by another program, or is closed")
	case text.Len() > maxAnswer:
		return fmt.Errorf("%w: it has %d bytes, and %d are reserved", ErrAnswerTooLong, text.Len(), maxAnswer)
	case e.path == "":
		e.memory = text
		return nil
	}
	plain := text.Reveal()
	defer clear(plain)
	answer := sealBox(e.key.open(), e.creation.tie("answer"), plain)
	content, err := json.Marshal(answer)
	if err == nil {
		_, err = e.file.WriteAt(content, e.space)
	}
	if err == nil {
		err = e.file.Sync()
	}
	if err != nil {
		return notSaved(err)
	}
	e.answer = &answer
	return nil
}

// Done takes the entry away: its answer is saved, or of no use. One that cannot be read
// is not deleted: its file gets ".damaged" behind its name and is not told again.
func (e *Entry) Done() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	defer e.shut()
	e.memory = secret.Bytes{}
	if e.path == "" {
		return nil
	}
	fs := e.store.file.files.fs
	err := e.hold()
	switch {
	case err == nil:
		if err = fs.remove(e.path); err != nil { // some systems remove no open file
			e.shut()
			err = fs.remove(e.path)
		}
	case errors.Is(err, ErrEntryDamaged):
		e.shut()
		err = fs.rename(e.path, e.path+".damaged")
	case errors.Is(err, ErrEntryGone):
		err = nil
	}
	if err == nil {
		_ = fs.syncFolder(filepath.Dir(e.path))
	}
	return err
}

// Close leaves the entry to the next Journals.
func (e *Entry) Close() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.shut()
}

// shut gives the file back and forgets the key.
func (e *Entry) shut() {
	if e.file != nil {
		_ = e.file.Close()
		e.file = nil
	}
	e.key.wipe()
	e.key = nil
}

// Format writes "[creation]" for every verb: an entry is nothing to print.
func (e *Entry) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "[creation]") }

var _ fmt.Formatter = (*Entry)(nil)
