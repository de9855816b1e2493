package main

import (
	"errors"
	"io/fs"
	"os"
	"strings"

	"playtoken/core/ownfile"
)

// privateFile is a file that only its owner reads. It is there, with space in it, before a key
// is asked for that is given out once: no full disk and no folder without rights costs a key.
type privateFile struct{ f *os.File }

// privateSpace is how much space is taken, in bytes: more than any key needs.
const privateSpace = 64 << 10

// noKeyYet is what the file says to whoever finds it because ptok was killed.
const noKeyYet = "No key is in this file: ptok ended before it was there. Where a platform was asked\n" +
	"for one, it may have been made all the same; ptok account list shows it.\n"

// createPrivate makes the file of --out, which must not be there yet.
func createPrivate(out single) (*privateFile, error) {
	switch {
	case !out.given:
		return nil, usage("No place was given for the secret.", "--out FILE, which must not exist yet.")
	case out.value == "-":
		return nil, usage("--out takes a file: what is secret is not printed.", "Give the name of a file that does not exist yet.")
	}
	f, err := ownfile.Create(out.value)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil, usage("The file that --out names is there already. It was left as it is.", "Give another name.")
	case err != nil:
		return nil, usage("The file that --out names cannot be written.", "Check the folder and its permissions.")
	}
	p := &privateFile{f}
	_, err = f.WriteString(noKeyYet + strings.Repeat("\n", privateSpace-len(noKeyYet)))
	if err == nil {
		err = f.Sync()
	}
	if err != nil {
		p.remove()
		return nil, usage("There is no space for the file that --out names. Nothing was asked.", "Is the disk full?")
	}
	return p, nil
}

// write writes the text, a line end behind it, and keeps it safe.
func (p *privateFile) write(text string) error {
	text = strings.TrimRight(text, "\n") + "\n"
	_, err := p.f.WriteAt([]byte(text), 0)
	if err == nil {
		err = p.f.Truncate(int64(len(text)))
	}
	if err == nil {
		err = p.f.Sync()
	}
	if closed := p.f.Close(); err == nil {
		err = closed
	}
	return err
}

// remove takes the file away again.
func (p *privateFile) remove() {
	_ = p.f.Close()
	_ = os.Remove(p.f.Name())
}
