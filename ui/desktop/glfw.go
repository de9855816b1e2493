//go:build cgo

package desktop

import (
	"time"

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

// waitEvents sleeps until there is an event of the window, wakeEvents was called or the time
// has passed, and lets the toolkit take the events that there are. It is called on the window's
// thread, while the toolkit runs.
func waitEvents(longest time.Duration) { glfw.WaitEventsTimeout(longest.Seconds()) }

// wakeEvents ends waitEvents, which is under way.
func wakeEvents() { glfw.PostEmptyEvent() }
