//go:build e2e && linux

package e2e

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"image"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// Options say how a screen is set up. The zero value is the usual one.
type Options struct {
	Theme string   // "light" or "dark"; empty is what the toolkit takes itself
	Zone  string   // time zone; Europe/Berlin when empty, so that local is not UTC
	Env   []string // further environment, NAME=value
}

// Screen is a display with a session bus and a home of its own. Programs
// opened on one screen one after another share its home.
type Screen struct {
	tb     testing.TB
	dir    string
	env    []string
	bus    string // its address
	pixels string // the frame buffer, an XWD file that Xvfb keeps mapped
	blank  []byte // what it held before any window
}

// A 1600 x 1000 screen leaves room beside the default window to park the
// pointer where it hovers over nothing.
const screenSize = "1600x1000x24"

// The bus starts no service: what is installed on the machine must not change
// what a journey sees.
const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=%s</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

// NewScreen starts a screen that lives as long as the test.
func NewScreen(tb testing.TB, o Options) *Screen {
	tb.Helper()
	for _, tool := range []string{"Xvfb", "dbus-daemon", "xdotool", "xclip"} {
		if _, err := exec.LookPath(tool); err != nil {
			tb.Fatalf("%s is missing: run scripts/need.sh test", tool)
		}
	}
	dir, err := os.MkdirTemp("", "playtoken-e2e-")
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { os.RemoveAll(dir) })
	s := &Screen{tb: tb, dir: dir, pixels: filepath.Join(dir, "Xvfb_screen0")}

	config := filepath.Join(dir, "config")
	for _, sub := range []string{"config/fyne", "cache", "data", "state", "run"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o700); err != nil {
			tb.Fatal(err)
		}
	}
	settings, err := json.Marshal(map[string]any{"theme": o.Theme, "no_animations": true})
	if err != nil {
		tb.Fatal(err)
	}
	s.write("config/fyne/settings.json", string(settings))
	s.write("bus.conf", fmt.Sprintf(busConfig, dir))

	zone := o.Zone
	if zone == "" {
		zone = "Europe/Berlin"
	}
	s.env = []string{
		"PATH=" + os.Getenv("PATH"),
		"HOME=" + dir,
		"XDG_CONFIG_HOME=" + config,
		"XDG_CACHE_HOME=" + filepath.Join(dir, "cache"),
		"XDG_DATA_HOME=" + filepath.Join(dir, "data"),
		"XDG_STATE_HOME=" + filepath.Join(dir, "state"),
		"XDG_RUNTIME_DIR=" + filepath.Join(dir, "run"),
		"LANG=C.UTF-8",
		"TZ=" + zone,
		"FYNE_SCALE=1",
		"LIBGL_ALWAYS_SOFTWARE=1",
	}
	display := s.serve("Xvfb", "-displayfd", "3", "-screen", "0", screenSize,
		"-fbdir", dir, "-nocursor", "-nolisten", "tcp", "-noreset")
	s.env = append(s.env, "DISPLAY=:"+display)
	s.blank = s.dump()
	s.bus = s.serve("dbus-daemon", "--config-file="+filepath.Join(dir, "bus.conf"),
		"--nofork", "--print-address=3")
	s.env = append(s.env, "DBUS_SESSION_BUS_ADDRESS="+s.bus)
	s.env = append(s.env, o.Env...)
	return s
}

// SetEnv sets a variable for the programs that are started from now on.
func (s *Screen) SetEnv(name, value string) { s.env = append(s.env, name+"="+value) }

func (s *Screen) write(name, text string) {
	s.tb.Helper()
	if err := os.WriteFile(filepath.Join(s.dir, name), []byte(text), 0o600); err != nil {
		s.tb.Fatal(err)
	}
}

// serve starts a server that tells on file descriptor 3 where it listens.
func (s *Screen) serve(name string, args ...string) string {
	s.tb.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		s.tb.Fatal(err)
	}
	defer r.Close()
	cmd := exec.Command(name, args...)
	cmd.ExtraFiles = []*os.File{w}
	p, err := s.start(cmd)
	w.Close()
	if err != nil {
		s.tb.Fatal(err)
	}
	s.tb.Cleanup(p.stop)
	if err := r.SetReadDeadline(time.Now().Add(startLimit)); err != nil {
		s.tb.Fatal(err)
	}
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		s.tb.Fatalf("%s did not start: %v\n%s", name, err, p.said())
	}
	return strings.TrimSpace(line)
}

func (s *Screen) dump() []byte {
	s.tb.Helper()
	raw, err := os.ReadFile(s.pixels)
	if err != nil {
		s.tb.Fatal(err)
	}
	return raw
}

// Empty reports whether there is nothing to be seen.
func (s *Screen) Empty() bool {
	s.tb.Helper()
	return bytes.Equal(s.dump(), s.blank)
}

// Image reads the whole screen as it is now.
func (s *Screen) Image() *image.RGBA {
	s.tb.Helper()
	img, err := decodeXWD(s.dump())
	if err != nil {
		s.tb.Fatal(err)
	}
	return img
}

// decodeXWD reads the one form of X window dump that Xvfb writes for 24 bits:
// a big-endian header, a colour map, and rows of little-endian 0x00RRGGBB.
func decodeXWD(raw []byte) (*image.RGBA, error) {
	const words = 25
	if len(raw) < words*4 {
		return nil, io.ErrUnexpectedEOF
	}
	var head [words]int
	for i := range head {
		head[i] = int(binary.BigEndian.Uint32(raw[i*4:]))
	}
	size, version, width, height := head[0], head[1], head[4], head[5]
	order, bits, stride, colours := head[7], head[11], head[12], head[19]
	if version != 7 || order != 0 || bits != 32 {
		return nil, fmt.Errorf("frame buffer: version %d, byte order %d, %d bits a pixel", version, order, bits)
	}
	const colourSize = 12
	start := size + colours*colourSize
	if len(raw) < start+stride*height || stride < width*4 {
		return nil, io.ErrUnexpectedEOF
	}
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		from, to := raw[start+y*stride:], img.Pix[y*img.Stride:]
		for x := 0; x < width*4; x += 4 {
			to[x], to[x+1], to[x+2], to[x+3] = from[x+2], from[x+1], from[x], 0xff
		}
	}
	return img, nil
}

// process is a child that does not outlive the test.
type process struct {
	cmd  *exec.Cmd
	out  lockedBuffer
	done chan struct{}
}

func (s *Screen) start(cmd *exec.Cmd) (*process, error) {
	p := &process{cmd: cmd, done: make(chan struct{})}
	cmd.Env = s.env
	cmd.Stdout, cmd.Stderr = &p.out, &p.out
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	// A grandchild that keeps the output open must not hold up Wait.
	cmd.WaitDelay = time.Second
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		_ = cmd.Wait() // how it ended is told by what it printed
		close(p.done)
	}()
	return p, nil
}

// stop asks the process to end, and ends it when it does not.
func (p *process) stop() {
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.done:
	case <-time.After(5 * time.Second):
		_ = p.cmd.Process.Kill()
		<-p.done
	}
}

func (p *process) ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

func (p *process) said() string { return p.out.String() }

type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// Home is the folder that holds all that programs on this screen write.
func (s *Screen) Home() string { return s.dir }
