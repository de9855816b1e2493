package token

import (
	"bytes"
	"encoding/json"
)

// Restyled is a JSON text as other programs write it: without white space, with spaces as
// json.dumps of Python has them, and indented by two spaces, four and a tab. It is nil
// for what is no JSON.
func Restyled(text []byte) [][]byte {
	var b bytes.Buffer
	if json.Compact(&b, text) != nil {
		return nil
	}
	compact := b.Bytes()
	list := [][]byte{compact, spaced(compact)}
	for _, by := range []string{"  ", "    ", "\t"} {
		var b bytes.Buffer
		_ = json.Indent(&b, compact, "", by) // it is JSON
		list = append(list, b.Bytes())
	}
	return list
}

// spaced puts a space behind each comma and colon outside of quotes.
func spaced(compact []byte) []byte {
	var b bytes.Buffer
	quoted := false
	for i, c := range compact {
		b.WriteByte(c)
		switch {
		case c == '"' && !escaped(compact[:i]):
			quoted = !quoted
		case !quoted && (c == ',' || c == ':'):
			b.WriteByte(' ')
		}
	}
	return b.Bytes()
}

// escaped reports whether an odd number of backslashes stands at the end of a text.
func escaped(text []byte) bool {
	return (len(text)-len(bytes.TrimRight(text, `\`)))%2 == 1
}
