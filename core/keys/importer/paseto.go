package importer

import (
	"encoding/base64"
	"fmt"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/known"
	"playtoken/core/once"
	"playtoken/core/words"
)

// pasetoKeySize is the length of a key of PASETO v4.local in bytes.
const pasetoKeySize = 32

var paserkText = once.Regexp(`^(k\d)\.(local|public|secret|seal|local-wrap|secret-wrap|local-pw|secret-pw)(?:\.pie)?\.`)

// readPASERK reads a key in the form of PASERK. Of its many types k4.local is the one
// that holds a shared secret for v4.local.
func readPASERK(t input) (found, error) {
	m := paserkText().FindStringSubmatch(t.Body)
	if m == nil {
		return found{}, errOther
	}
	if m[1] != "k4" || m[2] != "local" {
		what := "of another version of PASETO"
		if m[1] == "k4" {
			what = "of another purpose"
		}
		return found{}, keys.Refuse(keys.PASERKVersion, "This is a PASERK key "+what+" ("+m[1]+"."+m[2]+"). Tokens of v4.local need one that begins with k4.local.",
			"Use the key of the project, in the form k4.local or as 64 hexadecimal digits.").About(keys.Secret, 0, m[2] != "public")
	}
	b, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(t.Body, "k4.local."))
	switch {
	case err != nil:
		return found{}, keys.Refuse(keys.PASETOKeyLength, "This PASERK key is not whole: what follows k4.local is not base64url.", keys.Damaged).About(keys.Secret, 0, true)
	case len(b) != pasetoKeySize:
		return found{}, lengthForPASETO(len(b), "a PASERK key")
	case t.opts.Want.Secret == ReadVerbatim:
		return takeSecret(t, []byte(t.Body), "text")
	}
	return takeSecret(t, b, "PASERK")
}

func lengthForPASETO(n int, what string) error {
	return keys.Refuse(keys.PASETOKeyLength, fmt.Sprintf("PASETO v4.local needs a secret of exactly 32 bytes. This is %s, which makes %s.", what, inBytes(n)),
		"Copy the whole secret again: 64 hexadecimal digits, k4.local and 43 characters, or 44 characters of base64.").About(keys.Secret, 8*n, true)
}

// readBase64Secret reads a shared secret in base64 (RFC 4648 4 or 5). Only lengths
// that secrets have are read so, and only texts that no person would type.
func readBase64Secret(t input) (found, error) {
	body := t.Body
	if strings.Trim(strings.TrimRight(body, "="), codec.Alphabet+"-_") != "" || len(body) < 22 {
		return found{}, errOther
	}
	b, ok := codec.Loose(body)
	padded := strings.HasSuffix(body, "=")
	mixed := strings.ContainsAny(body, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") && strings.ContainsAny(body, "abcdefghijklmnopqrstuvwxyz") && strings.ContainsAny(body, "0123456789+/_")
	usual := (len(b) == 32 || len(b) == 48 || len(b) == 64) && mixed || padded && len(body)%4 == 0 && len(b) >= 16 ||
		t.opts.Want.Secret == ReadPASETO && len(b) == pasetoKeySize // as a text it is too long, so that nothing else is meant
	if !ok || !usual || base64.RawStdEncoding.EncodedLen(len(b)) != len(strings.TrimRight(body, "=")) {
		return found{}, errOther
	}
	if len(b) > maxLikelySecret {
		return found{}, known.Unknown()
	}
	if t.opts.Want.Secret == ReadPASETO && len(b) != pasetoKeySize {
		return found{}, lengthForPASETO(len(b), "base64 of "+words.Thousands(len(body))+" characters")
	}
	return takeReading(t, b, "base64", keys.B64OrText, "base64 stands")
}
