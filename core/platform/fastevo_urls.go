package platform

import (
	"fmt"
	"strings"

	"playtoken/core/token"
	"playtoken/core/token/paseto"
)

// fastevoURLs: where a token goes is not published; a signed URL opens itself.
func fastevoURLs(f Form, tok string) []URL {
	if !isEngage(f) {
		return nil
	}
	standing := Inferred
	if f.Get("recipe_confirmed") == "yes" {
		standing = Seen
	}
	return []URL{{"Engage Kit URL", tok, standing}}
}

func fastevoSnippets(m Made) []Snippet {
	if isEngage(m.Form) {
		return []Snippet{{"cURL", "curl -i " + shellText(m.Token)}}
	}
	return []Snippet{
		{"HTML", "<!-- Where the token goes is not published; this is a guess. -->\n<div data-token=" + htmlText(m.Token) + "></div>"},
		{"Node", fastevoNode(m)},
	}
}

// keyForms turn the text of a secret into the key that paseto-ts wants, which is
// k4.local. and base64url.
var keyForms = map[paseto.Form]string{
	paseto.FormHex:    `"k4.local." + Buffer.from(secret, "hex").toString("base64url")`,
	paseto.FormPASERK: "secret",
	paseto.FormBase64: `"k4.local." + Buffer.from(secret, "base64").toString("base64url")`,
	paseto.FormText:   `"k4.local." + Buffer.from(secret).toString("base64url")`,
	paseto.FormSHA256: `"k4.local." + createHash("sha256").update(secret).digest("base64url")`,
	paseto.FormDetect: `secret.startsWith("k4.local.") ? secret
  : "k4.local." + Buffer.from(secret, /^[0-9a-f]{64}$/i.test(secret) ? "hex" : "base64").toString("base64url")`,
}

func fastevoNode(m Made) string {
	form := paseto.Form(m.Form.Get("key_form"))
	var b strings.Builder
	b.WriteString("// npm install paseto-ts@2\n// KEY_FILE names a file with the token signing key secret.\n")
	if form == paseto.FormSHA256 {
		b.WriteString("import { createHash } from \"node:crypto\";\n")
	}
	b.WriteString("import { readFileSync } from \"node:fs\";\nimport { encrypt } from \"paseto-ts/v4\";\n\n")
	b.WriteString(nodeObject("claims", m.Claims))
	fmt.Fprintf(&b, "const secret = readFileSync(process.env.KEY_FILE, \"utf8\").trim();\nconst key = %s;\n", keyForms[form])
	options := "addExp: false, addIat: false"
	if footer := footerText(m.Form); footer != "" {
		options += ", footer: " + token.Quote(footer)
	}
	if assertion := m.Form.Get("assertion"); assertion != "" {
		options += ", assertion: " + token.Quote(assertion)
	}
	fmt.Fprintf(&b, "console.log(encrypt(key, claims, { %s }));", options)
	return b.String()
}
