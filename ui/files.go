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
	"playtoken/ui/desktop"
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
	p.choosePath(title, func(path string) {
		name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
		p.read(func() (io.ReadCloser, error) { return os.Open(path) }, func(b []byte, _ bool) { take(name, b) })
	})
}

// openLog asks for a log file; it is read where the lines are judged.
func (p *App) openLog(read func(name string, open func() (io.ReadCloser, error))) {
	p.choosePath("Open a file", func(path string) {
		read(filepath.Base(path), func() (io.ReadCloser, error) { return os.Open(path) })
	})
}

// choosePath asks for a file: by the desktop's own dialog where there is one, and else by
// that of the toolkit.
func (p *App) choosePath(title string, take func(path string)) {
	folder := p.out.Settings.Folder()
	p.askDesktop(func() (string, error) { return p.out.Files.Open(title, folder) }, p.tookFrom(take), func() {
		d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
			switch {
			case err != nil:
				p.toast.Fail("The file could not be opened: " + reason(err))
			case f != nil:
				f.Close() // it is opened again by those who read it
				p.tookFrom(take)(f.URI().Path())
			}
		}, p.window)
		d.SetTitleText(title)
		p.show(d)
	})
}

// saveFile asks where to write a file and writes it off the window's thread. What is in it
// is for this user alone to read.
func (p *App) saveFile(name string, content []byte, done func(error)) {
	folder := p.out.Settings.Folder()
	write := p.tookFrom(func(path string) {
		go func() {
			err := writeOwn(path, content)
			p.out.Do(func() {
				if err != nil {
					done(errors.New(reason(err)))
					return
				}
				p.toast.Say("Saved as " + filepath.Base(path))
				done(nil)
			})
		}()
	})
	p.askDesktop(func() (string, error) { return p.out.Files.Save("Save "+name, folder, name) }, write, func() {
		d := dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
			switch {
			case err != nil:
				done(errors.New(reason(err)))
			case f != nil:
				f.Close()
				write(f.URI().Path())
			}
		}, p.window)
		d.SetTitleText("Save " + name)
		d.SetFileName(name)
		p.show(d)
	})
}

// writeOwn writes a file that only this user can read.
func writeOwn(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_ = f.Chmod(0o600) // it was there already; some disks know no such thing
	_, err = f.Write(content)
	return errors.Join(err, f.Close())
}

// tookFrom remembers the folder of a file that was chosen.
func (p *App) tookFrom(take func(path string)) func(path string) {
	return func(path string) {
		p.out.Settings.SetFolder(filepath.Dir(path))
		take(path)
	}
}

// waiting is the question that the desktop asks outside of the window. It cannot be closed
// from here.
type waiting struct{}

// Hide does nothing.
func (waiting) Hide() {}

// askDesktop asks by the desktop's dialog, and else by own. Meanwhile the window asks for
// nothing else.
func (p *App) askDesktop(ask func() (path string, err error), take func(path string), own func()) {
	if p.out.Files == nil {
		own()
		return
	}
	p.asking = waiting{}
	go func() {
		path, err := ask()
		p.out.Do(func() {
			p.asking = nil
			switch {
			case errors.Is(err, desktop.ErrNoPortal):
				own()
			case err != nil:
				p.toast.Fail("No file could be chosen: " + err.Error() + ".")
			case path != "":
				take(path)
			}
		})
	}()
}

// show shows the toolkit's question for a file, as large as the window allows.
func (p *App) show(d *dialog.FileDialog) {
	p.asking = d
	d.SetOnClosed(func() {
		if p.asking == interface{ Hide() }(d) {
			p.asking = nil
		}
	})
	d.Show() // first: the dialog cannot be sized before it is there
	if folder, err := storage.ListerForURI(storage.NewFileURI(p.out.Settings.Folder())); err == nil && p.out.Settings.Folder() != "" {
		d.SetLocation(folder)
	}
	size := p.window.Canvas().Size()
	d.Resize(fyne.NewSize(min(760, size.Width-40), min(520, size.Height-40)))
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
