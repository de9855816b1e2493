//go:build !cgo

package desktop

import (
	"time"

	"fyne.io/fyne/v2"
)

// Without cgo there is no toolkit that has screens or events.

func workAreas() []fyne.Size { return nil }

func waitEvents(time.Duration) {}

func wakeEvents() {}
