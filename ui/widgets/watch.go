package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Watch shows content and tells when the pointer moves over it. The toolkit asks
// everything under a moving pointer for its cursor, from the outside in, and goes
// by the last answer: so the whole of a window can be watched without taking the
// pointer from what is in it.
type Watch struct {
	widget.BaseWidget
	content fyne.CanvasObject
	moved   func()
}

var _ desktop.Cursorable = (*Watch)(nil)

// NewWatch watches content.
func NewWatch(content fyne.CanvasObject, moved func()) *Watch {
	w := &Watch{content: content, moved: moved}
	w.ExtendBaseWidget(w)
	return w
}

// Cursor implements desktop.Cursorable.
func (w *Watch) Cursor() desktop.Cursor {
	w.moved()
	return desktop.DefaultCursor
}

// CreateRenderer implements fyne.Widget.
func (w *Watch) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(w.content) }
