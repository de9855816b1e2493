//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package vault

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// lockFile takes the advisory lock of a file, without waiting. The system frees
// it when the program ends, however it ends.
func lockFile(path string) (func(), error) {
	f, err := openHeld(path, os.O_CREATE)
	if err != nil {
		return nil, err
	}
	return func() { _ = f.Close() }, nil
}

// lockHeld takes the advisory lock of an open file.
func lockHeld(f *os.File) (err error) {
	for {
		err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if !errors.Is(err, unix.EINTR) {
			break
		}
	}
	switch {
	case errors.Is(err, unix.EWOULDBLOCK):
		return errHeld
	case errors.Is(err, unix.ENOTSUP), errors.Is(err, unix.ENOSYS), errors.Is(err, unix.ENOLCK):
		return nil // some network folders know no locks: better saved without one than not
	}
	return err
}

// syncFolder makes renames in a folder durable. Some file systems refuse it and
// do so by themselves.
func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // nothing was written to it
	if err := f.Sync(); err != nil && !errors.Is(err, unix.EINVAL) && !errors.Is(err, unix.ENOTSUP) {
		return err
	}
	return nil
}
