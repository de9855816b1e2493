//go:build linux

package vault

import (
	"bufio"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// These tests run against the real thing: a bus of their own and a keyring daemon
// of their own, with a home of their own. The library keeps one connection to the
// bus, so each step is another process, as each start of the program is.

// bus is a private session bus.
type bus struct {
	address string
	home    string // HOME and everything below it
}

// environment is what a program on the bus gets.
func (b bus) environment() []string {
	return []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + b.home, "XDG_RUNTIME_DIR=" + filepath.Join(b.home, "run"),
		"XDG_DATA_HOME=" + filepath.Join(b.home, "data"), "XDG_CACHE_HOME=" + filepath.Join(b.home, "cache"),
		"XDG_CONFIG_HOME=" + filepath.Join(b.home, "config"), "DBUS_SESSION_BUS_ADDRESS=" + b.address, "LANG=C.UTF-8",
	}
}

// newHome makes the folders. The path is short: a socket's may have 107 bytes.
func newHome(t *testing.T) string {
	t.Helper()
	home, err := os.MkdirTemp("", "vault")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(home) })
	if err := os.Mkdir(filepath.Join(home, "run"), 0o700); err != nil {
		t.Fatal(err)
	}
	return home
}

// startBus starts dbus-daemon, without the services of the machine: nothing is
// started on it but what the test starts.
func startBus(t *testing.T) bus {
	t.Helper()
	b := bus{home: newHome(t)}
	config := filepath.Join(b.home, "bus.conf")
	writeFile(t, config, []byte(`<busconfig><type>session</type><listen>unix:tmpdir=`+b.home+`</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`))
	cmd := program(t, "dbus-daemon", "--nofork", "--nopidfile", "--config-file="+config, "--print-address")
	cmd.Env = b.environment()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	start(t, cmd)
	b.address, err = bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal("dbus-daemon: ", err)
	}
	b.address = strings.TrimSpace(b.address)
	return b
}

// startService starts gnome-keyring-daemon, and waits until it has its name.
func (b bus) startService(t *testing.T, password string) *exec.Cmd {
	t.Helper()
	args := []string{"--foreground", "--components=secrets"}
	if password != "" {
		args = append(args, "--unlock")
	}
	cmd := program(t, "gnome-keyring-daemon", args...)
	cmd.Env, cmd.Stdin = b.environment(), strings.NewReader(password)
	start(t, cmd)
	conn := b.connect(t)
	for {
		var has bool
		if err := conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, "org.freedesktop.secrets").Store(&has); err != nil {
			t.Fatal(err)
		}
		if has {
			return cmd
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func (b bus) connect(t *testing.T) *dbus.Conn {
	t.Helper()
	conn, err := dbus.Connect(b.address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// ask runs one step of the program on the bus.
func (b bus) ask(t *testing.T, does, path string) serviceAnswer {
	t.Helper()
	cmd := child(t, "service "+does, path, nil)
	cmd.Env = append(b.environment(), cmd.Env[len(cmd.Env)-3:]...)
	a := askChild(t, cmd)
	for step, took := range map[string]time.Duration{"Open": a.Open, does: a.Put, "Secret": a.Ask} {
		if took > 3500*time.Millisecond {
			t.Errorf("%s took %v", step, took)
		}
	}
	return a
}

// program finds a program, or skips the test.
func program(t *testing.T, name string, args ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed: nothing real to test against", name)
	}
	return exec.Command(path, args...)
}

func start(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(cmd) })
}

func stop(cmd *exec.Cmd) {
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}

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
	if a.Home != ThisSession || a.Opens || !strings.Contains(a.Mark, "this session only") {
		t.Errorf("a locked keyring: %+v", a)
	}
	t.Logf("reason: %s", a.Reason)
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

	none := bus{home: newHome(t)}
	if reachableIn(t, none) {
		t.Skip("this user has a session bus in /run/user: the last case cannot be made")
	}
	wantSession(t, none.ask(t, "save", storePath(t)), ErrNoKeyring)
}

func reachableIn(t *testing.T, b bus) bool {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", b.address)
	return reachable() == nil
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
