package vault

import (
	"errors"
	"io"
	"os"

	"playtoken/core/ownfile"
)

// folderFS is what the store needs of a file system, so that tests can let each
// operation fail.
type folderFS struct {
	place      func(path string) (string, error) // behind all symbolic links
	makeFolder func(folder string) error
	read       func(path string) ([]byte, error) // at most maxBytes+1
	create     func(path string) (file, error)   // new, readable by its owner only
	rename     func(from, to string) error
	remove     func(path string) error
	names      func(folder string) ([]string, error)
	syncFolder func(folder string) error
	lock       func(path string) (release func(), err error) // errHeld when another has it
	hold       func(path string) (held, error)               // a file that is there; errHeld likewise
}

// held is a file that nobody else holds. The system frees it when the program ends.
type held interface {
	io.WriterAt
	io.Closer
	Sync() error
}

type file interface {
	io.WriteCloser
	Sync() error
}

var _ file = (*os.File)(nil)

// errHeld is the answer of lock when another copy holds it.
var errHeld = errors.New("held by another")

// systemFS is the real one.
var systemFS = folderFS{
	place:      place,
	makeFolder: func(folder string) error { return os.MkdirAll(folder, 0o700) },
	read:       readRegular,
	create: func(path string) (file, error) {
		f, err := ownfile.Create(path)
		if err != nil {
			return nil, err // not a file that is nil and not nil
		}
		return f, nil
	},
	rename:     os.Rename,
	remove:     os.Remove,
	names:      namesIn,
	syncFolder: syncFolder,
	lock:       lockFile,
	hold:       holdFile,
}

// holdFile opens a file and takes its lock, without waiting.
func holdFile(path string) (held, error) {
	f, err := openHeld(path, ownfile.NoWait)
	if err != nil {
		return nil, err // not a file that is nil and not nil
	}
	return f, nil
}

// openHeld opens a file to be read and written and takes its lock, without waiting. The
// system frees that when the program ends, however it ends.
func openHeld(path string, flag int) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|flag, 0o600)
	if err != nil {
		return nil, err
	}
	if err := lockHeld(f); err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}

func readRegular(path string) ([]byte, error) {
	f, err := ownfile.OpenRegular(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // read only
	return io.ReadAll(io.LimitReader(f, maxBytes+1))
}

func namesIn(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, nil
}
