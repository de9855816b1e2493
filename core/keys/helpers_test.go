package keys_test

import (
	"testing"

	"playtoken/core/keys/importer"
	"playtoken/core/platform/all"
	"playtoken/internal/fixtures"
)

// read is a file of the importer's tests.
func read(t testing.TB, name string) []byte {
	t.Helper()
	return fixtures.File(t, "keys/importer/testdata/"+name)
}

// use is what a platform wants.
func use(name string) importer.Options {
	return importer.Options{Want: all.KeyWant(name, nil)}
}
