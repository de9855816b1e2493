package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
)

// Progress is a thin line that fills from the left.
type Progress struct {
	widget.BaseWidget
	part float32
	bare bool // without the line that it fills
}

// NewProgress makes an empty line.
func NewProgress() *Progress {
	p := &Progress{}
	p.ExtendBaseWidget(p)
	return p
}

// Set says how much is done, 0 to 1.
func (p *Progress) Set(part float32) {
	if part = max(0, min(1, part)); part != p.part {
		p.part = part
		p.Refresh()
	}
}

// NewShare makes a bar that is as long as a part of its width: a share beside others.
func NewShare() *Progress {
	p := NewProgress()
	p.bare = true
	return p
}

const progressHeight = 8

// MinSize is the height of the line.
func (p *Progress) MinSize() fyne.Size { return fyne.NewSize(40, progressHeight) }

// CreateRenderer implements fyne.Widget.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer {
	return Laid(p, &progressRenderer{p, NewGround(theme.Chip, "", progressHeight/2), NewGround(theme.Accent, "", progressHeight/2)})
}

type progressRenderer struct {
	p          *Progress
	line, done *Ground
}

func (r *progressRenderer) Destroy()           {}
func (r *progressRenderer) MinSize() fyne.Size { return r.p.MinSize() }
func (r *progressRenderer) Objects() []fyne.CanvasObject {
	if r.p.bare {
		return []fyne.CanvasObject{r.done}
	}
	return []fyne.CanvasObject{r.line, r.done}
}
func (r *progressRenderer) Refresh() { r.Layout(r.p.Size()) }

func (r *progressRenderer) Layout(size fyne.Size) {
	r.line.Resize(size)
	r.done.Resize(fyne.NewSize(max(2, size.Width*r.p.part), size.Height))
	Show(r.done, r.p.part > 0)
}
