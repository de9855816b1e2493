//go:build unix

package ownfile

import "syscall"

// NoWait is a flag for os.OpenFile that opens a pipe without waiting for its other end.
const NoWait = syscall.O_NONBLOCK
