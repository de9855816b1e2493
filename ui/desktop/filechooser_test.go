//go:build linux

package desktop

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/godbus/dbus/v5"
)

// privateBus starts a session bus for a test and gives a way to connect to it.
func privateBus(t *testing.T) func() *dbus.Conn {
	t.Helper()
	_, connect := privateBusAt(t)
	return connect
}

// busConfig is that of a bus which starts no service: a portal of this machine is not asked.
const busConfig = `<busconfig>
  <type>session</type>
  <listen>unix:dir=%s</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>`

// privateBusAt is privateBus with the address of the bus.
func privateBusAt(t *testing.T) (address string, connect func() *dbus.Conn) {
	t.Helper()
	if _, err := exec.LookPath("dbus-daemon"); err != nil {
		t.Skip("dbus-daemon is not installed")
	}
	config := filepath.Join(t.TempDir(), "bus.conf")
	if err := os.WriteFile(config, fmt.Appendf(nil, busConfig, t.TempDir()), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("dbus-daemon", "--config-file="+config, "--nofork", "--print-address")
	out, err := cmd.StdoutPipe()
	if err != nil || cmd.Start() != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	address, err = bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address = strings.TrimSpace(address)
	return address, func() *dbus.Conn {
		conn, err := dbus.Connect(address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		return conn
	}
}

// portal answers as the desktop's does.
type portal struct {
	sync.Mutex // what the bus asks on another goroutine
	conn       *dbus.Conn
	asked      map[string]string
	status     uint32
	chosen     []string
	blocked    bool // it does not serve files
}

func (p *portal) ask(sender dbus.Sender, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	p.Lock()
	defer p.Unlock()
	if p.blocked {
		return "", dbus.MakeFailedError(errors.New("not here"))
	}
	p.asked = map[string]string{"title": title}
	if v, ok := options["current_folder"]; ok {
		p.asked["folder"] = string(v.Value().([]byte))
	}
	if v, ok := options["current_name"]; ok {
		p.asked["name"] = v.Value().(string)
	}
	name := strings.ReplaceAll(strings.TrimPrefix(string(sender), ":"), ".", "_")
	request := portalPath + dbus.ObjectPath("/request/"+name+"/"+options["handle_token"].Value().(string))
	// What others are told does not answer the question.
	_ = p.conn.Emit(portalPath, "org.freedesktop.portal.Settings.SettingChanged", "a", "b", dbus.MakeVariant(uint32(1)))
	_ = p.conn.Emit(request+"x", requestName+".Response", uint32(0), map[string]dbus.Variant{"uris": dbus.MakeVariant([]string{"file:///wrong"})})
	_ = p.conn.Emit(request, requestName+".Response", p.status, map[string]dbus.Variant{"uris": dbus.MakeVariant(p.chosen)})
	return request, nil
}

// set says what it answers from now on.
func (p *portal) set(status uint32, chosen []string, blocked bool) {
	p.Lock()
	defer p.Unlock()
	p.status, p.chosen, p.blocked = status, chosen, blocked
}

// last is what it was asked last.
func (p *portal) last() map[string]string {
	p.Lock()
	defer p.Unlock()
	return p.asked
}

func (p *portal) OpenFile(sender dbus.Sender, _, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	return p.ask(sender, title, options)
}

func (p *portal) SaveFile(sender dbus.Sender, _, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	return p.ask(sender, title, options)
}

func TestFileChooser(t *testing.T) {
	connect := privateBus(t)
	client := connect()
	chooser := FileChooser{Connect: func() (*dbus.Conn, error) { return client, nil }}
	if _, err := chooser.Open("Open a key file", ""); !errors.Is(err, ErrNoPortal) {
		t.Errorf("without a portal: %v", err)
	}
	p := &portal{conn: connect()}
	if err := p.conn.Export(p, portalPath, chooserName); err != nil {
		t.Fatal(err)
	}
	if _, err := p.conn.RequestName(portalName, 0); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		status  uint32
		chosen  []string
		want    string
		refused bool
	}{
		{"a file", 0, []string{"file:///home/sam/a%20key+1.pem"}, "/home/sam/a key+1.pem", false},
		{"none", 1, nil, "", false},
		{"an empty answer", 0, nil, "", false},
		{"a file elsewhere", 0, []string{"sftp://host/key.pem"}, "", true},
	} {
		p.set(c.status, c.chosen, false)
		path, err := chooser.Open("Open a key file", "/home/sam")
		if path != c.want || (err != nil) != c.refused {
			t.Errorf("%s: %q, %v", c.name, path, err)
		}
	}
	if asked := p.last(); asked["title"] != "Open a key file" || asked["folder"] != "/home/sam\x00" {
		t.Errorf("asked %q", asked)
	}
	p.set(0, []string{"file:///tmp/keys.age"}, false)
	if path, err := chooser.Save("Save keys.age", "", "keys.age"); path != "/tmp/keys.age" || err != nil || p.last()["name"] != "keys.age" {
		t.Errorf("%q, %v; asked %q", path, err, p.last())
	}
	p.set(0, nil, true)
	if _, err := chooser.Open("Open a key file", ""); !errors.Is(err, ErrNoPortal) {
		t.Errorf("a portal that serves no files: %v", err)
	}
}
