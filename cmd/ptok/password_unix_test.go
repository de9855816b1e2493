//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// Files that never end or never begin.
func TestSpecialFiles(t *testing.T) {
	fifo := filepath.Join(t.TempDir(), "fifo")
	if err := unix.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	const key = keyData + "A10_rsa2048_pkcs1_dekinfo.pem"
	for _, c := range []struct {
		name   string
		args   []string
		status int
		says   string
	}{
		{"password without an end", []string{"--password-file", "/dev/zero", key}, wrongUsage, "larger than 4 KiB"},
		{"password that nobody writes", []string{"--password-file", fifo, key}, wrongUsage, "is empty"},
		{"key without an end", []string{"/dev/zero"}, answerIsNo, ""},
		{"key that nobody writes", []string{fifo}, answerIsNo, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := stage{}.run(append([]string{"key", "inspect"}, c.args...)...)
			if r.status != c.status || !strings.Contains(r.err, c.says) {
				t.Errorf("status %d, want %d; %s", r.status, c.status, r.err)
			}
		})
	}
	t.Run("password through a pipe", func(t *testing.T) { // as <(pass show key) in a shell
		write, err := os.OpenFile(fifo, os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := write.WriteString("test\n"); err != nil {
			t.Fatal(err)
		}
		read, err := os.Open(fifo) // keeps what was written when its writer goes
		if err != nil {
			t.Fatal(err)
		}
		defer read.Close()
		if err := write.Close(); err != nil {
			t.Fatal(err)
		}
		if r := (stage{}).run("key", "inspect", "--password-file", fifo, key); r.status != fine {
			t.Errorf("%+v", r)
		}
	})
}
