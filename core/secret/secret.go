// Package secret holds text that must not be shown by accident: private keys,
// shared secrets, API passwords.
//
// A [Bytes] prints as "[secret]" wherever it goes: fmt with any verb, JSON,
// text encodings, log/slog. The bytes sit behind a function value, so that a
// printer which walks the fields of an outer struct (%+v, %#v, a debugger's
// dump by reflection) finds an address and nothing else, and so that two
// secrets cannot be compared with == by mistake. The one way to the text is
// [Bytes.Reveal], which is easy to search for in a review.
//
// The package does not protect memory: it does not lock pages, and it does not
// wipe what the garbage collector leaves behind.
package secret

import (
	"encoding"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
)

// shown is what every printer gets to see.
const shown = "[secret]"

// Bytes is a secret text. The zero value is an empty secret. It can be copied
// and used from several goroutines; it cannot be compared.
type Bytes struct{ open func() []byte }

var (
	_ fmt.Formatter          = Bytes{}
	_ fmt.Stringer           = Bytes{}
	_ fmt.GoStringer         = Bytes{}
	_ json.Marshaler         = Bytes{}
	_ encoding.TextMarshaler = Bytes{}
	_ slog.LogValuer         = Bytes{}
)

// New returns a secret with a copy of b; the caller may overwrite b afterwards.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func New(b []byte) Bytes {
	own := append([]byte(nil), b...)
	return Bytes{open: func() []byte { return own }}
}

// Reveal returns the text, as a fresh copy that the caller may overwrite.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (s Bytes) Reveal() []byte {
	if s.open == nil {
		return nil
	}
	return append([]byte(nil), s.open()...)
}

// Len is the number of bytes in the secret.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (s Bytes) Len() int {
	if s.open == nil {
		return 0
	}
	return len(s.open())
}

// IsZero reports whether there is no text in it.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (s Bytes) IsZero() bool { return s.Len() == 0 }

// String returns "[secret]".
func (s Bytes) String() string { return shown }

// GoString returns "[secret]".
func (s Bytes) GoString() string { return shown }

// Format writes "[secret]" for every verb, also for %x and %#v.
func (s Bytes) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, shown) }

// MarshalJSON returns the JSON string "[secret]".
func (s Bytes) MarshalJSON() ([]byte, error) { return []byte(`"` + shown + `"`), nil }

// MarshalText returns "[secret]".
func (s Bytes) MarshalText() ([]byte, error) { return []byte(shown), nil }

// LogValue returns "[secret]".
func (s Bytes) LogValue() slog.Value { return slog.StringValue(shown) }
