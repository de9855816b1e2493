package importer_test

import (
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

func taken(t testing.TB, text string) *keys.Key {
	t.Helper()
	a := importer.Import([]byte(text))
	if !a.Taken() {
		t.Fatalf("refused: %s %s", a.Code, a.Message)
	}
	return a.Key
}
