package ectoken

import "playtoken/core/secret"

// Opened is what stands in a token.
type Opened struct {
	Version   int // 3 or 2
	Plaintext string
	// Authentic says that whoever made the token had the key and nobody changed
	// it since. It is false for version 2, which cannot tell.
	Authentic bool
	// Oddities are what the token has that Seal does not write, in words: each
	// is tolerated by the reference, not necessarily by every edge.
	Oddities []string
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
		o.Oddities = append(o.Oddities, "over 512 characters, which the edge refuses")
	}
	return o, nil
}
