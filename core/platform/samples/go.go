package samples

import (
	"fmt"
	"go/format"
	"regexp"
	"strconv"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/token"
)

// goJWT keeps the order of the claims with a struct; a map would be written
// sorted. The header is a map in that library.
func goJWT(alg string, t platform.NamedToken) platform.Snippet {
	var b strings.Builder
	b.WriteString("// go get github.com/golang-jwt/jwt/v5\n" + keyComment("//", alg))
	imports, pem := []string{"fmt", "log", "os"}, "pem"
	if strings.HasPrefix(alg, "HS") {
		imports, pem = append([]string{"bytes"}, imports...), "file"
	}
	if nested(t.Claims) || nested(t.Header) {
		imports = append(imports[:len(imports)-3], append([]string{"encoding/json"}, imports[len(imports)-3:]...)...)
	}
	b.WriteString("package main\n\nimport (\n")
	for _, name := range imports {
		fmt.Fprintf(&b, "\t%q\n", name)
	}
	b.WriteString("\n\t\"github.com/golang-jwt/jwt/v5\"\n)\n\n")
	claims := goMap(t.Claims)
	if fields, ok := goFields(t.Claims); ok {
		b.WriteString(goStruct(t.Claims, fields))
		claims = goValues(t.Claims, fields)
	}
	fmt.Fprintf(&b, "func main() {\n\t%s, err := os.ReadFile(os.Getenv(\"KEY_FILE\"))\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n", pem)
	b.WriteString(goKey(alg))
	fmt.Fprintf(&b, "\ttoken := jwt.NewWithClaims(jwt.SigningMethod%s, %s)\n", alg, claims)
	b.WriteString(goHeader(t.Header))
	b.WriteString("\ttext, err := token.SignedString(key)\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tfmt.Println(text)\n}\n")
	text := b.String()
	if formatted, err := format.Source([]byte(text)); err == nil {
		text = string(formatted)
	}
	return platform.Snippet{Name: "Go", Text: text}
}

func goKey(alg string) string {
	parse := map[string]string{"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "Ed"}[alg[:2]]
	if parse == "" {
		return "\tkey := bytes.TrimSpace(file)\n"
	}
	return "\tkey, err := jwt.Parse" + parse + "PrivateKeyFromPEM(pem)\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n"
}

func goHeader(header token.Object) string {
	var b strings.Builder
	list, typ := others(header)
	if !typ {
		b.WriteString("\tdelete(token.Header, \"typ\")\n")
	}
	for _, o := range list {
		if o.Name != "typ" || o.Value.Text != "JWT" {
			fmt.Fprintf(&b, "\ttoken.Header[%s] = %s\n", strconv.Quote(o.Name), goValue(o.Value))
		}
	}
	return b.String()
}

var goName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

// goFields are the names of a struct's fields for claims, where each can have one.
func goFields(claims token.Object) (fields []string, ok bool) {
	seen := map[string]bool{"RegisteredClaims": true}
	for _, c := range claims.Members {
		field := c.Name
		if goName.MatchString(field) {
			field = strings.ToUpper(field[:1]) + field[1:]
		}
		if !goName.MatchString(field) || seen[field] || strings.HasPrefix(field, "Get") {
			return nil, false
		}
		seen[field] = true
		fields = append(fields, field)
	}
	return fields, len(fields) > 0
}

func goStruct(claims token.Object, fields []string) string {
	var b strings.Builder
	b.WriteString("// A struct keeps the order of the claims, a map would not.\ntype claims struct {\n")
	b.WriteString("\tjwt.RegisteredClaims `json:\"-\"` // the methods that the library wants\n\n")
	for i, c := range claims.Members {
		fmt.Fprintf(&b, "\t%s %s `json:%q`\n", fields[i], goType(c.Value), c.Name)
	}
	b.WriteString("}\n\n")
	return b.String()
}

func goValues(claims token.Object, fields []string) string {
	var b strings.Builder
	b.WriteString("claims{\n")
	for i, c := range claims.Members {
		fmt.Fprintf(&b, "\t\t%s: %s,", fields[i], goValue(c.Value))
		if note := timeNote(claims, c.Name, "time.Now().Unix()"); note != "" {
			b.WriteString(" // " + note)
		}
		b.WriteByte('\n')
	}
	b.WriteString("\t}")
	return b.String()
}

// goMap is for claims whose names can be no fields.
func goMap(claims token.Object) string {
	var b strings.Builder
	b.WriteString("jwt.MapClaims{")
	for i, c := range claims.Members {
		if i == 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "\t\t%s: %s,\n", strconv.Quote(c.Name), goValue(c.Value))
	}
	if len(claims.Members) > 0 {
		b.WriteByte('\t')
	}
	return b.String() + "}"
}

func goType(v token.Value) string {
	switch {
	case v.Type == token.Text:
		return "string"
	case v.Type == token.Bool:
		return "bool"
	case v.Type == token.Number && isInt(v.Raw):
		return "int64"
	case v.Type == token.Number:
		return "float64"
	case v.Type == token.Null:
		return "any"
	}
	return "json.RawMessage"
}

func goValue(v token.Value) string {
	switch v.Type {
	case token.Text:
		return strconv.Quote(v.Text)
	case token.Null:
		return "nil"
	case token.Bool, token.Number:
		return v.Raw
	}
	return "json.RawMessage(" + strconv.Quote(v.Raw) + ")"
}

func isInt(raw string) bool {
	_, err := strconv.ParseInt(raw, 10, 64)
	return err == nil
}
