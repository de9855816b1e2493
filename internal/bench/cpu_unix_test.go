//go:build unix

package bench

import (
	"syscall"
	"time"
)

// cpu is the time that the program has worked so far, on all cores: what others do on the
// machine meanwhile does not count.
func cpu() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
