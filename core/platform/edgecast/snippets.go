package edgecast

import (
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
	text := token.Quote(ectoken.Join(ectoken.ParamsOf(s.First().Claims))) // fits all three languages
	return append(
		list,
		platform.NewSnippet("Node", "// Without a library: node:crypto has all that is needed.\n"+
			"// KEY_FILE names a file with the token key.\n"+`const crypto = require("crypto");
const fs = require("fs");

const parameters = `+text+`;
const secret = fs.readFileSync(process.env.KEY_FILE, "utf8").trim();
const key = crypto.createHash("sha256").update(secret).digest();
const iv = crypto.randomBytes(12);
const cipher = crypto.createCipheriv("aes-256-gcm", key, iv);
const sealed = [iv, cipher.update(parameters, "utf8"), cipher.final(), cipher.getAuthTag()];
console.log(Buffer.concat(sealed).toString("base64url"));`),
		platform.NewSnippet("Go", "// Without a library: the vendor's go-ectoken is no longer kept up, and draws its\n"+
			"// IV from math/rand. KEY_FILE names a file with the token key.\n"+`package main

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
)

func main() {
	file, err := os.ReadFile(os.Getenv("KEY_FILE"))
	if err != nil {
		log.Fatal(err)
	}
	parameters := `+text+`
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
}`),
		platform.NewSnippet("Python", "# pip install cryptography\n# KEY_FILE names a file with the token key.\n"+`import base64
import hashlib
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

parameters = `+text+`
with open(os.environ["KEY_FILE"]) as file:
    key = hashlib.sha256(file.read().strip().encode()).digest()
iv = os.urandom(12)
sealed = iv + AESGCM(key).encrypt(iv, parameters.encode(), None)
print(base64.urlsafe_b64encode(sealed).decode().rstrip("="))`),
	)
}
