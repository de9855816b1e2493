package keys

import (
	"strings"
	"unicode"

	"playtoken/core/once"
)

// This file knows what cannot be undone: a part left out on purpose, and
// capitals that are gone.

var elidedMark = once.Regexp(`\.{3,}|…|(?m:^[ \t]*(?:\*{3}|[xX]{4,15}|-{1,4} ?(?i:snip|snipped|cut|cut here|truncated|redacted) ?-{1,4})[ \t]*\r?$)|(?i:[\[<({](?:redacted|snip|truncated|cut|omitted|\.\.|removed|hidden|secret|your[ _-]?key[ _-]?here)[^\])}>]{0,40}[\])}>])|\*{4,}|•{4,}|[xX]{16,}`)

// placeholderBody is what stands in the place of a key in instructions.
var placeholderBody = once.Regexp(`(?i)^\s*[\[<({]*\s*(?:your|my|insert|paste|put|enter|replace|add|the|base64)[\s_-][\w\s,.-]{0,80}[\])}>]*\s*$|^\s*<[^<>]{0,80}>\s*$|^\s*\$?\{.{0,80}\}\s*$`)

func elided() Answer {
	return refuse(Elided, "A part of this key was left out on purpose. What is left cannot sign.", "Copy the whole key from where it was created.")
}

// caseLost reports whether base64 that is long enough has letters of one case
// only: then a program has changed the case of them all.
func caseLost(chars string) bool {
	lower, upper := 0, 0
	for _, c := range chars {
		switch {
		case unicode.IsLower(c):
			lower++
		case unicode.IsUpper(c):
			upper++
		}
	}
	return lower+upper >= 48 && (lower == 0 || upper == 0) && strings.Trim(chars, "0123456789abcdefABCDEF") != ""
}

func caseLostAnswer() Answer {
	return refuse(B64CaseLost, "All letters of this key are of one case. Base64 needs both, so the key is lost in this text.", copyAgain)
}
