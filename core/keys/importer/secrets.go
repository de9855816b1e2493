package importer

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/jwk"
	"playtoken/core/keys/internal/known"
	"playtoken/core/keys/internal/text"
	"playtoken/core/once"
	"playtoken/core/words"
)

// The longest shared secrets that are read, in bytes: when it is known that a
// secret is meant, and when it is not. One platform's own library takes 4,096.
const (
	maxSecret       = 4096
	maxLikelySecret = 512
)

// minHMAC is the shortest secret for HS256 in bytes (RFC 7518 3.2).
const minHMAC = 32

// readSecret reads a text that is no key of two halves: a shared secret, in one of
// the ways to write one.
func readSecret(t input) (found, error) {
	raw := t.Body
	if t.keyOnly || len(raw) > 2*maxSecret && len(strings.TrimSpace(raw)) > 2*maxSecret { // also with a name in front
		return found{}, known.Unknown()
	}
	want := t.opts.Want
	t, raw = bareSecret(t)
	for _, named := range []func() *regexp.Regexp{assignment, secretInTags} {
		if m := named().FindStringSubmatch(t.Body); m != nil { // the name belongs to the secret, unless nothing is behind it
			if err := known.Reference(strings.Trim(m[1], `"'`)); err != nil {
				return found{}, err
			}
		}
	}
	if !want.takes(keys.Secret) && !plausible(t.Body) || len(t.Body) > maxSecret {
		return found{}, known.Unknown()
	}
	if err := known.NotKey(t.Body); err != nil {
		return found{}, err
	}
	switch {
	case tokenHeader(t.Body):
		return found{}, keys.Refuse(keys.IsToken, "This is the first part of a token, not a key. A token is what a key signs.", "Open the whole token in the decoder, or paste the key that signed it.")
	case nestedTags().MatchString(t.Body):
		return found{}, keys.Refuse(keys.UnknownBinary, "This is XML, and there is no key in it that is read here.", "Paste the value of the key alone.")
	case deepBase64(t.Body):
		return found{}, known.Unknown()
	case known.IsElided(t.Body) && !known.Sample(t.Body):
		return found{}, known.Elided()
	}
	readers := []reader{readPASERK}
	if want.Secret != ReadVerbatim {
		readers = append(readers, readHexSecret, readBase64Secret)
	}
	if f, err := firstOf(t, readers...); err != errOther {
		return f, err
	}
	switch {
	case want.Secret == ReadPASETO && len(t.Body) != pasetoKeySize:
		return found{}, lengthForPASETO(len(t.Body), "a text of "+inCharacters(t.Body))
	case want.Secret == ReadPASETO:
		return takeSecret(t, []byte(t.Body), "text")
	case want.Secret == ReadEither && !plausible(t.Body):
		return found{}, known.Unknown()
	}
	return readTextSecret(t, raw)
}

// assignment is a setting or a statement of a program that gives a name a value.
var assignment = once.Regexp(`^(?:[\w$.<>\[\]]+[ \t]+){0,6}["']?[\w$.-]+["']?[ \t]*(?:=>|:=|=|:)[ \t]*([^\s=].*?)[;,]*$`)

// tokenHeader reports whether a text is the header of a token, in base64url.
func tokenHeader(body string) bool {
	if !strings.HasPrefix(body, "eyJ") {
		return false
	}
	inside, _ := codec.Loose(body)
	var o jwk.Object
	return json.Unmarshal(inside, &o) == nil && o["alg"] != nil && o["kty"] == nil
}

// plausible reports whether a text may be a shared secret when nothing says so:
// one line, and not a sentence.
func plausible(body string) bool {
	body = strings.TrimSpace(body)
	return body != "" && len(body) <= maxLikelySecret && !strings.Contains(body, "\n") && len(strings.Fields(body)) < 4
}

// readTextSecret takes a secret as the text that it is. A line end behind it is
// asked about: programs that read a file do not agree whether it counts.
func readTextSecret(t input, raw string) (found, error) {
	body := t.Body
	_, tail, _ := strings.Cut(raw, body)
	if strings.TrimSpace(raw) == body && strings.ContainsAny(tail, "\r\n") {
		switch {
		case t.opts.Choose == 2:
			body += tail
		case t.opts.Choose == 1:
		case t.opts.Want.Secret == ReadEither:
			r := keys.Ask(keys.TrailingNewline, "A line end stands behind this shared secret. Is it a part of it? Mostly it is not.",
				"Choose one, or paste the secret without the line end.").About(keys.Secret, 8*len(body), true)
			r.Choices = []keys.Choice{
				{Label: "without the line end, " + inCharacters(body), ID: 1},
				{Label: "with the line end, " + inCharacters(body+tail), ID: 2},
			}
			return found{}, r
		default:
			t = t.note(keys.FixedSpaces, "a line end behind it")
		}
	}
	return takeSecret(t.with(body), []byte(body), "text")
}

// takeSecret takes the bytes of the secret that is written in t, with what is to be
// said of them.
func takeSecret(t input, shared []byte, form string) (found, error) {
	f := found{key: keys.FromSecret(shared, []byte(t.Body)), form: form}
	if string(shared) == t.Body {
		f.about = append(f.about, deviations(t.opts.Want, t.Body)...)
	}
	f.about = append(f.about, strength(t.opts.Want, shared)...)
	if len(t.wraps) > 0 {
		f.form = strings.Join(t.wraps, " of ") + " of " + form
	}
	return finish(t, f)
}

// deviations are characters in a secret that get lost or changed easily.
func deviations(want Want, body string) (list []keys.Remark) {
	warn := func(code keys.Code, warning string) { list = append(list, keys.Remark{Code: code, Warning: warning}) }
	if strings.Contains(body, "\x00") {
		warn(keys.NulByte, "There is a zero byte in this shared secret, and many programs stop reading there.")
	}
	hidden := func(c rune) bool {
		return strings.ContainsRune(text.Invisibles+text.Blanks, c) || c == '\t' || c > 0x7f && !unicode.IsGraphic(c)
	}
	if i := strings.IndexFunc(body, hidden); i >= 0 {
		c, _ := utf8.DecodeRuneInString(body[i:])
		warn(keys.InvisibleChars, fmt.Sprintf(
			"There is an invisible character (U+%04X) in this shared secret. It was kept; if it came along by accident, signatures will not fit.", c))
	}
	if !text.IsASCII(body) && len(list) == 0 {
		warn(keys.NonASCIISecret, "This shared secret has letters beyond ASCII. Programs write some of them in two ways, which give different signatures; it is taken in UTF-8 as it stands.")
	}
	if limit, whose := want.longest(); limit > 0 && len(body) > limit {
		warn(keys.SecretTooLong, fmt.Sprintf("This secret has %s characters. %s allows %s.", words.Thousands(len(body)), whose, words.Thousands(limit)))
	}
	return list
}

// strength says what a secret lacks.
func strength(want Want, b []byte) (list []keys.Remark) {
	if len(b) > 0 && known.Weak(string(b)) {
		list = append(list, keys.Remark{Code: keys.WeakSecret, Warning: "This shared secret is easy to guess. Whoever guesses it can make tokens."})
	}
	if len(b) < minHMAC && want.Secret != ReadVerbatim {
		list = append(list, keys.Remark{Code: keys.HMACKeyShort, Warning: fmt.Sprintf("This shared secret has %s. HS256 asks for 32 or more, HS384 for 48, HS512 for 64.", inBytes(len(b)))})
	}
	return list
}

// inCharacters words the size of a secret that is a text, inBytes that of its bytes.
func inCharacters(text string) string { return words.Count(utf8.RuneCountInString(text), "character") }
func inBytes(n int) string            { return words.Count(n, "byte") }

var (
	fencedSecret = once.Regexp("^```\\w*[ \t\r]*\n([^\n]+)\n```$")
	// secretInTags is the value of an element of XML, nestedTags XML with more than one.
	secretInTags = once.Regexp(`^<[A-Za-z][\w.:-]*(?: [^<>]*)?>\s*([^<>\s]+)\s*</[\w.:-]+>$`)
	nestedTags   = once.Regexp(`(?s)^<[^<>]{1,400}>\s*<[^<>]{1,400}>.*</[\w:.-]+>\s*$`)
)

// names are the ways to write a name in front of a secret: in a file of settings, in YAML,
// in a program, in a program that turns the text into bytes, in XML.
var names = []struct {
	code   keys.Code
	repair string
	name   func() *regexp.Regexp
}{
	{keys.FixedEnvLine, "the name in front of the key", once.Regexp(`^(?:(?:export|set|setx|ENV|declare -x)\s+[A-Za-z_]\w*|\$env:\w+\s*|[A-Z][A-Z0-9_]{2,}|(?:[a-z]\w*_)?(?:secret|key|token|password)(?:_[a-z]+)?)=[ \t]*([^\s=].*)$`)},
	{keys.TakenFromYAML, "the name in front of the key", once.Regexp(`^(?i:authorization|x-[\w-]{1,40}):[ \t]+(\S.*)$|^(?:[A-Za-z][\w.-]*)?(?i:secret|key|token|password)\w*:[ \t]+(\S.*)$`)},
	{keys.FixedSourceCode, "source code", once.Regexp("^(?:const|let|var|final|static|private|public|String|string|my|\\$|[\\w.]+\\s*:?=)[^\"'`=]{0,80}=?\\s*([\"'`][^\"'`]+[\"'`])\\s*;?$")},
	{keys.FixedSourceCode, "source code", once.Regexp("^[^\"'`\n]{0,120}(?:GetBytes|\\[\\]byte|encode|hmacShaKeyFor)\\((\"[^\"\n]+\")[^\"'`\n]{0,60}$")},
	{keys.FixedHTML, "the tags around it", secretInTags},
}

// bareSecret drops what stands around a secret: white space, the name in front,
// quotes. Where any text is a secret, names stay. raw is the secret with the white
// space around it.
func bareSecret(t input) (bare input, raw string) {
	raw = t.Body
	body := strings.TrimSpace(raw)
	verbatim := t.opts.Want.Secret == ReadVerbatim
	if m := fencedSecret().FindStringSubmatch(body); m != nil && !verbatim {
		t = t.note(keys.FixedFence, "a Markdown fence")
		raw = m[1]
		body = strings.TrimSpace(raw)
	}
	if strings.Trim(raw, "\r\n") != body && strings.Trim(raw, space) == body {
		t = t.note(keys.FixedSpaces, "white space around it")
	}
	body = strings.TrimSuffix(body, "\x00")
	for _, in := range names {
		if m := in.name().FindStringSubmatch(body); m != nil && !verbatim {
			t = t.note(in.code, in.repair)
			body = strings.Join(m[1:], "") // one of them is not empty
			break
		}
	}
	if inner, ok := insideQuotes(body); ok {
		return t.note(keys.FixedQuotes, "quotes").with(inner), raw
	}
	return t.with(body), raw
}

// quotePairs are what stands around a text that is quoted.
var quotePairs = [][2]string{{`"`, `"`}, {"'", "'"}, {"`", "`"}, {"\u201c", "\u201d"}, {"\u201e", "\u201c"}, {"\u2018", "\u2019"}, {"\u00ab", "\u00bb"}}

// insideQuotes is what stands between quotes, perhaps with a comma or a semicolon behind
// them; ok is false where there are none, or nothing in them.
func insideQuotes(text string) (inner string, ok bool) {
	text = strings.TrimRight(text, ",;")
	for _, q := range quotePairs {
		if len(text) > len(q[0]+q[1]) && strings.HasPrefix(text, q[0]) && strings.HasSuffix(text, q[1]) {
			return text[len(q[0]) : len(text)-len(q[1])], true
		}
	}
	return "", false
}
