//go:build linux

package vault

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestDiskFull: an answer is kept while nothing else can be saved any more.
func TestDiskFull(t *testing.T) {
	t.Run("no file may grow", func(t *testing.T) {
		path, r := storePath(t), newRing()
		prepareFull(t, path, r)
		runFull(t, child(t, "full-limit", path, r), path, r)
	})
	t.Run("a full file system", func(t *testing.T) {
		if err := exec.Command("unshare", "-Urm", "mount", "-t", "tmpfs", "none", "/tmp").Run(); err != nil {
			t.Skipf("no file system can be mounted here: %v", err)
		}
		// The store is made and looked at inside, where the small file system is.
		path, r := filepath.Join(t.TempDir(), "playtoken-profiles.json"), newRing()
		inner := child(t, "full-disk", path, r)
		cmd := exec.Command("unshare", append([]string{"-Urm", "sh", "-c", `mount -t tmpfs -o size=1m none "$0" && exec "$@"`, filepath.Dir(path)}, inner.Args...)...)
		cmd.Env = inner.Env
		if out, err := cmd.CombinedOutput(); err != nil || !strings.HasSuffix(string(out), "kept\n") {
			t.Errorf("%v, %s", err, out)
		}
	})
}

// prepareFull makes a store that is larger than an entry.
func prepareFull(t *testing.T, path string, r *ring) {
	t.Helper()
	put(t, openAt(t, path, r), "a", "A", strings.Repeat("key ", 20_000))
}

func runFull(t *testing.T, cmd *exec.Cmd, path string, r *ring) {
	t.Helper()
	if out, err := cmd.Output(); err != nil || string(out) != "kept\n" {
		t.Fatalf("%v, %s", err, out)
	}
	s := openAt(t, path, r)
	wantAnswer(t, leftBy(t, s), "the answer")
	if names(s) != "a=A" || len(s.State().Damage) > 0 {
		t.Errorf("there is %s, %v", names(s), s.State().Damage)
	}
}

// keepWhenLimited opens an entry and then lets no file grow beyond its size.
func keepWhenLimited(path string) error {
	s, err := childsStore(path)
	if err != nil {
		return err
	}
	signal.Ignore(unix.SIGXFSZ)
	return keepWhenFull(s, func(e *Entry) error {
		info, err := os.Stat(e.path)
		if err != nil {
			return err
		}
		limit := unix.Rlimit{Cur: uint64(info.Size()), Max: uint64(info.Size())}
		return unix.Setrlimit(unix.RLIMIT_FSIZE, &limit)
	})
}

// keepOnFullDisk opens an entry on a small file system and then fills that.
func keepOnFullDisk(path string) error {
	s := Open(path, newRing(), nil)
	if _, err := s.Put(Profile{ID: "a", Name: "A"}, signing(strings.Repeat("key ", 20_000))); err != nil {
		return err
	}
	return keepWhenFull(s, func(*Entry) error {
		f, err := os.Create(filepath.Join(filepath.Dir(path), "filler"))
		if err != nil {
			return err
		}
		block := make([]byte, 4096)
		for err == nil {
			_, err = f.Write(block)
		}
		if !errors.Is(err, unix.ENOSPC) {
			return err
		}
		return nil
	})
}

func keepWhenFull(s *Store, fill func(*Entry) error) error {
	e, err := s.Journal(noted)
	if err != nil {
		return err
	}
	if err := fill(e); err != nil {
		return err
	}
	if _, err := s.Put(Profile{ID: "b", Name: "B"}, signing("2")); !errors.Is(err, ErrNotSaved) {
		return fmt.Errorf("the disk is not full: %w", err)
	}
	if err := e.Keep(sec("the answer")); err != nil {
		return err
	}
	if text, err := e.Open(); err != nil || string(text.Reveal()) != "the answer" {
		return fmt.Errorf("the answer: %w", err)
	}
	e.Close()
	if list := s.Journals(); len(list) != 1 || !list[0].Kept() {
		return fmt.Errorf("%d entries are left", len(list))
	}
	_, err = fmt.Println("kept")
	return err
}

func init() {
	childTasks["full-limit"] = func(path string, _ []string) error { return keepWhenLimited(path) }
	childTasks["full-disk"] = func(path string, _ []string) error { return keepOnFullDisk(path) }
}
