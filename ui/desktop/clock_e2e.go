//go:build e2e

package desktop

import (
	"os"
	"time"
)

// ahead is how far the clock of a journey goes ahead: it does not wait for the days that a
// rotation takes. Only a program that is built for journeys asks for it.
var ahead, _ = time.ParseDuration(os.Getenv("PLAYTOKEN_E2E_AHEAD"))

// Now is the clock of the journey.
func Now() time.Time { return time.Now().Add(ahead) }
