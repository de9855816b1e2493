package vault

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

// Journal opens an entry before a key is asked for at a platform. What stands in note
// (host, platform, profile, ID of the request) is readable in the file and must be no
// secret. The secrets must be unlocked: ErrLocked. Where nothing can be sealed the entry
// lives in memory. With an error there is no entry, and no key must be asked for.
func (s *Store) Journal(note map[string]string) (*Entry, error) {
	c := creation{Schema: Schema, ID: newID(), Made: s.now().UTC().Round(0), Note: maps.Clone(note)}
	texts := slices.Concat(slices.Collect(maps.Keys(note)), slices.Collect(maps.Values(note)))
	if err := checkTexts(texts...); err != nil {
		return nil, err
	}
	if len(note) > maxValues {
		return nil, invalid("it has more than %d values", maxValues)
	}
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	e := &Entry{store: &s.records, creation: c}
	err := s.file.heal()
	if err == nil {
		err = s.sealing(func(key *master, record *keyRecord) error {
			if record != nil { // it goes into the file before anything is sealed with it
				if err := s.add(nil, key, record); err != nil {
					return err
				}
			}
			return e.begin(key)
		}, func(noKey error) error { return noKey })
	}
	switch {
	case err == nil:
		return e, nil
	case isKeyringTrouble(err) || s.file.fault() != nil:
		return e, nil
	}
	return nil, err
}

// begin writes the entry, sealed with the master key, and holds it.
func (e *Entry) begin(key *master) error {
	own := newMaster()
	c := e.creation
	c.Master = key.id
	c.Key = sealBox(key.open(), c.tie("creation"), own.open())
	content, err := c.file()
	if err != nil {
		return notSaved(err)
	}
	f := e.store.file.files
	release, err := f.lock(lockLimit)
	if err != nil {
		return notSaved(err)
	}
	defer release()
	if _, err := e.store.file.reread(); err != nil {
		return notSaved(err)
	}
	if now := e.store.file.snapshot().Key; now == nil || now.ID != key.id {
		return ErrChanged
	}
	path := f.entry(c.ID)
	if err := f.write(path, content); err != nil {
		return notSaved(err)
	}
	held, err := f.fs.hold(path)
	if err == nil {
		err = f.fs.syncFolder(f.folder)
	}
	if err != nil {
		if held != nil {
			_ = held.Close()
		}
		_ = f.fs.remove(path) // nothing was asked for yet
		return notSaved(err)
	}
	e.creation, e.key, e.file, e.path = c, own, held, path
	e.space = int64(len(content) - reserved - 1)
	return nil
}

// Journals returns what was left by programs that are gone, oldest first. An entry that a
// program still works on is not among them.
func (s *Store) Journals() []*Entry {
	s.op.Lock()
	defer s.op.Unlock()
	f := s.file.files
	if f.locate() != nil || len(f.entries()) == 0 {
		return nil
	}
	if release, err := f.lock(readLimit); err == nil { // where it cannot be had, without
		defer release()
	}
	var list []*Entry
	for _, id := range f.entries() {
		if e := s.left(id); e != nil {
			list = append(list, e)
		}
	}
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i], list[j]
		return cmp.Or(a.Made().Compare(b.Made()), cmp.Compare(a.creation.ID, b.creation.ID)) < 0
	})
	return list
}

// entry is the path of the file of an entry.
func (f *files) entry(id string) string { return filepath.Join(f.folder, f.name+creationMark+id) }

// entries are the IDs of all entries in the folder.
func (f *files) entries() (ids []string) {
	names, _ := f.fs.names(f.folder)
	for _, name := range names {
		if id, ok := strings.CutPrefix(name, f.name+creationMark); ok && validID(id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// left reads an entry that nobody holds, nil for one that somebody does.
func (s *records) left(id string) *Entry {
	f := s.file.files
	e := &Entry{store: s, creation: creation{ID: id}, path: f.entry(id)}
	held, err := f.fs.hold(e.path)
	switch {
	case errors.Is(err, errHeld), err != nil && !exists(err):
		return nil
	case err == nil:
		defer func() { _ = held.Close() }()
		err = e.read()
	default:
		err = fmt.Errorf("%w: %w", ErrNotReadable, err)
	}
	if e.err = err; errors.Is(err, ErrEntryGone) {
		return nil
	}
	return e
}

// unfinished reports whether there are entries that only the master key of an ID opens:
// with an answer in them, or at work.
func (f *files) unfinished(master string) bool {
	return slices.ContainsFunc(f.entries(), func(id string) bool {
		path := f.entry(id)
		content, err := f.fs.read(path)
		if err != nil {
			return false
		}
		c, answer, err := readCreation(id, content)
		switch {
		case err != nil, c.Master != master:
			return false
		case answer != nil:
			return true
		}
		held, err := f.fs.hold(path)
		if held != nil {
			_ = held.Close()
		}
		return errors.Is(err, errHeld)
	})
}
