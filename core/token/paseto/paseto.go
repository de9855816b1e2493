// Package paseto seals and opens PASETO v4.local tokens: a payload that is
// encrypted and authenticated with one shared key of 32 bytes, and a footer that
// anybody can read and nobody can change
// (paseto-spec, docs/01-Protocol-Versions/Version4.md).
//
// The package takes and gives the payload as bytes and does not read it: the
// order of its members stays what it was, and a payload that is no JSON can be
// looked at. It checks no time and no claim.
//
// [Split] reads the footer without the key; what it says is a claim of the
// sender's until [Open] has succeeded. [Candidates], [KeyFor] and [Probe] are for
// platforms that hand out the key as a text and do not say how it was written.
package paseto

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/blake2b"
	"golang.org/x/crypto/chacha20"

	"playtoken/core/secret"
)

// Header stands in front of every token that this package makes or opens.
const Header = "v4.local."

// Sizes in bytes.
const (
	keySize   = 32
	nonceSize = 32
	tagSize   = 32
	leastBody = nonceSize + tagSize // around an empty payload
)

// Seal encrypts the payload under the key, which must have 32 bytes, and returns
// the token. The footer is readable to all; an empty one is left out. The
// implicit assertion is authenticated but not in the token: whoever opens it
// must know it. Every call draws a nonce, so no two tokens are alike.
func Seal(payload, footer, implicit []byte, key secret.Bytes) (string, error) {
	var nonce [nonceSize]byte
	if _, err := rand.Read(nonce[:]); err != nil {
		return "", err
	}
	return sealWith(nonce, payload, footer, implicit, key)
}

func sealWith(nonce [nonceSize]byte, payload, footer, implicit []byte, key secret.Bytes) (string, error) {
	if key.Len() != keySize {
		return "", keyLength(key)
	}
	k, err := derive(key, nonce[:])
	if err != nil {
		return "", err
	}
	body := append(nonce[:], make([]byte, len(payload), len(payload)+tagSize)...)
	sealed := body[nonceSize:]
	k.cipher.XORKeyStream(sealed, payload)
	body = append(body, k.tag(nonce[:], sealed, footer, implicit)...)
	text := Header + base64.RawURLEncoding.EncodeToString(body)
	if len(footer) > 0 {
		text += "." + base64.RawURLEncoding.EncodeToString(footer)
	}
	return text, nil
}

// Open checks a token with the key and returns what is in it. Nothing is
// decrypted before the tag fits. It returns ErrKeyLength, what [Split] returns,
// or ErrTag.
func Open(text string, key secret.Bytes, implicit []byte) (payload, footer []byte, err error) {
	if key.Len() != keySize {
		return nil, nil, keyLength(key)
	}
	parts, err := Split(text)
	if err != nil {
		return nil, nil, err
	}
	if payload, err = parts.open(key, implicit); err != nil {
		return nil, nil, err
	}
	return payload, parts.Footer, nil
}

func (p Parts) open(key secret.Bytes, implicit []byte) ([]byte, error) {
	end := len(p.Body) - tagSize
	nonce, sealed, tag := p.Body[:nonceSize], p.Body[nonceSize:end], p.Body[end:]
	k, err := derive(key, nonce)
	if err != nil {
		return nil, err
	}
	if subtle.ConstantTimeCompare(tag, k.tag(nonce, sealed, p.Footer, implicit)) != 1 {
		return nil, ErrTag
	}
	payload := make([]byte, len(sealed))
	k.cipher.XORKeyStream(payload, sealed)
	return payload, nil
}

// derived is what the key and one nonce make: the two keys of one token.
type derived struct {
	cipher *chacha20.Cipher
	auth   []byte
}

// derive takes a key of any length that the hash takes; whoever seals or opens looks at it.
func derive(key secret.Bytes, nonce []byte) (derived, error) {
	k := key.Reveal()
	defer clear(k)
	tmp := keyedHash(k, chacha20.KeySize+chacha20.NonceSizeX, []byte("paseto-encryption-key"), nonce)
	// A nonce of 24 bytes makes it XChaCha20.
	stream, err := chacha20.NewUnauthenticatedCipher(tmp[:chacha20.KeySize], tmp[chacha20.KeySize:])
	if err != nil {
		return derived{}, err
	}
	return derived{stream, keyedHash(k, keySize, []byte("paseto-auth-key-for-aead"), nonce)}, nil
}

func (k derived) tag(nonce, sealed, footer, implicit []byte) []byte {
	return keyedHash(k.auth, tagSize, pae([]byte(Header), nonce, sealed, footer, implicit))
}

// keyedHash is BLAKE2b with a key, size bytes long.
func keyedHash(key []byte, size int, pieces ...[]byte) []byte {
	h := must(blake2b.New(size, key))
	for _, piece := range pieces {
		h.Write(piece)
	}
	return h.Sum(nil)
}

// must: blake2b refuses only sizes and keys over 64 bytes, and all here are fixed.
func must(h hash.Hash, err error) hash.Hash {
	if err != nil {
		panic(err)
	}
	return h
}

// pae is the pre-authentication encoding: it keeps apart where one piece ends
// and the next begins (paseto-spec, docs/01-Protocol-Versions/Common.md). The
// top bit of each number is clear, as no length in Go has it set.
func pae(pieces ...[]byte) []byte {
	out := binary.LittleEndian.AppendUint64(nil, uint64(len(pieces)))
	for _, piece := range pieces {
		out = binary.LittleEndian.AppendUint64(out, uint64(len(piece)))
		out = append(out, piece...)
	}
	return out
}

func keyLength(key secret.Bytes) error {
	return fmt.Errorf("%w, this one has %d", ErrKeyLength, key.Len())
}

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
