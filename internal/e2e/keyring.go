//go:build e2e && linux

package e2e

import (
	"os/exec"
	"strings"

	"github.com/godbus/dbus/v5"
)

// StartKeyring starts the real keyring daemon on the screen's bus, unlocked, and
// waits until it has its name there. It fails the test where there is none.
func (s *Screen) StartKeyring() {
	s.tb.Helper()
	if _, err := exec.LookPath("gnome-keyring-daemon"); err != nil {
		s.tb.Fatal("gnome-keyring-daemon is missing: run scripts/need.sh test")
	}
	cmd := exec.Command("gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock")
	cmd.Stdin = strings.NewReader("the password of a test's keyring\n")
	p, err := s.start(cmd)
	if err != nil {
		s.tb.Fatal(err)
	}
	s.tb.Cleanup(p.stop)
	conn, err := dbus.Connect(s.bus)
	if err != nil {
		s.tb.Fatal(err)
	}
	defer conn.Close()
	WaitFor(s.tb, "the keyring", stepLimit, func() bool {
		if p.ended() {
			s.tb.Fatalf("the keyring daemon ended:\n%s", p.said())
		}
		var has bool
		err := conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, "org.freedesktop.secrets").Store(&has)
		return err == nil && has
	})
}
