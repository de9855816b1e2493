package importer

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/damage"
	"playtoken/core/keys/internal/der"
	"playtoken/core/keys/internal/known"
	"playtoken/core/once"
	"playtoken/core/words"
)

// How many layers of base64 are opened, and the length of 64 bytes in base64, the
// longest secret that is usual.
const (
	maxBase64       = 2
	maxSecretBase64 = 88
)

// gzipStart is how base64 of compressed data begins.
const gzipStart = "H4sI"

// startsKey reports whether a text begins as base64 of a key does: of the dashes of PEM,
// of base64 of those, of DER. A short text may be a drawn secret: there the length and
// the tag behind it have to be those of a key.
func startsKey(s string) bool {
	const short = 200 // no RSA key has so few characters
	switch {
	case strings.HasPrefix(s, "LS0t"), strings.HasPrefix(s, "TFMw"):
		return true
	case !strings.HasPrefix(s, "MI") || len(s) < 8:
		return false
	case len(s) > short:
		return true
	}
	b, ok := codec.Loose(s[:8])
	if !ok || len(b) < 6 {
		return true // a character was changed
	}
	tag, size, _, ok := der.Header(b)
	return ok && tag == der.TagSequence && size > 2 && (b[size] == der.TagSequence || b[size] == der.TagInteger)
}

// longBase64 reports whether a text is base64 too long for a shared secret: a
// key whose start was lost, perhaps.
func longBase64(body string) bool {
	return startsKey(body) && len(body) >= 16 && strings.Trim(body, codec.Alphabet+"-_="+space) == "" ||
		len(body) > maxSecretBase64 && codec.Seems(body)
}

// lostCase begins base64 of a key whose capitals are gone.
var lostCase = once.Regexp(`^(?i:LS0tLS1|TFMwdExTM|MII)`)

// algorithmInside are the names of RSA and EC in base64 of DER, at each of the three
// places in a group: of a key whose beginning was changed.
var algorithmInside = once.Regexp(`KoZIhvcNAQEB|qGSIb3DQEBAQ|hkiG9w0BAQE|KoZIzj0CAQ|qGSM49AgE|hkjOPQIB`)

func readLongBase64(t input) (found, error) {
	bare, _ := t.Unquote()
	if !longBase64(bare.Body) || paserkText().MatchString(bare.Body) || separatedHex().MatchString(bare.Body) {
		return found{}, errOther
	}
	f, err := readBase64(unquoted(t))
	if err == nil || lostCase().MatchString(bare.Body) || startsKey(bare.Body) || algorithmInside().MatchString(bare.Body) {
		return f, err
	}
	switch r := refusalOf(err); r.Code { // it does not begin as a key does: another long secret
	case keys.B64BadChar, keys.B64CaseLost, keys.B64Length, keys.UnknownBinary:
		if !t.keyOnly && len(r.Damage) == 0 && len(bare.Body) <= maxSecret {
			return found{}, errOther
		}
	}
	return f, err
}

// readBase64 opens one layer of base64 (RFC 4648 4 or 5) and reads what is inside.
func readBase64(t input) (found, error) {
	if known.IsElided(t.Body) {
		return found{}, known.Elided()
	}
	if f, err := readBase64URL(t); err != errOther {
		return f, err
	}
	if body, m := codec.Unspace(t.Body); m != nil {
		t = t.with(body).remark(*m)
	}
	if lined := codec.TrimLines(t.Body); lined != t.Body {
		t = t.with(lined).note(keys.FixedIndent, "white space at the start of lines")
	}
	chars, err := base64Chars(t)
	if err != nil {
		if f, other := readSpaced(t); other == nil {
			return f, nil
		}
		return found{}, err
	}
	if codec.CaseLost(chars) {
		return found{}, caseLost()
	}
	if padding := lostPadding(chars); padding != "" {
		// Where anything else inside has to be repaired, more is lost than the padding.
		t := t.note(keys.FixedPadding, "padding")
		if f, err := readInside(t, chars+padding); err == nil && (len(padding) == 2 || len(f.repairs) == len(t.repairs) || strings.HasPrefix(chars, "M")) {
			return f, nil
		}
	}
	if len(chars)%4 != 0 {
		if bare := strings.TrimRight(chars, "="); strings.HasPrefix(bare, gzipStart) { // it says by a checksum whether it is whole
			inside, _ := base64.RawStdEncoding.DecodeString(bare[:len(bare)-codec.Lone(bare)])
			return readBytes(t.note(keys.FixedPadding, "padding").into("base64", string(inside)))
		}
		r := keys.Refuse(keys.B64Length, fmt.Sprintf("This base64 text is not whole: it has %s characters, and base64 comes in groups of four.", words.Thousands(len(chars))), keys.Damaged)
		if d := damage.Find(chars); d.Found() {
			return found{}, d.Tell(r)
		}
		if r := cutShort(chars); r != nil {
			return found{}, r
		}
		if !startsKey(chars) {
			return readNoBase64(t)
		}
		return found{}, r
	}
	f, err := readInside(t, chars)
	return blame(t, chars, f, err)
}

// cutShort refuses base64 of a key whose end is missing; nil for anything else.
func cutShort(chars string) error {
	const fewest = 4 // that were cut off; of fewer nobody can tell where they were
	b, _ := codec.Loose(chars)
	needs := base64.StdEncoding.EncodedLen(der.Announced(b))
	switch {
	case strings.HasPrefix(string(b), "-----BEGIN ") && !strings.Contains(string(b), "END") && !strings.ContainsFunc(string(b), func(c rune) bool { return c > 0x7e }),
		strings.HasPrefix("-----BEGIN ", string(b)):
		return keys.Refuse(keys.Truncated, fmt.Sprintf("This is base64 of a key, and its end is missing: %s characters are there.", words.Thousands(len(chars))), keys.Damaged).About("", 0, true)
	case !der.IsCut(b) || needs-len(chars) < fewest:
		return nil
	}
	kind, bits := rsaBits(b)
	return keys.Refuse(keys.Truncated, fmt.Sprintf("This is base64 of a key, and its end is missing: %s of %s characters are there.", words.Thousands(len(chars)), words.Thousands(needs)),
		keys.Damaged).About(kind, bits, true)
}

// lostPadding is what base64 of a key lacks at its end, if what is inside reads whole
// with it.
func lostPadding(chars string) string {
	switch {
	case len(chars)%4 == 2 && !strings.HasSuffix(chars, "="):
		return "=="
	case len(chars)%4 == 3 && (chars[0] == 'M' || !strings.HasSuffix(chars, "=")): // else a character may be lost
		return "="
	}
	return ""
}

// blame says what became of whole base64, by what became of its inside.
func blame(t input, chars string, f found, err error) (found, error) {
	if err == nil {
		if f.has(keys.FixedDashes) && damage.DashesLost(chars) {
			return found{}, keys.Refuse(keys.B64PEMMissingChars, "This is base64 of a key, and the characters in front are missing: the BEGIN line inside is not whole.",
				keys.Damaged).About(f.key.Kind(), f.key.Bits(), f.key.Private())
		}
		return f, nil
	}
	r := refusalOf(err)
	if r.Question {
		return found{}, r
	}
	if r.Code == keys.PEMLabelPair {
		if cut := cutShort(chars); cut != nil {
			return found{}, cut
		}
	}
	if damage.TornBy(r.Code) {
		if d := damage.Find(chars); d.Found() {
			return found{}, d.Tell(r.Because(keys.B64PEMMissingChars))
		}
	}
	if (r.Code == keys.B64Length || r.Code == keys.UnknownBinary || r.Code == keys.B64BadChar) && damage.BeginLost(chars) {
		r = r.Because(keys.B64PEMMissingChars)
		r.Message = "This is base64 of a key, and characters are missing or changed at its beginning: the BEGIN line inside, or what follows it, is not whole."
		r.Hint = keys.Damaged
		return found{}, r
	}
	if r.Code == keys.UnknownBinary {
		return readNoBase64(t)
	}
	return found{}, r
}

// readNoBase64 reads a text that turned out not to be base64 of a key.
func readNoBase64(t input) (found, error) {
	if startsKey(t.Body) && len(t.Body) <= maxSecretBase64 {
		return found{}, keys.Refuse(keys.Truncated, fmt.Sprintf("This is the beginning of base64 of a key: %d characters are there, and the rest is missing.", len(t.Body)), keys.Damaged)
	}
	if at := known.BlobStart().FindStringIndex(t.Body[:min(len(t.Body), 100)]); t.keyOnly || startsKey(t.Body) || algorithmInside().MatchString(t.Body) || at != nil && at[0] == 0 {
		return found{}, known.Unknown()
	}
	return readSecret(t)
}

func readInside(t input, chars string) (found, error) {
	inside, err := base64.StdEncoding.DecodeString(chars)
	if err != nil {
		return found{}, known.Unknown()
	}
	return readDecoded(t, inside)
}

func readDecoded(t input, inside []byte) (found, error) {
	if t.times("base64") >= maxBase64 {
		return found{}, known.Unknown()
	}
	t = t.into("base64", string(inside))
	if t.times("base64") == maxBase64 {
		t = t.note(keys.DoubleBase64, "base64 twice")
	}
	if der.StartsAsKey(inside) {
		t = t.note(keys.NoPEMHeader, "lost BEGIN and END lines")
	}
	return readBytes(t)
}

// readBase64URL opens the other alphabet, in which DER and JSON are met without
// padding.
func readBase64URL(t input) (found, error) {
	if len(t.Body)%4 == 0 && !strings.ContainsAny(t.Body, "-_") {
		return found{}, errOther
	}
	bare := strings.TrimRight(t.Body, "=")
	b, err := base64.RawURLEncoding.DecodeString(bare[:len(bare)-codec.Lone(bare)])
	cutWithin := codec.Lone(bare) > 0 && der.Announced(b) <= len(b) // a group
	isDER := der.Outline(b) != der.Unknown || strings.ContainsAny(t.Body, "-_") && der.IsCut(b)
	if err != nil || cutWithin || !isDER && !json.Valid(b) && !strings.HasPrefix(string(b), gzipMagic) {
		return found{}, errOther
	}
	return readDecoded(t, b)
}

// readSpaced reads base64 with spaces and tabs in it, if it is whole without them, or
// with a "+" for each space: what is inside says by a checksum that it is.
func readSpaced(t input) (found, error) {
	bare := codec.Blankless(t.Body)
	if bare == t.Body || len(bare)*20 < len(t.Body)*19 {
		return found{}, errOther
	}
	for _, way := range []input{
		t.with(bare).note(keys.FixedSpaces, "spaces"),
		t.with(strings.ReplaceAll(strings.Trim(t.Body, "\r\n"), " ", "+")).note(keys.FixedPlusSpace, "spaces that were plus signs"),
	} {
		if chars, err := codec.Chars(way.Body); err == nil && len(chars)%4 == 0 {
			if f, err := readInside(way, chars); err == nil {
				return f, nil
			}
		}
	}
	return found{}, errOther
}

// deepBase64 reports whether a text is base64 of a key more times over than are
// opened. It is no shared secret.
func deepBase64(body string) bool {
	for range maxLayers {
		inside, ok := codec.Loose(body)
		if body = string(inside); ok && known.IsKey(body) {
			return true
		}
		if !ok || len(inside) < codec.MinBase64 {
			return false
		}
	}
	return false
}
