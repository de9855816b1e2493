package rotation_test

import (
	"fmt"
	"time"

	"playtoken/core/platform/all"
	"playtoken/core/rotation"
	"playtoken/core/vault"
)

// A rotation is begun, and its plan tells what is to be done. With an empty path nothing is
// written: the profile lives as long as the program.
func Example() {
	store := vault.Open("", nil, nil)
	defer store.Close()
	shop, err := store.Put(vault.Profile{Name: "Shop", Platform: "fastpix", KeyID: "b7158b65-302d-4fbd-9c48-503ca92bdd25"})
	if err != nil {
		fmt.Println(err)
		return
	}
	now := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	of := all.ByName("fastpix")
	if err := rotation.Begin(store, shop.ID, of.Rotation, true, now); err != nil {
		fmt.Println(err)
		return
	}
	shop, _ = store.Get(shop.ID)
	plan, _ := rotation.Of(shop, of.Rotation, now)
	for _, step := range plan.Steps {
		fmt.Println(step.State, rotation.Words(step, of, shop))
	}
	// Output:
	// now Make a new key
	// to_come Save it
	// to_come Sign with it from now on
	// to_come Wait until the tokens of the old key have ended
	// to_come Delete b7158b65…dd25 at FastPix
}
