package token

import "crypto"

// Digest is the hash of a text. The hash has to be linked into the program.
func Digest(h crypto.Hash, text []byte) []byte {
	d := h.New()
	d.Write(text)
	return d.Sum(nil)
}
