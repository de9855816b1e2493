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

	done bool // what was asked for is so: the message is a remark
}

var _ error = (*Fault)(nil)

// Error is the message as a part of a sentence: without its full stop.
func (f *Fault) Error() string { return strings.TrimSuffix(f.Message, ".") }

// Unwrap gives what the system says.
func (f *Fault) Unwrap() error { return f.Err }

// invalid makes a fault of something that is refused before anything is sent.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func invalid(message string, hint ...string) *Fault {
	return &Fault{Code: Invalid, Message: message, Hint: strings.Join(hint, " ")}
}

// fault makes a fault of a call that has its hint of the code.
func (c *Client) fault(r request, a answer, code Code, text string) *Fault {
	return &Fault{Code: code, Status: a.status, Message: c.fill(r, a, document{}, text), Hint: c.hint(r, code)}
}

// unknownForm is the fault of a reply that says nothing that is known. lacks is the place
// that it should have, "" for one that cannot be read at all.
func (c *Client) unknownForm(r request, a answer, lacks string) *Fault {
	f := c.fault(r, a, NotJSON, formUnknown)
	switch {
	case lacks != "":
		f.addHint(answersWithout(a.status, lacks))
	case a.status != 0 && !r.carriesSecret():
		f.addHint(begins(a.status, cut(c.own.clean(string(a.body)), begun)))
	case a.status != 0:
		f.addHint(answersStatus(a.status))
	}
	f.leaveOpen(r)
	return f
}

// carriesSecret reports whether a reply holds what must not be shown.
func (r request) carriesSecret() bool {
	return r.makes() || r.action == platform.GetSecret
}

// addHint says one sentence more.
func (f *Fault) addHint(text string) { f.Hint = strings.TrimSpace(text + " " + f.Hint) }

// leaveOpen says that a change may have been made though nobody has said so.
func (f *Fault) leaveOpen(r request) {
	text := openQuestion[r.action]
	if text == "" || strings.Contains(f.Message+f.Hint, text) {
		return
	}
	f.MayExist = r.makes()
	if f.MayExist && f.Code != NotJSON && f.Code != TooLarge {
		f.Message += " " + text
	} else {
		f.addHint(text)
	}
}
