// Package known knows texts by what they are: marks of a key, what people paste in
// place of one, samples that were published, secrets that are guessed first.
package known

import (
	"regexp"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/text"
	"playtoken/core/once"
)

// derMark is how base64 of a key in DER begins: a long SEQUENCE, or one of the
// short keys on a curve.
const derMark = `M(?:II[A-Za-z0-9][A-Za-z0-9+/_%-]{41}|I[GH][A-Za-z0-9](?:AgE[AB]|A1UE|MBAG|MA0G|AoGB)|C4CAQAwBQYDK2V[uw]|CowBQYDK2V[uw]|FkwEwYHKoZI|FYwEAYHKoZI|HcCAQEE|HQCAQEE|HYwEAYHKoZI)`

// BlobStart is how base64 of a key begins: of the dashes of PEM, of base64 of those,
// of DER.
var BlobStart = once.Regexp(`LS0tLS1C|TFMwdExTMUNS|` + derMark)

// keyLike are marks of a key of two halves: the lines of PEM, base64 of those,
// base64 of that, a JWK, a line of SSH, the starts of DER in base64. A plain
// search for words comes before the patterns, which take far longer.
var keyLike = []struct {
	words []string // in capitals
	mark  func() *regexp.Regexp
}{
	{[]string{"LS0TLS1C"}, once.Regexp(`LS0tLS1C`)},
	{[]string{"TFMWDEXTMUNS"}, once.Regexp(`TFMwdExTMUNS`)},
	{[]string{"BEGIN", "-END", "- END", "-\tEND", "KEY--"}, once.Regexp(`(?i:-[ \t]*(?:BEGIN|END)[ \t+_%&#;0-9A-Z]*(?:KEY|CERT|PARAM|PKCS|CMS|PGP))` +
		`|-----BEGIN [A-Z0-9 ]{1,60}-----|-----BEGIN [A-Z0-9 ]{0,40}(?:PRIVATE|PUBLIC)|(?:PRIVATE|PUBLIC) KEY-----|(?im:^[\s>|"']*BEGIN [A-Z0-9 ]*(?:PRIVATE KEY|PUBLIC KEY|CERTIFICATE))`)},
	{[]string{"KTY"}, once.Regexp(`(?:"|%(?:25)?22)kty|(?i:kty["']?\s*[:=])`)},
	{[]string{" AAAA"}, once.Regexp(`\b(?:ssh-(?:rsa|dss|ed25519|ed448)|ecdsa-sha2-\S{1,60}|sk-\S{1,60}) +AAAA`)},
	{[]string{"MII", "MIG", "MIH", "MC4CAQ", "MCOWBQ", "MFKWEW", "MFYWEA", "MHCCAQ", "MHQCAQ", "MHYWEA"}, once.Regexp(`\b` + derMark)},
}

// IsKey reports whether something in a text looks like a key of two halves, whole or
// damaged.
func IsKey(s string) bool {
	if !text.IsASCII(s) {
		s, _ = text.Fold(text.DropInvisible(s))
	}
	upper := strings.ToUpper(s)
	for _, k := range keyLike {
		for _, w := range k.words {
			if strings.Contains(upper, w) && k.mark().MatchString(s) {
				return true
			}
		}
	}
	return false
}

var elidedMark = once.Regexp(`\.{3,}|…|(?m:^[ \t]*(?:\*{3}|[xX]{4,15}|-{1,4} ?(?i:snip|snipped|cut|cut here|truncated|redacted) ?-{1,4})[ \t]*\r?$)|(?i:[\[<({](?:redacted|snip|truncated|cut|omitted|\.\.|removed|hidden|secret|your[ _-]?key[ _-]?here)[^\])}>]{0,40}[\])}>])|\*{4,}|•{4,}|[xX]{16,}`)

// PlaceholderBody is what stands in the place of a key in instructions.
var PlaceholderBody = once.Regexp(`(?i)^\s*[\[<({]*\s*(?:your|my|insert|paste|put|enter|replace|add|the|base64)[\s_-][\w\s,.-]{0,80}[\])}>]*\s*$|^\s*<[^<>]{0,80}>\s*$|^\s*\$?\{.{0,80}\}\s*$`)

// IsElided reports whether a part of a text was left out on purpose.
func IsElided(s string) bool {
	if !strings.ContainsAny(s, "…*•[<({-") && !strings.Contains(s, "...") && !strings.Contains(s, "xxxx") && !strings.Contains(s, "XXXX") && !strings.Contains(s, "xX") && !strings.Contains(s, "Xx") {
		return false // as nearly every text, and the expression takes its time
	}
	return elidedMark().MatchString(s)
}

// Elided refuses such a text.
func Elided() *keys.Refusal {
	return keys.Refuse(keys.Elided, "A part of this key was left out on purpose. What is left cannot sign.", "Copy the whole key from where it was created.")
}
