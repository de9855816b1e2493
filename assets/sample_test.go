package assets

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"strings"
	"testing"
)

// TestSample: what is embedded is what scripts/sample.sh made, all of it and no more.
func TestSample(t *testing.T) {
	b, err := os.ReadFile("sample/SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for line := range strings.Lines(string(b)) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		want[name] = sum
	}
	size := 0
	for name, content := range files(t, Sample()) {
		sum := sha256.Sum256(content)
		if got := hex.EncodeToString(sum[:]); got != want[name] {
			t.Errorf("%s is %s, not %q: run scripts/sample.sh", name, got, want[name])
		}
		delete(want, name)
		size += len(content)
	}
	if len(want) > 0 || size != 372_736 {
		t.Errorf("%d bytes, and not embedded: %v", size, want)
	}
}

// files reads all files of a folder.
func files(t *testing.T, folder fs.FS) map[string][]byte {
	t.Helper()
	list := map[string][]byte{}
	err := fs.WalkDir(folder, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			list[path], err = fs.ReadFile(folder, path)
		}
		return err
	})
	if err != nil || len(list) == 0 {
		t.Fatal(len(list), err)
	}
	return list
}
