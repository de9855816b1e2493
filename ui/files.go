package ui

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"playtoken/core/extract"
	"playtoken/ui/why"
)

// mostFile is how much of a file is read, in bytes: one more than any text here
// may have, so that too large is told from just right.
const mostFile = extract.MaxSize + 1

// chooseFile asks for a file and hands its bytes over. title says what for.
func (p *App) chooseFile(title string, take func([]byte)) {
	p.chooseNamed(title, func(_ string, content []byte) { take(content) })
}

// chooseNamed asks for a file and hands over its name, without the ending, and
// its bytes.
func (p *App) chooseNamed(title string, take func(name string, content []byte)) {
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		if err != nil {
			p.toast.Fail("The file could not be opened: " + reason(err))
		} else if f != nil {
			name := strings.TrimSuffix(f.URI().Name(), f.URI().Extension())
			p.read(func() (io.ReadCloser, error) { return f, nil }, func(b []byte, _ bool) { take(name, b) })
		}
	}, p.window)
	d.SetTitleText(title)
	p.show(d)
}

// saveFile asks where to write a file and writes it off the window's thread.
func (p *App) saveFile(name string, content []byte, done func(error)) {
	d := dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			done(errors.New(reason(err)))
		case f != nil:
			go func() {
				_, err := f.Write(content)
				if closing := f.Close(); err == nil {
					err = closing
				}
				p.out.Do(func() {
					if err != nil {
						err = errors.New(reason(err))
					}
					done(err)
				})
			}()
		}
	}, p.window)
	d.SetTitleText("Save " + name)
	d.SetFileName(name)
	p.show(d)
}

// openLog asks for a log file; it is read where the lines are judged.
func (p *App) openLog(read func(name string, open func() (io.ReadCloser, error))) {
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			p.toast.Fail("The file could not be opened: " + reason(err))
		case f != nil:
			f.Close() // it is opened again for each look into it
			read(f.URI().Name(), func() (io.ReadCloser, error) { return storage.Reader(f.URI()) })
		}
	}, p.window)
	d.SetTitleText("Open a file")
	p.show(d)
}

// show shows the toolkit's question for a file, as large as the window allows.
func (p *App) show(d *dialog.FileDialog) {
	p.asking = d
	d.SetOnClosed(func() { p.asking = nil })
	d.Show() // first: the dialog cannot be sized before it is there
	size := p.window.Canvas().Size()
	d.Resize(fyne.NewSize(min(760, size.Width-40), min(520, size.Height-40)))
}

// dropped takes the first of the files that were dropped on the window.
func (p *App) dropped(uris []fyne.URI) {
	switch {
	case len(uris) == 0:
	case p.asking != nil:
		p.toast.Fail("Answer the question first, then drop the file again")
	default:
		path := uris[0].Path()
		name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
		open := func() (io.ReadCloser, error) { return os.Open(path) }
		p.read(open, func(b []byte, log bool) {
			if log {
				p.Show(atWhy)
				p.why.Presenter().Log.Read(filepath.Base(path), open)
				return
			}
			p.take(name, b)
		})
	}
}

// read reads a file off the window's thread, and says whether it is a log.
func (p *App) read(open func() (io.ReadCloser, error), take func(content []byte, log bool)) {
	go func() {
		var b []byte
		log := false
		f, err := open()
		if err == nil {
			defer f.Close()
			b, err = io.ReadAll(io.LimitReader(f, mostFile))
			log = why.IsLog(b)
		}
		p.out.Do(func() {
			if err != nil {
				p.toast.Fail("The file could not be read: " + reason(err))
				return
			}
			take(b, log)
		})
	}()
}

// reason is the cause of a file error without the path, which is on the screen
// already.
func reason(err error) string {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// Take puts what was pasted where it belongs: on Keys all stays there; else a
// token goes to Why?, a key to the screen that is shown or to Sign.
func (p *App) Take(b []byte) { p.take("", b) }

// take is Take for a file with a name.
func (p *App) take(name string, b []byte) {
	found := extract.Read(string(b))
	onWhy := p.current == atWhy
	switch {
	case len(b) == 0:
		p.toast.Fail("There is nothing in it")
	case p.current == atKeys:
		p.keys.Presenter().Transfer.Take(name, b)
	case p.current == atCheck && p.check.Presenter().Field.Paste(string(b)):
	case len(found.All) > 0 || !found.HasKey && found.URL != nil && found.URL.Host != "":
		p.Show(atWhy)
		p.why.Presenter().Paste.Take(string(b))
	case onWhy && found.HasKey && p.why.Presenter().State().Read: // to check what is read
		p.why.Presenter().Keys.Paste(b)
	case onWhy && p.why.Presenter().State().Action == why.GiveSecret && mayBeSecret(found, b):
		p.why.Presenter().Keys.Paste(b) // it would be shown as a text
	case onWhy:
		p.why.Presenter().Paste.Take(string(b))
	default:
		if p.current != atSign { // where what becomes of it can be seen
			p.Show(atSign)
		}
		p.sign.Presenter().Key.Paste(b)
	}
}

// mayBeSecret reports whether a text in which nothing was found is one word, as a
// shared secret is.
func mayBeSecret(found extract.Paste, b []byte) bool {
	return found.URL == nil && found.Absent == nil && found.Status == 0 && len(bytes.Fields(b)) == 1
}
