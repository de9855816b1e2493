//go:build !unix || darwin

package desktop

import "time"

// NoNewBus does nothing: this system has no session bus.
func NoNewBus() {}

// AskPortal does nothing: this system has no portal.
func AskPortal(time.Duration) {}
