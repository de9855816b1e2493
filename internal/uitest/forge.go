package uitest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"testing"
)

// Forge changes texts in a file of profiles, as whoever can write it can, and sets its sum
// right. Each must be there.
func Forge(tb testing.TB, path string, changes map[string]string) {
	tb.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	for right, forged := range changes {
		old, _ := json.Marshal(right)
		with, _ := json.Marshal(forged)
		if !bytes.Contains(file, old) {
			tb.Fatal("there is nothing to forge")
		}
		file = bytes.Replace(file, old, with, 1)
	}
	const begin = `"sha256": "`
	at := bytes.Index(file, []byte(begin)) + len(begin)
	rest := file[at+2*sha256.Size:]
	sum := sha256.Sum256(rest)
	hex.Encode(file[at:], sum[:])
	if err := os.WriteFile(path, file, 0o600); err != nil {
		tb.Fatal(err)
	}
}
