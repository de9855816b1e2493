package vault

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// noWait opens a pipe without waiting for its other end; such a pipe has no path.
const noWait = 0

// lockFile takes the lock of a file, without waiting. The system frees it when
// the program ends, however it ends.
func lockFile(path string) (func(), error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	err = windows.LockFileEx(windows.Handle(f.Fd()),
		windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, new(windows.Overlapped))
	if err == nil {
		return func() { _ = f.Close() }, nil
	}
	_ = f.Close()
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		err = errHeld
	}
	return nil, err
}

// syncFolder has nothing to do: NTFS writes renames to its journal.
func syncFolder(string) error { return nil }
