package importer

import (
	"encoding/hex"
	"fmt"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/der"
	"playtoken/core/keys/internal/known"
	"playtoken/core/once"
	"playtoken/core/words"
)

var (
	plainHex     = once.Regexp(`^(?:0[xX])?[0-9A-Fa-f]{16,}$`)
	separatedHex = once.Regexp(`^(?:(?:0[xX])?[0-9A-Fa-f]{2}[:, -]+){7,}(?:0[xX])?[0-9A-Fa-f]{2}[, ]*$|^(?:[0-9A-Fa-f]{4,16}[: -]){3,}[0-9A-Fa-f]{4,16}$|^(?:\\x[0-9A-Fa-f]{2}){8,}$|^(?:[0-9A-Fa-f]{16,}[ \t]*\r?\n[ \t]*)+[0-9A-Fa-f]{2,}$`)
	hexMarks     = once.Regexp(`0[xX]|\\x|[:, \t\r\n-]`)
)

// typedDigits reports whether digits were typed rather than drawn: one again and again,
// or a row of 0 to 9.
func typedDigits(text string) bool {
	return known.Weak(text) && (strings.Trim(text, text[:1]) == "" || strings.Trim(text, "0123456789") == "")
}

// withoutBrackets drops the brackets of a list of bytes in a program.
func withoutBrackets(text string) string {
	bare := strings.Trim(strings.TrimSpace(text), "[]{}()\n\t ")
	if len(bare) == len(text) || !separatedHex().MatchString(bare) {
		return text
	}
	return bare
}

// readHexSecret reads a shared secret in hexadecimal digits. Marks such as 0x and
// colons say that bytes are meant; bare digits can be the bytes or the text.
func readHexSecret(t input) (found, error) {
	want := t.opts.Want.Secret
	t = t.with(withoutBrackets(t.Body))
	separated := separatedHex().MatchString(t.Body) && !plainHex().MatchString(t.Body)
	if !separated && !plainHex().MatchString(t.Body) || want == ReadEither && !separated && typedDigits(t.Body) {
		return found{}, errOther
	}
	digits := hexMarks().ReplaceAllString(t.Body, "")
	marked := separated || len(digits) != len(t.Body)
	if len(digits)%2 != 0 {
		switch {
		case want == ReadPASETO:
			return found{}, lengthForPASETO(len(digits)/2, fmt.Sprintf("%d hexadecimal digits, an odd number", len(digits)))
		case len(digits) < 31 || marked:
			return found{}, errOther
		}
		t = t.remark(keys.Remark{Code: keys.HexOdd, Warning: fmt.Sprintf("This has %d hexadecimal digits, an odd number, so one may be missing. It is taken as text.", len(digits))})
		return takeSecret(t, []byte(t.Body), "text")
	}
	b, err := hex.DecodeString(digits)
	if err != nil {
		return found{}, errOther
	}
	near := len(b) >= 28 && len(b) <= 36 && len(b) != 32
	if want == ReadPASETO && len(b) != 32 || want == ReadEither && near && !marked {
		return found{}, lengthForPASETO(len(b), fmt.Sprintf("%d hexadecimal digits", len(digits)))
	}
	form := words.Thousands(len(digits)) + " hexadecimal digits"
	switch {
	case separated:
		return takeSecret(t.note(keys.HexSeparators, "signs between the digits"), b, form)
	case marked:
		return takeSecret(t.note(keys.HexPrefix, "0x in front"), b, form)
	}
	return takeReading(t, b, form, keys.HexOrText, "digits stand")
}

// takeReading takes one of two readings of a secret: the one that was chosen, or
// that of the format that is wanted; else it asks. stand says what stands for the bytes.
func takeReading(t input, b []byte, form string, question keys.Code, stand string) (found, error) {
	choices := []keys.Choice{
		{Label: "the text itself, " + inCharacters(t.Body), ID: 1},
		{Label: "the bytes that the " + stand + " for, " + inBytes(len(b)), ID: 2},
	}
	either, choose := t.opts.Want.Secret == ReadEither, t.opts.Choose
	shared := b
	switch {
	case choose == 2, choose != 1 && (t.opts.Want.Secret == ReadPASETO || either && known.SampleBytes(b)):
	case choose != 1 && either:
		words := map[keys.Code]string{
			keys.HexOrText: "These are %d hexadecimal digits. Edgecast uses the text itself as the secret, PASETO the bytes that it stands for; for HS256 both are met.",
			keys.B64OrText: "This can be base64 of a shared secret, or a secret of %d characters as it stands.",
		}[question]
		r := keys.Ask(question, fmt.Sprintf(words, len(t.Body)), "Choose how to read it, or choose the platform that it is for.").About(keys.Secret, 8*len(b), true)
		r.Choices = choices
		return found{}, r
	default:
		shared, form = []byte(t.Body), "text"
		if choose == 0 && question == keys.HexOrText {
			t = t.remark(keys.Remark{Code: keys.IsHex, Warning: fmt.Sprintf("These are %d hexadecimal digits. They are taken as text, not as the bytes that they stand for.", len(t.Body))})
		}
	}
	f, err := takeSecret(t, shared, form)
	f.choices = choices
	return f, err
}

// startsHexKey is the start of DER, of PEM, and of base64 of either.
var startsHexKey = once.Regexp(`^(?:30|2d2d2d2d2d|4c533074|4d49)`)

// insideHexKey are the names of algorithms in a key (RFC 8017 A.1, RFC 5480 2.1.1).
var insideHexKey = once.Regexp(`(?i)2a864886f70d0101|2a8648ce3d02|0201000282|02010102`)

// isLongDER reports whether bytes are too many for a shared secret and begin as DER of
// that length does: a key, though what stands behind is damaged.
func isLongDER(b []byte) bool {
	return len(b) > 2*maxSecretBase64 && b[0] == der.TagSequence && b[1] == 0x82
}

// hexLiteral is how SQL writes bytes.
var hexLiteral = once.Regexp(`^[xX]'([0-9A-Fa-f]{32,})'$`)

// readHexKey reads a key of two halves whose bytes, or whose PEM text, were written
// in hexadecimal digits.
func readHexKey(t input) (found, error) {
	if inner, ok := strings.CutPrefix(t.Body, "<"); ok && strings.HasSuffix(inner, ">") { // NSData of Apple
		t = t.with(inner[:len(inner)-1])
	}
	if t.Body == "" || strings.IndexByte(`0123456789abcdefABCDEFxX\:,-`+space, t.Body[0]) < 0 {
		return found{}, errOther // as any text that has a URL in it: what follows costs more
	}
	if m := hexLiteral().FindStringSubmatch(t.Body); m != nil {
		t = t.with(m[1])
	}
	if len(t.Body) > 2*maxSecretBase64 && !startsHexKey().MatchString(strings.ToLower(t.Body[:16])) && strings.Trim(t.Body, "0123456789abcdefABCDEF"+space) == "" && insideHexKey().MatchString(t.Body) {
		return found{}, keys.Refuse(keys.Truncated, "These are hexadecimal digits of a key, and some are missing at its beginning.", keys.Damaged).About("", 0, true)
	}
	start := strings.ToLower(hexMarks().ReplaceAllString(t.Body[:min(len(t.Body), 64)], ""))
	if !startsHexKey().MatchString(start) {
		return found{}, errOther
	}
	digits := hexMarks().ReplaceAllString(t.Body, "")
	odd := len(digits) % 2
	b, err := hex.DecodeString(digits[:len(digits)-odd])
	if err != nil || der.Outline(b) == der.Unknown && !der.StartsAsKey(b) && !known.IsKey(string(b)) && !isLongDER(b) {
		return found{}, errOther
	}
	if odd != 0 {
		return found{}, keys.Refuse(keys.Truncated, "These are hexadecimal digits of a key, and their number is odd: one or more are missing.", keys.Damaged).About("", 0, true)
	}
	return readBytes(t.into("hexadecimal", string(b)).note(keys.IsHex, "hexadecimal digits"))
}
