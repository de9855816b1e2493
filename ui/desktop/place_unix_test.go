//go:build unix

package desktop

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// Preferences that are a pipe or a device are set aside, and those of the last good start
// taken.
func TestNoPreferencesOfAPipe(t *testing.T) {
	for name, put := range map[string]func(path string) error{
		"a pipe":   func(path string) error { return syscall.Mkfifo(path, 0o600) },
		"a device": func(path string) error { return os.Symlink("/dev/zero", path) },
	} {
		t.Run(name, func(t *testing.T) {
			path := preferencesIn(t)
			if err := put(path); err != nil {
				t.Skip(err)
			}
			const last = `{"theme":"dark"}`
			if err := os.WriteFile(path+".last", []byte(last), 0o600); err != nil {
				t.Fatal(err)
			}
			if aside := SetAside("an.app"); aside != path+".unreadable" {
				t.Errorf("set aside as %q", aside)
			}
			if got, err := os.ReadFile(path); err != nil || string(got) != last {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
}

// A window that starts while another one writes the preferences waits until they are whole.
func TestPreferencesThatAreBeingWritten(t *testing.T) {
	path := preferencesIn(t)
	synctest.Test(t, func(t *testing.T) {
		const whole = `{"theme":"dark"}`
		write := func(text string) {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Error(err)
			}
		}
		write("")
		go func() {
			time.Sleep(betweenLooks / 2)
			write(whole[:5])
			time.Sleep(betweenLooks)
			write(whole)
		}()
		if aside := SetAside("an.app"); aside != "" {
			t.Errorf("set aside as %q", aside)
		}
		if got, err := os.ReadFile(path + ".last"); err != nil || string(got) != whole {
			t.Errorf("kept %q, %v", got, err)
		}
	})
}

// preferencesIn is where the preferences are in a folder of the test's own.
func preferencesIn(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{"XDG_CONFIG_HOME", "HOME"} {
		t.Setenv(name, folder)
	}
	path, err := preferences("an.app")
	if err != nil || os.MkdirAll(filepath.Dir(path), 0o700) != nil {
		t.Fatal(path, err)
	}
	return path
}
