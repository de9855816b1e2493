//go:build e2e

package desktop

import "time"

// shortest is what a journey waits for: it sets the least of [TokenTimes], and sees
// the token go.
const shortest = 3 * time.Second
