package vault

import (
	"path/filepath"
	"strings"
)

// faulty is a file system whose nth operation fails, or behind which the machine
// stops: then nothing happens any more.
type faulty struct {
	log     []string
	failAt  int // counted from 1; 0 for never
	fault   error
	short   bool // a write that fails has written half
	stopped bool
	stops   bool
	sealed  func([]byte) // sees everything that is written
}

// step counts an operation and says whether it fails.
func (f *faulty) step(op, path string) error {
	name := filepath.Base(path)
	if strings.HasSuffix(name, temporary) {
		name = "temporary"
	}
	if strings.Contains(name, creationMark) {
		name = "entry"
	}
	f.log = append(f.log, op+" "+name)
	if f.stopped {
		return f.fault
	}
	if len(f.log) == f.failAt {
		f.stopped = f.stops
		return f.fault
	}
	return nil
}

func (f *faulty) seam() folderFS {
	return folderFS{
		place: systemFS.place,
		makeFolder: func(folder string) error {
			if err := f.step("folder", folder); err != nil {
				return err
			}
			return systemFS.makeFolder(folder)
		},
		read: func(path string) ([]byte, error) {
			if err := f.step("read", path); err != nil {
				return nil, err
			}
			return systemFS.read(path)
		},
		create: func(path string) (file, error) {
			if err := f.step("create", path); err != nil {
				return nil, err
			}
			inner, err := systemFS.create(path)
			return &faultyFile{inner, f, path}, err
		},
		rename: func(from, to string) error {
			if err := f.step("rename", to); err != nil {
				return err
			}
			return systemFS.rename(from, to)
		},
		remove: func(path string) error {
			if err := f.step("remove", path); err != nil {
				return err
			}
			return systemFS.remove(path)
		},
		names: systemFS.names,
		syncFolder: func(folder string) error {
			if err := f.step("sync", folder); err != nil {
				return err
			}
			return systemFS.syncFolder(folder)
		},
		lock: func(path string) (func(), error) {
			if err := f.step("lock", path); err != nil {
				return nil, err
			}
			return systemFS.lock(path)
		},
		hold: func(path string) (held, error) {
			if err := f.step("hold", path); err != nil {
				return nil, err
			}
			inner, err := systemFS.hold(path)
			if err != nil {
				return nil, err
			}
			return &faultyHeld{inner, f, path}, nil
		},
	}
}

type faultyFile struct {
	file
	f    *faulty
	path string
}

func (w *faultyFile) Write(b []byte) (int, error) {
	if w.f.sealed != nil {
		w.f.sealed(b)
	}
	if err := w.f.step("write", w.path); err != nil {
		n, _ := w.file.Write(b[:len(b)/2])
		if w.f.short && !w.f.stopped {
			return n, nil
		}
		return n, err
	}
	return w.file.Write(b)
}

func (w *faultyFile) Sync() error {
	if err := w.f.step("sync", w.path); err != nil {
		return err
	}
	return w.file.Sync()
}

func (w *faultyFile) Close() error {
	err := w.f.step("close", w.path)
	if closed := w.file.Close(); err == nil {
		err = closed
	}
	return err
}

type faultyHeld struct {
	held
	f    *faulty
	path string
}

func (w *faultyHeld) WriteAt(b []byte, at int64) (int, error) {
	if w.f.sealed != nil {
		w.f.sealed(b)
	}
	if err := w.f.step("write", w.path); err != nil {
		n, _ := w.held.WriteAt(b[:len(b)/2], at)
		return n, err
	}
	return w.held.WriteAt(b, at)
}

func (w *faultyHeld) Sync() error {
	if err := w.f.step("sync", w.path); err != nil {
		return err
	}
	return w.held.Sync()
}
