package main

import (
	"path/filepath"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/profiles"
	"playtoken/core/secret"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
)

const (
	passphrase   = "correct horse battery"
	sharedSecret = "a secret of exactly 32 bytes, or" // of the profile Events
)

// shelf is a file of saved profiles, under a passphrase or with a keyring that opens it.
type shelf struct {
	path string
	ring vault.Keyring
	ids  map[string]string // by name
}

func (s shelf) open() *vault.Store { return vault.Open(s.path, s.ring, nil) }

// on is a stage with these profiles.
func (s shelf) on(st stage) stage {
	st.vault = s.open
	return st
}

// emptyShelf has no profiles yet. With the home a passphrase it has no keyring.
func emptyShelf(t *testing.T, home vault.Home) shelf {
	t.Helper()
	s := shelf{path: filepath.Join(t.TempDir(), "profiles.json"), ids: map[string]string{}}
	if home == vault.InKeyring {
		s.ring = &uitest.Keyring{}
	} else {
		s.protect(t)
	}
	return s
}

// protect puts the profiles under the passphrase.
func (s shelf) protect(t *testing.T) {
	t.Helper()
	store := s.open()
	defer store.Close()
	if err := store.ChangeProtection(vault.UnderPassphrase, secret.New([]byte(passphrase))); err != nil {
		t.Fatal(err)
	}
}

// save puts profiles with their keys on the shelf.
func (s shelf) save(t *testing.T, list ...savedKey) {
	t.Helper()
	store := s.open()
	defer store.Close()
	if store.State().Locked {
		if err := store.Unlock(secret.New([]byte(passphrase))); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range list {
		saved, err := profiles.Save(store, p.form.In(vault.Profile{Name: p.name}), p.key, nil)
		if err != nil || saved.Home == vault.ThisSession {
			t.Fatal(p.name, saved.Home, err)
		}
		s.ids[p.name] = saved.ID
	}
}

// savedKey is a form with its key, saved under a name.
type savedKey struct {
	name string
	form profiles.Form
	key  *keys.Key
}

// shelve saves profiles at a home: Shop, which makes the golden token, and others.
func shelve(t *testing.T, home vault.Home) shelf {
	t.Helper()
	s := emptyShelf(t, home)
	shop := profiles.Form{Platform: "fastpix", Life: vault.Lifetime(24 * time.Hour), Values: map[string]string{platform.KeyID: goldenKeyID, "host": "io"}}
	events := profiles.Form{Platform: "fastevo", Values: map[string]string{"key_form": "text", "assertion": "said"}}
	public := importer.Import([]byte(fixtures.Key(t).PublicPEM())).Key
	s.save(t, []savedKey{
		{"Shop", shop, fixtures.Key(t)},
		{"Half", shop, public},
		{"Twice", shop, public},
		{"TWICE", profiles.Form{}, public},
		{"Endless", profiles.Form{Platform: "jwt", Life: vault.Endless, Values: map[string]string{"alg": "RS256"}}, fixtures.Key(t)},
		{"Other platform", profiles.Form{Platform: "a-later-one"}, fixtures.Key(t)},
		{"No platform", profiles.Form{}, fixtures.Key(t)},
		{"Events", events, importer.ImportWith([]byte(sharedSecret), importer.Options{Want: all.KeyWant("fastevo", events.Values)}).Key},
		{"Empty", profiles.Form{Platform: "mux"}, nil},
	}...)
	return s
}
