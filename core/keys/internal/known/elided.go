package known

import (
	"strings"

	"playtoken/core/keys"
	"playtoken/core/once"
)

// This file knows what cannot be undone: a part left out on purpose.

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
