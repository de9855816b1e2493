package ectoken

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"unicode"
	"unicode/utf8"

	//lint:ignore SA1019 version 2 is Blowfish; it is read, never written
	"golang.org/x/crypto/blowfish"

	"playtoken/core/secret"
)

// Writers of a version 2 token, told by the length mark they leave: ec_secure
// with the length of the whole plaintext.
const (
	WriterPrefix    = "prefix"    // ec_secure=056&…
	WriterSuffix    = "suffix"    // …&ec_secure=056
	WriterSentinels = "sentinels" // r=aB3d&…&ec_secure=056&r=9xYz, random texts at both ends
)

// open2 decrypts the hexadecimal digits at the start of text. Whatever they are,
// they decrypt to something; ok says that the result reads like parameters.
func open2(text string, key secret.Bytes) (o Opened, ok bool) {
	digits := hexDigits(text)
	raw, err := hex.DecodeString(text[:digits&^1])
	if err != nil || len(raw) == 0 {
		return Opened{}, false
	}
	decryptCFB(raw, key)
	o = Opened{Version: 2, Plaintext: string(raw)}
	if !printable(o.Plaintext) {
		return Opened{}, false
	}
	params := Parse(o.Plaintext)
	o.Writer = writer(params, len(raw))
	if o.Writer == "" && !anyRule(params) {
		return Opened{}, false
	}
	o.Deviations = deviations2(text, digits, params, o)
	return o, true
}

// decryptCFB is Blowfish in cipher feedback mode of 64 bits, from an IV of zeros.
// NewSaltedCipher with a salt of zeros is the plain key schedule without the
// limit of 56 bytes that NewCipher has; bytes after the 72nd do not count.
func decryptCFB(text []byte, key secret.Bytes) {
	c, err := blowfish.NewSaltedCipher(key.Reveal(), make([]byte, blowfish.BlockSize))
	if err != nil {
		panic(err) // an empty key, which Open refuses
	}
	var feedback, stream [blowfish.BlockSize]byte
	for len(text) > 0 {
		c.Encrypt(stream[:], feedback[:])
		n := copy(feedback[:], text)
		for i := range n {
			text[i] ^= stream[i]
		}
		text = text[n:]
	}
}

// writer finds the length mark; one that names another length is none.
func writer(params []Param, length int) string {
	mark := func(i int) bool {
		if i < 0 || params[i].Name != "ec_secure" {
			return false
		}
		n, err := strconv.Atoi(params[i].Value)
		return err == nil && n == length
	}
	last := len(params) - 1
	switch {
	case last >= 2 && params[0].Name == "r" && params[last].Name == "r" && mark(last-1):
		return WriterSentinels
	case mark(last):
		return WriterSuffix
	case mark(0):
		return WriterPrefix
	}
	return ""
}

func deviations2(text string, digits int, params []Param, o Opened) (list []string) {
	for _, c := range text[:digits] {
		if unicode.IsUpper(c) {
			list = append(list, "capital letters among the hexadecimal digits")
			break
		}
	}
	if digits%2 == 1 {
		list = append(list, "an odd number of hexadecimal digits; the last one is not read")
	}
	if digits < len(text) {
		list = append(list, "characters after the hexadecimal digits, which are not read")
	}
	if o.Writer != "" {
		return list
	}
	for _, p := range params {
		if p.Name == "ec_secure" {
			list = append(list, fmt.Sprintf("ec_secure is %s, the text has %d bytes: it may be cut or changed", shown(p.Value), len(o.Plaintext)))
		}
	}
	return list
}

// hexDigits counts those at the start of text.
func hexDigits(text string) int {
	for i, c := range []byte(text) {
		if !('0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F') {
			return i
		}
	}
	return len(text)
}

func printable(s string) bool {
	for _, c := range s {
		if !unicode.IsPrint(c) {
			return false
		}
	}
	return utf8.ValidString(s)
}

func anyRule(params []Param) bool {
	for _, p := range params {
		if ruleOf(p.Name) != nil {
			return true
		}
	}
	return false
}
