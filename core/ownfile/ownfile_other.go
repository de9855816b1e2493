//go:build !windows

package ownfile

import "os"

func open(name string, flag int) (*os.File, error) { return os.OpenFile(name, flag, 0o600) }

// own is for a file that was there already.
func own(f *os.File) { _ = f.Chmod(0o600) }
