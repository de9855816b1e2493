package importer

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
)

// longestSecret is more than a shared secret has in any of its forms, in characters.
const longestSecret = 256

// LooksLikeSecret reports whether a text is written as shared secrets are: 32 bytes or more
// in hexadecimal digits, 32, 48 or 64 bytes in base64, or PASERK k4.local. A hash is
// written so as well: it cannot be told from a secret.
func LooksLikeSecret(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) > longestSecret {
		return false
	}
	if strings.HasPrefix(s, "k4.local.") {
		return true
	}
	if b, err := hex.DecodeString(strings.TrimPrefix(strings.TrimPrefix(s, "0x"), "0X")); err == nil {
		return len(b) >= 32
	}
	if !strings.ContainsAny(s, "+/=") { // else IDs and tokens are written so
		return false
	}
	b, err := base64.StdEncoding.DecodeString(s)
	return err == nil && (len(b) == 32 || len(b) == 48 || len(b) == 64)
}
