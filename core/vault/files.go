package vault

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// lockLimit is how long a change waits for another copy of the program, which
// holds the lock for two writes at most.
const lockLimit = 10 * time.Second

// files are the store's files in their folder.
type files struct {
	fs     folderFS
	format format
	folder string
	base   string // "playtoken-profiles"
	now    func() time.Time
}

func newFiles(seam folderFS, format format, path string, now func() time.Time) *files {
	if real, err := seam.resolve(path); err == nil {
		path = real // a rename would replace the link
	}
	base := strings.TrimSuffix(filepath.Base(path), ".json")
	return &files{fs: seam, format: format, folder: filepath.Dir(path), base: base, now: now}
}

func (f *files) path(suffix string) string { return filepath.Join(f.folder, f.base+suffix) }

const (
	current   = ".json"
	previous  = ".previous.json"
	lockName  = ".lock"
	temporary = ".tmp"
)

// lock waits for the lock of the folder, and sweeps what a killed copy left:
// only who holds the lock has temporary files.
func (f *files) lock() (release func(), err error) {
	if err := f.fs.makeFolder(f.folder); err != nil {
		return nil, err
	}
	for start := time.Now(); ; time.Sleep(5 * time.Millisecond) {
		release, err = f.fs.lock(f.path(lockName))
		if err == nil {
			f.sweep()
			return release, nil
		}
		if !errors.Is(err, errHeld) {
			return nil, err
		}
		if time.Since(start) > lockLimit {
			return nil, ErrBusy
		}
	}
}

// sweep removes temporary files. One that cannot be removed does no harm.
func (f *files) sweep() {
	names, err := f.fs.names(f.folder)
	if err != nil {
		return
	}
	for _, name := range names {
		if strings.HasPrefix(name, f.base+".") && strings.HasSuffix(name, temporary) {
			_ = f.fs.remove(filepath.Join(f.folder, name))
		}
	}
}

// save makes next the current generation and last the previous one. At every
// moment there is a whole current file.
func (f *files) save(last, next []byte) error {
	if last != nil {
		if err := f.replace(previous, last); err != nil {
			return err
		}
	}
	if err := f.replace(current, next); err != nil {
		return err
	}
	return f.fs.syncFolder(f.folder)
}

// replace writes a file beside the one that it then replaces.
func (f *files) replace(suffix string, content []byte) (err error) {
	temp := f.path("." + newID() + temporary)
	w, err := f.fs.create(temp)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.fs.remove(temp)
		}
	}()
	n, err := w.Write(content)
	if err == nil && n < len(content) {
		err = io.ErrShortWrite
	}
	if err == nil {
		err = w.Sync()
	}
	if closed := w.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return f.fs.rename(temp, f.path(suffix))
}

// setAside gives a damaged file a name that says so, and returns that name.
func (f *files) setAside(suffix string) (string, error) {
	names, err := f.fs.names(f.folder)
	if err != nil {
		return "", err
	}
	stem := f.base + ".damaged-" + f.now().UTC().Format("20060102T150405Z")
	name := stem + ".json"
	for i := 2; slices.Contains(names, name); i++ {
		name = fmt.Sprintf("%s-%d.json", stem, i)
	}
	if err := f.fs.rename(f.path(suffix), filepath.Join(f.folder, name)); err != nil {
		return "", err
	}
	return name, nil
}

// exists tells a missing file from one that cannot be read.
func exists(err error) bool { return !errors.Is(err, fs.ErrNotExist) }
