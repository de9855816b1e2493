package token

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/secret"
)

// Reading is how the text of a shared secret was read.
type Reading string

// The readings. Raw is the text with what stands around it: white space, a line
// end, quotes, a byte order mark.
const (
	AsText   Reading = "text"
	AsRaw    Reading = "raw"
	AsHex    Reading = "hex"
	AsBase64 Reading = "base64"
	AsPASERK Reading = "paserk"
	AsSHA256 Reading = "sha256"
	// The text was encoded once more before it was used.
	AsBase64Text Reading = "base64_text"
	AsHexText    Reading = "hex_text"
	// The format has a hash of the text for its key: the bytes themselves were taken in
	// place of it, or the hash was written in hexadecimal digits.
	AsUnhashed   Reading = "unhashed"
	AsDigestText Reading = "digest_text"
	// The format has keys of one length: the text was taken as it is, of another.
	AsOtherLength Reading = "other_length"
)

// SecretRead is a shared secret in one reading of its text.
type SecretRead struct {
	As    Reading
	Bytes secret.Bytes
}

// Readings lists the ways to read a secret, each sequence of bytes once: the text
// without what stands around it first, since that is what platforms take.
func (k *Trial) Readings() []SecretRead {
	var list []SecretRead
	add := func(as Reading, b []byte) { list = withReading(list, as, b) }
	raw := k.Text.Reveal()
	trimmed := Trimmed(raw)
	if k.SecretLike() && k.Answer.Taken() && strings.HasPrefix(k.Answer.Form, "JWK") {
		add(AsText, k.Answer.Key.Secret().Reveal()) // a JWK says how it is read
		return list
	}
	text := Unquoted(trimmed)
	if k.Answer.Taken() && k.SecretLike() {
		if written := k.Answer.Key.SecretText().Reveal(); len(written) > 0 {
			text = bytes.TrimSpace(written)
		}
	}
	add(AsText, text)
	add(AsRaw, trimmed)
	add(AsRaw, raw)
	for _, end := range []string{"\n", "\r\n", " "} {
		add(AsRaw, append(bytes.Clone(text), end...))
	}
	for _, quote := range []string{`"`, "'"} { // of a file of settings whose reader takes none away
		add(AsRaw, slices.Concat([]byte(quote), text, []byte(quote)))
	}
	for _, b := range FromHex(text) {
		add(AsHex, b)
	}
	for _, b := range FromBase64(text) {
		add(AsBase64, b)
	}
	if k.SecretLike() && k.Answer.Taken() {
		as := AsText
		if bytes.HasPrefix(text, []byte("k4.local.")) {
			as = AsPASERK
		}
		add(as, k.Answer.Key.Secret().Reveal())
	}
	return list
}

// withReading adds a sequence of bytes that is not there yet.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func withReading(list []SecretRead, as Reading, b []byte) []SecretRead {
	if len(b) == 0 {
		return list
	}
	for _, r := range list {
		if bytes.Equal(r.Bytes.Reveal(), b) {
			return list
		}
	}
	return append(list, SecretRead{as, secret.New(b)})
}

// Spellings are the texts that a secret is written with where somebody encodes it once
// more: those of base64 and of hexadecimal digits, of its text and of what that decodes to.
func (k *Trial) Spellings() (list []SecretRead) {
	for _, r := range k.Readings() {
		b := r.Bytes.Reveal()
		if r.As == AsRaw && !bytes.HasSuffix(b, []byte("\n")) { // of what echo prints, the line end is encoded as well
			continue
		}
		digits := hex.EncodeToString(b)
		for _, e := range []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding} {
			list = append(list, SecretRead{AsBase64Text, secret.New([]byte(e.EncodeToString(b)))})
		}
		list = append(list, SecretRead{AsHexText, secret.New([]byte(digits))}, SecretRead{AsHexText, secret.New([]byte(strings.ToUpper(digits)))})
	}
	return list
}

// SecretText is the text that a shared secret is written with, without what stands
// around it; empty for a key of another kind.
func (k *Trial) SecretText() secret.Bytes {
	switch {
	case k.TwoHalves():
		return secret.Bytes{}
	case !k.Text.IsZero():
		if list := k.Readings(); len(list) > 0 {
			return list[0].Bytes
		}
	case k.Answer.Taken():
		return k.Answer.Key.SecretText()
	}
	return secret.Bytes{}
}

var bom = []byte("\ufeff")

// Trimmed is a text without a byte order mark and white space around it.
func Trimmed(text []byte) []byte { return bytes.TrimSpace(bytes.TrimPrefix(text, bom)) }

// Key is the key of a trial in this reading.
func (r SecretRead) Key(k *Trial) *keys.Key {
	if k.SecretLike() && k.Answer.Taken() && bytes.Equal(k.Answer.Key.Secret().Reveal(), r.Bytes.Reveal()) {
		return k.Answer.Key
	}
	jwk, err := json.Marshal(map[string]string{"kty": "oct", "k": base64.RawURLEncoding.EncodeToString(r.Bytes.Reveal())})
	if err != nil {
		return k.Answer.Key
	}
	if a := importer.Import(jwk); a.Taken() {
		return a.Key
	}
	return k.Answer.Key
}

// Unquoted takes away a pair of quotes around a text.
func Unquoted(text []byte) []byte {
	for _, q := range []string{`"`, "'", "`"} {
		if len(text) > 2 && bytes.HasPrefix(text, []byte(q)) && bytes.HasSuffix(text, []byte(q)) {
			return text[1 : len(text)-1]
		}
	}
	return text
}

// FromHex reads hexadecimal digits; none is nil.
func FromHex(text []byte) [][]byte {
	digits := bytes.TrimPrefix(bytes.TrimPrefix(text, []byte("0x")), []byte("0X"))
	b := make([]byte, hex.DecodedLen(len(digits)))
	if _, err := hex.Decode(b, digits); err != nil {
		return nil
	}
	return [][]byte{b}
}

// FromBase64 reads base64 in either alphabet, with padding or without; what reads in
// both is there twice, and none is nil.
func FromBase64(text []byte) (list [][]byte) {
	bare := string(bytes.TrimRight(text, "="))
	for _, e := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		if b, err := e.DecodeString(bare); err == nil {
			list = append(list, b)
		}
	}
	return list
}
