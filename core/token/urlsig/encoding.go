package urlsig

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"playtoken/core/secret"
)

// Encoding is how the 32 bytes of the signature are written.
type Encoding string

// How a signature may be written.
const (
	Hex          Encoding = "hex"
	HexUpper     Encoding = "hex_upper"
	Base64       Encoding = "base64"
	Base64Raw    Encoding = "base64_raw" // without padding
	Base64URL    Encoding = "base64url"
	Base64URLRaw Encoding = "base64url_raw" // without padding
)

var encodings = []Encoding{Hex, HexUpper, Base64URLRaw, Base64URL, Base64, Base64Raw}

func (e Encoding) encode(sum []byte) string {
	switch e {
	case HexUpper:
		return strings.ToUpper(hex.EncodeToString(sum))
	case Base64:
		return base64.StdEncoding.EncodeToString(sum)
	case Base64Raw:
		return base64.RawStdEncoding.EncodeToString(sum)
	case Base64URL:
		return base64.URLEncoding.EncodeToString(sum)
	case Base64URLRaw:
		return base64.RawURLEncoding.EncodeToString(sum)
	default:
		return hex.EncodeToString(sum)
	}
}

// decode reads a signature that e may have written.
func (e Encoding) decode(text string) (sum []byte, ok bool) {
	var err error
	switch e {
	case Base64:
		sum, err = base64.StdEncoding.DecodeString(text)
	case Base64Raw:
		sum, err = base64.RawStdEncoding.DecodeString(text)
	case Base64URL:
		sum, err = base64.URLEncoding.DecodeString(text)
	case Base64URLRaw:
		sum, err = base64.RawURLEncoding.DecodeString(text)
	default:
		sum, err = hex.DecodeString(text)
	}
	return sum, err == nil && len(sum) == sha256.Size && e.encode(sum) == text
}

// signatureBytes reads a signature in any encoding.
func signatureBytes(text string) (sum []byte, ok bool) {
	for _, e := range encodings {
		if sum, ok := e.decode(text); ok {
			return sum, true
		}
	}
	return nil, false
}

// SecretForm is how the secret text becomes the key of the HMAC. White space
// around the text is dropped.
type SecretForm string

// How a secret may be read.
const (
	SecretText   SecretForm = "text" // the characters are the key
	SecretHex    SecretForm = "hex"
	SecretBase64 SecretForm = "base64" // either alphabet; also behind the k4.local. of a PASERK key
)

var secretForms = []SecretForm{SecretText, SecretHex, SecretBase64}

// ErrSecret says that the secret is empty or not written as the recipe says.
var ErrSecret = errors.New("the secret does not fit the recipe")

// key reads the secret; the caller wipes it.
func (f SecretForm) key(s secret.Bytes) ([]byte, error) {
	whole := s.Reveal()
	defer clear(whole)
	text := bytes.TrimSpace(whole)
	var key []byte
	var err error
	switch f {
	case SecretHex:
		key = make([]byte, hex.DecodedLen(len(text)))
		_, err = hex.Decode(key, text)
	case SecretBase64:
		key, err = readBase64(text)
	default:
		key = bytes.Clone(text)
	}
	switch {
	case len(text) == 0:
		return nil, fmt.Errorf("%w: it is empty", ErrSecret)
	case err != nil || len(key) == 0:
		return nil, fmt.Errorf("%w: it is not %s", ErrSecret, f) // err quotes the secret
	}
	return key, nil
}

func readBase64(text []byte) ([]byte, error) {
	text = bytes.TrimRight(bytes.TrimPrefix(text, []byte("k4.local.")), "=")
	encoding := base64.RawStdEncoding
	if bytes.ContainsAny(text, "-_") {
		encoding = base64.RawURLEncoding
	}
	key := make([]byte, encoding.DecodedLen(len(text)))
	n, err := encoding.Decode(key, text)
	return key[:n], err
}
