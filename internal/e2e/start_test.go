//go:build e2e && linux

package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"playtoken/internal/fixtures"
)

// TestNoWindow starts the program where no window can be opened: it says so at once, with
// what helps, and ends with status 1.
func TestNoWindow(t *testing.T) {
	program := build(t, Playtoken)
	for name, env := range map[string]func(s *Screen) string{
		"no display": func(*Screen) string { return "DISPLAY=" },
		"no OpenGL": func(s *Screen) string {
			return "DISPLAY=:" + s.serve("Xvfb", "-displayfd", "3", "-screen", "0", "800x600x24", "-extension", "GLX", "-nolisten", "tcp")
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := NewScreen(t, Options{})
			cmd := exec.Command(program)
			cmd.Env = append(s.env, env(s))
			out, err := cmd.CombinedOutput()
			if cmd.ProcessState.ExitCode() != 1 {
				t.Errorf("ended with %v", err)
			}
			for _, want := range []string{"Playtoken cannot open a window: ", "ssh -X", "LIBGL_ALWAYS_SOFTWARE=1", "ptok"} {
				if !strings.Contains(string(out), want) {
					t.Errorf("it does not say %q:\n%s", want, out)
				}
			}
			if strings.Contains(string(out), "panic") {
				t.Errorf("it panics:\n%s", out)
			}
		})
	}
}

// TestNothingIsLeftBehind starts the program without a home and without a session bus: it
// writes nothing into the working folder, and starts no bus, which would outlive it.
func TestNothingIsLeftBehind(t *testing.T) {
	s := NewScreen(t, Options{})
	folder := filepath.Join(s.dir, "work")
	started := filepath.Join(s.dir, "bus-was-started")
	for name, text := range map[string]string{"bin/dbus-launch": "#!/bin/sh\ntouch " + started + "\n"} {
		path := filepath.Join(s.dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	build(t, Playtoken)
	t.Chdir(folder)
	s.SetEnv("PATH", filepath.Join(s.dir, "bin")+":"+os.Getenv("PATH"))
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "DBUS_SESSION_BUS_ADDRESS"} {
		s.SetEnv(name, "")
	}
	w := s.Open(Playtoken, "Playtoken")
	w.Key("ctrl+2")
	w.Picture()
	w.Key("ctrl+q")
	WaitFor(t, "the end of the program", stepLimit, w.program.ended)
	if list, _ := os.ReadDir(folder); len(list) > 0 {
		t.Errorf("the working folder has %v", list)
	}
	if _, err := os.Stat(started); err == nil {
		t.Error("a session bus was started")
	}
}

// TestOpenedWithAToken gives the program a token when it is started.
func TestOpenedWithAToken(t *testing.T) {
	s := NewScreen(t, Options{})
	w := s.Open(Playtoken, "Playtoken", fixtures.Token(t))
	plain := NewScreen(t, Options{}).Open(Playtoken, "Playtoken")
	w.WaitFor("the token to be read", stepLimit, func() bool { return len(w.Now().Pix) > 0 && string(w.Now().Pix) != string(plain.Now().Pix) })
	w.Screenshot("argument")
}
