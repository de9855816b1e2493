//go:build !e2e

package desktop

import "time"

// Now is the system's clock.
func Now() time.Time { return time.Now() }
