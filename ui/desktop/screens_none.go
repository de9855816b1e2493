//go:build !cgo

package desktop

import "fyne.io/fyne/v2"

// workAreas are the sizes of the screens; without cgo there is no toolkit that knows of any.
func workAreas() []fyne.Size { return nil }
