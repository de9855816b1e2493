//go:build !unix

package ownfile

// NoWait is a flag for os.OpenFile that opens a pipe without waiting for its other end; there
// is none, and such a pipe has no path.
const NoWait = 0
