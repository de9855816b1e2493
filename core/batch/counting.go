package batch

import (
	"io"
	"sync/atomic"
)

// Counting counts the bytes that are read of a log, for whoever tells how far that is.
type Counting struct {
	io.Reader
	N *atomic.Int64
}

// Read implements io.Reader.
func (c Counting) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.N.Add(int64(n))
	return n, err
}
