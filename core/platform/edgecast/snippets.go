package edgecast

import (
	"fmt"
	"regexp"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/platform/samples"
	"playtoken/core/token"
	"playtoken/core/token/ectoken"
)

func snippets(s *platform.Signed) []platform.Snippet {
	var list []platform.Snippet
	if urls := s.URLs(); len(urls) > 0 {
		list = append(list, platform.NewSnippet("cURL", "curl -i "+samples.ShellText(urls[0].URL)))
	}
	join := ectoken.Join(ectoken.ParamsOf(s.First().Claims))
	for _, l := range languages {
		sample := platform.NewSnippet(l.name, l.code(token.Quote(join), false)) // a quoted text fits all of them
		if text, ok := l.live(join, s); ok {
			sample.Live = l.code(text, true)
		}
		list = append(list, sample)
	}
	return list
}

// language is how a token is made in one: code has the parameters as an expression, which
// takes the time from now where it is live.
type language struct {
	name string
	code func(text string, live bool) string
	// number writes a number of seconds as a text.
	number string
}

var languages = []language{
	{"Node", node, "(%s)"},
	{"Go", goCode, "strconv.FormatInt(%s, 10)"},
	{"Python", python, "str(%s)"},
}

// live is the expression of the parameters with their end from now, where they have one.
func (l language) live(join string, s *platform.Signed) (text string, ok bool) {
	at := expires.FindStringSubmatchIndex(join)
	if at == nil || s.Expires.IsZero() {
		return "", false
	}
	end := fmt.Sprintf(l.number, samples.FromNow(s.Expires, s.IssuedAt))
	if l.name == "Go" {
		end = strings.ReplaceAll(end, " + ", "+") // as gofmt writes it
	}
	text = token.Quote(join[:at[2]]) + " + " + end
	if rest := join[at[3]:]; rest != "" {
		text += " + " + token.Quote(rest)
	}
	return text, true
}

// expires finds the end among the parameters.
var expires = regexp.MustCompile(`(?:^|&)` + ectoken.Expire + `=(\d+)`)

// where is a text that is needed where the time is taken, "" elsewhere.
func where(live bool, text string) string {
	if live {
		return text
	}
	return ""
}

func node(text string, live bool) string {
	takes := where(live, samples.NodeNow)
	return "// Without a library: node:crypto has all that is needed.\n" +
		"// KEY_FILE names a file with the token key.\n" + `const crypto = require("crypto");
const fs = require("fs");

` + takes + `const parameters = ` + text + `;
const secret = fs.readFileSync(process.env.KEY_FILE, "utf8").trim();
const key = crypto.createHash("sha256").update(secret).digest();
const iv = crypto.randomBytes(12);
const cipher = crypto.createCipheriv("aes-256-gcm", key, iv);
const sealed = [iv, cipher.update(parameters, "utf8"), cipher.final(), cipher.getAuthTag()];
console.log(Buffer.concat(sealed).toString("base64url"));`
}

func goCode(text string, live bool) string {
	imports, takes := where(live, "\t\"strconv\"\n\t\"time\"\n"), where(live, "\t"+samples.GoNow)
	return "// Without a library: the vendor's go-ectoken is no longer kept up, and draws its\n" +
		"// IV from math/rand. KEY_FILE names a file with the token key.\n" + `package main

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"log"
	"os"
` + imports + `)

func main() {
	file, err := os.ReadFile(os.Getenv("KEY_FILE"))
	if err != nil {
		log.Fatal(err)
	}
` + takes + `	parameters := ` + text + `
	key := sha256.Sum256(bytes.TrimSpace(file))
	block, err := aes.NewCipher(key[:])
	if err != nil {
		log.Fatal(err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		log.Fatal(err)
	}
	iv := make([]byte, gcm.NonceSize())
	if _, err := rand.Read(iv); err != nil {
		log.Fatal(err)
	}
	fmt.Println(base64.RawURLEncoding.EncodeToString(gcm.Seal(iv, iv, []byte(parameters), nil)))
}`
}

func python(text string, live bool) string {
	imports, takes := where(live, "import time\n"), where(live, samples.PythonNow)
	return "# pip install cryptography\n# KEY_FILE names a file with the token key.\n" + `import base64
import hashlib
import os
` + imports + `
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

` + takes + `parameters = ` + text + `
with open(os.environ["KEY_FILE"]) as file:
    key = hashlib.sha256(file.read().strip().encode()).digest()
iv = os.urandom(12)
sealed = iv + AESGCM(key).encrypt(iv, parameters.encode(), None)
print(base64.urlsafe_b64encode(sealed).decode().rstrip("="))`
}
