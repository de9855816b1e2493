package rotation

import (
	"context"
	"errors"
	"testing"

	"playtoken/core/account"
	"playtoken/core/vault"
)

// An account of the store is connected with its address and its credentials, and knows which
// keys of its platform are saved.
func TestConnect(t *testing.T) {
	b := newBench(t, "mux")
	a, err := b.store.PutAccount(vault.Account{Name: "Mux", Platform: "mux", Base: b.server.Base}, b.server.Credentials())
	if err != nil {
		t.Fatal(err)
	}
	k, err := Connect(b.store, a.ID, nil)
	if err != nil || k.Of.Name != "mux" || k.Account != a.ID || "http://"+k.Client.Host() != b.server.Base {
		t.Fatalf("%+v, %v", k, err)
	}
	m, err := k.Create(context.Background(), Creation{Request: account.NewRequest(), Name: "Shop"})
	if err != nil || m.Profile.Account != a.ID {
		t.Errorf("%+v, %v", m, err)
	}
	known := Known(b.store, "mux")
	if !known(m.Key.ID) || known("another") || Known(b.store, "fastpix")(m.Key.ID) {
		t.Error("it does not know what is saved")
	}
	b.store.Lock()
	if _, err := Connect(b.store, a.ID, nil); !errors.Is(err, vault.ErrLocked) {
		t.Errorf("locked: %v", err)
	}
	if _, err := Connect(b.store, "none", nil); err == nil {
		t.Error("there is no such account")
	}
}
