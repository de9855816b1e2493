package ui

import (
	"errors"
	"io"
	"path/filepath"
	"strings"

	"playtoken/core/batch"
	"playtoken/core/extract"
	"playtoken/core/ownfile"
	"playtoken/core/token"
	"playtoken/ui/async"
	"playtoken/ui/desktop"
	"playtoken/ui/widgets"
)

// mostFile is how much of a file is read, in bytes: one more than any text here
// may have, so that too large is told from just right.
const mostFile = extract.MaxSize + 1

// fileDialogs ask for files: by the desktop's own dialog where there is one, else by a
// question of the window. Both begin in the folder of last time.
type fileDialogs struct {
	system    Files // nil for none
	settings  desktop.Settings
	questions *questions
	do        async.Do
	toast     *widgets.Toast
}

// open asks for a file and hands its bytes over. title says what for.
func (d *fileDialogs) open(title string, take func([]byte)) {
	d.openNamed(title, func(_ string, content []byte) { take(content) })
}

// opener opens a file that somebody chose, and nothing that might never begin or never end.
func opener(path string) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) {
		f, err := ownfile.OpenRegular(path)
		if err != nil {
			return nil, err
		}
		return ownfile.Whole(f), nil
	}
}

// openNamed asks for a file and hands over its name, without the ending, and
// its bytes.
func (d *fileDialogs) openNamed(title string, take func(name string, content []byte)) {
	d.path(title, func(path string) {
		name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
		d.read(opener(path), func(b []byte, _ bool) { take(name, b) })
	})
}

// openLog asks for a log file; it is read where the lines are judged.
func (d *fileDialogs) openLog(read func(name string, open func() (io.ReadCloser, error))) {
	d.path("Open a file", func(path string) {
		read(filepath.Base(path), opener(path))
	})
}

// path asks for a file.
func (d *fileDialogs) path(title string, take func(path string)) {
	folder := d.settings.Folder()
	d.ask(func() (string, error) { return d.system.Open(title, folder) }, d.tookFrom(take), func() {
		d.box(false, d.tookFrom(take)).show(title, folder, "")
	})
}

// box is the window's own question for a file.
func (d *fileDialogs) box(save bool, take func(path string)) *fileBox {
	return &fileBox{questions: d.questions, do: d.do, save: save, take: take}
}

// save asks where to write a file and writes it off the window's thread. What is in it
// is for this user alone to read.
func (d *fileDialogs) save(name string, content []byte, done func(error)) {
	folder := d.settings.Folder()
	write := d.tookFrom(func(path string) {
		go func() {
			err := ownfile.Write(path, content)
			d.do(func() {
				if err != nil {
					done(errors.New(ownfile.Reason(err)))
					return
				}
				d.toast.Say("Saved as " + filepath.Base(path))
				done(nil)
			})
		}()
	})
	d.ask(func() (string, error) { return d.system.Save("Save "+name, folder, name) }, write, func() {
		d.box(true, write).show("Save "+name, folder, name)
	})
}

// tookFrom remembers the folder of a file that was chosen.
func (d *fileDialogs) tookFrom(take func(path string)) func(path string) {
	return func(path string) {
		d.settings.SetFolder(filepath.Dir(path))
		take(path)
	}
}

// waiting is the question that the desktop asks outside of the window. It cannot be closed
// from here.
type waiting struct{}

// Hide does nothing.
func (waiting) Hide() {}

// ask asks by the desktop's dialog, and else by own. Meanwhile the window asks for
// nothing else.
func (d *fileDialogs) ask(ask func() (path string, err error), take func(path string), own func()) {
	if d.system == nil {
		own()
		return
	}
	d.questions.asking = waiting{}
	go func() {
		path, err := ask()
		d.do(func() {
			d.questions.asking = nil
			switch {
			case errors.Is(err, desktop.ErrNoPortal):
				own()
			case err != nil:
				d.toast.Fail("No file could be chosen: " + err.Error() + ".")
			case path != "":
				take(path)
			}
		})
	}()
}

// read reads a file off the window's thread, and says whether it is a log.
func (d *fileDialogs) read(open func() (io.ReadCloser, error), take func(content []byte, log bool)) {
	go func() {
		var b []byte
		log := false
		f, err := open()
		if err == nil {
			defer f.Close()
			b, err = io.ReadAll(io.LimitReader(f, mostFile))
			text := batch.Unpacked(b, mostFile)
			log = extract.IsLog(text)
			if len(text) != len(b) && !extract.Read(string(text)).HasKey { // a key says itself what it was packed in
				b = text
			}
		}
		d.do(func() {
			if err != nil {
				d.toast.Fail("The file could not be read: " + token.Inert(ownfile.Reason(err)))
				return
			}
			take(b, log)
		})
	}()
}
