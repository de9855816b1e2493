//go:build unix && !darwin

package desktop

import (
	"log"
	"runtime/debug"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/godbus/dbus/v5"
)

// looks answers for the desktop's look once it may.
type looks struct{ asked, answer chan struct{} }

func (l looks) Read(namespace, key string) (dbus.Variant, *dbus.Error) {
	close(l.asked)
	<-l.answer
	return dbus.MakeVariant(uint32(2)), nil
}

// The program is hardened behind the portal's first answer: a portal looks at who asks, and
// cannot once that is done. Garbage waits for the first picture.
func TestBegin(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	address, connect := privateBusAt(t)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
	out := log.Writer()
	t.Cleanup(func() { log.SetOutput(out) })
	l := looks{make(chan struct{}), make(chan struct{})}
	conn := connect()
	if err := conn.Export(l, portalPath, "org.freedesktop.portal.Settings"); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName(portalName, 0); err != nil {
		t.Fatal(err)
	}
	before := debug.SetGCPercent(100)
	t.Cleanup(func() { debug.SetGCPercent(before) })
	hardened := make(chan struct{})
	s := Begin("test", func() { close(hardened) })
	defer s.End()
	select {
	case <-l.asked:
	case <-hardened:
		t.Fatal("hardened before the portal was asked")
	}
	select {
	case <-s.Hardened:
		t.Error("hardened before the portal has answered")
	default:
	}
	close(l.answer)
	<-s.Hardened
	<-hardened
	if now := debug.SetGCPercent(-1); now != -1 {
		t.Errorf("garbage is collected at %d %%", now)
	}
	if s.Shown(); debug.SetGCPercent(100) != 100 {
		t.Error("garbage is not collected as before")
	}
}

// In a still application controls are told that nothing is to move.
func TestStill(t *testing.T) {
	a := test.NewTempApp(t)
	if !a.Settings().ShowAnimations() {
		t.Skip("nothing moves in a test")
	}
	if NewStill(a); fyne.CurrentApp().Settings().ShowAnimations() {
		t.Error("something moves")
	}
}
