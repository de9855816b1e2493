//go:build !unix

package keys_test

import "time"

var begun = time.Now()

// spent is the time that has passed, where processor time is not told.
func spent() time.Duration { return time.Since(begun) }
