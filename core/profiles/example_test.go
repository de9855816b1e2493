package profiles_test

import (
	"fmt"

	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/profiles"
	"playtoken/core/vault"
)

// A form and its key are saved, and come back as they were. With an empty path nothing is
// written: the profile lives as long as the program.
func Example() {
	store := vault.Open("", nil, nil)
	defer store.Close()

	form := profiles.Form{
		Platform: "edgecast",
		Values:   map[string]string{"ec_url_allow": "/videos/", platform.ID: "not kept, it changes with each token"},
	}
	key := importer.Import([]byte("a-secret-of-the-examples-7f3a"))
	saved, err := profiles.Save(store, form.In(vault.Profile{Name: "Archive"}), key.Key, key.Repairs)
	if err != nil {
		fmt.Println(err)
		return
	}
	again, err := profiles.OpenKey(store, saved)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(saved.Settings)
	fmt.Println(again.Title(), again.SecretText())
	// Output:
	// map[ec_url_allow:/videos/]
	// shared secret, 29 characters [secret]
}
