package widgets

import (
	"bytes"
	"fmt"
	"image/color"

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

// NewIcon makes an icon; see assets/icons for the names. A chevron is never smaller
// than signSide.
func NewIcon(name string, color fyne.ThemeColorName, side float32) *Icon {
	if name == "fold" || name == "down" {
		side = max(side, signSide)
	}
	i := &Icon{side: side, image: &canvas.Image{FillMode: canvas.ImageFillContain}}
	i.name, i.color = name, color
	i.image.Resource = resource(name, color, scaleOf(i))
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

// Refresh draws the icon in the colour that the theme has now, for the scale of the
// canvas.
func (i *Icon) Refresh() {
	if r := resource(i.name, i.color, scaleOf(i)); i.image.Resource != r {
		i.image.Resource = r
		i.image.Refresh()
	}
}

// resources are kept, so that each icon is drawn once a colour and scale.
var resources = map[picture]fyne.Resource{}

// picture is what sets one picture of an icon apart from another.
type picture struct {
	name   string
	color  color.NRGBA
	stroke float32
}

// Icons are drawn in black with strokes of drawnStroke (assets/icons). Shown, a stroke is
// as wide at any size of an icon.
const (
	drawnStroke = `stroke-width="2"`
	stroke      = 1.6 // device-independent pixels
)

// resource is an icon in a colour, for a canvas of a scale. The toolkit's own colouring
// leaves strokes black, and these icons are strokes; and it draws a stroke as many device
// pixels wide as it is in the file, however large the icon and the scale.
func resource(name string, role fyne.ThemeColorName, scale float32) fyne.Resource {
	c := color.NRGBAModel.Convert(theme.Of(role)).(color.NRGBA)
	id := picture{name, c, stroke * scale}
	res, ok := resources[id]
	if !ok {
		hex := fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
		width := fmt.Sprintf("%.2f", id.stroke)
		drawn := bytes.ReplaceAll(assets.Icon(name), []byte("#000000"), []byte(hex))
		drawn = bytes.ReplaceAll(drawn, []byte(drawnStroke), []byte(`stroke-width="`+width+`"`))
		res = fyne.NewStaticResource(name+hex+"-"+width+".svg", drawn)
		resources[id] = res
	}
	return res
}

// scaleOf is the scale of the canvas that an object is on, 1 for none.
func scaleOf(o fyne.CanvasObject) float32 {
	if c := CanvasOf(o); c != nil && c.Scale() > 0 {
		return c.Scale()
	}
	return 1
}

// MinSize is the side of the icon.
func (i *Icon) MinSize() fyne.Size { return fyne.NewSquareSize(i.side) }

// CreateRenderer implements fyne.Widget.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer { return Laid(i, iconRenderer{i}) }

type iconRenderer struct{ i *Icon }

func (r iconRenderer) Destroy() {}

func (r iconRenderer) Layout(size fyne.Size) {
	r.i.image.Resize(size)
	r.i.Refresh()
}

func (r iconRenderer) MinSize() fyne.Size           { return r.i.MinSize() }
func (r iconRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.i.image} }
func (r iconRenderer) Refresh()                     { r.i.Refresh() }
