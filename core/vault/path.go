package vault

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"playtoken/core/ownfile"
)

// DefaultPath is where the profiles of the user are kept; the comment of the package has
// the path of each system. An error says that the system names no folder.
func DefaultPath() (string, error) {
	folder, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(folder, "playtoken", "playtoken-profiles.json"), nil
}

// locate finds where the files are by now. A rename would replace a symbolic link,
// so they are beside what it leads to; the disk there can come and go.
func (f *files) locate() error {
	if f.path == "" {
		return ErrNoPlace
	}
	path, err := f.fs.place(f.path)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotReadable, err)
	}
	f.folder, f.name = filepath.Dir(path), filepath.Base(path)
	f.stem = cmp.Or(strings.TrimSuffix(f.name, ".json"), f.name)
	return nil
}

// place is where a file is, or will be: behind all symbolic links. One that leads
// nowhere is an error: its disk may not be mounted.
func place(path string) (string, error) {
	path, err := resolve(path)
	if err == nil {
		err = ownfile.Regular(path)
	}
	if err != nil && exists(err) {
		return "", err
	}
	return path, nil
}

func resolve(path string) (string, error) {
	real, err := filepath.EvalSymlinks(path)
	if err == nil {
		return real, nil
	}
	folder := filepath.Dir(path)
	switch info, err := os.Lstat(path); {
	case err == nil && info.Mode()&fs.ModeSymlink != 0:
		return "", fmt.Errorf("%s is a link that leads nowhere", filepath.Base(path))
	case err == nil || folder == path:
		return path, nil
	}
	folder, err = resolve(folder)
	return filepath.Join(folder, filepath.Base(path)), err
}
