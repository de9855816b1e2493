//go:build !unix

package bench

import "time"

var begun = time.Now()

func cpu() time.Duration { return time.Since(begun) }
