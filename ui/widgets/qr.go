package widgets

import (
	"errors"
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
	"rsc.io/qr"
)

// errQRTooLong is returned for a text that makes a code too dense for a phone to
// read off a screen.
var errQRTooLong = errors.New("widgets: the text is too long for a QR code")

// Sizes of a QR code (ISO/IEC 18004), in modules and pixels.
const (
	qrQuiet  = 4   // modules of white around it
	qrMost   = 125 // modules of a side: version 27, for 1,465 bytes at the least correction
	qrModule = 3   // pixels of a module at the least
	qrSide   = 280 // pixels of a side at the least, as far as whole modules allow
)

// QR is a text as a QR code: black on white in the dark as well, since that is
// what every reader takes.
type QR struct {
	widget.BaseWidget
	code *qr.Code
}

// newQR makes the code of a text. The shorter the text, the more of the code may
// be hidden or damaged.
func newQR(text string) (*QR, error) {
	level := qr.L
	switch {
	case len(text) <= 150:
		level = qr.Q
	case len(text) <= 500:
		level = qr.M
	}
	code, err := qr.Encode(text, level)
	if err != nil || code.Size > qrMost {
		return nil, errQRTooLong
	}
	q := &QR{code: code}
	q.ExtendBaseWidget(q)
	return q, nil
}

// modules is how many modules a side has, with the white around.
func (q *QR) modules() int { return q.code.Size + 2*qrQuiet }

// MinSize is a whole number of pixels for each module.
func (q *QR) MinSize() fyne.Size {
	return fyne.NewSquareSize(float32(q.modules() * max(qrModule, qrSide/q.modules())))
}

// Side is the side of the code in a room: as many whole pixels for each module as fit.
func (q *QR) Side(room float32) float32 {
	n := q.modules()
	return float32(n * max(qrModule, int(room)/n))
}

// Draw draws the code in the middle of a picture, with as many whole pixels for a
// module as there is room for.
func (q *QR) Draw(width, height int) image.Image {
	picture := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.White, color.Black})
	side := max(1, min(width, height)/q.modules())
	left, top := (width-side*q.modules())/2, (height-side*q.modules())/2
	for y := range height {
		for x := range width {
			column, row := floor(x-left, side)-qrQuiet, floor(y-top, side)-qrQuiet
			if q.code.Black(column, row) {
				picture.SetColorIndex(x, y, 1)
			}
		}
	}
	return picture
}

// floor divides what is not below 0; all that is below gives -1.
func floor(a, b int) int {
	if a < 0 {
		return -1
	}
	return a / b
}

// AccessibilityLabel implements fyne.Accessible.
func (q *QR) AccessibilityLabel() string { return "QR code" }

// AccessibilityRole implements fyne.Accessible.
func (q *QR) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (q *QR) CreateRenderer() fyne.WidgetRenderer {
	return Laid(q, widget.NewSimpleRenderer(canvas.NewRaster(q.Draw)))
}
