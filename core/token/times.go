package token

import (
	"strconv"
	"time"
)

// Times is how the moments of a token are written.
type Times struct {
	Read  func(name string, v Value) TimeClaim
	Write func(name string, at time.Time) Member
	// Names are those of exp, nbf and iat, where a format has its own.
	Names map[string]string
	// Step is what moments are cut to when they are written.
	Step time.Duration
	// After says that the moment of nbf itself is still too early. In a JWT it is the
	// first that is good (RFC 7519 section 4.1.5).
	After bool
}

// Name is the name under which a token carries exp, nbf or iat.
func (t Times) Name(claim string) string {
	if own, ok := t.Names[claim]; ok {
		return own
	}
	return claim
}

// Is reports whether a member of that name holds a moment.
func (t Times) Is(name string) bool {
	for _, claim := range []string{"exp", "nbf", "iat"} {
		if t.Name(claim) == name {
			return true
		}
	}
	return false
}

// Seconds are numbers of seconds since 1970 (RFC 7519 section 2, NumericDate).
var Seconds = Times{
	Read:  momentOf,
	Write: func(name string, at time.Time) Member { return IntMember(name, at.Unix()) },
	Step:  time.Second,
}

// Dates are texts in the form of RFC 3339, written in UTC with milliseconds.
var Dates = Times{
	Read: momentOfDate,
	Write: func(name string, at time.Time) Member {
		return StringMember(name, at.UTC().Format("2006-01-02T15:04:05.000Z"))
	},
	Step: time.Millisecond,
}

// Digits are seconds since 1970 as text. exp is the name under which the expiry stands.
func Digits(exp string) Times {
	return Times{
		Read: func(name string, v Value) TimeClaim {
			if name != exp { // such tokens have no other moments: nothing is known of these
				return momentOf(name, v)
			}
			return momentOfDigits(name, v)
		},
		Write: func(name string, at time.Time) Member { return StringMember(name, strconv.FormatInt(at.Unix(), 10)) },
		Names: map[string]string{"exp": exp},
		Step:  time.Second,
	}
}
