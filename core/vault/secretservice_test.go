//go:build linux

package vault

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"
)

// wantSession fails unless work went on for the session only, with the mark.
func wantSession(t *testing.T, a serviceAnswer, reason error) {
	t.Helper()
	if a.Home != ThisSession || a.Found != ThisSession || !a.Opens || !strings.Contains(a.Mark, "this session only") {
		t.Errorf("work does not go on for the session, with its mark: %+v", a)
	}
	if !strings.Contains(a.Reason, reason.Error()) {
		t.Errorf("reason %q, want %q", a.Reason, reason)
	}
}

// TestSecretService saves, starts again, loads and deletes with the real keyring.
func TestSecretService(t *testing.T) {
	b, path := startBus(t), storePath(t)
	b.startService(t, "pw\n")
	if a := b.ask(t, "save", path); a.Home != InKeyring || a.Found != InKeyring || !a.Opens || a.Err != "" {
		t.Fatalf("save: %+v", a)
	}
	if a := b.ask(t, "load", path); a.Home != InKeyring || !a.Opens || a.Err != "" {
		t.Fatalf("load after a restart: %+v", a)
	}
	if out, err := exec.Command("grep", "-ra", "kept by the service", filepath.Dir(path), b.home).Output(); err == nil {
		t.Errorf("the secret is readable: %s", out)
	}
	if a := b.ask(t, "delete", path); a.Opens || !strings.Contains(a.Err, ErrNotFound.Error()) {
		t.Fatalf("delete: %+v", a)
	}
	a := b.ask(t, "load", path)
	if a.Home != ThisSession || !strings.Contains(a.Reason, ErrKeyMissing.Error()) {
		t.Errorf("the keyring's entry is not gone: %+v", a)
	}
}

// TestSecretServiceToPassphrase takes the key out of the real keyring.
func TestSecretServiceToPassphrase(t *testing.T) {
	b, path := startBus(t), storePath(t)
	service := b.startService(t, "pw\n")
	b.ask(t, "save", path)
	if a := b.ask(t, "protect", path); a.Home != UnderPassphrase || !a.Opens || a.Err != "" {
		t.Fatalf("protect: %+v", a)
	}
	stop(service)
	if a := b.ask(t, "load", path); a.Home != UnderPassphrase || !a.Locked {
		t.Errorf("without the service: %+v", a)
	}
	s := openAt(t, path, nil)
	if err := s.Unlock(sec(passphrase)); err != nil {
		t.Fatal(err)
	}
	wantSecret(t, s, "a", "kept by the service")
}

// TestSecretServiceLocked: the collection is locked and nobody can be asked for
// its password. Unlocked again, it opens what was saved before.
func TestSecretServiceLocked(t *testing.T) {
	b, path := startBus(t), storePath(t)
	service := b.startService(t, "pw\n")
	b.ask(t, "save", path)
	stop(service)

	service = b.startService(t, "")
	a := b.ask(t, "load", path)
	if a.Home != ThisSession || a.Opens || !strings.Contains(a.Mark, "this session only") || a.Reason != ErrKeyringLocked.Error() {
		t.Errorf("a locked keyring: %+v", a)
	}
	a = b.ask(t, "save", path)
	if a.Home != ThisSession || !a.Opens || a.Found != ThisSession {
		t.Errorf("saving with a locked keyring: %+v", a)
	}
	stop(service)

	b.startService(t, "pw\n")
	if a := b.ask(t, "load", path); a.Home != InKeyring || !a.Opens {
		t.Errorf("unlocked again: %+v", a)
	}
}

// TestNoBus: there is no bus at all, none at the address, or none that has a
// Secret Service.
func TestNoBus(t *testing.T) {
	nobody := bus{home: newHome(t)}
	nobody.address = "unix:path=" + filepath.Join(nobody.home, "nobody")
	wantSession(t, nobody.ask(t, "save", storePath(t)), ErrNoKeyring)

	empty := startBus(t)
	wantSession(t, empty.ask(t, "save", storePath(t)), ErrNoKeyring)

	if found, _ := filepath.Glob(fmt.Sprintf("/run/user/%d/*bus*", os.Getuid())); len(found) > 0 {
		t.Skip("this user has a session bus in /run/user: the last case cannot be made")
	}
	none := bus{home: newHome(t)}
	launched := filepath.Join(none.home, "launched")
	if err := os.WriteFile(filepath.Join(none.home, "dbus-launch"), []byte("#!/bin/sh\ntouch "+launched+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", none.home+":"+os.Getenv("PATH"))
	wantSession(t, none.ask(t, "save", storePath(t)), ErrNoKeyring)
	if _, err := os.Stat(launched); err == nil {
		t.Error("a bus was started that nobody ends")
	}
}

// TestBusNeverAnswers: a socket that takes connections and says nothing.
func TestBusNeverAnswers(t *testing.T) {
	b := bus{home: newHome(t)}
	socket := filepath.Join(b.home, "silent")
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	b.address = "unix:path=" + socket
	wantSession(t, b.ask(t, "save", storePath(t)), ErrKeyringSilent)
}

// TestServiceNeverAnswers: the bus works, and whoever has the keyring's name takes
// questions and says nothing.
func TestServiceNeverAnswers(t *testing.T) {
	b := startBus(t)
	conn, never := b.connect(t), make(mute)
	defer close(never)
	if err := conn.Export(never, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service"); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName("org.freedesktop.secrets", dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	wantSession(t, b.ask(t, "save", storePath(t)), ErrKeyringSilent)
}

type mute chan struct{}

func (m mute) Unlock([]dbus.ObjectPath) ([]dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	<-m
	return nil, "/", nil
}

func (m mute) OpenSession(string, dbus.Variant) (dbus.Variant, dbus.ObjectPath, *dbus.Error) {
	<-m
	return dbus.Variant{}, "/", nil
}
