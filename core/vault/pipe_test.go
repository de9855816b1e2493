//go:build unix

package vault

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestNoRegularFile: a pipe or a device in the place of the store, or of the
// generation before, is neither waited for nor replaced.
func TestNoRegularFile(t *testing.T) {
	pipe := func(t *testing.T, path string) {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Mkfifo(path, 0o600); err != nil {
			t.Skip("no pipes here: ", err)
		}
	}
	for name, c := range map[string]struct {
		make  func(t *testing.T, path string)
		place string
	}{
		"a pipe":                    {pipe, ".json"},
		"a pipe behind a link":      {func(t *testing.T, path string) { pipe(t, path+".pipe"); link(t, path+".pipe", path) }, ".json"},
		"a folder":                  {func(t *testing.T, path string) { link(t, t.TempDir(), path) }, ".json"},
		"a pipe of the time before": {pipe, previous},
	} {
		t.Run(name, func(t *testing.T) {
			path, r := storePath(t), newRing()
			c.make(t, strings.TrimSuffix(path, ".json")+c.place)
			before, _ := os.Lstat(path)
			beside, _ := namesIn(filepath.Dir(path))
			s := openAt(t, path, r)
			wantHome(t, s, ThisSession)
			wantErr(t, s.State().Reason, ErrNotReadable)
			put(t, s, "a", "A", "1")
			if after, _ := os.Lstat(path); before != nil && !os.SameFile(before, after) {
				t.Error("it was replaced")
			}
			if got, _ := namesIn(filepath.Dir(path)); c.place == ".json" && len(got) != len(beside) {
				t.Errorf("beside it there is %v", got)
			}
		})
	}
}

// TestBecomesAPipe: the file is another one than when the store was opened.
func TestBecomesAPipe(t *testing.T) {
	path, r := storePath(t), newRing()
	s := openAt(t, path, r)
	put(t, s, "a", "A", "1")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip("no pipes here: ", err)
	}
	wantErr(t, s.Reload(), ErrNotReadable)
	if p := put(t, s, "b", "B", "2"); p.Home != ThisSession {
		t.Errorf("home %q", p.Home)
	}
}
