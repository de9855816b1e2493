package why

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"playtoken/core/batch"
	"playtoken/core/extract"
	"playtoken/core/ownfile"
	"playtoken/core/token"
)

// File is a file that a person gives. Open is called off the window's thread, and again for
// each look into it.
type File struct {
	Name string
	Open func() (io.ReadCloser, error)
}

// Open reads files: one with a text as if that was pasted, a log line by line, and several
// of them as one log.
func (l *Log) Open(files []File) {
	switch len(files) {
	case 0:
		return
	case 1:
	default:
		l.Read(nameOf(files), joined(files))
		return
	}
	f := files[0]
	go func() {
		text, list, err := begin(f)
		l.services.Do(func() {
			switch {
			case err != nil:
				l.services.Fail("The file could not be read: " + token.Inert(ownfile.Reason(err)))
			case list:
				l.Read(f.Name, f.Open)
			default:
				l.whole(text)
			}
		})
	}()
}

// begin reads a file as far as a text may be long, and tells whether it is to be read line
// by line.
func begin(f File) (text string, list bool, err error) {
	r, err := f.Open()
	if err != nil {
		return "", false, err
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, extract.MaxSize+1))
	if err != nil {
		return "", false, err
	}
	b = batch.Unpacked(b, extract.MaxSize+1)
	return string(b), extract.IsLog(b), nil
}

// nameOf names several files as one.
func nameOf(files []File) string {
	if len(files) == 2 {
		return files[0].Name + " and " + files[1].Name
	}
	return fmt.Sprintf("%s and %d more files", files[0].Name, len(files)-1)
}

// joined is several files one behind the other, each beginning on a line of its own.
func joined(files []File) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) {
		var all several
		var readers []io.Reader
		for _, f := range files {
			r, err := f.Open()
			if err != nil {
				return nil, errors.Join(err, all.Close())
			}
			all.closers = append(all.closers, r)
			readers = append(readers, batch.Text(r), strings.NewReader("\n"))
		}
		all.Reader = io.MultiReader(readers...)
		return &all, nil
	}
}

type several struct {
	io.Reader
	closers []io.Closer
}

// Close closes them all.
func (s *several) Close() (err error) {
	for _, c := range s.closers {
		err = errors.Join(err, c.Close())
	}
	return err
}
