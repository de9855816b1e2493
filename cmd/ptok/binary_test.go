//go:build !race

package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"playtoken/core/platform"
	"playtoken/core/profiles"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
)

// dialling are the packages that may open sockets.
var dialling = []string{"playtoken/core/account", "playtoken/core/transport", "playtoken/core/probe", "playtoken/core/edge"}

// The program as it is handed out: one binary without cgo, whose signature a
// stranger verifies.
func TestBinary(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	dir := t.TempDir()
	ptok := filepath.Join(dir, "ptok.exe")
	build := exec.Command(fixtures.Tool(t, "go"), "build", "-o", ptok, ".")
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
	t.Run("saved profile", func(t *testing.T) {
		home := t.TempDir()
		for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "AppData"} { // of any system
			t.Setenv(name, home)
		}
		path, err := vault.DefaultPath()
		if err != nil || !strings.HasPrefix(path, home) {
			t.Fatal(path, err)
		}
		s := shelf{path: path, ids: map[string]string{}}
		s.protect(t)
		s.save(t, savedKey{"Shop", profiles.Form{Platform: "fastpix", Values: map[string]string{platform.KeyID: goldenKeyID}}, key})
		args := []string{"sign", "--profile", "shop", "--id", goldenID, "--issued-at", "1744780459"}
		out, err := exec.Command(ptok, append(args, "--passphrase-file", file(t, passphrase+"\n"))...).Output()
		if err != nil || string(out) != fixtures.Token(t)+"\n" {
			t.Errorf("%v: %s", err, out)
		}
		var exit *exec.ExitError
		out, err = exec.Command(ptok, args...).Output()
		if !errors.As(err, &exit) || exit.ExitCode() != answerIsNo || len(out) > 0 || !strings.Contains(string(exit.Stderr), "--passphrase-file FILE") {
			t.Errorf("locked: %v, %s", err, out)
		}
		out, err = exec.Command(ptok, "profiles", "--json").Output()
		if err != nil || !strings.Contains(string(out), `"name":"Shop","id":"`+s.ids["Shop"]+`","platform":"fastpix"`) || !strings.Contains(string(out), `"home":"passphrase","locked":true`) {
			t.Errorf("%v: %s", err, out)
		}
	})
	t.Run("account", func(t *testing.T) { testAccountByBinary(t, ptok) })
	t.Run("edge, ended by signals", func(t *testing.T) { testEdgeBySignals(t, ptok) })
	t.Run("edge and why", func(t *testing.T) { testEdgeAgreesWithWhy(t, ptok) })
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
		// In bytes on Linux, not stripped; other systems differ by a few per cent. Two
		// millions of it are the saved profiles: the vault, and D-Bus with the sockets
		// that it needs to reach the system's keyring. Three more are net/http and TLS,
		// for the accounts, and one and a half the edge: a third of that is its sample and
		// page, most of the rest the server of net/http. 40,000 are the licences of others,
		// which ptok prints, and 90,000 what the services and libraries of others print,
		// how they sign URLs, and which code hands a token on. 150,000 are the words by which
		// mails tell of an answer, and the forms in which they hold a URL, an ID or a time.
		const limit = 20_100_000
		if info, err := os.Stat(ptok); err != nil || runtime.GOOS == "linux" && info.Size() > limit {
			t.Errorf("%v, %d bytes, and %d are the limit", err, info.Size(), limit)
		}
	})
	t.Run("no window in it, and few ways to the network", func(t *testing.T) {
		list := exec.Command("go", "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}} {{join .Imports \" \"}}{{end}}", ".")
		list.Env = append(os.Environ(), "CGO_ENABLED=0")
		out, err := list.Output()
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(out)) {
			name, imports, _ := strings.Cut(strings.TrimSpace(line), " ")
			if strings.HasPrefix(name, "fyne.io/") {
				t.Errorf("it depends on %s", name)
			}
			if slices.Contains(strings.Fields(imports), "net/http") && !slices.Contains(dialling, name) {
				t.Errorf("%s imports net/http, which is for %v", name, dialling)
			}
		}
	})
}
