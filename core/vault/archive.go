package vault

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// archive is what is in the file, as it was last read or written. Its methods are
// called by one change at a time, but for snapshot, view, fault and prove.
type archive struct {
	files  *files
	format format
	now    func() time.Time
	follow func(*keyRecord) // hears of the master key of every state that is taken over

	mu      sync.Mutex
	doc     document
	trouble error // why the file is of no use
	damage  []Damage
	unread  int // how many records were told as unreadable
}

// read takes over the file. Where the lock cannot be had it looks at the file as
// it is and leaves repairs for later.
func (a *archive) read() {
	if err := a.files.locate(); err != nil {
		a.settle(loaded{}, err)
		return
	}
	if _, err := a.files.fs.names(a.files.folder); err != nil && !exists(err) {
		a.settle(loaded{doc: a.snapshot()}, nil) // nothing was ever saved here
		return
	}
	release, err := a.files.lock(readLimit)
	if err != nil {
		a.settle(a.files.peek())
		return
	}
	defer release()
	_, _ = a.reread()
}

// heal looks at the file again when it was of no use: that may have passed. It
// returns why it still is.
func (a *archive) heal() error {
	if a.fault() != nil {
		a.read()
	}
	return a.fault()
}

// reread takes over the file, under its lock.
func (a *archive) reread() ([]byte, error) {
	l, err := a.files.load(a.snapshot())
	a.settle(l, err)
	return l.raw, err
}

// settle takes over what was read, or notes why it could not be.
func (a *archive) settle(l loaded, err error) {
	a.mu.Lock()
	a.trouble = err
	a.damage = append(a.damage, l.damage...)
	if n := len(l.doc.unread); n > a.unread {
		a.unread = n
		places := l.doc.unread[0].Name
		for _, r := range l.doc.unread[1:min(n, 8)] {
			places += ", " + r.Name
		}
		a.damage = append(a.damage, Damage{Err: damaged("%s cannot be read", places)})
	}
	a.mu.Unlock()
	if err == nil {
		a.adopt(l.doc)
	}
}

// adopt makes a document the one in memory.
func (a *archive) adopt(doc document) {
	a.mu.Lock()
	a.doc = doc
	a.mu.Unlock()
	a.follow(doc.Key)
}

// snapshot is a copy of the document that can be changed.
func (a *archive) snapshot() document {
	a.mu.Lock()
	defer a.mu.Unlock()
	doc := a.doc
	doc.Records = slices.Clone(doc.Records)
	return doc
}

// view looks at the document, which must not be changed.
func (a *archive) view(look func(*document)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	look(&a.doc)
}

// has reports whether a profile is in the file.
func (a *archive) has(id string) (found bool) {
	a.view(func(doc *document) { found = doc.find(id) >= 0 })
	return found
}

// fault is why the file is of no use, nil when it is.
func (a *archive) fault() error {
	_, err := a.condition()
	return err
}

// condition is what was found broken until now, and the fault.
func (a *archive) condition() ([]Damage, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.damage), a.trouble
}

// again writes the file as it is, so that the previous generation has nothing any more that
// the last change took out.
func (a *archive) again() error { return a.update(func(*document) error { return nil }) }

// update is the one way to change the file. Under the folder's lock it reads
// what is there by now, lets change alter a copy of that, and writes the result:
// what another copy of the program has saved in the meantime is kept, and of the
// same profile the last writer's state remains.
func (a *archive) update(change func(*document) error) error {
	release, err := a.files.lock(lockLimit)
	if errors.Is(err, ErrNotReadable) {
		a.settle(loaded{}, err)
	}
	if err != nil {
		return notSaved(err)
	}
	defer release()
	raw, err := a.reread()
	if err != nil {
		return notSaved(err)
	}
	next := a.snapshot()
	if err := change(&next); err != nil {
		return err
	}
	next.Schema = a.format.schema
	next.Revision++
	next.Saved = a.now().UTC().Round(0)
	file, err := next.encode()
	if err != nil {
		return notSaved(err)
	}
	if err := a.files.save(raw, file); err != nil {
		_, _ = a.reread() // either state may be there now
		return notSaved(err)
	}
	next.sum = sumOf(file)
	a.adopt(next)
	return nil
}

// prove opens the seals that nobody has opened yet, and notes which of them hold.
func (a *archive) prove(key *master) {
	type place struct {
		owner
		item
	}
	var open []place
	a.view(func(doc *document) {
		for _, r := range doc.Records {
			for _, it := range r.Kept {
				if it.Seal != nil && it.Seal.Key == key.id && it.Seal.proof == Unproven {
					open = append(open, place{r.owner(), it})
				}
			}
		}
	})
	for _, o := range open {
		plain, err := key.unseal(o.owner, o.item)
		clear(plain)
		a.view(func(*document) {
			if o.Seal.proof = Proven; err != nil {
				o.Seal.proof = Broken
			}
		})
	}
}

// notSaved says so of an error that does not.
func notSaved(err error) error {
	if errors.Is(err, ErrNotSaved) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrNotSaved, err)
}
