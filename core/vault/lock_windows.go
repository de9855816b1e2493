package vault

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lockFile takes the lock of a file, without waiting. The system frees it when
// the program ends, however it ends.
func lockFile(path string) (func(), error) {
	f, err := openHeld(path, os.O_CREATE)
	if err != nil {
		return nil, err
	}
	return func() { _ = f.Close() }, nil
}

// lockHeld takes the lock of an open file: of a byte far behind its end, since what is
// locked here nobody else can read.
func lockHeld(f *os.File) error {
	err := windows.LockFileEx(windows.Handle(f.Fd()),
		windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &windows.Overlapped{OffsetHigh: 1})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return errHeld
	}
	return err
}

// syncFolder has nothing to do: NTFS writes renames to its journal.
func syncFolder(string) error { return nil }
