package verify

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"

	"playtoken/core/keys"
)

// reading is one way to read the text of a shared secret.
type reading struct {
	Reading
	bytes []byte
}

// readings lists the ways to read a secret, each sequence of bytes once: the text
// without what stands around it first, since that is what platforms take.
func readings(k *Key) []reading {
	var list []reading
	add := func(as Reading, b []byte) {
		if len(b) == 0 {
			return
		}
		for _, r := range list {
			if bytes.Equal(r.bytes, b) {
				return
			}
		}
		list = append(list, reading{as, b})
	}
	raw := k.Text.Reveal()
	trimmed := bytes.TrimSpace(bytes.TrimPrefix(raw, bom))
	if k.secretLike() && k.Answer.Taken() && json.Valid(trimmed) && bytes.HasPrefix(trimmed, []byte("{")) {
		add(AsText, k.Answer.Key.Secret().Reveal()) // a JWK says how it is read
		return list
	}
	text := unquoted(trimmed)
	if k.Answer.Taken() && k.secretLike() {
		if written := k.Answer.Key.SecretText().Reveal(); len(written) > 0 {
			text = bytes.TrimSpace(written)
		}
	}
	add(AsText, text)
	add(AsRaw, trimmed)
	add(AsRaw, raw)
	for _, end := range []string{"\n", "\r\n"} {
		add(AsRaw, append(bytes.Clone(text), end...))
	}
	for _, b := range asHex(text) {
		add(AsHex, b)
	}
	for _, b := range asBase64(text) {
		add(AsBase64, b)
	}
	if k.secretLike() && k.Answer.Taken() {
		as := AsText
		if bytes.HasPrefix(text, []byte("k4.local.")) {
			as = AsPASERK
		}
		add(as, k.Answer.Key.Secret().Reveal())
	}
	return list
}

var bom = []byte("\ufeff")

// key is the key in this reading.
func (r reading) key(k *Key) *keys.Key {
	if k.secretLike() && k.Answer.Taken() && bytes.Equal(k.Answer.Key.Secret().Reveal(), r.bytes) {
		return k.Answer.Key
	}
	jwk, err := json.Marshal(map[string]string{"kty": "oct", "k": base64.RawURLEncoding.EncodeToString(r.bytes)})
	if err != nil {
		return k.Answer.Key
	}
	if a := keys.Import(jwk); a.Taken() {
		return a.Key
	}
	return k.Answer.Key
}

func unquoted(text []byte) []byte {
	for _, q := range []string{`"`, "'", "`"} {
		if len(text) > 2 && bytes.HasPrefix(text, []byte(q)) && bytes.HasSuffix(text, []byte(q)) {
			return text[1 : len(text)-1]
		}
	}
	return text
}

func asHex(text []byte) [][]byte {
	digits := bytes.TrimPrefix(bytes.TrimPrefix(text, []byte("0x")), []byte("0X"))
	b := make([]byte, hex.DecodedLen(len(digits)))
	if _, err := hex.Decode(b, digits); err != nil {
		return nil
	}
	return [][]byte{b}
}

func asBase64(text []byte) (list [][]byte) {
	bare := string(bytes.TrimRight(text, "="))
	for _, e := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		if b, err := e.DecodeString(bare); err == nil {
			list = append(list, b)
		}
	}
	return list
}
