package verify_test

import (
	"fmt"
	"testing"

	"playtoken/core/keys/importer"
	"playtoken/core/token"
	"playtoken/core/verify"
)

// What was found out of a token is kept, of so many that memory stays flat.
func TestMemo(t *testing.T) {
	var m verify.Memo
	tok := macToken(`{"alg":"HS256"}`, shared)
	given := verify.ReadAll("given", []byte(shared), importer.Options{})
	if r := m.Try(tok, given); r.State != token.Valid {
		t.Fatal(r.State)
	}
	if r := m.Known(tok.Text); r == nil || r.State != token.Valid {
		t.Error("not kept")
	}
	if r := m.Try(tok, nil); r.State != token.Valid {
		t.Error("tried again")
	}
	for i := range 20_000 {
		m.Keep(fmt.Sprint(i), &verify.Result{})
	}
	if m.Known(tok.Text) != nil {
		t.Error("kept for ever")
	}
	var none *verify.Memo
	if r := none.Try(tok, given); r.State != token.Valid || none.Known(tok.Text) != nil {
		t.Error(r.State)
	}
}
