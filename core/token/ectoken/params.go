package ectoken

import "strings"

// Param is one parameter of a token. An item without a name, such as the
// "HELLO" of the vendor's examples, has all of its text as the value.
type Param struct{ Name, Value string }

// Parse splits a plaintext at & and each item at its first =. The order is kept,
// nothing is percent-decoded, and ec_secure and r are in the list like any other.
// Join gives the same text back.
func Parse(plaintext string) []Param {
	if plaintext == "" {
		return nil
	}
	var params []Param
	for item := range strings.SplitSeq(plaintext, "&") {
		name, value, ok := strings.Cut(item, "=")
		if !ok || name == "" {
			name, value = "", item
		}
		params = append(params, Param{name, value})
	}
	return params
}

// Join is the plaintext of parameters, in their order. Values are written as
// they are: & in one would begin another parameter.
func Join(params []Param) string {
	var b strings.Builder
	for i, p := range params {
		if i > 0 {
			b.WriteByte('&')
		}
		if p.Name != "" {
			b.WriteString(p.Name)
			b.WriteByte('=')
		}
		b.WriteString(p.Value)
	}
	return b.String()
}
