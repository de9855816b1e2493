package rotation

import (
	"fmt"
	"time"

	"playtoken/core/account"
	"playtoken/core/platform/all"
	"playtoken/core/vault"
)

// Connect is the keeper of an account that the store has. It may ask the system's keyring,
// and asks no platform. now is nil for the system's clock.
func Connect(s *vault.Store, id string, now func() time.Time) (Keeper, error) {
	a, credentials, err := s.OpenAccount(id)
	if err != nil {
		return Keeper{}, err
	}
	of := all.AccountOf(a.Platform)
	if of == nil {
		return Keeper{}, fmt.Errorf("no platform is called %q here", a.Platform)
	}
	c, err := account.New(of, credentials, account.Options{Base: a.Base, Now: now, Known: Known(s, of.Name)})
	return Keeper{Client: c, Store: s, Of: of, Account: id, Now: now}, err
}

// Known reports whether the key of an ID at a platform is saved.
func Known(s *vault.Store, platform string) func(id string) bool {
	return func(id string) bool {
		for _, p := range s.List() {
			if p.Platform != platform {
				continue
			}
			for _, it := range p.Items {
				if it.Key != (vault.Key{}) && p.KeyIDOf(it) == id {
					return true
				}
			}
		}
		return false
	}
}
