package ectoken

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"

	"playtoken/core/secret"
)

const (
	ivSize  = 12
	tagSize = 16
	// shortest is one byte of plaintext: 29 bytes. The reference refuses less.
	shortest = 39
)

// Seal encrypts a plaintext of 1 to MaxPlaintext bytes as a version 3 token:
// base64url without padding, at most MaxToken characters. The key is a text of 1
// to MaxKey bytes; it is hashed as it stands, hexadecimal digits too. Each call
// gives another token, as the IV is random.
//
// Errors: ErrEmpty, ErrPlaintextTooLong, ErrKeyEmpty, ErrKeyTooLong.
func Seal(plaintext string, key secret.Bytes) (string, error) {
	iv := make([]byte, ivSize)
	_, _ = rand.Read(iv) // never fails: it ends the program instead
	return sealWith(iv, plaintext, key)
}

// sealWith is Seal with a given IV, which must never be used twice with one key.
func sealWith(iv []byte, plaintext string, key secret.Bytes) (string, error) {
	switch {
	case plaintext == "":
		return "", ErrEmpty
	case len(plaintext) > MaxPlaintext:
		return "", fmt.Errorf("%w: they have %d bytes, at most %d fit", ErrPlaintextTooLong, len(plaintext), MaxPlaintext)
	case key.IsZero():
		return "", ErrKeyEmpty
	case key.Len() > MaxKey:
		return "", fmt.Errorf("%w: it has %d characters, at most %d are allowed", ErrKeyTooLong, key.Len(), MaxKey)
	}
	raw := make([]byte, ivSize, ivSize+len(plaintext)+tagSize)
	copy(raw, iv)
	raw = gcm(key).Seal(raw, iv, []byte(plaintext), nil)
	return base64.RawURLEncoding.EncodeToString(raw), nil
}

func open3(text string, key secret.Bytes) (Opened, error) {
	return openWith(text, gcm(key))
}

func openWith(text string, aead cipher.AEAD) (Opened, error) {
	raw, oddities, err := decode(text)
	if err != nil {
		return Opened{}, err
	}
	plaintext, err := aead.Open(nil, raw[:ivSize], raw[ivSize:], nil)
	if err != nil {
		return Opened{}, ErrTag
	}
	return Opened{Version: 3, Plaintext: string(plaintext), Authentic: true, Deviations: oddities}, nil
}

func gcm(key secret.Bytes) cipher.AEAD {
	sum := sha256.Sum256(key.Reveal())
	return gcmOf(sum[:])
}

// gcmOf cannot fail: the key has the size of a SHA-256, which is a right one.
func gcmOf(key []byte) cipher.AEAD {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	return aead
}

// Opened is what stands in a token.
type Opened struct {
	Version   int // 3 or 2
	Plaintext string
	// Authentic says that whoever made the token had the key and nobody changed
	// it since. It is false for version 2, which cannot tell.
	Authentic bool
	// Deviations are what the token has that Seal does not write, in words: each
	// is tolerated by the reference, not necessarily by every edge.
	Deviations []string
	// Writer is which length mark a version 2 token has: WriterPrefix,
	// WriterSuffix, WriterSentinels, or nothing.
	Writer string
}

// Open opens a token with one key text, as version 3 first and then as version
// 2. Its limits are those of the cipher: tokens and keys longer than an edge
// takes are opened, a token with a word about it.
//
// Errors: ErrKeyEmpty; for what looks like version 3 ErrBase64 with the place,
// ErrTooShort, ErrTag; for hexadecimal digits ErrNotPlausible.
func Open(text string, key secret.Bytes) (Opened, error) {
	if key.IsZero() {
		return Opened{}, ErrKeyEmpty
	}
	o, err := open3(text, key)
	if err != nil {
		var ok bool
		if o, ok = open2(text, key); !ok {
			if text != "" && hexDigits(text) == len(text) {
				err = ErrNotPlausible
			}
			return Opened{}, err
		}
	}
	if len(text) > MaxToken {
		o.Deviations = append(o.Deviations, "over 512 characters, which the edge refuses")
	}
	return o, nil
}
