package widgets

import "fyne.io/fyne/v2"

// Foot puts an object below another one, at the bottom of the height there is: the upper one
// takes what is left of it.
func Foot(gap float32, body, foot fyne.CanvasObject) Fluid {
	return newBox([]fyne.CanvasObject{body, foot}, widest([]fyne.CanvasObject{body, foot}), func(size fyne.Size, dry bool) float32 {
		upper, lower := heightOf(body, size.Width), heightOf(foot, size.Width)
		least := upper + gap + lower
		if !dry {
			upper = max(upper, size.Height-gap-lower)
			body.Move(fyne.Position{})
			body.Resize(fyne.NewSize(size.Width, upper))
			foot.Move(fyne.NewPos(0, upper+gap))
			foot.Resize(fyne.NewSize(size.Width, lower))
		}
		return least
	})
}
