package vault_test

import (
	"errors"
	"path/filepath"
	"testing"

	"playtoken/core/vault"
)

// A profile that is to be put over what was seen of it alone is not put over what another copy
// of the program has saved since.
func TestPutOverWhatWasSeen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "profiles.json")
	one, two := vault.Open(path, nil, nil), vault.Open(path, nil, nil)
	defer one.Close()
	defer two.Close()
	item := vault.NewItem{Item: vault.Item{Name: vault.SigningKey, Key: vault.Key{PublicPEM: "-----BEGIN PUBLIC KEY-----", Fingerprint: "ab"}}}
	first, err := one.Put(vault.Profile{Name: "Shop", KeyID: "one"}, item)
	if err != nil || first.Home == vault.ThisSession {
		t.Fatal(err, first.Home)
	}
	if err := two.Reload(); err != nil {
		t.Fatal(err)
	}
	seen, err := two.Get(first.ID)
	if err != nil {
		t.Fatal(err)
	}
	first.KeyID, first.Unchanged = "two", true
	if first, err = one.Put(first); err != nil || first.Unchanged {
		t.Fatalf("the first copy: %v, %+v", err, first)
	}
	seen.KeyID, seen.Unchanged = "three", true
	if _, err := two.Put(seen); !errors.Is(err, vault.ErrOverwritten) {
		t.Errorf("the second copy: %v", err)
	}
	now, err := two.Get(first.ID)
	if err != nil || now.KeyID != "two" {
		t.Fatalf("%+v, %v", now, err)
	}
	now.KeyID, now.Unchanged = "three", true
	if saved, err := two.Put(now); err != nil || saved.KeyID != "three" {
		t.Errorf("having seen it: %+v, %v", saved, err)
	}
	if seen.Unchanged = false; seen.KeyID != "three" {
		t.Fatal(seen)
	}
	if _, err := two.Put(seen); err != nil {
		t.Errorf("without the wish: %v", err)
	}
}
