package samples

import (
	"fmt"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/token"
)

func nodeJWT(alg string, t platform.NamedToken) platform.Snippet {
	if alg == "EdDSA" {
		return nodeEdDSA(t)
	}
	var b strings.Builder
	b.WriteString("// npm install jsonwebtoken@9\n" + keyComment("//", alg))
	b.WriteString("const fs = require(\"fs\");\nconst jwt = require(\"jsonwebtoken\");\n\n")
	b.WriteString(takesNow(t.Claims, NodeNow))
	b.WriteString(NodeObject("claims", t.Claims))
	key := "fs.readFileSync(process.env.KEY_FILE)"
	if strings.HasPrefix(alg, "HS") {
		key = `fs.readFileSync(process.env.KEY_FILE, "utf8").trim()`
	}
	payload, asText := "claims", oddTimes(t.Claims)
	if asText { // the library refuses such times in an object
		payload = "JSON.stringify(claims)"
	}
	fmt.Fprintf(&b, "const token = jwt.sign(%s, %s, {\n  algorithm: %q,\n", payload, key, alg)
	if list, typ := others(t.Header); !plainHeader(t.Header) || asText {
		if !typ {
			b.WriteString("  header: { typ: undefined")
		} else {
			b.WriteString("  header: {")
		}
		for i, o := range list {
			if i > 0 || !typ {
				b.WriteString(",")
			}
			fmt.Fprintf(&b, " %s: %s", token.Quote(o.Name), o.Value.Raw)
		}
		b.WriteString(" },\n")
	}
	if _, ok := t.Claims.Get("iat"); !ok && !asText {
		b.WriteString("  noTimestamp: true, // no iat\n")
	}
	b.WriteString("});\nconsole.log(token);\n")
	return platform.Snippet{Name: "Node", Text: b.String()}
}

// oddTimes reports whether a time in the claims is no number.
func oddTimes(claims token.Object) bool {
	for _, name := range []string{"iat", "nbf", "exp"} {
		if v, ok := claims.Get(name); ok && v.Type != token.Number {
			return true
		}
	}
	return false
}

// NodeObject declares an object in JavaScript, one member a line.
func NodeObject(name string, o token.Object) string {
	var b strings.Builder
	fmt.Fprintf(&b, "const %s = {\n", name)
	for _, c := range o.Members {
		fmt.Fprintf(&b, "  %s: %s,", token.Quote(c.Name), c.Value.Raw)
		if note := timeNote(o, c.Name, "Math.floor(Date.now() / 1000)"); note != "" {
			b.WriteString(" // " + note)
		}
		b.WriteByte('\n')
	}
	b.WriteString("};\n")
	return b.String()
}

// nodeEdDSA does without a library: jsonwebtoken does not know EdDSA.
func nodeEdDSA(t platform.NamedToken) platform.Snippet {
	return platform.Snippet{Name: "Node", Text: keyComment("//", "EdDSA") + `const crypto = require("crypto");
const fs = require("fs");

` + takesNow(t.Claims, NodeNow) + NodeObject("header", t.Header) + NodeObject("claims", t.Claims) + `
const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const input = part(header) + "." + part(claims);
const key = crypto.createPrivateKey(fs.readFileSync(process.env.KEY_FILE));
console.log(input + "." + crypto.sign(null, Buffer.from(input), key).toString("base64url"));
`}
}

func pythonJWT(alg string, t platform.NamedToken) platform.Snippet {
	var b strings.Builder
	b.WriteString("# pip install \"pyjwt[crypto]\"\n" + keyComment("#", alg))
	imports := "import os\n\nimport jwt\n\n"
	if nested(t.Claims) || nested(t.Header) {
		imports = "import json\n" + imports
	}
	if takes := takesNow(t.Claims, PythonNow); takes != "" {
		imports = strings.Replace(imports, "import os\n", "import os\nimport time\n", 1) + takes
	}
	b.WriteString(imports + "claims = {\n")
	for _, c := range t.Claims.Members {
		fmt.Fprintf(&b, "    %s: %s,", token.Quote(c.Name), pythonValue(c.Value))
		if note := timeNote(t.Claims, c.Name, "int(time.time())"); note != "" {
			b.WriteString("  # " + note)
		}
		b.WriteByte('\n')
	}
	b.WriteString("}\nwith open(os.environ[\"KEY_FILE\"]) as file:\n    key = file.read().strip()\n")
	list, typ := others(t.Header)
	var headers []string
	if !typ {
		headers = append(headers, `"typ": None`)
	}
	for _, o := range list {
		headers = append(headers, token.Quote(o.Name)+": "+pythonValue(o.Value))
	}
	extra := ""
	if !plainHeader(t.Header) {
		extra = ", headers={" + strings.Join(headers, ", ") + "}"
	}
	fmt.Fprintf(&b, "print(jwt.encode(claims, key, algorithm=%q%s))\n", alg, extra)
	return platform.Snippet{Name: "Python", Text: b.String()}
}

func nested(o token.Object) bool {
	for _, m := range o.Members {
		if m.Value.Type == token.Array || m.Value.Type == token.Nested {
			return true
		}
	}
	return false
}

func phpJWT(alg string, t platform.NamedToken) platform.Snippet {
	var b strings.Builder
	b.WriteString("<?php\n// composer require firebase/php-jwt\n" + keyComment("//", alg))
	b.WriteString("require 'vendor/autoload.php';\n\nuse Firebase\\JWT\\JWT;\n\n" + takesNow(t.Claims, "$now = time(); // "+runs+"\n") + "$claims = [\n")
	for _, c := range t.Claims.Members {
		fmt.Fprintf(&b, "    %s => %s,", phpText(c.Name), phpValue(c.Value))
		if note := timeNote(t.Claims, c.Name, "time()"); note != "" {
			b.WriteString(" // " + note)
		}
		b.WriteByte('\n')
	}
	b.WriteString("];\n$key = trim(file_get_contents(getenv('KEY_FILE')));\n")
	var headers []string
	for list, i := first(others(t.Header)), 0; i < len(list); i++ {
		if o := list[i]; o.Name != "typ" || o.Value.Text != "JWT" {
			headers = append(headers, phpText(o.Name)+" => "+phpValue(o.Value))
		}
	}
	extra := ""
	if len(headers) > 0 {
		extra = ", null, [" + strings.Join(headers, ", ") + "]"
	}
	fmt.Fprintf(&b, "// The library writes typ into every header.\necho JWT::encode($claims, $key, '%s'%s), \"\\n\";\n", alg, extra)
	return platform.Snippet{Name: "PHP", Text: b.String()}
}

// shellJWT signs with openssl. The signature of ECDSA comes in DER and is
// written as two numbers of equal length (RFC 7518 section 3.4).
func shellJWT(alg string, t platform.NamedToken) platform.Snippet {
	sign := fmt.Sprintf(`printf '%%s' "$input" | openssl dgst -sha%s -sign "$KEY_FILE" -binary`, alg[len(alg)-3:])
	switch digits := map[string]int{"ES256": 64, "ES384": 96, "ES512": 132}[alg]; {
	case alg == "EdDSA":
		sign = `printf '%s' "$input" > "$file" && openssl pkeyutl -sign -rawin -inkey "$KEY_FILE" -in "$file"`
	case digits > 0:
		sign += fmt.Sprintf(" |\n  openssl asn1parse -inform DER |\n  perl -ne 'print pack \"H*\", \"0\" x (%d - length $1) . $1 if /INTEGER +:(\\w+)/'", digits)
	case strings.HasPrefix(alg, "PS"):
		sign += " \\\n  -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest"
	}
	temporary := ""
	if alg == "EdDSA" {
		temporary = "file=$(mktemp) && trap 'rm -f \"$file\"' EXIT\n"
	}
	return platform.Snippet{Name: "Shell", Text: "#!/bin/sh\n" + keyComment("#", alg) +
		"part() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }\n" +
		"header=" + ShellText(string(t.Header.JSON())) + "\n" +
		takesNow(t.Claims, ShellNow) +
		"claims=" + shellClaims(t.Claims) + "\n" +
		`input="$(printf '%s' "$header" | part).$(printf '%s' "$claims" | part)"` + "\n" + temporary +
		"signature=$(" + sign + " | part)\n" +
		`printf '%s\n' "$input.$signature"` + "\n"}
}

func first(list []token.Member, _ bool) []token.Member { return list }
