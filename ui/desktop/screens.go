//go:build cgo

package desktop

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// workAreas are the sizes of the screens without what the system keeps of them, in pixels. The
// toolkit has begun before.
func workAreas() (list []fyne.Size) {
	for _, m := range glfw.GetMonitors() {
		_, _, wide, high := m.GetWorkarea()
		list = append(list, fyne.NewSize(float32(wide), float32(high)))
	}
	return list
}
