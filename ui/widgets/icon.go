package widgets

import (
	"bytes"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"playtoken/assets"
	"playtoken/ui/theme"
)

// Icon is one of our own icons in a colour of the theme.
type Icon struct {
	widget.BaseWidget
	side  float32
	image *canvas.Image
	name  string
	color fyne.ThemeColorName
}

// NewIcon makes an icon; see assets/icons for the names.
func NewIcon(name string, color fyne.ThemeColorName, side float32) *Icon {
	i := &Icon{side: side, image: &canvas.Image{FillMode: canvas.ImageFillContain}}
	i.name, i.color = name, color
	i.image.Resource = resource(name, color)
	i.ExtendBaseWidget(i)
	return i
}

// Set shows another icon or colour.
func (i *Icon) Set(name string, color fyne.ThemeColorName) {
	if i.name != name || i.color != color {
		i.name, i.color = name, color
		i.Refresh()
	}
}

// Refresh draws the icon in the colour that the theme has now.
func (i *Icon) Refresh() {
	if r := resource(i.name, i.color); i.image.Resource != r {
		i.image.Resource = r
		i.image.Refresh()
	}
}

// resources are kept, so that each icon is drawn once a colour.
var resources = map[string]fyne.Resource{}

// resource is an icon in a colour. The toolkit's own colouring leaves strokes
// black, and these icons are strokes.
func resource(name string, role fyne.ThemeColorName) fyne.Resource {
	r, g, b, _ := theme.Of(role).RGBA()
	hex := fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
	id := name + hex + ".svg"
	res, ok := resources[id]
	if !ok {
		res = fyne.NewStaticResource(id, bytes.ReplaceAll(assets.Icon(name), []byte("#000000"), []byte(hex)))
		resources[id] = res
	}
	return res
}

// MinSize is the side of the icon.
func (i *Icon) MinSize() fyne.Size { return fyne.NewSquareSize(i.side) }

// CreateRenderer implements fyne.Widget.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer { return Laid(i, iconRenderer{i}) }

type iconRenderer struct{ i *Icon }

func (r iconRenderer) Destroy()                     {}
func (r iconRenderer) Layout(size fyne.Size)        { r.i.image.Resize(size) }
func (r iconRenderer) MinSize() fyne.Size           { return r.i.MinSize() }
func (r iconRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.i.image} }
func (r iconRenderer) Refresh()                     { r.i.Refresh() }
