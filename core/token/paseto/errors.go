package paseto

import (
	"errors"
	"fmt"
)

// Why a token is not sealed or opened, in the order in which it is found out.
// Each comes wrapped with the particulars.
var (
	ErrKeyLength = errors.New("the key must have 32 bytes")
	ErrVersion   = errors.New("not a v4.local token")
	ErrParts     = errors.New("a v4.local token has a body and at most one footer behind v4.local")
	ErrPadding   = errors.New("padded with =, which PASETO does not allow")
	ErrBase64    = errors.New("not base64url")
	ErrTooShort  = errors.New("the body must have 64 bytes or more")
	// ErrTag cannot tell its causes apart; that is what the tag is for.
	ErrTag = errors.New("another key, another implicit assertion, or the token was changed")

	ErrForm = errors.New("the secret is not written in this form")
)

// A PlaceError is ErrPadding or ErrBase64 with the place of the first character
// that is wrong.
type PlaceError struct {
	Cause  error  // ErrPadding or ErrBase64
	Part   string // "body" or "footer"
	At     int    // byte offset in the whole token, from 0
	Reason string // what is there, safe to show
}

// Error words the place for people, who count from 1.
func (e *PlaceError) Error() string {
	return fmt.Sprintf("the %s is %v: %s at character %d of the token", e.Part, e.Cause, e.Reason, e.At+1)
}

// Unwrap returns the cause.
func (e *PlaceError) Unwrap() error { return e.Cause }
