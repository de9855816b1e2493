package extract

import (
	"strings"

	"playtoken/core/token/formats"
)

// Quiet reports whether a text has nothing in it that Read takes for a token, or for the
// place of one but a URL: most lines of most logs. It looks at each byte once.
func Quiet(text string) bool {
	start, escape := -1, false // of the run of characters that a token may have
	for i := 0; i <= len(text); i++ {
		var c byte
		var is kind
		if i < len(text) {
			c = text[i]
			is = kinds[c]
		}
		if is&inRun == 0 {
			if start >= 0 && i-start >= 34 {
				if word := strings.TrimRight(text[start:i], "."); len(word) >= 34 && (escape || loud(word)) {
					return false
				}
			}
			start, escape = -1, false
			if c == '<' && i+1 < len(text) && isLetter(text[i+1]) { // a tag
				return false
			}
			continue
		}
		if is&mayBegin != 0 && (start < 0 || !inToken(text[i-1]) || escape && afterEscape(text, i) || inItalics(text, i)) && begins(text[i:]) {
			return false
		}
		if start < 0 {
			start = i
		}
		escape = escape || is&escaping != 0
		if is&hint != 0 && hinted(text, i) {
			return false
		}
	}
	return true
}

// kind is what a byte may be in a text that is not quiet.
type kind byte

const (
	inRun    kind = 1 << iota // of a token without a mark, in one piece or encoded
	mayBegin                  // the first of a token
	escaping                  // of an escape
	hint                      // the first of a mark, or the third of the name of a token
)

var kinds = func() (set [256]kind) {
	for i := range set {
		c := byte(i)
		if inWord(c) || c == '%' || c == '=' || c == '\\' {
			set[i] |= inRun
		}
		if initial[c] {
			set[i] |= mayBegin
		}
		if c == '%' || c == '\\' {
			set[i] |= escaping
		}
	}
	for _, mark := range quietMarks {
		set[mark[0]] |= hint
	}
	for _, c := range []byte("kKwWtTrR") {
		set[c] |= hint
	}
	return set
}()

// hinted reports whether the name of a token, or a mark of what signs URLs, stands at a hint.
func hinted(text string, i int) bool {
	name := false
	switch text[i] | 0x20 {
	case 'k':
		name = i >= 1 && hasFoldPrefix(text[i-1:], "oken")
	case 'w':
		name = i >= 1 && hasFoldPrefix(text[i-1:], "jwt")
	case 't':
		name = i >= 1 && hasFoldPrefix(text[i-1:], "uth")
	case 'r':
		name = strings.EqualFold(text[max(0, i-2):min(len(text), i+3)], "earer")
	}
	if name {
		return true
	}
	for _, mark := range quietMarks {
		if strings.HasPrefix(text[i:], mark) {
			return true
		}
	}
	return false
}

// loud reports whether a piece of a word may be a token without a mark.
func loud(word string) bool {
	for piece := range strings.SplitSeq(word, "=") {
		if len(piece) >= 34 && (opaque(piece, due) || headless(piece)) {
			return true
		}
	}
	return opaque(word, due)
}

// quietMarks are pieces of what signs URLs.
var quietMarks = append(formats.Marks(), formats.Cookies()...)
