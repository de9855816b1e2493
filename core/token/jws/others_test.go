package jws_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/token"
)

// program finds a program that has its own idea of cryptography to compare with.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed, so there is nothing to compare with", name)
	}
	return path
}

func file(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestOpenSSL signs with one and verifies with the other, both ways.
func TestOpenSSL(t *testing.T) {
	openssl := program(t, "openssl")
	input := file(t, "input", []byte(signingInput("RS256")))
	private := file(t, "private.pem", rsaKey().PrivatePEM().Reveal())
	public := file(t, "public.pem", []byte(rsaKey().PublicPEM()))

	ours := token.Decode(sign(t, "RS256", rsaKey()))
	check := func(signature []byte) bool {
		return exec.Command(openssl, "dgst", "-sha256", "-verify", public, "-signature", file(t, "signature", signature), input).Run() == nil
	}
	if !check(ours.Signature) {
		t.Error("openssl does not verify our signature")
	}
	ours.Signature[0] ^= 1
	if check(ours.Signature) {
		t.Error("openssl verifies anything")
	}

	theirs, err := exec.Command(openssl, "dgst", "-sha256", "-sign", private, input).Output()
	if err != nil {
		t.Fatal(err)
	}
	wantState(t, verify(signingInput("RS256")+"."+encode(theirs), publicHalf(t, rsaKey())), token.Valid, "")
	if got := sign(t, "RS256", rsaKey()); got != signingInput("RS256")+"."+encode(theirs) {
		t.Error("RS256 has one signature only, ours is another")
	}
}

// nodeScript verifies a signature and makes one, with Node's own crypto.
const nodeScript = `
const crypto = require("crypto"), q = JSON.parse(require("fs").readFileSync(0, "utf8"));
const how = {
	RS256: ["sha256", {}],
	PS256: ["sha256", {padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: 32}],
	ES256: ["sha256", {dsaEncoding: "ieee-p1363"}],
	EdDSA: [null, {}],
}[q.alg];
const input = Buffer.from(q.input);
console.log(JSON.stringify({
	verified: crypto.verify(how[0], input, {key: q.public, ...how[1]}, Buffer.from(q.signature, "base64url")),
	signature: crypto.sign(how[0], input, {key: q.private, ...how[1]}).toString("base64url"),
}));`

func TestNode(t *testing.T) {
	node := program(t, "node")
	for _, tc := range []struct {
		alg string
		key *keys.Key
	}{{"RS256", rsaKey()}, {"PS256", rsaKey()}, {"ES256", p256()}, {"EdDSA", ed()}} {
		t.Run(tc.alg, func(t *testing.T) {
			text := sign(t, tc.alg, tc.key)
			ask, err := json.Marshal(map[string]string{
				"alg": tc.alg, "input": signingInput(tc.alg), "signature": strings.Split(text, ".")[2],
				"public": tc.key.PublicPEM(), "private": string(tc.key.PrivatePEM().Reveal()),
			})
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(node, "-e", nodeScript)
			cmd.Stdin = strings.NewReader(string(ask))
			out, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			var answer struct {
				Verified  bool
				Signature string
			}
			if err := json.Unmarshal(out, &answer); err != nil {
				t.Fatal(err)
			}
			if !answer.Verified {
				t.Error("node does not verify our signature")
			}
			wantState(t, verify(signingInput(tc.alg)+"."+answer.Signature, publicHalf(t, tc.key)), token.Valid, "")
		})
	}
}
