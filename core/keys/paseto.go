package keys

import (
	"encoding/base64"
	"fmt"
	"strings"

	"playtoken/core/once"
	"playtoken/core/words"
)

// pasetoKeySize is the length of a key of PASETO v4.local in bytes.
const pasetoKeySize = 32

var paserkText = once.Regexp(`^(k\d)\.(local|public|secret|seal|local-wrap|secret-wrap|local-pw|secret-pw)(?:\.pie)?\.`)

// paserk reads a key in the form of PASERK. Of its many types k4.local is the one
// that holds a shared secret for v4.local.
func (r *reader) paserk(text string) (Answer, bool) {
	m := paserkText().FindStringSubmatch(text)
	if m == nil {
		return Answer{}, false
	}
	if m[1] != "k4" || m[2] != "local" {
		what := "of another version of PASETO"
		if m[1] == "k4" {
			what = "of another purpose"
		}
		return refuse(PASERKVersion, "This is a PASERK key "+what+" ("+m[1]+"."+m[2]+"). Tokens of v4.local need one that begins with k4.local.",
			"Use the key of the project, in the form k4.local or as 64 hexadecimal digits.").about(Secret, 0, m[2] != "public"), true
	}
	b, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(text, "k4.local."))
	if err != nil {
		return refuse(PASETOKeyLength, "This PASERK key is not whole: what follows k4.local is not base64url.", copyAgain).about(Secret, 0, true), true
	}
	if len(b) != pasetoKeySize {
		return lengthForPASETO(len(b), "a PASERK key"), true
	}
	if r.opts.Want.Secret == ReadVerbatim {
		return r.takeSecret([]byte(text), text, "text", nil), true
	}
	return r.takeSecret(b, text, "PASERK", nil), true
}

// lengthForPASETO refuses a secret of a wrong length.
func lengthForPASETO(n int, what string) Answer {
	return refuse(PASETOKeyLength, fmt.Sprintf("PASETO v4.local needs a secret of exactly 32 bytes. This is %s, which makes %s.", what, size(make([]byte, n), false)),
		"Copy the whole secret again: 64 hexadecimal digits, k4.local and 43 characters, or 44 characters of base64.").about(Secret, 8*n, true)
}

// pasetoText takes a text of 32 bytes as it stands, for want of anything better.
func (r *reader) pasetoText(text string) Answer {
	if len(text) != pasetoKeySize {
		return lengthForPASETO(len(text), "a text of "+size([]byte(text), true))
	}
	return r.takeSecret([]byte(text), text, "text", nil)
}

// base64Secret reads a shared secret in base64 (RFC 4648 4 or 5). Only lengths
// that secrets have are read so, and only texts that no person would type.
func (r *reader) base64Secret(text string) (Answer, bool) {
	if strings.Trim(strings.TrimRight(text, "="), alphabet+"-_") != "" || len(text) < 22 {
		return Answer{}, false
	}
	b, ok := looseBase64(text)
	padded := strings.HasSuffix(text, "=")
	mixed := strings.ContainsAny(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") && strings.ContainsAny(text, "abcdefghijklmnopqrstuvwxyz") && strings.ContainsAny(text, "0123456789+/_")
	usual := map[int]bool{32: true, 48: true, 64: true}[len(b)] && mixed || padded && len(text)%4 == 0 && len(b) >= 16
	if !ok || !usual || base64.RawStdEncoding.EncodedLen(len(b)) != len(strings.TrimRight(text, "=")) {
		return Answer{}, false
	}
	if len(b) > maxLikelySecret {
		return unknownText(), true
	}
	if r.opts.Want.Secret == ReadPASETO && len(b) != pasetoKeySize {
		return lengthForPASETO(len(b), "base64 of "+words.Thousands(len(text))+" characters"), true
	}
	choices := []Choice{
		{"the text itself, " + size([]byte(text), true), 1},
		{"the bytes that the base64 stands for, " + size(b, false), 2},
	}
	return r.readings(text, b, "base64", B64OrText, choices), true
}

// oct reads a shared secret out of a JWK (RFC 7518 6.4).
func (r *reader) oct(j *jwkReader) found {
	k := j.bytes("k")
	if j.fault != nil {
		return found{}
	}
	if r.opts.Want.Secret == ReadPASETO && len(k) != pasetoKeySize {
		a := lengthForPASETO(len(k), "a JSON Web Key")
		j.fault = &a
		return found{}
	}
	return found{key: newSecret(k, []byte(j.text("k")), false), remarks: r.strength(k)}
}
