package ui

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"playtoken/core/extract"
	"playtoken/core/words"
	"playtoken/ui/why"
)

// droppedFile is a file that was dropped, read.
type droppedFile struct {
	name string // without the ending
	open func() (io.ReadCloser, error)
	text []byte
	log  bool
}

// dropped takes the files that were dropped on the window.
func (p *App) dropped(uris []fyne.URI) {
	if len(uris) > 0 && p.questions.asking != nil {
		p.toast.Fail("Answer the question first, then drop the file again")
		return
	}
	p.readDropped(uris, nil)
}

// readDropped reads one file after the other, and takes them once all are read.
func (p *App) readDropped(uris []fyne.URI, read []droppedFile) {
	if len(uris) == 0 {
		p.takeDropped(read)
		return
	}
	path := uris[0].Path()
	f := droppedFile{name: strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)), open: opener(path)}
	p.files.read(f.open, func(b []byte, log bool) {
		if f.text, f.log = b, log; log {
			f.name = filepath.Base(path)
		}
		p.readDropped(uris[1:], append(read, f))
	})
}

// takeDropped takes files where they belong: on Keys all of them, one after the other; else
// one log, one key, and all that has tokens as one paste. What is left over is named.
func (p *App) takeDropped(files []droppedFile) {
	switch len(files) {
	case 0:
		return
	case 1:
		p.takeFile(files[0])
		return
	}
	if p.current == atKeys {
		for _, f := range files {
			p.later = append(p.later, func() { p.takeFile(f) })
		}
		p.takeLater()
		return
	}
	var texts [][]byte
	var one *droppedFile // a log or a key
	var left []string
	for i, f := range files {
		alone := f.log || extract.Read(string(f.text)).HasKey
		switch {
		case !alone:
			texts = append(texts, f.text)
		case one == nil:
			one = &files[i]
		default:
			left = append(left, f.name)
		}
	}
	switch {
	case len(texts) == 0:
	case one != nil && one.log:
		left = append(left, words.Count(len(texts), "other file"))
	default:
		p.given("", bytes.Join(texts, []byte("\n")))
	}
	switch {
	case one == nil:
	case len(texts) == 0 || one.log:
		p.takeFile(*one)
	default: // a key checks the token beside it, once that is read
		p.later = append(p.later, func() { p.takeFile(*one) })
	}
	if len(left) > 0 {
		p.toast.Fail("Only one log or key is taken at a time. Not read: " + words.List(left) + ".")
	}
}

func (p *App) takeFile(f droppedFile) {
	if f.log {
		p.Show(atWhy)
		p.why.Presenter().Log.Read(f.name, f.open)
		return
	}
	p.given(f.name, f.text)
}

// given takes what was pasted or dropped onto the screen that is shown: on Sign the form
// takes what it asks for. A token without a key is not for it: it is read.
func (p *App) given(name string, b []byte) {
	found := extract.Read(string(b))
	if p.current == atSign && (len(found.All) == 0 || found.HasKey) && p.sign.Presenter().Paste.Take(string(b)) {
		return
	}
	p.place(name, b, found)
}

// takeLater goes on with what waits, once nothing is asked and nothing is being read.
func (p *App) takeLater() {
	for len(p.later) > 0 && p.questions.asking == nil && p.keys.Presenter().State().Working == "" {
		next := p.later[0]
		p.later = p.later[1:]
		next()
	}
}

// Take puts what was pasted where it belongs: on Keys all stays there; else a
// token goes to Why?, a key to the screen that is shown or to Sign.
func (p *App) Take(b []byte) { p.place("", b, extract.Read(string(b))) }

// place is Take for a file with a name, in which something was found.
func (p *App) place(name string, b []byte, found extract.Paste) {
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
	case onWhy && (found.HasKey || found.IsSecret(string(b))) && p.why.Presenter().State().Read: // to check what is read
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
