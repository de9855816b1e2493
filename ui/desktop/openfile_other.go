//go:build !unix

package desktop

// noWait opens a pipe without waiting for its other end; there is no such flag.
const noWait = 0
