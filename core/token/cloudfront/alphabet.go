package cloudfront

import (
	"encoding/base64"
	"strings"
)

// CloudFront writes base64 with - for +, _ for = and ~ for /. That is not base64url,
// which has - and _ as well and means other characters by them.
var (
	toCloudFront   = strings.NewReplacer("+", "-", "=", "_", "/", "~")
	fromCloudFront = strings.NewReplacer("-", "+", "_", "=", "~", "/")
)

func encode(b []byte) string { return toCloudFront.Replace(base64.StdEncoding.EncodeToString(b)) }

// Alphabet is how a value was written.
type Alphabet int

// The alphabets that are told apart. A text that fits several is CloudFront's.
const (
	Own     Alphabet = iota
	Plain            // base64: +, / and = stand there, percent-encoded or not
	URLSafe          // base64url
	Unreadable
)

// decode reads a value of a URL or a cookie, and says in which alphabet it stands.
func decode(text string) ([]byte, Alphabet) {
	text = unescape(text)
	if strings.ContainsAny(text, "+/=") && !strings.ContainsAny(text, "~_") {
		if b, err := base64.StdEncoding.Strict().DecodeString(text); err == nil {
			return b, Plain
		}
	}
	body := strings.TrimRight(text, "_")
	if !strings.ContainsAny(body, "_+/=") {
		if b, err := base64.StdEncoding.Strict().DecodeString(fromCloudFront.Replace(text)); err == nil {
			return b, Own
		}
	}
	if !strings.ContainsAny(text, "~+/") {
		if b, err := base64.RawURLEncoding.Strict().DecodeString(strings.TrimRight(text, "=")); err == nil {
			return b, URLSafe
		}
	}
	return nil, Unreadable
}

// unescape undoes the percent-encoding of the characters of base64.
var unescape = strings.NewReplacer(
	"%2B", "+", "%2b", "+", "%2F", "/", "%2f", "/", "%3D", "=", "%3d", "=", "%7E", "~", "%7e", "~", "%2D", "-", "%2d", "-", "%5F", "_", "%5f", "_",
).Replace
