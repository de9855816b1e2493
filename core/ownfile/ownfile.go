// Package ownfile makes files that nobody but their owner reads: keys, saved profiles, texts
// with a token. On Unix that is the mode 0600; on Windows, where a mode says nothing, it is a
// list of who may do what that has one entry and takes nothing from the folder. It also opens
// the files of a person without waiting for what is none.
package ownfile

import (
	"errors"
	"os"
)

// Create makes a file to be written that was not there: the error is fs.ErrExist where it was.
func Create(name string) (*os.File, error) { return open(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL) }

// Write writes a file. One that was there is replaced in its place, and becomes its owner's
// alone, where the disk knows such a thing.
func Write(name string, content []byte) error {
	f, err := open(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		return err
	}
	own(f)
	_, err = f.Write(content)
	return errors.Join(err, f.Close())
}
