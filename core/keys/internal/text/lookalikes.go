package text

import (
	"cmp"
	"strings"

	"playtoken/core/keys"
)

// This file knows characters that look like others, or like nothing. A key is
// written in ASCII, so all of them are accidents: of word processors, chats,
// web pages and scanners.

// Invisibles have no width. Some of them tie or part words, some turn the
// direction of writing.
const Invisibles = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"

// DropInvisible drops the characters without width.
func DropInvisible(text string) string {
	if IsASCII(text) {
		return text
	}
	return strings.Map(func(c rune) rune {
		if c >= 0x80 && strings.ContainsRune(Invisibles, c) {
			return -1
		}
		return c
	}, text)
}

const (
	dashes  = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\u2500\u2501\u00af"
	Blanks  = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
	doubles = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
	singles = "\u2018\u2019\u201a\u201b\u2039\u203a"
)

// looksLike gives the ASCII character that another one looks like.
var looksLike = func() map[rune]rune {
	m := map[rune]rune{}
	pair := func(others, ascii string) {
		for i, c := range []rune(others) {
			m[c] = rune(ascii[min(i, len(ascii)-1)])
		}
	}
	pair(dashes, "-")
	pair(Blanks, " ")
	pair(doubles, `"`)
	pair(singles, "'")
	pair("АВЕЅІЈКМНОРСТХУаеіјорсхуѕһԁԛԝ", "ABESIJKMHOPCTXYaeijopcxyshdqw") // Cyrillic
	pair("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo")                             // Greek
	for c := '!'; c <= '~'; c++ {
		m[fullWidth+c-'!'] = c
	}
	return m
}()

// fullWidth is the first of the characters of ASCII, less the space, in full width.
const fullWidth = '\uff01'

// Fold writes a text with the ASCII characters that it looks like, one for one,
// and tells which kinds it met.
func Fold(text string) (string, []keys.Remark) {
	if IsASCII(text) {
		return text, nil
	}
	var dash, letter bool
	text = strings.Map(func(c rune) rune {
		to := looksLike[c]
		sign := c < fullWidth && strings.ContainsRune(`-"'`, to)
		dash = dash || sign && to == '-'
		letter = letter || to != 0 && !sign
		return cmp.Or(to, c)
	}, text)
	var list []keys.Remark
	if dash {
		list = append(list, keys.Remark{Code: keys.FixedDashes, Repair: "dashes"})
	}
	if letter {
		list = append(list, keys.Remark{Code: keys.FixedLookalike, Repair: "characters that only look right"})
	}
	return text, list
}

// IsASCII reports whether a text has no other characters than those of ASCII.
func IsASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}
