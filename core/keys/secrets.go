package keys

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"playtoken/core/once"
	"playtoken/core/words"
)

// The longest shared secrets that are read, in bytes: when it is known that a
// secret is meant, and when it is not. One platform's own library takes 4,096.
const (
	maxSecret       = 4096
	maxLikelySecret = 512
)

// secret reads a text that is no key of two halves: a shared secret, in one of
// the ways to write one.
func (r *reader) secret(raw string) Answer {
	if r.keyOnly || len(raw) > 2*maxSecret && len(strings.TrimSpace(raw)) > 2*maxSecret { // also with a name in front
		return unknownText()
	}
	text := r.bareSecret(raw)
	if !r.opts.Want.takes(Secret) && !plausible(text) || len(text) > maxSecret {
		return unknownText()
	}
	if a, ok := notKey(text); ok {
		return a
	}
	if tokenHeader(text) {
		return refuse(IsToken, "This is the first part of a token, not a key. A token is what a key signs.", "Open the whole token in the decoder, or paste the key that signed it.")
	}
	if deepBase64(text) {
		return unknownText()
	}
	if elidedMark().MatchString(text) && !knownSample(text) {
		return elided()
	}
	if a, ok := r.paserk(text); ok {
		return a
	}
	if r.opts.Want.Secret != ReadVerbatim {
		if a, ok := r.hexSecret(text); ok {
			return a
		}
		if a, ok := r.base64Secret(text); ok {
			return a
		}
	}
	if r.opts.Want.Secret == ReadPASETO {
		return r.pasetoText(text)
	}
	if !plausible(text) && r.opts.Want.Secret == ReadEither {
		return unknownText()
	}
	return r.textSecret(text, raw)
}

// tokenHeader reports whether a text is the header of a token, in base64url.
func tokenHeader(text string) bool {
	if !strings.HasPrefix(text, "eyJ") {
		return false
	}
	inside, _ := looseBase64(text)
	var o object
	return json.Unmarshal(inside, &o) == nil && o["alg"] != nil && o["kty"] == nil
}

// plausible reports whether a text may be a shared secret when nothing says so:
// one line, and not a sentence.
func plausible(text string) bool {
	text = strings.TrimSpace(text)
	return text != "" && len(text) <= maxLikelySecret && !strings.Contains(text, "\n") && len(strings.Fields(text)) < 4
}

// textSecret takes a secret as the text that it is. A line end behind it is
// asked about: programs that read a file do not agree whether it counts.
func (r *reader) textSecret(text, raw string) Answer {
	_, tail, _ := strings.Cut(raw, text)
	if strings.TrimSpace(raw) == text && strings.ContainsAny(tail, "\r\n") {
		choices := []Choice{
			{"without the line end, " + size([]byte(text), true), 1},
			{"with the line end, " + size([]byte(text+tail), true), 2},
		}
		switch {
		case r.opts.Choose == 2:
			text += tail
		case r.opts.Choose == 1:
		case r.opts.Want.Secret == ReadEither:
			a := ask(TrailingNewline, "A line end stands behind this shared secret. Is it a part of it? Mostly it is not.",
				"Choose one, or paste the secret without the line end.")
			a.Choices = choices
			return a.about(Secret, 8*len(text), true)
		default:
			r.remark(remark{code: FixedSpaces, repair: "a line end behind it"})
		}
	}
	return r.takeSecret([]byte(text), text, "text", nil)
}

// takeSecret takes the bytes of a secret, with what is to be said of them.
func (r *reader) takeSecret(shared []byte, written, form string, choices []Choice) Answer {
	asText := string(shared) == written
	f := found{key: newSecret(shared, []byte(written), asText), choices: choices}
	if asText {
		f.remarks = append(f.remarks, r.deviations(written)...)
	}
	f.remarks = append(f.remarks, r.strength(shared)...)
	if len(r.wraps) > 0 {
		form = strings.Join(r.wraps, " of ") + " of " + form
	}
	return r.takeKey(f, form)
}

// deviations are characters in a secret that get lost or changed easily.
func (r *reader) deviations(text string) (list []remark) {
	if strings.Contains(text, "\x00") {
		list = append(list, remark{code: NulByte, warning: "There is a zero byte in this shared secret, and many programs stop reading there."})
	}
	hidden := func(c rune) bool {
		return strings.ContainsRune(invisibles+blanks, c) || c == '\t' || c > 0x7f && !unicode.IsGraphic(c)
	}
	if i := strings.IndexFunc(text, hidden); i >= 0 {
		c, _ := utf8.DecodeRuneInString(text[i:])
		list = append(list, remark{code: InvisibleChars, warning: fmt.Sprintf(
			"There is an invisible character (U+%04X) in this shared secret. It was kept; if it came along by accident, signatures will not fit.", c)})
	}
	if !isASCII(text) && len(list) == 0 {
		list = append(list, remark{code: NonASCIISecret, warning: "This shared secret has letters beyond ASCII. Programs write some of them in two ways, which give different signatures; it is taken in UTF-8 as it stands."})
	}
	if limit, whose := r.opts.Want.longest(); limit > 0 && len(text) > limit {
		list = append(list, remark{code: SecretTooLong, warning: fmt.Sprintf("This secret has %s characters. %s allows %s.", words.Thousands(len(text)), whose, words.Thousands(limit))})
	}
	return list
}

// size words the size of a secret.
func size(b []byte, asText bool) string {
	if asText {
		return plural(utf8.RuneCount(b), "character")
	}
	return plural(len(b), "byte")
}

func plural(n int, unit string) string {
	if n != 1 {
		unit += "s"
	}
	return words.Thousands(n) + " " + unit
}

// Names in front of a secret: in a file of settings, in YAML, in a program.
var (
	secretInEnv  = once.Regexp(`^(?:(?:export|set|setx|ENV|declare -x)\s+[A-Za-z_]\w*|\$env:\w+\s*|[A-Z][A-Z0-9_]{2,}|(?:[a-z]\w*_)?(?:secret|key|token|password)(?:_[a-z]+)?)=[ \t]*([^\s=].*)$`)
	secretInYAML = once.Regexp(`^(?i:authorization|x-[\w-]{1,40}):[ \t]+(\S.*)$|^(?:[A-Za-z][\w.-]*)?(?i:secret|key|token|password)\w*:[ \t]+(\S.*)$`)
	fencedSecret = once.Regexp("^```\\w*[ \t\r]*\n([^\n]+)\n```$")
	secretInCode = once.Regexp("^(?:const|let|var|final|static|private|public|String|string|my|\\$|[\\w.]+\\s*:?=)[^\"'`=]{0,80}=?\\s*([\"'`][^\"'`]+[\"'`])\\s*;?$")
)

// bareSecret drops what stands around a secret: white space, the name in front,
// quotes. Where any text is a secret, names stay.
func (r *reader) bareSecret(raw string) string {
	text := strings.TrimSpace(raw)
	if m := fencedSecret().FindStringSubmatch(text); m != nil && r.opts.Want.Secret != ReadVerbatim {
		r.remark(remark{code: FixedFence, repair: "a Markdown fence"})
		raw = m[1]
		text = strings.TrimSpace(raw)
	}
	if strings.Trim(raw, "\r\n") != text && strings.Trim(raw, space) == text {
		r.remark(remark{code: FixedSpaces, repair: "white space around it"})
	}
	text = strings.TrimSuffix(text, "\x00")
	for _, in := range []struct {
		remark
		name func() *regexp.Regexp
	}{
		{remark{code: FixedEnvLine, repair: "the name in front"}, secretInEnv},
		{remark{code: TakenFromYAML, repair: "the name in front"}, secretInYAML},
		{remark{code: FixedSourceCode, repair: "source code"}, secretInCode},
	} {
		if m := in.name().FindStringSubmatch(text); m != nil && r.opts.Want.Secret != ReadVerbatim {
			r.remark(in.remark)
			text = strings.Join(m[1:], "") // one of them is not empty
			break
		}
	}
	inner := strings.TrimRight(text, ",;")
	for _, q := range [][2]string{{`"`, `"`}, {"'", "'"}, {"`", "`"}, {"\u201c", "\u201d"}, {"\u201e", "\u201c"}, {"\u2018", "\u2019"}, {"\u00ab", "\u00bb"}} {
		if len(inner) > len(q[0]+q[1]) && strings.HasPrefix(inner, q[0]) && strings.HasSuffix(inner, q[1]) {
			r.remark(remark{code: FixedQuotes, repair: "quotes"})
			return strings.TrimSuffix(strings.TrimPrefix(inner, q[0]), q[1])
		}
	}
	return text
}
