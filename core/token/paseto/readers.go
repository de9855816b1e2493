package paseto

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"

	"playtoken/core/secret"
)

// paserkHeader stands in front of a key for v4.local (paserk, types/local.md).
const paserkHeader = "k4.local."

// reader reads a key from text in one form.
type reader struct {
	Form
	label   string
	telling bool                     // a text hardly has this form by chance
	read    func(text []byte) []byte // nil when the text does not have the form
}

var forms = []reader{
	{FormHex, "64 hexadecimal digits", true, readHex},
	{FormPASERK, "PASERK key (k4.local)", true, readPASERK},
	{FormBase64, "base64 of 32 bytes", true, readBase64},
	{FormText, "32 characters as they are", false, readText},
	{FormSHA256, "SHA-256 of the text", false, readHashed},
}

// key is empty when the text does not have the form.
func (r reader) key(text secret.Bytes) secret.Bytes {
	whole := text.Reveal()
	defer clear(whole)
	trimmed := bytes.TrimSpace(whole)
	if len(trimmed) == 0 {
		return secret.Bytes{}
	}
	key := r.read(trimmed)
	if len(key) != keySize {
		return secret.Bytes{}
	}
	defer clear(key)
	return secret.New(key)
}

func readHex(text []byte) []byte {
	key := make([]byte, hex.DecodedLen(len(text)))
	if _, err := hex.Decode(key, text); err != nil {
		return nil
	}
	return key
}

func readPASERK(text []byte) []byte {
	data, ok := bytes.CutPrefix(text, []byte(paserkHeader))
	if !ok {
		return nil
	}
	return in(base64.RawURLEncoding, data)
}

// readBase64 takes both alphabets, with and without the padding.
func readBase64(text []byte) []byte {
	text = bytes.TrimSuffix(text, []byte("="))
	if bytes.ContainsAny(text, "-_") {
		return in(base64.RawURLEncoding, text)
	}
	return in(base64.RawStdEncoding, text)
}

// in decodes 43 characters, in the one spelling that encoders write.
func in(encoding *base64.Encoding, text []byte) []byte {
	if len(text) != encoding.EncodedLen(keySize) {
		return nil
	}
	key := make([]byte, keySize)
	if n, err := encoding.Strict().Decode(key, text); err != nil || n != keySize {
		return nil
	}
	return key
}

func readText(text []byte) []byte { return bytes.Clone(text) }

func readHashed(text []byte) []byte {
	sum := sha256.Sum256(text)
	return sum[:]
}
