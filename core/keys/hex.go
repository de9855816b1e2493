package keys

import (
	"encoding/hex"
	"fmt"
	"strings"

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
	return weakSecret(text) && (strings.Trim(text, text[:1]) == "" || strings.Trim(text, "0123456789") == "")
}

// withoutBrackets drops the brackets of a list of bytes in a program.
func withoutBrackets(text string) string {
	bare := strings.Trim(strings.TrimSpace(text), "[]{}()\n\t ")
	if len(bare) == len(text) || !separatedHex().MatchString(bare) {
		return text
	}
	return bare
}

// hexSecret reads a shared secret in hexadecimal digits. Marks such as 0x and
// colons say that bytes are meant; bare digits can be the bytes or the text.
func (r *reader) hexSecret(text string) (Answer, bool) {
	text = withoutBrackets(text)
	separated := separatedHex().MatchString(text) && !plainHex().MatchString(text)
	if !separated && !plainHex().MatchString(text) || r.opts.Want.Secret == ReadEither && !separated && typedDigits(text) {
		return Answer{}, false
	}
	digits := hexMarks().ReplaceAllString(text, "")
	marked := separated || len(digits) != len(text)
	if len(digits)%2 != 0 {
		if r.opts.Want.Secret == ReadPASETO {
			return lengthForPASETO(len(digits)/2, fmt.Sprintf("%d hexadecimal digits, an odd number", len(digits))), true
		}
		if len(digits) < 31 || marked {
			return Answer{}, false
		}
		r.remark(remark{code: HexOdd, warning: fmt.Sprintf("This has %d hexadecimal digits, an odd number, so one may be missing. It is taken as text.", len(digits))})
		return r.takeSecret([]byte(text), text, "text", nil), true
	}
	b, err := hex.DecodeString(digits)
	if err != nil {
		return Answer{}, false
	}
	near := len(b) >= 28 && len(b) <= 36 && len(b) != 32
	if r.opts.Want.Secret == ReadPASETO && len(b) != 32 || r.opts.Want.Secret == ReadEither && near && !marked {
		return lengthForPASETO(len(b), fmt.Sprintf("%d hexadecimal digits", len(digits))), true
	}
	form := words.Thousands(len(digits)) + " hexadecimal digits"
	if marked {
		if separated {
			r.remark(remark{code: HexSeparators, repair: "signs between the digits"})
		} else {
			r.remark(remark{code: HexPrefix, repair: "0x in front"})
		}
		return r.takeSecret(b, text, form, nil), true
	}
	choices := []Choice{
		{"the text itself, " + size([]byte(text), true), 1},
		{"the bytes that the digits stand for, " + size(b, false), 2},
	}
	return r.readings(text, b, form, HexOrText, choices), true
}

// readings takes one of two readings of a secret: the one that was chosen, or
// that of the format that is wanted; else it asks.
func (r *reader) readings(text string, b []byte, form string, question Code, choices []Choice) Answer {
	asBytes := r.opts.Want.Secret == ReadPASETO
	switch r.opts.Choose {
	case 1:
		asBytes = false
	case 2:
		asBytes = true
	default:
		if r.opts.Want.Secret == ReadEither {
			words := map[Code]string{
				HexOrText: "These are %d hexadecimal digits. Edgecast uses the text itself as the secret, PASETO the bytes that it stands for; for HS256 both are met.",
				B64OrText: "This can be base64 of a shared secret, or a secret of %d characters as it stands.",
			}[question]
			a := ask(question, fmt.Sprintf(words, len(text)), "Choose how to read it, or choose the platform that it is for.")
			a.Choices = choices
			return a.about(Secret, 8*len(b), true)
		}
	}
	if asBytes {
		return r.takeSecret(b, text, form, choices)
	}
	if question == HexOrText && r.opts.Choose == 0 {
		r.remark(remark{code: IsHex, warning: fmt.Sprintf("These are %d hexadecimal digits. They are taken as text, not as the bytes that they stand for.", len(text))})
	}
	return r.takeSecret([]byte(text), text, "text", choices)
}

// startsHexKey is the start of DER, of PEM, and of base64 of either.
var startsHexKey = once.Regexp(`^(?:30|2d2d2d2d2d|4c533074|4d49)`)

// isLongDER reports whether bytes are too many for a shared secret and begin as DER of
// that length does: a key, though what stands behind is damaged.
func isLongDER(b []byte) bool {
	return len(b) > 2*maxSecretBase64 && b[0] == tagSequence && b[1] == 0x82
}

// hexOfKey reads a key of two halves whose bytes, or whose PEM text, were written
// in hexadecimal digits.
func (r *reader) hexOfKey(text string) (Answer, bool) {
	start := strings.ToLower(hexMarks().ReplaceAllString(text[:min(len(text), 64)], ""))
	if !startsHexKey().MatchString(start) {
		return Answer{}, false
	}
	digits := hexMarks().ReplaceAllString(text, "")
	odd := len(digits) % 2
	b, err := hex.DecodeString(digits[:len(digits)-odd])
	if err != nil || outline(b) == unknown && !startsAsKey(b) && !isKeyLike(string(b)) && !isLongDER(b) {
		return Answer{}, false
	}
	if odd != 0 {
		return refuse(Truncated, "These are hexadecimal digits of a key, and their number is odd: one or more are missing.", copyAgain).about("", 0, true), true
	}
	f := r.into("hexadecimal")
	f.remark(remark{code: IsHex, repair: "hexadecimal digits"})
	return f.bytes(b), true
}
