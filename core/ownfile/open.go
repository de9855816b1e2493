package ownfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Open opens a file to be read, without waiting: a pipe that nobody writes to is empty. What
// is read of it may never end. The errors are those of os.Open.
func Open(path string) (*os.File, error) { return os.OpenFile(path, os.O_RDONLY|NoWait, 0) }

// OpenRegular is Open for what has a beginning and an end, and refuses what [Regular] refuses.
func OpenRegular(path string) (*os.File, error) {
	if err := Regular(path); err != nil {
		return nil, err
	}
	f, err := Open(path) // it may be a pipe by now
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil {
		err = regular(info, path)
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}

// Regular refuses a folder, a pipe and a device, by their name, without opening them. Other
// errors are those of os.Stat, which goes behind symbolic links.
func Regular(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return regular(info, path)
}

func regular(info os.FileInfo, path string) error {
	switch name := filepath.Base(path); {
	case info.IsDir():
		return fmt.Errorf("%s is a folder", name)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is a pipe or a device, not a file", name)
	}
	return nil
}

// Reason is what an error of a file says beside its operation and its path.
func Reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return err.Error()
}
