package importer

import (
	"encoding/json"
	"strings"

	"playtoken/core/once"
)

// This file looks at JSON that is not quite what it should be: inside of a string,
// written as a program writes it.

// jsonInString is JSON that was put into a string of JSON once more.
func jsonInString(text string) (inner string, ok bool) {
	if !strings.HasPrefix(text, `"{`) && !strings.HasPrefix(text, `"[`) || json.Unmarshal([]byte(text), &inner) != nil {
		return "", false
	}
	return inner, json.Valid([]byte(inner))
}

// What JavaScript and Python allow in an object and JSON does not.
var (
	codeComment = once.Regexp(`(?m)^[ \t]*(?://|#)[^\n]*\n|/\*[^*]*\*/`)
	singleText  = once.Regexp(`'([^'"\\\n]*)'`)
	bareName    = once.Regexp(`([{,]\s*)([A-Za-z_]\w{0,40})\s*:`)
	lastComma   = once.Regexp(`,(\s*[}\]])`)
)

// looseJWK writes a JSON Web Key as JSON that stands as an object of JavaScript or
// Python. Any other text is left as it is.
func looseJWK(text string) string {
	if !strings.Contains(text, "kty") || json.Valid([]byte(text)) {
		return text
	}
	loose := singleText().ReplaceAllString(codeComment().ReplaceAllString(text, ""), `"$1"`)
	loose = strings.TrimSpace(lastComma().ReplaceAllString(bareName().ReplaceAllString(loose, `$1"$2":`), "$1"))
	if !json.Valid([]byte(loose)) {
		return text
	}
	return loose
}
