package paseto

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Parts are what can be read of a token without the key.
type Parts struct {
	Version string // "v4"
	Purpose string // "local"
	Body    []byte // nonce, ciphertext and tag: 32, any and 32 bytes
	Footer  []byte // not verified; nil when there is none
}

// Split reads the form of a token, strictly: base64url without padding, in the
// one spelling that encoders write. It returns ErrVersion, ErrParts, ErrTooShort,
// or a *PlaceError with ErrPadding or ErrBase64. Version and purpose of another
// kind of PASETO are given along with ErrVersion.
func Split(text string) (Parts, error) {
	p, rest, err := version(text)
	if err != nil {
		return p, err
	}
	body, footer, more := strings.Cut(rest, ".")
	switch {
	case strings.Contains(footer, "."):
		return p, fmt.Errorf("%w: there are %d parts more", ErrParts, strings.Count(footer, "."))
	case more && footer == "":
		return p, fmt.Errorf("%w: it ends with a dot and no footer", ErrParts)
	case body == "":
		return p, fmt.Errorf("%w: there is no body", ErrParts)
	}
	if p.Body, err = decode(body, "body", len(Header)); err != nil {
		return p, err
	}
	if p.Footer, err = decode(footer, "footer", len(Header)+len(body)+1); err != nil {
		return p, err
	}
	if len(p.Body) < leastBody {
		return p, fmt.Errorf("%w, this one has %d", ErrTooShort, len(p.Body))
	}
	return p, nil
}

// version reads the header and returns the text behind it.
func version(text string) (Parts, string, error) {
	v, rest, _ := strings.Cut(text, ".")
	purpose, rest, ok := strings.Cut(rest, ".")
	known := len(v) == 2 && v[0] == 'v' && v[1] >= '1' && v[1] <= '9' && (purpose == "local" || purpose == "public")
	switch p := (Parts{Version: v, Purpose: purpose}); {
	case !known:
		return Parts{}, "", fmt.Errorf("%w: it does not begin with v4.local", ErrVersion)
	case v+"."+purpose+"." != Header:
		return p, "", fmt.Errorf("%w: it is %s.%s", ErrVersion, v, purpose)
	case !ok:
		return p, "", fmt.Errorf("%w: there is no body", ErrParts)
	default:
		return p, rest, nil
	}
}

// decode reads base64url without padding. The decoder of the standard library
// alone would pass over line ends. The text begins at byte at of the token.
func decode(text, part string, at int) ([]byte, error) {
	if text == "" {
		return nil, nil
	}
	wrong := func(cause error, i int, reason string) error {
		return &PlaceError{Cause: cause, Part: part, At: at + i, Reason: reason}
	}
	data := strings.TrimRight(text, "=")
	if i := strings.IndexFunc(data, foreign); i >= 0 {
		_, size := utf8.DecodeRuneInString(data[i:])
		return nil, wrong(ErrBase64, i, strconv.QuoteToASCII(data[i:i+size]))
	}
	if data != text {
		return nil, wrong(ErrPadding, len(data), `"="`)
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(text)
	switch {
	case len(text)%4 == 1:
		return nil, wrong(ErrBase64, len(text)-1, "a character is missing or too many")
	case err != nil:
		return nil, wrong(ErrBase64, len(text)-1, "a bit is set that no encoder sets")
	}
	return b, nil
}

func foreign(r rune) bool {
	switch {
	case r >= 'A' && r <= 'Z', r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-', r == '_':
		return false
	}
	return true
}
