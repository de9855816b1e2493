//go:build !e2e

package desktop

import "time"

// shortest is the least of [TokenTimes].
const shortest = 30 * time.Second
