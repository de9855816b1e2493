package ownfile

import (
	"errors"
	"io"
	"os"
)

// ErrShorter is the error of reading behind the end of a file that had more in it when it was
// opened: a log that was rotated meanwhile, a download that began anew.
var ErrShorter = errors.New("it became shorter while it was read")

// Whole is a file to read from its beginning, which ends with [ErrShorter] where it has become
// shorter since.
func Whole(f *os.File) io.ReadCloser {
	w := &whole{file: f}
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		w.left = info.Size()
	}
	return w
}

type whole struct {
	file *os.File
	left int64 // that it had when it was opened, and was not read yet
}

// Read implements io.Reader.
func (w *whole) Read(b []byte) (int, error) {
	n, err := w.file.Read(b)
	w.left -= int64(n)
	if errors.Is(err, io.EOF) && w.left > 0 {
		err = ErrShorter
	}
	return n, err
}

// Close implements io.Closer.
func (w *whole) Close() error { return w.file.Close() }
