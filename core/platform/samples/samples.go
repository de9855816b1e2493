// Package samples writes code that makes a token again, in the language of the reader.
//
// A sample holds what is in the token and never a key: KEY_FILE names the file that
// it is read from.
package samples

import (
	"fmt"
	"strconv"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/token"
)

// JWT are the samples for the first token of a form, which is a JWT. The text of each makes
// the same token, byte for byte where the algorithm has one signature only and the library
// keeps the order of the members; elsewhere it makes one that verifies just as well. Live
// makes one that lives as long from when it runs.
func JWT(s *platform.Signed) []platform.Snippet {
	t := s.First()
	alg := t.Header.Text("alg")
	list := of(alg, t)
	lives(list, alg, t, s.Form.IssuedAt)
	return list
}

// of are the samples for a token.
func of(alg string, t platform.NamedToken) []platform.Snippet {
	list := []platform.Snippet{nodeJWT(alg, t), goJWT(alg, t), pythonJWT(alg, t)}
	switch alg {
	case "PS256", "PS384", "PS512", "ES512", "EdDSA": // unknown to firebase/php-jwt, or with a key of its own form
	default:
		if len(t.Claims.Members) > 0 { // PHP writes an empty array as a list
			list = append(list, phpJWT(alg, t))
		}
	}
	if !strings.HasPrefix(alg, "HS") { // openssl would take the secret as an argument
		list = append(list, shellJWT(alg, t))
	}
	for i := range list {
		list[i].Text = strings.TrimSuffix(list[i].Text, "\n")
	}
	return list
}

// keyComment says what KEY_FILE is, behind the mark of a comment.
func keyComment(mark, alg string) string {
	if strings.HasPrefix(alg, "HS") {
		return mark + " KEY_FILE names a file with the shared secret.\n"
	}
	return mark + " KEY_FILE names the private key in PEM; decode it first if it came in base64.\n"
}

// timeNote tells how a program gets a time by itself, where the claims hold it.
func timeNote(claims token.Object, name, now string) string {
	seconds := func(name string) (int64, bool) {
		v, _ := claims.Get(name)
		n, err := strconv.ParseInt(v.Raw, 10, 64)
		return n, err == nil && v.Type == token.Number
	}
	iat, issued := seconds("iat")
	exp, ends := seconds("exp")
	switch {
	case name == "iat" && issued:
		return now
	case name == "exp" && ends && issued && exp > iat:
		return fmt.Sprintf("iat + %d", exp-iat)
	}
	return ""
}

// others are the members of a header beside alg; typ is told apart because the
// libraries write it by themselves.
func others(header token.Object) (list []token.Member, typ bool) {
	for _, m := range header.Members {
		if m.Name != "alg" {
			list = append(list, m)
			typ = typ || m.Name == "typ"
		}
	}
	return list, typ
}

// plainHeader reports whether a header is what the libraries write by themselves.
func plainHeader(header token.Object) bool {
	list, _ := others(header)
	return len(list) == 1 && list[0].Name == "typ" && list[0].Value.Text == "JWT"
}

// ShellText is a text in single quotes for a POSIX shell.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func ShellText(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

// HTMLText is a text as the value of an attribute, quotes included.
func HTMLText(s string) string {
	return `"` + strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;").Replace(s) + `"`
}

// pythonValue is a JSON value in Python. The escapes of token.Quote are Python's
// as well.
func pythonValue(v token.Value) string {
	switch v.Type {
	case token.Text:
		return token.Quote(v.Text)
	case token.Null:
		return "None"
	case token.Bool:
		return strings.ToUpper(v.Raw[:1]) + v.Raw[1:]
	case token.Number:
		return v.Raw
	}
	return "json.loads(" + token.Quote(v.Raw) + ")"
}

// phpText is a text in single quotes for PHP.
func phpText(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(s) + "'"
}

// phpValue is a JSON value in PHP. Objects stay objects, also empty ones.
func phpValue(v token.Value) string {
	switch v.Type {
	case token.Text:
		return phpText(v.Text)
	case token.Number:
		if isLive(v) {
			return "$" + v.Raw
		}
		return v.Raw
	case token.Null, token.Bool:
		return v.Raw
	}
	return "json_decode(" + phpText(v.Raw) + ")"
}
