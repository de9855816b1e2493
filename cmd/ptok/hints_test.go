package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Hints name what the command takes.
func TestHintsFitTheCommand(t *testing.T) {
	here := filepath.Join(t.TempDir(), "tok.txt")
	if err := os.WriteFile(here, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args        []string
		says, never string
	}{
		"key inspect, no such file": {[]string{"key", "inspect", "nofile"}, "Give FILE, or - for standard input.", "--key"},
		"key public, no such file":  {[]string{"key", "public", "nofile"}, "Give FILE, or - for standard input.", "--key"},
		"sign, no such file":        {[]string{"sign", "--platform", "jwt", "--key", "nofile"}, "Give --key FILE", ""},
		"why, a file's name":        {[]string{"why", here}, "There is a file of this name", ""},
		"decode, a file's name":     {[]string{"decode", here}, "There is a file of this name", ""},
		"why, no file":              {[]string{"why", here + "x"}, "Give the token, or a URL", ""},
		"account alone":             {[]string{"account"}, "Say which command of ptok account.", "No such"},
		"key alone":                 {[]string{"key"}, "Say which command of ptok key.", "No such"},
		"batch alone":               {[]string{"batch"}, "Say which command of ptok batch.", "No such"},
		"batch, another":            {[]string{"batch", "sing"}, "No such command of ptok batch.", ""},
	} {
		r := stage{}.run(c.args...)
		if said := r.err; r.status == 0 || !strings.Contains(said, c.says) || c.never != "" && strings.Contains(said, c.never) {
			t.Errorf("%s: status %d, %q", name, r.status, said)
		}
	}
}
