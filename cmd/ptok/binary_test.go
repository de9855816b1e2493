package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"playtoken/internal/fixtures"
)

// The program as it is handed out: one binary without cgo, whose signature a
// stranger verifies.
func TestBinary(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	dir := t.TempDir()
	ptok := filepath.Join(dir, "ptok.exe")
	build := exec.Command("go", "build", "-o", ptok, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	key := fixtures.Key(t)
	sign := exec.Command(ptok, "sign", "--platform", "fastpix", "--key", "-", "--key-id", goldenKeyID, "--id", goldenID)
	sign.Stdin = bytes.NewReader(fixtures.PrivateKey(t))
	out, err := sign.Output()
	if err != nil {
		t.Fatal(err)
	}
	tok, rest, _ := strings.Cut(string(out), "\n")
	if rest != "" {
		t.Errorf("more than the token in a pipe: %q", rest)
	}

	t.Run("openssl verifies", func(t *testing.T) {
		openssl, err := exec.LookPath("openssl")
		if err != nil {
			t.Skip("openssl is not installed")
		}
		dot := strings.LastIndexByte(tok, '.')
		sig, err := base64.RawURLEncoding.DecodeString(tok[dot+1:])
		if err != nil {
			t.Fatal(err)
		}
		sigFile := filepath.Join(dir, "sig")
		if err := os.WriteFile(sigFile, sig, 0o600); err != nil {
			t.Fatal(err)
		}
		verify := exec.Command(openssl, "dgst", "-sha256", "-verify", file(t, key.PublicPEM()), "-signature", sigFile)
		verify.Stdin = strings.NewReader(tok[:dot])
		if out, err := verify.CombinedOutput(); err != nil || !bytes.Contains(out, []byte("Verified OK")) {
			t.Errorf("%v: %s", err, out)
		}
	})
	t.Run("exit status", func(t *testing.T) {
		for _, c := range []struct {
			status int
			args   []string
		}{
			{fine, []string{"decode", tok}},
			{answerIsNo, []string{"decode", tok, "--key", keyData + "A01_rsa2048_pkcs8.pem"}},
			{wrongUsage, []string{"--fast"}},
			{notUnderstood, []string{"decode", "hello"}},
		} {
			err := exec.Command(ptok, c.args...).Run()
			var exit *exec.ExitError
			status := 0
			if errors.As(err, &exit) {
				status = exit.ExitCode()
			}
			if status != c.status {
				t.Errorf("%v: status %d, want %d", c.args[0], status, c.status)
			}
		}
	})
	t.Run("small", func(t *testing.T) {
		// With text/template called the linker keeps every exported method.
		symbols, err := exec.Command("go", "tool", "nm", ptok).Output()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(symbols, []byte(" main.run\n")) {
			t.Fatal("go tool nm does not list the program's own functions: the test looks in the wrong place")
		}
		if bytes.Contains(symbols, []byte(" text/template.(*Template).")) {
			t.Error("text/template is linked")
		}
		const limit = 12_200_000 // the forms of keys that the importer reads took 110 KB; bytes on Linux, not stripped; other systems differ by a few per cent
		if info, err := os.Stat(ptok); err != nil || runtime.GOOS == "linux" && info.Size() > limit {
			t.Errorf("%v, %d bytes, and %d are the limit", err, info.Size(), limit)
		}
	})
	t.Run("no window and no network in it", func(t *testing.T) {
		list := exec.Command("go", "list", "-deps", ".")
		list.Env = append(os.Environ(), "CGO_ENABLED=0")
		out, err := list.Output()
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(out)) {
			if line = strings.TrimSpace(line); strings.HasPrefix(line, "fyne.io/") || line == "net/http" {
				t.Errorf("it depends on %s", line)
			}
		}
	})
}
