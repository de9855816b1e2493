package vault

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"playtoken/core/secret"
)

// What a newer program has written stays when a profile is saved again.
func TestUnknownMembersStay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "profiles.json")
	s := Open(path, nil, nil)
	key := NewItem{Item: Item{Name: SigningKey, Key: Key{PublicPEM: "public half", Fingerprint: "abc"}}}
	p, err := s.Put(Profile{Name: "Shop", Claims: []Claim{{"sub", "ann"}}}, key)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(file), `"name":"Shop"`, `"name":"Shop","colour":{"of":"a later one"}`, 1)
	text = strings.Replace(text, `"name":"signing"`, `"name":"signing","seen":[1]`, 1)
	if strings.Count(text, "colour")+strings.Count(text, "seen") != 2 {
		t.Fatalf("%s", text)
	}
	if err := os.WriteFile(path, stamp([]byte(text)), 0o600); err != nil {
		t.Fatal(err)
	}
	changes := map[string]func(*Store) error{
		"put":      func(s *Store) error { _, err := s.Put(Profile{ID: p.ID, Name: "Shop 2"}); return err },
		"with key": func(s *Store) error { _, err := s.Put(Profile{ID: p.ID, Name: "Shop 3"}, key); return err },
		"edit":     func(s *Store) error { return s.Edit(p.ID, func(p *Profile) { p.Name = "Shop 4" }) },
		"protect":  func(s *Store) error { return s.ChangeProtection(UnderPassphrase, secret.New([]byte("correct horse"))) },
	}
	for _, name := range []string{"put", "with key", "edit", "protect"} {
		s := Open(path, nil, nil)
		if err := changes[name](s); err != nil {
			t.Fatal(name, err)
		}
		s.Close()
		file, _ := os.ReadFile(path)
		if !strings.Contains(string(file), `"colour":{"of":"a later one"}`) || !strings.Contains(string(file), `"seen":[1]`) {
			t.Errorf("after %s: %s", name, file)
		}
	}
}
