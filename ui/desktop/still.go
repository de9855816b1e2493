package desktop

import "fyne.io/fyne/v2"

// Still is an application in which nothing moves by itself. The toolkit fades the caret of a
// field that has the keyboard in and out, and paints the whole window for each step of that.
type Still struct{ fyne.App }

// NewStill makes the application of this process a still one.
func NewStill(a fyne.App) Still {
	s := Still{a}
	fyne.SetCurrentApp(s)
	return s
}

// Settings are those of the application, without animations.
func (s Still) Settings() fyne.Settings { return still{s.App.Settings()} }

type still struct{ fyne.Settings }

// ShowAnimations implements fyne.Settings.
func (still) ShowAnimations() bool { return false }
