package profiles

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform/all"
	"playtoken/core/secret"
	"playtoken/core/vault"
	"playtoken/internal/uitest"
)

// shelf is a vault of its own.
type shelf struct{ v *vault.Store }

func atShelf(t *testing.T, test func(shelf)) {
	t.Helper()
	s := shelf{vault.Open(filepath.Join(t.TempDir(), "profiles.json"), &uitest.Keyring{}, nil)}
	defer s.v.Close()
	test(s)
}

func (s shelf) save(p vault.Profile, k *keys.Key, repairs ...string) (vault.Profile, error) {
	return Save(s.v, p, k, repairs)
}

func (s shelf) open(id string) (*keys.Key, error) {
	p, err := s.v.Get(id)
	if err != nil {
		return nil, err
	}
	return OpenKey(s.v, p)
}

func (s shelf) openItem(p vault.Profile, item vault.Item) (*keys.Key, error) {
	return OpenItem(s.v, p, item)
}

func made(t *testing.T, kind keys.Type) *keys.Key {
	t.Helper()
	k, err := keys.Generate(context.Background(), kind)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func read(t *testing.T, text string, o importer.Options) *keys.Key {
	t.Helper()
	a := importer.ImportWith([]byte(text), o)
	if !a.Taken() {
		t.Fatal(a.Message)
	}
	return a.Key
}

// A key comes back from the vault as the key that it was, however it was read.
func TestKeyComesBack(t *testing.T) {
	const hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
	const base64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
	for name, c := range map[string]struct {
		platform string
		key      *keys.Key
		reading  vault.Reading
	}{
		"EC for a platform that has no use for it": {"fastpix", made(t, keys.NewP256), ""},
		"Ed25519":                          {"", made(t, keys.NewEd25519), ""},
		"HMAC secret":                      {"jwt", made(t, keys.NewHMAC256), ""},
		"PASETO key":                       {"fastevo", made(t, keys.NewPASETO), ""},
		"Edgecast secret":                  {"edgecast", made(t, keys.NewHex256), ""},
		"digits as text for Edgecast":      {"edgecast", read(t, hex, importer.Options{Want: importer.TextSecret}), ""},
		"digits as bytes for Fastevo":      {"fastevo", read(t, hex, importer.Options{Want: importer.PASETOSecret}), ""},
		"digits as text for no platform":   {"", read(t, hex, importer.Options{Choose: 1}), vault.AsText},
		"digits as bytes for no platform":  {"", read(t, hex, importer.Options{Choose: 2}), vault.AsBytes},
		"digits as bytes for JWT":          {"jwt", read(t, hex, importer.Options{Choose: 2}), vault.AsBytes},
		"base64 as bytes for no platform":  {"", read(t, base64, importer.Options{Choose: 2}), vault.AsBytes},
		"with its line end":                {"", read(t, "a secret\n", importer.Options{Choose: 2}), vault.AsBytes},
		"digits as bytes, a strange name":  {"nobody", read(t, hex, importer.Options{Choose: 2}), vault.AsBytes},
		"quotes that belong to the secret": {"jwt", read(t, `"'within quotes'"`, importer.Options{Want: importer.HMACSecret}), ""},
		"JSON Web Key":                     {"jwt", read(t, `{"kty":"oct","k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}`, importer.Options{Want: importer.HMACSecret}), vault.AsBytes},
	} {
		t.Run(name, func(t *testing.T) {
			atShelf(t, func(s shelf) {
				saved, err := s.save(vault.Profile{Name: name, Platform: c.platform}, c.key, "quotes")
				if err != nil || saved.Home != vault.InKeyring || saved.Signing().Key.Reading != c.reading {
					t.Fatalf("%+v, %v", saved, err)
				}
				it := saved.Signing()
				if it.Key.Title() != c.key.Title() || it.Key.Fingerprint != c.key.Fingerprint() || len(it.Repairs) != 1 || IsShared(saved) != (c.key.Kind() == keys.Secret) {
					t.Errorf("described as %+v", it)
				}
				got, err := s.open(saved.ID)
				if err != nil {
					t.Fatal(err)
				}
				if got.String() != c.key.String() || !bytes.Equal(got.Secret().Reveal(), c.key.Secret().Reveal()) || !got.Private() {
					t.Errorf("came back as %s", got)
				}
			})
		})
	}
}

// A secret of a form that a platform takes by the values of its profile alone
// comes back as it was.
func TestKeyReadByTheValuesOfItsProfile(t *testing.T) {
	for name, text := range map[string]string{
		"text": "a secret of exactly 32 bytes, or", "sha256": "a-secret-7f3a-of-the-project", "hex": strings.Repeat("0123456789abcdef", 4),
	} {
		t.Run(name, func(t *testing.T) {
			atShelf(t, func(s shelf) {
				fastevo := all.ByName("fastevo")
				values := map[string]string{"key_form": name}
				k := read(t, text, importer.Options{Want: fastevo.KeyWantFor(values)})
				saved, err := s.save(vault.Profile{Name: name, Platform: "fastevo", Settings: values}, k)
				if err != nil {
					t.Fatal(err)
				}
				got, err := s.open(saved.ID)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got.SecretText().Reveal(), []byte(text)) || !bytes.Equal(got.Secret().Reveal(), k.Secret().Reveal()) {
					t.Errorf("came back as %s", got)
				}
			})
		})
	}
}

func TestSavingAgain(t *testing.T) {
	atShelf(t, func(s shelf) {
		first, other := made(t, keys.NewP256), made(t, keys.NewEd25519)
		p, err := s.save(vault.Profile{Name: "Shop", Settings: map[string]string{"host": "io"}, Items: []vault.Item{{Name: vault.SigningKey, Role: vault.Primary}}}, first)
		if err != nil || p.Signing().Role != vault.Primary {
			t.Fatalf("%+v, %v", p, err)
		}
		// Its public half alone, or no key at all, leaves both halves there.
		for _, k := range []*keys.Key{nil, read(t, first.PublicPEM(), importer.Options{})} {
			if p, err = s.save(p, k); err != nil || p.Home != vault.InKeyring || p.Signing().Key.Title() != "P-256, private" || p.Signing().Role != vault.Primary {
				t.Errorf("%+v, %v", p, err)
			}
		}
		// The public half of another key takes the secret away.
		if p, err = s.save(p, read(t, other.PublicPEM(), importer.Options{})); err != nil || p.Home != vault.NoSecret || p.Signing().Key.Title() != "Ed25519, public" || p.Signing().Role != vault.NoRole {
			t.Errorf("%+v, %v", p, err)
		}
		if _, err := s.open(p.ID); !errors.Is(err, vault.ErrNoSecret) {
			t.Errorf("%v", err)
		}
		// How a secret is read is kept with what the form knows, and goes with it.
		const hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
		if p, err = s.save(p, read(t, hex, importer.Options{Choose: 2})); err != nil || p.Signing().Key.Reading != vault.AsBytes || p.Settings["host"] != "io" {
			t.Errorf("%+v, %v", p, err)
		}
		p.Settings = map[string]string{"host": "com"}
		if p, err = s.save(p, nil); err != nil || p.Signing().Key.Reading != vault.AsBytes || p.Settings["host"] != "com" {
			t.Errorf("%+v, %v", p, err)
		}
		if p, err = s.save(p, first); err != nil || p.Signing().Key.Reading != "" || p.Signing().Key.Title() != "P-256, private" {
			t.Errorf("%+v, %v", p, err)
		}
		// What was there before is all kept: three keys, of which none is there twice.
		var before []string
		for _, it := range p.Items {
			if k, err := s.openItem(p, it); err == nil {
				before = append(before, k.Title())
			} else if !errors.Is(err, vault.ErrNoSecret) {
				t.Errorf("%+v, %v", it, err)
			}
		}
		if slices.Sort(before); strings.Join(before, "; ") != "P-256, private; shared secret, 32 bytes" || len(p.Items) != 3 {
			t.Errorf("kept %q of %d items", before, len(p.Items))
		}
		if len(s.v.List()) != 1 {
			t.Errorf("%d profiles", len(s.v.List()))
		}
	})
}

func TestKeyThatDoesNotRead(t *testing.T) {
	atShelf(t, func(s shelf) {
		p, err := s.v.Put(vault.Profile{Name: "Broken"}, vault.NewItem{
			Item: vault.Item{Name: vault.SigningKey, Key: vault.Key{Description: keys.Description{Kind: keys.RSA, Bits: 2048, Private: true}, Fingerprint: "00"}},
			Text: secret.New([]byte("\x00\x01")),
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.open(p.ID); !errors.Is(err, errUnreadable) {
			t.Errorf("%v", err)
		}
		if _, err := s.open("nobody"); !errors.Is(err, vault.ErrNotFound) {
			t.Errorf("%v", err)
		}
	})
}
