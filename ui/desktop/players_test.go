//go:build !windows

package desktop

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPlayers plays with a program that writes down what it was given.
func TestPlayers(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	script := "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"" + dir + "/arguments\"\ncat \"$1\" > \"" + dir + "/read\"\nls -l \"$1\" > \"" + dir + "/mode\"\n"
	if err := os.WriteFile(filepath.Join(dir, "mpv"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	list := Players()
	if len(list) == 0 || list[0].Name != "mpv" {
		t.Fatalf("found %+v", list)
	}
	const playable = "https://stream.example/a.m3u8?token=secret"
	done := make(chan error)
	list[0].Play(playable, func(err error) { done <- err })
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	read := func(name string) string {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	arguments := read("arguments")
	if strings.Contains(arguments, "secret") {
		t.Errorf("the token stands in the arguments: %s", arguments)
	}
	if got := read("read"); got != "#EXTM3U\n"+playable+"\n" {
		t.Errorf("it read %q", got)
	}
	if got := read("mode"); !strings.HasPrefix(got, "-rw-------") {
		t.Errorf("others may read it: %s", got)
	}
	if _, err := os.Stat(strings.TrimSpace(arguments)); !os.IsNotExist(err) {
		t.Errorf("the file is left: %v", err)
	}
}
