//go:build linux

package vault

import (
	"bufio"
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
		if took >= 2*keyringLimit { // it waited twice; TestSlowKeyring and others hold the limit itself, by a clock of their own
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
