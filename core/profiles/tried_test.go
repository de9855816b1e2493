package profiles

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/secret"
	"playtoken/core/vault"
	"playtoken/core/verify"
	"playtoken/internal/uitest"
)

// TestKeys: a token is tried with what can be had of a profile, and what cannot has a
// reason.
func TestKeys(t *testing.T) {
	path, pass := filepath.Join(t.TempDir(), "profiles.json"), secret.New([]byte("correct horse"))
	s := vault.Open(path, nil, nil)
	if err := s.ChangeProtection(vault.UnderPassphrase, pass); err != nil {
		t.Fatal(err)
	}
	form := Form{Platform: "fastpix", Values: map[string]string{platform.KeyID: "the-id"}}
	pair, err := Save(s, form.In(vault.Profile{Name: " Shop ", Items: []vault.Item{{Name: vault.SigningKey, Role: vault.Primary}}}), made(t, keys.NewRSA2048), nil)
	if err != nil {
		t.Fatal(err)
	}
	form = Form{Platform: "fastevo", Values: map[string]string{"key_form": "text", "assertion": "said"}}
	shared, err := Save(s, form.In(vault.Profile{Name: "Events"}), read(t, "a secret of exactly 32 bytes, or", importer.Options{Want: all.KeyWant("fastevo", form.Values)}), nil)
	if err != nil {
		t.Fatal(err)
	}
	bare, err := s.Put(vault.Profile{Name: "No key"})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	one := func(p vault.Profile) (verify.Key, error) {
		t.Helper()
		p, err := s.Get(p.ID)
		if err != nil {
			t.Fatal(err)
		}
		list, err := Keys(s, p)
		if err != nil {
			return verify.Key{}, err
		}
		return list[0], nil
	}

	s = vault.Open(path, nil, nil)
	defer func() { s.Close() }()
	if k, err := one(pair); err != nil || k.Name != "Shop" || k.ID != "the-id" || k.Profile != pair.ID || k.Role != "primary" || !k.Unproven || k.Held || k.Answer.Private {
		t.Errorf("locked: %+v, %v", k, err)
	}
	if _, err := one(shared); !errors.Is(err, vault.ErrLocked) {
		t.Errorf("locked: %v", err)
	}
	if _, err := one(bare); !errors.Is(err, vault.ErrNoSecret) {
		t.Errorf("without a key: %v", err)
	}
	if err := s.Unlock(pass); err != nil {
		t.Fatal(err)
	}
	if k, err := one(pair); err != nil || k.Unproven {
		t.Errorf("open: %+v, %v", k, err)
	}
	if k, err := one(shared); err != nil || k.Text.Len() != 32 || !k.Answer.Taken() || len(k.Settings) == 0 {
		t.Errorf("open: %+v, %v", k, err)
	}

	// Another public half in the file than the one that was sealed.
	uitest.Forge(t, path, map[string]string{pair.Signing().Key.Fingerprint: strings.Repeat("0", 64)})
	s.Close()
	s = vault.Open(path, nil, nil)
	if _, err := one(pair); !errors.Is(err, vault.ErrSealBroken) {
		t.Errorf("changed, locked: %v", err)
	}
	if err := s.Unlock(pass); err != nil {
		t.Fatal(err)
	}
	if _, err := one(pair); !errors.Is(err, vault.ErrSealBroken) {
		t.Errorf("changed: %v", err)
	}
}
