// Package known knows texts by what they are: marks of a key, what people paste in
// place of one, samples that were published, secrets that are guessed first.
package known

import (
	_ "embed"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"playtoken/core/errortext"
	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
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

//go:embed texts.txt
var texts string

// entry is something that people paste in place of a key.
type entry struct {
	code          keys.Code
	most          int // the longest text that it can be, in bytes
	message, hint string
	expr          func() *regexp.Regexp
}

// entries are the lists of texts.txt by their names.
var entries = sync.OnceValue(func() map[string][]entry {
	lists := map[string][]entry{}
	for _, list := range strings.Split(texts, "\n== ")[1:] {
		name, list, _ := strings.Cut(list, "\n")
		for _, block := range strings.Split(strings.TrimSpace(list), "\n\n")[1:] { // behind a comment
			head, exprs, _ := strings.Cut(block, "\n  ")
			says := strings.Split(head, "\n")
			code, most, _ := strings.Cut(says[0], " ")
			bytes, _ := strconv.Atoi(most) // a test looks at all of them
			lists[name] = append(lists[name], entry{
				keys.Code(code), bytes, says[1], says[2],
				sync.OnceValue(func() *regexp.Regexp { // at the first use, and a test compiles each
					return regexp.MustCompile("(?:" + strings.ReplaceAll(exprs, "\n  ", ")|(?:") + ")")
				}),
			})
		}
	}
	return lists
})

func (e entry) fits(s string) bool {
	switch {
	case len(s) > e.most:
		return false
	case !e.expr().MatchString(s):
		return e.code == keys.IsKeyID && isXID(s)
	case e.code == keys.IsPlaceholder: // a bad secret is one all the same, which people set
		return !ownSecret().MatchString(s) || !Weak(s)
	}
	return e.code != keys.IsErrorText || !IsKey(s)
}

// find refuses a text that is in one of the lists, nil for any other.
func find(s string, lists ...string) error {
	for _, list := range lists {
		for _, e := range entries()[list] {
			if e.fits(s) {
				return keys.Refuse(e.code, e.message, e.hint)
			}
		}
	}
	return nil
}

// Reference refuses a text that stands for a key that is somewhere else, and says where;
// nil where it does not.
func Reference(s string) error { return find(s, "references") }

// Holder refuses an object of a document that says where a value is, or has it encrypted,
// by the name of the member that it is; nil for any other.
func Holder(name string) error { return find(name, "members") }

// NotKey says what a text is that stands in the place of a key: nil where it may be
// one.
func NotKey(s string) error {
	switch {
	case strings.HasPrefix(s, "LS0t") || longRun(s) || Sample(s):
		return nil
	case beginOnly().MatchString(s):
		return keys.Refuse(keys.Truncated, "This is the beginning of a key in PEM alone.", keys.Damaged).About("", 0, true)
	case strings.HasPrefix(s, "-"), strings.Contains(s, "ENOENT"): // the file is not there, whoever says it
		return find(s, "errors")
	}
	if len(s) <= longestToken && wrappedToken().MatchString(s) {
		s = lineless.Replace(s)
	}
	if err := errorText(s); err != nil {
		return err
	}
	return find(s, "references", "errors", "others")
}

// longestToken is the most that a token has, in bytes.
const longestToken = 16 << 10

// beginOnly is a part of a BEGIN line.
var beginOnly = once.Regexp(`^-----BEGIN(?: [A-Z0-9 ]{0,60}-{0,4})?$`)

// longRun reports whether a text begins with more characters of base64 than anything
// that is known: to look at all of it would take long.
func longRun(s string) bool {
	const longest = 4 << 10
	if len(s) <= longest {
		return false
	}
	for i := range longest {
		if !codec.InBase64(s[i]) {
			return false
		}
	}
	return true
}

// errorText turns an error of a program away that is about a key or a token, with what it
// means.
func errorText(s string) error {
	if !strings.Contains(s, " ") {
		return nil
	}
	known, ok := errortext.Find(s)
	if !ok || known.About() == errortext.Answer || IsKey(s) {
		return nil
	}
	return keys.Refuse(keys.IsErrorText, "This is an error message of "+known.Whose+", not a key. It says that "+known.Means+".", known.Look)
}

var ownSecret = once.Regexp(`^(?i:my[ _-]?)\w*(?i:secret)`)

// wrappedToken is a token that was broken into lines.
var wrappedToken = once.Regexp(`^(?:eyJ[\w-]*|v[1-4]\.(?:local|public))[\w-]*\.[\w.\s-]*$`)

var lineless = strings.NewReplacer("\r", "", "\n", "")

// isXID reports whether a text is a key ID in the form of an xid (github.com/rs/xid): 12
// bytes as 20 characters of 0-9 and a-v, well mixed, of which the last one has one bit. They
// begin with the seconds since 1970, here of 2008 to 2038. One that is hexadecimal may be a
// secret all the same.
func isXID(s string) bool {
	digits := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			digits++
		}
	}
	return digits >= 3 && digits <= 17 && xid().MatchString(s) && strings.Trim(s, "0123456789abcdef") != ""
}

var xid = once.Regexp(`^[9a-f][0-9a-v]{18}[0g]$`)

// Unknown refuses a text that looks like nothing known.
//
//go:noinline // its copies would make ptok larger
func Unknown() *keys.Refusal { return unknown("This text is not a key in a form that is read here.") }

// UnknownBytes refuses bytes that look like nothing known.
func UnknownBytes() *keys.Refusal {
	return unknown("These are bytes that are not a key in a form that is read here.")
}

func unknown(what string) *keys.Refusal {
	return keys.Refuse(keys.UnknownBinary, what,
		"Paste a private key as PEM, with its BEGIN and END lines, or as the base64 text that the platform gave you.")
}
