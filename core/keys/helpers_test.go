package keys_test

import (
	"os"
	"path/filepath"
	"testing"

	"playtoken/core/keys/importer"
	"playtoken/core/platform/all"
)

// read is a file of the importer's tests.
func read(t testing.TB, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("importer", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// use is what a platform wants.
func use(name string) importer.Options {
	return importer.Options{Want: all.KeyWant(name, nil)}
}
