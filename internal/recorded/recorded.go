// Package recorded gives the tests the recorded token and key that they share. Each
// is read from the testdata of the package it belongs to, where its source stands.
package recorded

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/secret"
)

// The key ID and the playback ID of the golden token.
const (
	KeyID      = "b7158b65-302d-4fbd-9c48-503ca92bdd25"
	PlaybackID = "16af5b33-cf4d-4717-9b90-ce429a124455"
)

// File reads a file of core, such as "keys/testdata/A01_rsa2048_pkcs8.pem".
func File(tb testing.TB, path string) []byte {
	tb.Helper()
	folder, err := os.Getwd()
	for err == nil {
		if _, gone := os.Stat(filepath.Join(folder, "go.mod")); gone == nil {
			break
		}
		if folder == filepath.Dir(folder) {
			err = os.ErrNotExist
		}
		folder = filepath.Dir(folder)
	}
	var b []byte
	if err == nil {
		b, err = os.ReadFile(filepath.Join(folder, "core", filepath.FromSlash(path)))
	}
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// JSON reads a file of core into a value.
func JSON(tb testing.TB, path string, into any) {
	tb.Helper()
	if err := json.Unmarshal(File(tb, path), into); err != nil {
		tb.Fatal(err)
	}
}

// Token is the golden token: every part of the program must make and read it.
func Token(tb testing.TB) string {
	tb.Helper()
	var file struct{ Vectors []struct{ Token string } }
	JSON(tb, "platform/testdata/golden.json", &file)
	return file.Vectors[0].Token
}

// PrivateKey is the key that signed the golden token, as FastPix returned it:
// base64 of PEM. FastPix published it.
func PrivateKey(tb testing.TB) []byte {
	tb.Helper()
	var list []struct {
		Name    string
		Private string `json:"privateKey_base64"`
	}
	JSON(tb, "keys/testdata/fastpix_keys.json", &list)
	for _, k := range list {
		if k.Name == "fastpix-live-api-test-run" {
			return []byte(k.Private)
		}
	}
	tb.Fatal("the published key is missing")
	return nil
}

// Key is [PrivateKey] imported.
func Key(tb testing.TB) *keys.Key {
	tb.Helper()
	return keys.Import(PrivateKey(tb)).Key
}

// NoPiece fails when 16 characters in a row of a secret stand in what printing a
// value shows.
func NoPiece(tb testing.TB, where string, key secret.Bytes, in any) {
	tb.Helper()
	shown, text := fmt.Sprintf("%+v", in), strings.TrimSpace(string(key.Reveal()))
	for i := 0; i+16 <= len(text); i++ {
		piece := text[i : i+16]
		if strings.Contains(shown, piece) && !strings.Contains("-----BEGIN PRIVATE KEY-----", piece) {
			tb.Errorf("%s shows the secret from character %d on", where, i)
			return
		}
	}
}
