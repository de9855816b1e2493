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

// How long the lock of another copy of the program is waited for, which holds it
// for two writes at most: to read, where it can be done without, and to write.
const (
	readLimit = time.Second
	lockLimit = 10 * time.Second
)

// files are the store's files in their folder.
type files struct {
	fs     folderFS
	format format
	path   string // as it was given
	now    func() time.Time

	folder, name, stem string // where they are: ".../playtoken-profiles.json" and the same without its end
}

// What stands behind the stem. The current file has the name that was given.
const (
	current   = ""
	previous  = ".previous.json"
	lockName  = ".lock"
	temporary = ".tmp"
)

func (f *files) at(suffix string) string {
	if suffix == current {
		return filepath.Join(f.folder, f.name)
	}
	return filepath.Join(f.folder, f.stem+suffix)
}

// lock waits for the lock of the folder, and sweeps what a killed copy left:
// only who holds the lock has temporary files.
func (f *files) lock(limit time.Duration) (release func(), err error) {
	if err := f.locate(); err != nil {
		return nil, err
	}
	if err := f.fs.makeFolder(f.folder); err != nil {
		return nil, err
	}
	for start := time.Now(); ; time.Sleep(5 * time.Millisecond) {
		release, err = f.fs.lock(f.at(lockName))
		if err == nil {
			f.sweep()
			return release, nil
		}
		if !errors.Is(err, errHeld) {
			return nil, err
		}
		if time.Since(start) > limit {
			return nil, ErrBusy
		}
	}
}

// sweep removes temporary files, and only those of this store: another one in the
// same folder may be writing. One that cannot be removed does no harm.
func (f *files) sweep() {
	names, err := f.fs.names(f.folder)
	if err != nil {
		return
	}
	for _, name := range names {
		id, ours := strings.CutPrefix(strings.TrimSuffix(name, temporary), f.stem+".")
		if ours && strings.HasSuffix(name, temporary) && validID(id) {
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

// replace writes a generation beside the one that it then replaces.
func (f *files) replace(suffix string, content []byte) error {
	return f.write(f.at(suffix), content)
}

// write writes a whole file and then gives it its name. Under the lock only.
func (f *files) write(path string, content []byte) (err error) {
	temp := f.at("." + newID() + temporary)
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
	return f.fs.rename(temp, path)
}

// setAside gives a damaged file a name that says so, and returns that name.
func (f *files) setAside(suffix string) (string, error) {
	names, err := f.fs.names(f.folder)
	if err != nil {
		return "", err
	}
	stem := f.stem + ".damaged-" + f.now().UTC().Format("20060102T150405Z")
	name := stem + ".json"
	for i := 2; slices.Contains(names, name); i++ {
		name = fmt.Sprintf("%s-%d.json", stem, i)
	}
	if err := f.fs.rename(f.at(suffix), filepath.Join(f.folder, name)); err != nil {
		return "", err
	}
	return name, nil
}

// exists tells a missing file from one that cannot be read.
func exists(err error) bool { return !errors.Is(err, fs.ErrNotExist) }
