package importer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"playtoken/core/once"
)

// This file looks at JSON that is not quite what it should be: inside of a string,
// written as a program writes it, with a member twice.

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

// doubled finds an object that has a member twice, and names the member if it
// is short.
func doubled(text []byte) (name string, found bool) {
	d := json.NewDecoder(bytes.NewReader(text))
	type level struct {
		names map[string]bool
		key   bool // a name comes next
	}
	var stack []*level
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) || err != nil {
			return "", false
		}
		var top *level
		if len(stack) > 0 {
			top = stack[len(stack)-1]
		}
		if s, ok := t.(string); ok && top != nil && top.names != nil && top.key {
			if top.names[s] {
				return fmt.Sprintf("%q", s[:min(len(s), 20)]), true
			}
			top.names[s], top.key = true, false
			continue
		}
		switch t {
		case json.Delim('{'):
			stack = append(stack, &level{names: map[string]bool{}, key: true})
			continue
		case json.Delim('['):
			stack = append(stack, &level{})
			continue
		case json.Delim('}'), json.Delim(']'):
			stack = stack[:len(stack)-1]
			if len(stack) == 0 {
				continue
			}
			top = stack[len(stack)-1]
		}
		if top != nil && top.names != nil {
			top.key = true
		}
	}
}
