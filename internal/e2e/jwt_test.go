//go:build e2e && linux

package e2e

import (
	"bytes"
	"encoding/asn1"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestPlainJWT signs with a shared secret and with an EC key. openssl checks the
// tokens, and the sample for the shell makes one of its own.
func TestPlainJWT(t *testing.T) {
	t.Parallel()
	shared := "e2e: " + newSecret(t)
	window := Open(t, Playtoken, "Playtoken", Options{Theme: "light"})

	t.Run("HS256", func(t *testing.T) {
		w := window.For(t)
		open(w, "jwt")
		w.Type("viewer-1")
		next(w, 5) // over the key ID, the URL and the key
		pick(w, 0)
		w.Key("shift+Tab", "shift+Tab")
		w.Paste(shared)
		tok := copied(w, "a token", isToken)
		says(t, tok, `{"alg":"HS256","typ":"JWT"}`, "viewer-1")
		if want := hmacBy(t, shared, tok); !strings.HasSuffix(tok, "."+want) {
			t.Errorf("openssl makes another signature: %s", want)
		}
		picture(w, "platform-jwt-hs256-light")
		why(w, tok)
	})

	t.Run("ES256", func(t *testing.T) {
		w := window.For(t)
		key := newECKey(t)
		w.Key("ctrl+d", "ctrl+d")
		w.WaitFor("the dark look", stepLimit, func() bool { return w.PixelAt(20, 400).R < 0x80 })
		w.Key("ctrl+1")
		next(w, 1)
		w.Type("key-1")
		next(w, 4)
		pick(w, 9)
		w.Key("shift+Tab", "shift+Tab", "space") // Replace
		w.Paste(key.text)
		tok := copied(w, "a token of another algorithm", func(s string) bool { return isToken(s) && strings.HasPrefix(s, "eyJhbGciOiJFUzI1NiI") })
		says(t, tok, `{"alg":"ES256","typ":"JWT","kid":"key-1"}`, "viewer-1")
		verifyES256(t, key.public, tok)

		// From the key's card over algorithm, claims, lifetime, date, the fold, the list and the
		// token to the samples, of which the shell's is the last.
		next(w, 9)
		w.Key("Right", "Right", "Right", "Right", "Tab", "Right", "Tab", "space") // with these times
		sample := w.WaitClipboard("the sample", func(s string) bool { return strings.HasPrefix(s, "#!/bin/sh\n") })
		cmd := exec.Command("sh")
		cmd.Env, cmd.Stdin = append(os.Environ(), "KEY_FILE="+key.file), strings.NewReader(sample)
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("the sample: %v", err)
		}
		made := strings.TrimSpace(string(out))
		if dot := strings.LastIndexByte(tok, '.'); !strings.HasPrefix(made, tok[:dot+1]) {
			t.Errorf("the sample makes %s\nwant      %s", made, tok)
		}
		verifyES256(t, key.public, made)
		picture(w, "platform-jwt-es256-dark")
		why(w, tok)
		noKeyPrinted(t, w, key.text[100:140])
	})
	noKeyPrinted(t, window, shared)
}

// says checks header and subject of a token.
func says(t *testing.T, tok, header, subject string) {
	t.Helper()
	h, payload := parts(t, tok)
	var claims struct{ Sub string }
	if err := json.Unmarshal([]byte(payload), &claims); err != nil || h != header || claims.Sub != subject {
		t.Errorf("header = %s, claims = %s", h, payload)
	}
}

// hmacBy has openssl make the signature that the token of a secret should have.
func hmacBy(t *testing.T, shared, tok string) string {
	t.Helper()
	cmd := exec.Command("openssl", "dgst", "-sha256", "-mac", "HMAC", "-macopt", "hexkey:"+hex.EncodeToString([]byte(shared)), "-binary")
	cmd.Stdin = strings.NewReader(tok[:strings.LastIndexByte(tok, '.')])
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(out)
}

// ecKey is a key on P-256: its PEM, the file with that, and one with the public half.
type ecKey struct{ text, file, public string }

func newECKey(t *testing.T) ecKey {
	t.Helper()
	dir := t.TempDir()
	key := ecKey{file: filepath.Join(dir, "private.pem"), public: filepath.Join(dir, "public.pem")}
	for _, args := range [][]string{
		{"genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key.file},
		{"pkey", "-in", key.file, "-pubout", "-out", key.public},
	} {
		if out, err := exec.Command("openssl", args...).CombinedOutput(); err != nil {
			t.Fatalf("openssl: %v\n%s", err, out)
		}
	}
	b, err := os.ReadFile(key.file)
	if err != nil {
		t.Fatal(err)
	}
	key.text = string(b)
	return key
}

// verifyES256 has openssl check a signature, which it wants in DER in place of two
// numbers of equal length (RFC 7518 section 3.4).
func verifyES256(t *testing.T, public, tok string) {
	t.Helper()
	dot := strings.LastIndexByte(tok, '.')
	raw, err := base64.RawURLEncoding.DecodeString(tok[dot+1:])
	if err != nil || len(raw) != 64 {
		t.Fatalf("a signature of %d bytes: %v", len(raw), err)
	}
	der, err := asn1.Marshal([]*big.Int{new(big.Int).SetBytes(raw[:32]), new(big.Int).SetBytes(raw[32:])})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "signature")
	if err := os.WriteFile(file, der, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("openssl", "dgst", "-sha256", "-verify", public, "-signature", file)
	cmd.Stdin = bytes.NewReader([]byte(tok[:dot]))
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "Verified OK") {
		t.Errorf("openssl: %s %v", out, err)
	}
}
