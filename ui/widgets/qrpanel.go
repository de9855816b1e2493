package widgets

import (
	"bytes"
	"image/png"
	"strings"

	"fyne.io/fyne/v2"

	"playtoken/core/words"
	"playtoken/ui/theme"
)

// Panels opens a panel in the middle of the window. It returns what closes the panel; closed
// is called when it is gone, whoever closed it.
type Panels func(title string, content fyne.CanvasObject, first fyne.Focusable, closed func()) (close func())

// QRPanel is what a panel with the code of a URL needs of the screen that opens it.
type QRPanel struct {
	Open Panels
	// Copy copies the URL; done is called once it is on the clipboard.
	Copy func(done func())
	// Tick shows on a button that it copied.
	Tick func(*Button)
	// Save asks where to and writes a file; nil where files cannot be saved.
	Save        func(name string, content []byte, done func(error))
	Toast, Fail func(text string)
}

// Measures of the panel with a code, in pixels: what of the window's width and height is not
// its own, and the side of a picture that is saved.
const (
	aroundQR = 120
	besideQR = 210
	savedQR  = 1200
)

// Show opens the panel with the code of a URL, to be read by a phone. name is what the URL is
// called.
func (q QRPanel) Show(name, url string) {
	var closePanel func()
	var copyURL *Button
	copyURL = NewButton("Copy", Plain, func() { q.Copy(func() { q.Tick(copyURL) }) })
	shut := NewButton("Close", Plain, func() { closePanel() })
	save := NewButton("Save as PNG…", Plain, nil)
	save.Hide()
	content := fyne.CanvasObject(NewText(Span{Text: "This URL is too long for a QR code: " + words.Count(len(url), "character") + ". Copy it instead."}))
	if code, err := newQR(url); err == nil {
		side := func() float32 {
			if c := CanvasOf(code); c != nil {
				return code.Side(min(c.Size().Width-aroundQR, c.Size().Height-besideQR))
			}
			return leastWidth(code)
		}
		content = square(side, code)
		save.OnTapped = func() { q.save(name, code) }
		Show(save, q.Save != nil)
	}
	text := NewText(Span{Text: url, Mono: true, Size: theme.SmallText, Color: theme.Muted})
	text.Wrap = Middle
	closePanel = q.Open(name, Stack(12, false, content, text, Row(8, 0, Space(0, 0), copyURL, save, shut)), shut, nil)
}

// square gives an object a side that is asked for whenever it is laid out.
func square(side func() float32, o fyne.CanvasObject) Fluid {
	return newBox([]fyne.CanvasObject{o}, side, func(_ fyne.Size, dry bool) float32 {
		length := side()
		if !dry {
			put(o, 0, 0, length, length)
		}
		return length
	})
}

// save writes a code as a picture.
func (q QRPanel) save(name string, code *QR) {
	var b bytes.Buffer
	if err := png.Encode(&b, code.Draw(savedQR, savedQR)); err != nil {
		q.Fail("The picture could not be made: " + err.Error() + ".")
		return
	}
	file := strings.ToLower(strings.ReplaceAll(name, " ", "-")) + ".png"
	q.Save(file, b.Bytes(), func(err error) {
		if err != nil {
			q.Fail("The file could not be written: " + err.Error() + ".")
			return
		}
		q.Toast("The QR code is saved")
	})
}
