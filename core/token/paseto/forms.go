package paseto

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"

	"playtoken/core/secret"
)

// Form is a way to write a key of 32 bytes as text. The words are stable.
type Form string

// The forms, most likely first. No platform's documentation is behind the order.
const (
	FormHex    Form = "hex"    // 64 hexadecimal digits
	FormPASERK Form = "paserk" // k4.local. and 43 characters of base64url
	FormBase64 Form = "base64" // 43 or 44 characters, of either alphabet
	FormText   Form = "text"   // 32 bytes that are the key themselves
	FormSHA256 Form = "sha256" // any text, hashed

	// FormDetect is the first that fits of hex, paserk and base64: the forms
	// that a text does not have by chance.
	FormDetect Form = "detect"
)

// Candidate is one key that a text may stand for.
type Candidate struct {
	Form  Form
	Label string // the form in words
	Key   secret.Bytes
}

// Candidates lists the keys of 32 bytes that a secret text may stand for, most
// likely first. White space around the text is dropped; an empty text has none.
func Candidates(text secret.Bytes) []Candidate {
	var list []Candidate
	for _, f := range forms {
		if key := f.key(text); !key.IsZero() {
			list = append(list, Candidate{f.Form, f.label, key})
		}
	}
	return list
}

// KeyFor reads a secret text in one form; "" is the same as [FormDetect]. It
// returns ErrForm when the text does not have it.
func KeyFor(text secret.Bytes, form Form) (secret.Bytes, error) {
	if form == "" {
		form = FormDetect
	}
	asked := fmt.Sprintf("there is no form %q", form)
	if form == FormDetect {
		asked = "neither 64 hexadecimal digits nor a PASERK key nor base64 of 32 bytes"
	}
	for _, f := range forms {
		switch {
		case f.Form == form:
			asked = f.label
		case form == FormDetect && f.telling:
		default:
			continue
		}
		if key := f.key(text); !key.IsZero() {
			return key, nil
		}
	}
	return secret.Bytes{}, fmt.Errorf("%w: %s", ErrForm, asked)
}

// Probe tells which candidate of a secret text opens a genuine token, and gives
// the payload. ok is false when none does; [Split] tells whether the token's own
// form is to blame.
func Probe(text secret.Bytes, token string, implicit []byte) (c Candidate, payload []byte, ok bool) {
	parts, err := Split(token)
	if err != nil {
		return Candidate{}, nil, false
	}
	for _, c := range Candidates(text) {
		if payload, err := parts.open(c.Key, implicit); err == nil {
			return c, payload, true
		}
	}
	return Candidate{}, nil, false
}

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
