package samples

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

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
	takes := takesNow(t.Claims, "\t"+GoNow)
	if takes != "" {
		imports = append(imports, "time")
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
	b.WriteString(goKey(alg) + takes + claims)
	fmt.Fprintf(&b, "\ttoken := jwt.NewWithClaims(jwt.SigningMethod%s, c)\n", alg)
	b.WriteString(goHeader(t.Header))
	b.WriteString("\ttext, err := token.SignedString(key)\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tfmt.Println(text)\n}\n")
	return platform.Snippet{Name: "Go", Text: b.String()}
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

// goStruct is the type of the claims, as gofmt writes it: names, types and tags in
// columns.
func goStruct(claims token.Object, fields []string) string {
	var b strings.Builder
	b.WriteString("// A struct keeps the order of the claims, a map would not.\ntype claims struct {\n")
	b.WriteString("\tjwt.RegisteredClaims `json:\"-\"` // the methods that the library wants\n\n")
	names, types := 0, 0
	for i, c := range claims.Members {
		names, types = max(names, len(fields[i])), max(types, len(goType(c.Value)))
	}
	for i, c := range claims.Members {
		fmt.Fprintf(&b, "\t%-*s %-*s `json:%q`\n", names, fields[i], types, goType(c.Value), c.Name)
	}
	b.WriteString("}\n\n")
	return b.String()
}

// goValues fills the struct. Notes on lines one below the other stand in a column, as
// gofmt has them.
func goValues(claims token.Object, fields []string) string {
	lines, notes := make([]string, len(fields)), make([]string, len(fields))
	for i, c := range claims.Members {
		lines[i] = "\tc." + fields[i] + " = " + goValue(c.Value)
		notes[i] = timeNote(claims, c.Name, "time.Now().Unix()")
	}
	width := func(i int) (n int) {
		for ; i > 0 && notes[i-1] != ""; i-- {
		}
		for ; i < len(lines) && notes[i] != ""; i++ {
			n = max(n, utf8.RuneCountInString(lines[i]))
		}
		return n
	}
	text := "\tvar c claims\n"
	for i, line := range lines {
		if notes[i] != "" {
			line = fmt.Sprintf("%-*s // %s", width(i), line, notes[i])
		}
		text += line + "\n"
	}
	return text
}

// goMap is for claims whose names can be no fields.
func goMap(claims token.Object) string {
	text := "\tc := jwt.MapClaims{}\n"
	for _, c := range claims.Members {
		text += "\tc[" + strconv.Quote(c.Name) + "] = " + goValue(c.Value) + "\n"
	}
	return text
}

func goType(v token.Value) string {
	switch {
	case v.Type == token.Text:
		return "string"
	case v.Type == token.Bool:
		return "bool"
	case isLive(v), v.Type == token.Number && isInt(v.Raw):
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
