package main

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"

	"playtoken/core/secret"
	"playtoken/core/vault"
	"playtoken/internal/platformapi"
)

// testAccountByBinary follows a key from its creation at a platform to its deletion there, by
// the commands that a script has.
func testAccountByBinary(t *testing.T, ptok string) {
	home := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "AppData"} { // of any system
		t.Setenv(name, home)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent") // no keyring
	path, err := vault.DefaultPath()
	if err != nil || !strings.HasPrefix(path, home) {
		t.Fatal(path, err)
	}
	store := vault.Open(path, nil, nil)
	if err := store.ChangeProtection(vault.UnderPassphrase, secret.New([]byte(passphrase))); err != nil {
		t.Fatal(err)
	}
	store.Close()
	server := platformapi.New(t, "fastpix")
	phrase, credentials := file(t, passphrase), credentialsFile(t, server)
	run := func(status int, args ...string) string {
		t.Helper()
		switch args[0] {
		case "account":
			args = append(args, "--platform", "fastpix", "--base", server.Base, "--credentials", credentials, "--passphrase-file", phrase)
		case "sign", "why":
			args = append(args, "--profile", "Shop", "--passphrase-file", phrase)
		}
		out, err := exec.Command(ptok, args...).Output()
		var exit *exec.ExitError
		got := 0
		if errors.As(err, &exit) {
			got = exit.ExitCode()
			t.Logf("%s: %s", args[:2], exit.Stderr)
		}
		if got != status {
			t.Fatalf("%q: status %d, want %d", args, got, status)
		}
		return strings.TrimSpace(string(out))
	}

	first := run(fine, "account", "create", "--name", "Shop")
	if keys := server.Keys(); len(keys) != 1 || keys[0].ID != first {
		t.Fatalf("%q, %d keys there", first, len(keys))
	}
	token := run(fine, "sign", "--id", goldenID, "--ttl", "1h")
	if said := run(fine, "why", "https://stream.fastpix.com/"+goldenID+".m3u8?token="+token); !strings.HasPrefix(said, "Plays ") {
		t.Error(said)
	}
	var rotated struct {
		ID    string
		Steps []struct{ Step, State string }
	}
	if err := json.Unmarshal([]byte(run(fine, "account", "rotate", "--profile", "Shop", "--json")), &rotated); err != nil {
		t.Fatal(err)
	}
	if len(server.Keys()) != 2 || rotated.ID == first || len(rotated.Steps) != 5 || rotated.Steps[3].Step != "wait" || rotated.Steps[3].State != "now" {
		t.Errorf("%+v", rotated)
	}
	run(answerIsNo, "account", "rotate", "--profile", "Shop", "--delete-old", first) // its token lives for an hour
	run(fine, "account", "rotate", "--profile", "Shop", "--delete-old", first, "--now")
	if list := run(fine, "account", "list", "--json"); strings.Contains(list, first) || !strings.Contains(list, rotated.ID) {
		t.Error(list)
	}
	// The old token is told from one that plays.
	if said := run(fine, "why", token); !strings.Contains(said, "replaced") {
		t.Error(said)
	}
	if found, err := os.ReadFile(path); err != nil || strings.Contains(string(found), "PRIVATE KEY") {
		t.Error("a private key stands in the file")
	}
}

// credentialsFile is a file with the credentials that a platform accepts.
func credentialsFile(t *testing.T, server *platformapi.Server) string {
	t.Helper()
	var lines strings.Builder
	for name, text := range server.Credentials() {
		lines.WriteString(name + "=" + string(text.Reveal()) + "\n")
	}
	return file(t, lines.String())
}
