package account

import (
	"strings"
	"time"

	"playtoken/core/platform"
)

// Code names a fault.
type Code = platform.FaultCode

// The faults; [platform.FaultCode] says what each means.
const (
	Unauthorized  = platform.FaultUnauthorized
	Forbidden     = platform.FaultForbidden
	NotFound      = platform.FaultNotFound
	LimitReached  = platform.FaultLimitReached
	Invalid       = platform.FaultInvalid
	RateLimited   = platform.FaultRateLimited
	PlatformFault = platform.FaultPlatform
	Redirected    = platform.FaultRedirected
	NotJSON       = platform.FaultNotJSON
	TooLarge      = platform.FaultTooLarge
	TLS           = platform.FaultTLS
	Unreachable   = platform.FaultUnreachable
	Timeout       = platform.FaultTimeout
	Proxy         = platform.FaultProxy
	Replayed      = platform.FaultReplayed
	SaveFailed    = platform.FaultSaveFailed
)

// Fault is an answer that is none, or a refusal.
type Fault struct {
	Code    Code
	Status  int    // HTTP status, 0 where none came
	Message string // in sentences
	Hint    string // what to do, "" for nothing beside
	// MayExist says that a creation may have been carried out all the same: list the keys
	// before it is asked for again.
	MayExist bool
	Wait     time.Duration // how long to wait before the next try, 0 where that is not said
	Request  string        // the ID of the request that the platform's support asks for
	Err      error         // what the system says: context.Canceled, a syscall.Errno; mostly nil
}

var _ error = (*Fault)(nil)

// Error is the message as a part of a sentence: without its full stop.
func (f *Fault) Error() string { return strings.TrimSuffix(f.Message, ".") }

// Unwrap gives what the system says.
func (f *Fault) Unwrap() error { return f.Err }
