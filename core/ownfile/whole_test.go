package ownfile_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"playtoken/core/ownfile"
)

// TestWhole: a file that became shorter while it is read does not pass as whole; one that grew
// is read to where it ends now.
func TestWhole(t *testing.T) {
	for name, c := range map[string]struct {
		change func(path string) error
		text   string
		err    error
	}{
		"as it was": {func(string) error { return nil }, "0123456789", nil},
		"shorter":   {func(path string) error { return os.Truncate(path, 6) }, "012345", ownfile.ErrShorter},
		"emptied":   {func(path string) error { return os.Truncate(path, 0) }, "0123", ownfile.ErrShorter},
		"longer":    {func(path string) error { return os.WriteFile(path, []byte("0123456789abc"), 0o600) }, "0123456789abc", nil},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.log")
			if err := os.WriteFile(path, []byte("0123456789"), 0o600); err != nil {
				t.Fatal(err)
			}
			f, err := ownfile.OpenRegular(path)
			if err != nil {
				t.Fatal(err)
			}
			r := ownfile.Whole(f)
			defer r.Close()
			begin := make([]byte, 4)
			if _, err := io.ReadFull(r, begin); err != nil {
				t.Fatal(err)
			}
			if err := c.change(path); err != nil {
				t.Fatal(err)
			}
			rest, err := io.ReadAll(r)
			if got := string(begin) + string(rest); got != c.text || !errors.Is(err, c.err) || c.err == nil && err != nil {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
}
