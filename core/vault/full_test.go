package vault

import (
	"errors"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
)

// full is a profile with all that one can have.
func full() (Profile, []NewItem) {
	then := time.Date(2026, 11, 22, 14, 30, 0, 0, time.UTC)
	rsa := Key{
		Description: keys.Description{Kind: keys.RSA, Bits: 2048, Private: true}, Fingerprint: strings.Repeat("05586d54f2af81f9", 4),
		PublicPEM: "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
	}
	next, public := rsa, rsa
	next.Description, next.PublicPEM = keys.Description{Kind: keys.EC, Bits: 256, Curve: "P-256", Private: true}, "another"
	public.Private = false
	p := Profile{
		ID: "shop", Name: "Shop / production", Platform: "fastpix", KeyID: "b7158b65-302d",
		Settings: map[string]string{"host": "stream.example.com", "audience": "media"}, Lifetime: Lifetime(24 * time.Hour),
		Rotation: &Rotation{
			Step: "delete", OldKeyID: "the-old-id", NewKeyID: "b7158b65-302d",
			Times: map[string]time.Time{"safe": then}, Notes: map[string]string{"request": "8d5e"},
		},
	}
	return p, []NewItem{
		{Item{Name: SigningKey, Label: "production", Key: rsa, Role: Primary, Repairs: []string{"quotes", "line ends"}, Created: then}, sec("the private key")},
		{Item{Name: BackupKey, Key: next, KeyID: "next-id", Role: Backup, Created: then}, sec("the backup key")},
		{Item{Name: "old", Key: Key{Description: keys.Description{Kind: keys.Secret, Characters: 7, Private: true}, Reading: AsText}, KeyID: "the-old-id", Replaced: then, LastExpiry: then, NoExpiry: true}, sec("the key")},
		{Item{Name: "api-token-id", Label: "of the build server"}, sec("the token ID")},
		{Item{Name: "api-token-secret"}, sec("the token secret")},
		{Item{Name: "partner", Key: public}, sec("")},
	}
}

func putFull(t testing.TB, s *Store) Profile {
	t.Helper()
	p, items := full()
	p, err := s.Put(p, items...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// wantFull fails unless every secret of the full profile opens.
func wantFull(t testing.TB, s *Store) {
	t.Helper()
	p, items := full()
	for _, it := range items {
		got, err := s.Secret(p.ID, it.Name)
		if public := it.Text.IsZero(); public != errors.Is(err, ErrNoSecret) || !public && err != nil {
			t.Errorf("%s: %v", it.Name, err)
		}
		if string(got.Reveal()) != string(it.Text.Reveal()) {
			t.Errorf("%s is another one than was put in", it.Name)
		}
	}
}
