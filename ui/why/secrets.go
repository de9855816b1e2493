package why

import (
	"encoding/base64"
	"encoding/hex"
	"strings"

	"playtoken/core/extract"
)

// isSecret reports whether a text in which nothing was found is written as shared secrets
// are: 32 bytes or more in hexadecimal, or 32, 48 or 64 in base64. A hash is written so,
// too, and is not shown either.
func isSecret(text string, p extract.Paste) bool {
	text = strings.TrimSpace(text)
	if len(p.All) > 0 || p.URL != nil || p.Absent != nil || p.ID != "" || len(text) > 256 {
		return false
	}
	if b, err := hex.DecodeString(text); err == nil {
		return len(b) >= 32
	}
	if !strings.ContainsAny(text, "+/=") { // else an Edgecast token is written so
		return false
	}
	b, err := base64.StdEncoding.DecodeString(text)
	return err == nil && (len(b) == 32 || len(b) == 48 || len(b) == 64)
}
