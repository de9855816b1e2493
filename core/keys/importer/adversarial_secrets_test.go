package importer_test

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

// TestSharedSecrets is family S: secrets in all the ways to write them, and the
// same text for several platforms.
func TestSharedSecrets(t *testing.T) {
	raw := func(n int) string { return strings.Repeat("\x97\x84\x1b\x57\x5f\x3b\xa2\x80\xd6\x3d\x5b", 8)[:n] }
	b64url := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
	hexOf := func(n int) string { return hex.EncodeToString([]byte(raw(n))) }
	bare := importer.Options{}
	const any32 = "kJ3x9Qz1mT7vB4nR8wL2pC6yF0hD5sG-"
	check(t, []variant{
		{"hex, 64 digits", hexOf(32), bare, asks, keys.HexOrText, nil},
		{"hex, 64 capitals", strings.ToUpper(hexOf(32)), bare, asks, keys.HexOrText, nil},
		{"hex, 32 digits", hexOf(16), bare, asks, keys.HexOrText, nil},
		{"hex, 128 digits", hexOf(64), bare, asks, keys.HexOrText, nil},
		{"hex, 65 digits", hexOf(33)[:65], bare, warn, keys.HexOdd, nil},
		{"hex, 66 digits", hexOf(33), bare, no, keys.PASETOKeyLength, nil},
		{"hex, 66 digits, JWT", hexOf(33), use("jwt"), warn, keys.IsHex, nil},
		{"hex, 65 digits, Fastevo", hexOf(33)[:65], use("fastevo"), no, keys.PASETOKeyLength, nil},
		{"hex, 66 digits, Fastevo", hexOf(33), use("fastevo"), no, keys.PASETOKeyLength, nil},
		{"hex, 128 digits, Fastevo", hexOf(64), use("fastevo"), no, keys.PASETOKeyLength, nil},
		{"hex, 0x", "0x" + hexOf(32), bare, warn, keys.HexPrefix, nil},
		{"hex, 0X, Fastevo", "0X" + hexOf(32), use("fastevo"), warn, keys.HexPrefix, nil},
		{"hex, colons", strings.TrimSuffix(pairs(hexOf(32), ":"), ":"), bare, warn, keys.HexSeparators, nil},
		{"hex, spaces", strings.TrimSpace(pairs(hexOf(32), " ")), bare, warn, keys.HexSeparators, nil},
		{"hex, dashes", strings.TrimSuffix(pairs(hexOf(32), "-"), "-"), bare, warn, keys.HexSeparators, nil},
		{"hex, groups of 8", strings.TrimSpace(wrap(hexOf(32), 8, " ")), bare, warn, keys.HexSeparators, nil},
		{"hex, \\x", `\x` + strings.TrimSuffix(pairs(hexOf(32), `\x`), `\x`), bare, warn, keys.HexSeparators, nil},
		{"hex, quotes", `"` + hexOf(32) + `"`, use("fastevo"), warn, keys.FixedQuotes, nil},
		{"hex, line end, Fastevo", hexOf(32) + "\r\n", use("fastevo"), yes, "", nil},
		{"hex, line end, Edgecast", hexOf(32) + "\n", use("edgecast"), warn, keys.FixedSpaces, nil},
		{"hex, environment, Fastevo", "FASTEVO_KEY=" + hexOf(32), use("fastevo"), warn, keys.FixedEnvLine, nil},
		{"hex in two lines", hexOf(32)[:32] + "\n" + hexOf(32)[32:], use("fastevo"), warn, keys.HexSeparators, nil},
		{"base64, 16 bytes", b64(raw(16)), bare, asks, keys.B64OrText, nil},
		{"base64, 24 bytes", b64(raw(24)), bare, yes, "", nil},
		{"base64, 32 bytes", b64(raw(32)), bare, asks, keys.B64OrText, nil},
		{"base64, 48 bytes", b64(raw(48)), bare, asks, keys.B64OrText, nil},
		{"base64, 64 bytes", b64(raw(64)), bare, asks, keys.B64OrText, nil},
		{"base64, 64 bytes, no padding", strings.TrimRight(b64(raw(64)), "="), bare, asks, keys.B64OrText, nil},
		{"base64, 33 bytes, Fastevo", b64(raw(33)), use("fastevo"), no, keys.PASETOKeyLength, nil},
		{"base64url, 32 bytes", b64url(raw(32)), bare, asks, keys.B64OrText, nil},
		{"base64url, 32 bytes, padded", base64.URLEncoding.EncodeToString([]byte(raw(32))), bare, asks, keys.B64OrText, nil},
		{"base64url, 32 bytes, Fastevo", b64url(raw(32)), use("fastevo"), yes, "", nil},
		{"base64, 32 bytes, JWT", b64(raw(32)), use("jwt"), yes, "", nil},
		{"base64: in front", "base64:" + b64(raw(32)), use("fastevo"), no, keys.PASETOKeyLength, nil},
		{"PASERK", "k4.local." + b64url(raw(32)), bare, yes, "", nil},
		{"PASERK, quotes", `"k4.local.` + b64url(raw(32)) + `"`, bare, warn, keys.FixedQuotes, nil},
		{"PASERK, JSON", `{"key":"k4.local.` + b64url(raw(32)) + `"}`, bare, warn, keys.TakenFromJSON, nil},
		{"PASERK, 31 bytes", "k4.local." + b64url(raw(31)), bare, no, keys.PASETOKeyLength, nil},
		{"PASERK, 33 bytes", "k4.local." + b64url(raw(33)), bare, no, keys.PASETOKeyLength, nil},
		{"PASERK, empty", "k4.local.", bare, no, keys.PASETOKeyLength, nil},
		{"PASERK, padded", "k4.local." + base64.URLEncoding.EncodeToString([]byte(raw(32))), bare, no, keys.PASETOKeyLength, nil},
		{"PASERK, k3", "k3.local." + b64url(raw(32)), bare, no, keys.PASERKVersion, nil},
		{"PASERK, k1", "k1.local." + b64url(raw(32)), use("fastevo"), no, keys.PASERKVersion, nil},
		{"PASERK, public", "k4.public." + b64url(raw(32)), bare, no, keys.PASERKVersion, nil},
		{"PASERK, secret", "k4.secret." + b64url(raw(64)), bare, no, keys.PASERKVersion, nil},
		{"PASERK, locked", "k4.local-pw." + b64url(raw(80)), bare, no, keys.PASERKVersion, nil},
		{"PASERK, ID", "k4.lid." + b64url(raw(33)), bare, no, keys.IsKeyID, nil},
		{"PASERK, capitals", "K4.LOCAL." + b64url(raw(32)), use("fastevo"), no, keys.PASETOKeyLength, nil},
		{"text", any32, bare, yes, "", nil},
		{"text, Fastevo", any32, use("fastevo"), yes, "", nil},
		{"text of 31, Fastevo", any32[1:], use("fastevo"), no, keys.PASETOKeyLength, nil},
		{"text of 31", any32[1:], bare, warn, keys.HMACKeyShort, nil},
		{"text of one", "x", bare, warn, keys.HMACKeyShort, nil},
		{"text of 250, Edgecast", strings.Repeat("kJ3x9Qz1mT", 25), use("edgecast"), yes, "", nil},
		{"text of 251, Edgecast", strings.Repeat("kJ3x9Qz1mT", 25) + "y", use("edgecast"), warn, keys.SecretTooLong, nil},
		{"text, NFC", "cl\u00e9-secr\u00e8te-0815-kJ3x9Qz1mT7v", bare, warn, keys.NonASCIISecret, nil},
		{"text, NFD", "cle\u0301-secre\u0300te-0815-kJ3x9Qz1mT7v", bare, warn, keys.NonASCIISecret, nil},
		{"text, Chinese", "\u5bc6\u94a5\u5bc6\u94a5\u5bc6\u94a5\u5bc6\u94a5\u5bc6\u94a5\u5bc6\u94a5", bare, warn, keys.NonASCIISecret, nil},
		{"text, emoji", "\U0001f511-kJ3x9Qz1mT7vB4nR8wL2pC6yF0hD5sG", bare, warn, keys.NonASCIISecret, nil},
		{"text, NUL inside", any32 + "\x00tail", bare, warn, keys.NulByte, nil},
		{"text, zero-width inside", any32[:9] + "\u200d" + any32[9:], bare, warn, keys.InvisibleChars, nil},
		{"text, BOM", "\ufeff" + any32, bare, warn, keys.FixedBOM, nil},
		{"text, tab inside", any32 + "\tmore", bare, warn, keys.InvisibleChars, nil},
		{"text, line end", any32 + "\n", bare, asks, keys.TrailingNewline, nil},
		{"text, two line ends", any32 + "\n\n", bare, asks, keys.TrailingNewline, nil},
		{"text, line end, Edgecast", any32 + "\n", use("edgecast"), warn, keys.FixedSpaces, nil},
		{"text, line end, HMAC", any32 + "\n", use("hmac"), warn, keys.FixedSpaces, nil},
		{"text, space behind", any32 + " ", bare, warn, keys.FixedSpaces, nil},
		{"text, smart quotes", "\u201c" + any32 + "\u201d", bare, warn, keys.FixedQuotes, nil},
		{"text, single quotes", "'" + any32 + "'", bare, warn, keys.FixedQuotes, nil},
		{"text, environment", "SECRET=" + any32, bare, warn, keys.FixedEnvLine, nil},
		{"text, environment, quotes", `export JWT_SECRET='` + any32 + `'`, bare, warn, keys.FixedEnvLine, nil},
		{"text, YAML", "secret: " + any32, bare, warn, keys.TakenFromYAML, nil},
		{"text, JSON", `{"secret":"` + any32 + `"}`, bare, warn, keys.TakenFromJSON, nil},
		{"text, JSON of Edgecast", `{"primaryKey":"` + any32 + `"}`, bare, warn, keys.TakenFromJSON, nil},
		{"text, JavaScript", `const secret = '` + any32 + `';`, bare, warn, keys.FixedSourceCode, nil},
		{"text, UTF-16", utf16Of(any32, little, true), bare, warn, keys.FixedUTF16, nil},
		{"published", "your-256-bit-secret", bare, warn, keys.PublishedSample, nil},
		{"password", "Password123!", bare, warn, keys.WeakSecret, nil},
		{"oct JWK of 16 bytes", `{"kty":"oct","k":"` + b64url(raw(16)) + `"}`, bare, warn, keys.HMACKeyShort, nil},
		{"oct JWK of 64 bytes", `{"kty":"oct","k":"` + b64url(raw(64)) + `","alg":"HS512"}`, bare, yes, "", nil},
		{"oct JWK of 31 bytes, Fastevo", `{"kty":"oct","k":"` + b64url(raw(31)) + `"}`, use("fastevo"), no, keys.PASETOKeyLength, nil},
		{"oct JWK in capitals", `{"kty":"OCT","k":"` + b64url(raw(32)) + `"}`, bare, no, keys.JWKKtyCase, nil},
		{"oct JWK without k", `{"kty":"oct"}`, bare, no, keys.JWKFieldEmpty, nil},
		{"oct JWK with a wrong character", `{"kty":"oct","k":"abc*defg"}`, bare, no, keys.B64BadChar, nil},
		{"oct JWK, FastPix", `{"kty":"oct","k":"` + b64url(raw(32)) + `"}`, use("fastpix"), no, keys.KeyTypeUnsupported, nil},
		{"several lines", "first line\nsecond line", bare, no, keys.UnknownBinary, nil},
		{"a phrase", "correct horse battery", bare, warn, keys.HMACKeyShort, nil},
	})
}
