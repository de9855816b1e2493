package fastevo

import (
	"fmt"
	"strings"
	"time"

	"playtoken/core/platform"
	"playtoken/core/platform/samples"
	"playtoken/core/token"
	"playtoken/core/token/paseto"
)

func snippets(s *platform.Signed) []platform.Snippet {
	text := s.First().Text
	if isEngage(s.Form) {
		code := "curl -i " + samples.ShellText(text)
		if s.Form.Get("recipe_confirmed") != "yes" {
			code = guessed + code
		}
		return []platform.Snippet{platform.NewSnippet("cURL", code)}
	}
	sample := platform.NewSnippet("Node", node(s, false)) // where the token goes is not published
	if !s.Expires.IsZero() {
		sample.Live = node(s, true)
	}
	return []platform.Snippet{sample}
}

// keyCode turns the text of a secret into the key that paseto-ts wants, which is
// k4.local. and base64url.
var keyCode = map[paseto.Form]string{
	paseto.FormHex:    `"k4.local." + Buffer.from(secret, "hex").toString("base64url")`,
	paseto.FormPASERK: "secret",
	paseto.FormBase64: `"k4.local." + Buffer.from(secret, "base64").toString("base64url")`,
	paseto.FormText:   `"k4.local." + Buffer.from(secret).toString("base64url")`,
	paseto.FormSHA256: `"k4.local." + createHash("sha256").update(secret).digest("base64url")`,
	paseto.FormDetect: `secret.startsWith("k4.local.") ? secret
  : "k4.local." + Buffer.from(secret, /^[0-9a-f]{64}$/i.test(secret) ? "hex" : "base64").toString("base64url")`,
}

// node is code for Node; live has it take the time when it runs.
func node(s *platform.Signed, live bool) string {
	form := paseto.Form(s.Form.Get("key_form"))
	var b strings.Builder
	b.WriteString("// npm install paseto-ts@2\n// KEY_FILE names a file with the token signing key secret.\n")
	if form == paseto.FormSHA256 {
		b.WriteString("import { createHash } from \"node:crypto\";\n")
	}
	b.WriteString("import { readFileSync } from \"node:fs\";\nimport { encrypt } from \"paseto-ts/v4\";\n\n")
	claims := samples.NodeObject("claims", s.First().Claims)
	if live {
		claims = samples.NodeNow + fromNow(claims, s)
	}
	b.WriteString(claims)
	fmt.Fprintf(&b, "const secret = readFileSync(process.env.KEY_FILE, \"utf8\").trim();\nconst key = %s;\n", keyCode[form])
	options := "addExp: false, addIat: false"
	if footer := footerText(s.Form); footer != "" {
		options += ", footer: " + token.Quote(footer)
	}
	if assertion := s.Form.Get("assertion"); assertion != "" {
		options += ", assertion: " + token.Quote(assertion)
	}
	fmt.Fprintf(&b, "console.log(encrypt(key, claims, { %s }));", options)
	return b.String()
}

// fromNow writes the times of the claims, which are texts, by their distance from now.
func fromNow(code string, s *platform.Signed) string {
	for name, at := range map[string]time.Time{"iat": s.IssuedAt, "exp": s.Expires} {
		if v, ok := s.First().Claims.Get(name); ok && v.Type == token.Text {
			code = strings.Replace(code, token.Quote(name)+": "+v.Raw, token.Quote(name)+": new Date(("+samples.FromNow(at, s.IssuedAt)+") * 1000).toISOString()", 1)
		}
	}
	return code
}
