package vault_test

import (
	"fmt"
	"os"
	"path/filepath"

	"playtoken/core/keys"
	"playtoken/core/secret"
	"playtoken/core/vault"
)

// A store without a keyring, under a passphrase. A program passes
// [vault.SystemKeyring] in place of nil.
func Example() {
	folder, err := os.MkdirTemp("", "example")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	path, passphrase := filepath.Join(folder, "profiles.json"), secret.New([]byte("four words and more"))

	store := vault.Open(path, nil, nil)
	fmt.Println(store.State().Mark())
	if err := store.ChangeProtection(vault.UnderPassphrase, passphrase); err != nil {
		panic(err)
	}

	signing := vault.Key{Description: keys.Description{Kind: keys.Secret, Characters: 9, Private: true}}
	shop, err := store.Put(
		vault.Profile{Name: "Shop", Platform: "edgecast", Lifetime: vault.Endless},
		vault.NewItem{Item: vault.Item{Name: vault.SigningKey, Key: signing}, Text: secret.New([]byte("edge-2026"))},
		vault.NewItem{Item: vault.Item{Name: "api-password"}, Text: secret.New([]byte("hunter2"))},
	)
	if err != nil {
		panic(err)
	}
	store.Close()

	store = vault.Open(path, nil, nil)
	defer store.Close()
	for _, p := range store.List() {
		fmt.Println(p.Name, "signs with a", p.Signing().Key.Title())
	}
	_, err = store.Secret(shop.ID, vault.SigningKey)
	fmt.Println(err, "-", vault.Hint(err))
	if err := store.Unlock(passphrase); err != nil {
		panic(err)
	}
	text, err := store.Secret(shop.ID, vault.SigningKey)
	fmt.Println(text, string(text.Reveal()), err)
	// Output:
	// Secrets are kept for this session only: there is no keyring on this system.
	// Shop signs with a shared secret, 9 characters
	// the saved secrets are locked - Unlock the saved secrets first.
	// [secret] edge-2026 <nil>
}

// A key is exchanged for another: the new one is saved first, then it signs, and the
// old one is kept until no token of it is alive.
func ExampleStore_Promote() {
	store := vault.Open("", nil, nil) // no file: all of it lives for this session
	defer store.Close()
	key := func(name, keyID, text string) vault.NewItem {
		known := vault.Key{Description: keys.Description{Kind: keys.Secret, Characters: len(text), Private: true}}
		return vault.NewItem{Item: vault.Item{Name: name, KeyID: keyID, Key: known}, Text: secret.New([]byte(text))}
	}
	shop, err := store.Put(vault.Profile{Name: "Shop", KeyID: "old-id"}, key(vault.SigningKey, "", "the old key"))
	if err != nil {
		panic(err)
	}
	_, err = store.Put(shop, key(vault.BackupKey, "new-id", "the new key"))
	if err != nil {
		panic(err)
	}
	if err := store.Promote(shop.ID, vault.BackupKey); err != nil {
		panic(err)
	}
	shop, _ = store.Get(shop.ID)
	text, _ := store.Secret(shop.ID, vault.SigningKey)
	fmt.Println("signs with", shop.KeyID, string(text.Reveal()))
	for _, it := range shop.Items {
		if !it.Replaced.IsZero() {
			text, _ := store.Secret(shop.ID, it.Name)
			fmt.Println("keeps", it.KeyID, string(text.Reveal()))
		}
	}
	// Output:
	// signs with new-id the new key
	// keeps old-id the old key
}
