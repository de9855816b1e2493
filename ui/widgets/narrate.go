package widgets

import (
	"fyne.io/fyne/v2"
)

// Narration is what the toolkit's accessibility finds of a window. It goes through plain
// containers alone and does not look into widgets, so that what is inside of them has a
// stand-in here, in reading order: with its words, its role and its place, and nothing to see.
type Narration struct {
	Box *fyne.Container
	of  fyne.Canvas
}

// NewNarration makes one for a window. Its box is a part of the window's content.
func NewNarration(of fyne.Canvas) *Narration {
	return &Narration{Box: &fyne.Container{Layout: still{}}, of: of}
}

// still leaves objects where they are.
type still struct{}

func (still) Layout([]fyne.CanvasObject, fyne.Size)        {}
func (still) MinSize([]fyne.CanvasObject) (none fyne.Size) { return none }

// Update tells what is there now: of what lies over the window, where something does.
func (n *Narration) Update() {
	var list []fyne.CanvasObject
	over := n.of.Overlays().Top()
	if over != nil {
		list = n.narrate(list, over, fyne.Position{})
	} else if content := n.of.Content(); content != nil {
		list = n.narrate(list, content, fyne.Position{})
	}
	n.Box.Objects = list
}

// narrate adds what can be heard of an object, and of what is in it.
func (n *Narration) narrate(list []fyne.CanvasObject, o fyne.CanvasObject, at fyne.Position) []fyne.CanvasObject {
	if o == nil || !o.Visible() || o == fyne.CanvasObject(n.Box) {
		return list
	}
	at = at.Add(o.Position())
	if a, ok := o.(fyne.Accessible); ok && a.AccessibilityRole() != fyne.AccessibleRoleContainer {
		return append(list, &Spoken{Accessible: a, at: at, size: o.Size()})
	}
	for _, inner := range inside(o) {
		list = n.narrate(list, inner, at)
	}
	return list
}

// inside are the parts of an object that are controls or may hold some.
func inside(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *layer:
		return []fyne.CanvasObject{o.sheet}
	case *sheetBox:
		return []fyne.CanvasObject{o.content}
	case *CopyRow:
		return []fyne.CanvasObject{o.content}
	case *Toast:
		return []fyne.CanvasObject{o.card}
	}
	return append(within(o), overlaid(o)...)
}

// Spoken stands in for a control. Nothing of it is drawn.
type Spoken struct {
	fyne.Accessible
	at   fyne.Position
	size fyne.Size
}

var _ fyne.CanvasObject = (*Spoken)(nil)

// MinSize is nothing.
func (s *Spoken) MinSize() fyne.Size { return fyne.Size{} }

// Move does nothing: the place is that of the control.
func (s *Spoken) Move(fyne.Position) {}

// Position is that of the control in the window.
func (s *Spoken) Position() fyne.Position { return s.at }

// Resize does nothing.
func (s *Spoken) Resize(fyne.Size) {}

// Size is that of the control.
func (s *Spoken) Size() fyne.Size { return s.size }

// Hide does nothing.
func (s *Spoken) Hide() {}

// Visible reports that it is there.
func (s *Spoken) Visible() bool { return true }

// Show does nothing.
func (s *Spoken) Show() {}

// Refresh does nothing.
func (s *Spoken) Refresh() {}
