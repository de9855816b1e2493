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

// arrivals take what comes to the window, dropped, pasted or at its start, where it belongs.
type arrivals struct {
	app   *App
	later []func() // files that wait for the question about the one before
}

// dropped takes the files that were dropped on the window.
func (a *arrivals) dropped(uris []fyne.URI) {
	if len(uris) > 0 && a.app.questions.asking != nil {
		a.app.toast.Fail("Answer the question first, then drop the file again")
		return
	}
	a.readDropped(uris, nil)
}

// readDropped reads one file after the other, and takes them once all are read.
func (a *arrivals) readDropped(uris []fyne.URI, read []droppedFile) {
	if len(uris) == 0 {
		a.takeDropped(read)
		return
	}
	path := uris[0].Path()
	f := droppedFile{name: strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)), open: opener(path)}
	a.app.files.read(f.open, func(b []byte, log bool) {
		if f.text, f.log = b, log; log {
			f.name = filepath.Base(path)
		}
		a.readDropped(uris[1:], append(read, f))
	})
}

// takeDropped takes files where they belong: on Keys all of them, one after the other; else
// one log, one key, and all that has tokens as one paste. What is left over is named.
func (a *arrivals) takeDropped(files []droppedFile) {
	switch len(files) {
	case 0:
		return
	case 1:
		a.takeFile(files[0])
		return
	}
	if a.app.current == atKeys {
		for _, f := range files {
			a.later = append(a.later, func() { a.takeFile(f) })
		}
		a.takeLater()
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
		a.given("", bytes.Join(texts, []byte("\n")))
	}
	switch {
	case one == nil:
	case len(texts) == 0 || one.log:
		a.takeFile(*one)
	default: // a key checks the token beside it, once that is read
		a.later = append(a.later, func() { a.takeFile(*one) })
	}
	if len(left) > 0 {
		a.app.toast.Fail("Only one log or key is taken at a time. Not read: " + words.List(left) + ".")
	}
}

func (a *arrivals) takeFile(f droppedFile) {
	if f.log {
		a.app.Show(atWhy)
		a.app.why.Presenter().Log.Read(f.name, f.open)
		return
	}
	a.given(f.name, f.text)
}

// given takes what was pasted or dropped onto the screen that is shown: on Sign the form
// takes what it asks for. A token without a key is not for it: it is read.
func (a *arrivals) given(name string, b []byte) {
	found := extract.Read(string(b))
	if a.app.current == atSign && (len(found.All) == 0 || found.HasKey) && a.app.sign.Presenter().Paste.Take(string(b)) {
		return
	}
	a.place(name, b, found)
}

// takeLater goes on with what waits, once nothing is asked and nothing is being read.
func (a *arrivals) takeLater() {
	for len(a.later) > 0 && a.app.questions.asking == nil && !a.app.why.Presenter().Reading() && a.app.keys.Presenter().State().Working == "" {
		next := a.later[0]
		a.later = a.later[1:]
		next()
	}
}

// Take puts what was pasted where it belongs: on Keys all stays there; else a
// token goes to Why?, a key to the screen that is shown or to Sign.
func (a *arrivals) Take(b []byte) { a.place("", b, extract.Read(string(b))) }

// place is Take for a file with a name, in which something was found.
func (a *arrivals) place(name string, b []byte, found extract.Paste) {
	onWhy := a.app.current == atWhy
	switch {
	case len(b) == 0:
		a.app.toast.Fail("There is nothing in it")
	case a.app.current == atKeys:
		a.app.keys.Presenter().Transfer.Take(name, b)
	case a.app.current == atCheck && a.app.check.Presenter().Field.Paste(string(b)):
	case len(found.All) > 0 || !found.HasKey && found.URL != nil && found.URL.Host != "":
		a.app.Show(atWhy)
		a.app.why.Presenter().Paste.Take(string(b))
	case onWhy && found.HasKey && a.app.why.Presenter().Reading(): // it may be for that text
		a.later = append(a.later, func() { a.place(name, b, found) })
	case onWhy && (found.HasKey || found.IsSecret(string(b))) && a.app.why.Presenter().State().Read: // to check what is read
		a.app.why.Presenter().Keys.Paste(b)
	case onWhy && a.app.why.Presenter().State().Action == why.GiveSecret && mayBeSecret(found, b):
		a.app.why.Presenter().Keys.Paste(b) // it would be shown as a text
	case onWhy:
		a.app.why.Presenter().Paste.Take(string(b))
	default:
		if a.app.current != atSign { // where what becomes of it can be seen
			a.app.Show(atSign)
		}
		a.app.sign.Presenter().Key.Paste(b)
	}
}

// mayBeSecret reports whether a text in which nothing was found is one word, as a
// shared secret is.
func mayBeSecret(found extract.Paste, b []byte) bool {
	return found.URL == nil && found.Absent == nil && found.Status == 0 && len(bytes.Fields(b)) == 1
}
