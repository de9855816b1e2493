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
	"playtoken/core/once"
)

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
				once.Regexp("(?:" + strings.ReplaceAll(exprs, "\n  ", ")|(?:") + ")"),
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

// isXID reports whether a text is a key ID in the form of an xid: 20
// characters of 0-9 and a-v, well mixed, and not just hexadecimal.
func isXID(s string) bool {
	digits := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			digits++
		}
	}
	return digits >= 3 && digits <= 17 && xid().MatchString(s)
}

var xid = once.Regexp(`^[0-9a-v]{20}$`)

// Unknown refuses a text that looks like nothing known.
func Unknown() *keys.Refusal { return unknown("This text is not a key in a form that is read here.") }

// UnknownBytes refuses bytes that look like nothing known.
func UnknownBytes() *keys.Refusal {
	return unknown("These are bytes that are not a key in a form that is read here.")
}

func unknown(what string) *keys.Refusal {
	return keys.Refuse(keys.UnknownBinary, what,
		"Paste a private key as PEM, with its BEGIN and END lines, or as the base64 text that the platform gave you.")
}
