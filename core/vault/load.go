package vault

import (
	"cmp"
	"errors"
	"fmt"
	"time"
)

// loaded is what was read.
type loaded struct {
	doc    document
	raw    []byte // the current file, nil for none
	damage []Damage
}

// load reads the current generation. A damaged one is set aside and the best of
// what else is there takes its place: what this copy of the program has read or
// written before, or the previous generation. Under the lock only.
func (f *files) load(memory document) (loaded, error) {
	raw, broken, err := f.read(current, memory)
	switch {
	case err != nil:
		return loaded{}, err
	case broken == nil && raw.raw != nil:
		return raw, nil
	}
	return f.recover(memory, broken)
}

// read reads one generation. broken is what is wrong with its content; err says
// that nothing can be known of it, so that it must be left alone. A file that is
// in memory is not decoded again.
func (f *files) read(suffix string, memory document) (l loaded, broken, err error) {
	raw, err := f.fs.read(f.at(suffix))
	if err != nil {
		if !exists(err) {
			return loaded{}, nil, nil
		}
		return loaded{}, nil, fmt.Errorf("%w: %w", ErrNotReadable, err)
	}
	if memory.sum != "" && intact(raw) == nil && sumOf(raw) == memory.sum {
		return loaded{doc: memory, raw: raw}, nil, nil
	}
	doc, err := f.format.decode(raw)
	switch {
	case err == nil:
		return loaded{doc: doc, raw: raw}, nil, nil
	case errors.Is(err, ErrDamaged):
		return loaded{}, err, nil
	default:
		return loaded{}, nil, err
	}
}

// recover finds a state to go on with; broken is nil when the file is missing.
func (f *files) recover(memory document, broken error) (loaded, error) {
	before, beforeBroken, err := f.read(previous, document{})
	if err != nil {
		return loaded{}, err
	}
	if broken == nil && beforeBroken == nil && before.raw == nil && memory.Revision == 0 {
		return loaded{}, nil // the first time
	}
	var found loaded
	first := Damage{Err: broken}
	if broken == nil {
		first.Err = ErrMissing
	} else if first.Kept, err = f.setAside(current); err != nil {
		return loaded{}, fmt.Errorf("%w; it cannot be set aside: %w", broken, err)
	}
	found.damage = append(found.damage, first)
	if beforeBroken != nil {
		kept, err := f.setAside(previous)
		if err != nil {
			return found, fmt.Errorf("%w; it cannot be set aside: %w", beforeBroken, err)
		}
		found.damage = append(found.damage, Damage{Err: fmt.Errorf("the previous generation: %w", beforeBroken), Kept: kept})
	}
	switch {
	case memory.Revision > 0 && memory.Revision >= before.doc.Revision:
		found.doc = memory
		if found.raw, err = memory.encode(); err != nil {
			return found, err
		}
	case before.raw != nil:
		found.doc, found.raw = before.doc, before.raw
	default:
		return found, nil
	}
	note(found.damage, found.doc.Saved, found.doc.Revision == before.doc.Revision)
	// Should this fail, the next start finds the same state in the same way.
	if f.replace(current, found.raw) == nil {
		_ = f.fs.syncFolder(f.folder)
	}
	return found, nil
}

// note writes into each damage what is in use instead.
func note(damage []Damage, saved time.Time, isPrevious bool) {
	for i := range damage {
		damage[i].Saved, damage[i].Previous = saved, isPrevious
	}
}

// peek reads without the lock, where it cannot be had: nothing is moved. While
// another copy repairs, there may be no current file for a moment.
func (f *files) peek() (l loaded, err error) {
	for _, suffix := range []string{current, previous} {
		var broken error
		l, broken, err = f.read(suffix, document{})
		if err = cmp.Or(err, broken); err != nil || l.raw != nil {
			break
		}
	}
	return l, err
}
