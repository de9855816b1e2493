package jwk

import (
	"encoding/base64"
	"math/big"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/known"
	"playtoken/core/once"
)

// bytes is a member in base64url (RFC 7515 2). It must be there. The other
// alphabet and padding are taken with a remark.
func (j *reader) bytes(name string) []byte {
	text, what := j.Text(name), "The member "+name+" of this JSON Web Key "
	strict, err := base64.RawURLEncoding.DecodeString(text)
	loose, ok := codec.Loose(text)
	switch {
	case strings.Trim(text, "="+codec.Space) == "":
		j.fail(missing(name))
	case known.IsElided(text):
		j.fail(known.Elided())
	case strings.Contains(text, "-----BEGIN"): // dashes and letters are base64url too
		j.refuse(keys.B64BadChar, what+"holds a key in PEM form, it must be base64.", "Paste the PEM text alone.")
	case err == nil && !strings.ContainsAny(text, "\r\n"):
		return strict
	case !ok:
		j.refuse(keys.B64BadChar, what+"is not base64.", keys.Damaged)
	case codec.Lone(strings.TrimRight(text, "=")) == 1:
		j.refuse(keys.B64Length, what+"is not whole: no base64 has this length.", keys.Damaged)
	default:
		j.remark(keys.JWKStdBase64, what+"is in standard base64. It should be base64url without padding (RFC 7518 section 2).")
		return loose
	}
	return nil
}

func missing(name string) error {
	return keys.Refuse(keys.JWKFieldEmpty, "The member "+name+" of this JSON Web Key is empty or missing.", keys.Damaged)
}

// number is an unsigned integer (RFC 7518 2). Zeros in front change nothing, and
// some programs refuse them. Programs also write a number as JSON does, in decimal or
// hexadecimal digits, or in base64 of those.
func (j *reader) number(name string) *big.Int {
	if n, ok := j.digits(name); ok {
		j.remark(keys.JWKStdBase64, "The member "+name+" of this JSON Web Key is written in digits. It should be base64url of the bytes (RFC 7518 section 2), as AQAB is of 65,537.")
		return n
	}
	b := j.bytes(name)
	if len(b) > 1 && b[0] == 0 {
		j.remark(keys.JWKLeadingZero, "The number "+name+" of this JSON Web Key begins with a zero byte, which RFC 7518 forbids.")
	}
	return new(big.Int).SetBytes(b)
}

// digits is a member that is written in digits.
func (j *reader) digits(name string) (*big.Int, bool) {
	written := strings.TrimSpace(j.Text(name))
	if written == "" {
		written = string(j.Object[name]) // a number of JSON, perhaps
	}
	if b, ok := codec.Loose(written); ok && len(b) >= 3 && len(b) <= 10 && decimal(string(b)) {
		written = string(b)
	}
	const shortest = 128 // hexadecimal digits; fewer could be base64
	long := len(written) >= shortest && strings.Trim(written, "0123456789abcdefABCDEF") == ""
	switch {
	case len(written) > 16<<10:
		return nil, false
	case decimal(written) && (len(written) <= 10 || len(written) > 150) && !smallHex().MatchString(written):
		return new(big.Int).SetString(written, 10)
	case long || smallHex().MatchString(written):
		return new(big.Int).SetString(strings.TrimPrefix(strings.ToLower(written), "0x"), 16)
	}
	return nil, false
}

// smallHex are small numbers that are not written in decimal digits: 65,537 is 10001.
var smallHex = once.Regexp(`^0[xX][0-9A-Fa-f]+$|^0+[1-9A-Fa-f][0-9A-Fa-f]{0,8}$|^10001$`)

func decimal(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
