//go:build unix

package keys_test

import (
	"syscall"
	"time"
)

// spent is the processor time that the program has used: a busy machine does not change
// what a piece of work costs.
func spent() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
