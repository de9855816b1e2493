package vault

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestSealIsTied: a sealed secret opens only where it was put, and only whole.
func TestSealIsTied(t *testing.T) {
	key := newMaster()
	box := key.seal(1, "shop", []byte("the private key"))
	if plain, err := key.unseal("shop", box); err != nil || string(plain) != "the private key" {
		t.Fatalf("unseal: %v", err)
	}
	other := newMaster()
	other.id = key.id
	for name, c := range map[string]struct {
		key    *master
		id     string
		change func(*sealed)
	}{
		"another profile":    {key, "shop2", func(*sealed) {}},
		"another schema":     {key, "shop", func(s *sealed) { s.Schema = 2 }},
		"another key":        {other, "shop", func(*sealed) {}},
		"another nonce":      {key, "shop", func(s *sealed) { s.Nonce[0] ^= 1 }},
		"another text":       {key, "shop", func(s *sealed) { s.Text[0] ^= 1 }},
		"another tag":        {key, "shop", func(s *sealed) { s.Text[len(s.Text)-1] ^= 1 }},
		"cut":                {key, "shop", func(s *sealed) { s.Text = s.Text[:len(s.Text)-1] }},
		"shorter than a tag": {key, "shop", func(s *sealed) { s.Text = s.Text[:3] }},
		"no nonce":           {key, "shop", func(s *sealed) { s.Nonce = nil }},
	} {
		copied := *box
		copied.Nonce, copied.Text = slices.Clone(box.Nonce), slices.Clone(box.Text)
		c.change(&copied)
		if _, err := c.key.unseal(c.id, &copied); !errors.Is(err, ErrSealBroken) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, ok := openBox(key.open(), associated(1, "shop", "another field"), box.box); ok {
		t.Error("it opens as another field")
	}
	if a, b := associated(1, "a", "b"), associated(1, "ab", ""); string(a) == string(b) {
		t.Error("two places have the same associated data")
	}
}

// TestEverySealIsNew: the same secret twice gives two texts.
func TestEverySealIsNew(t *testing.T) {
	key, seen := newMaster(), map[string]bool{}
	for range 100 {
		box := key.seal(1, "a", []byte("same"))
		seen[string(box.Nonce)], seen[string(box.Text)] = true, true
	}
	if len(seen) != 200 {
		t.Errorf("%d different nonces and texts, want 200", len(seen))
	}
}

// TestSecretsSwappedInTheFile: somebody who can write the file moves a secret to
// another profile and sets the sum right.
func TestSecretsSwappedInTheFile(t *testing.T) {
	path, r := storePath(t), newRing()
	s := openAt(t, path, r)
	put(t, s, "a", "A", "1")
	put(t, s, "b", "B", "2")
	doc := s.snapshot()
	a, b := doc.Profiles[0], doc.Profiles[1]
	doc.Profiles = []record{newRecord(a.Profile, b.Secret), newRecord(b.Profile, a.Secret)}
	file, err := doc.encode()
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, path, file)
	s = openAt(t, path, r)
	for _, id := range []string{"a", "b"} {
		_, err := s.Secret(id)
		wantErr(t, err, ErrSealBroken)
	}
}

func TestMasterKeyText(t *testing.T) {
	key := newMaster()
	if len(key.text()) != 44 {
		t.Errorf("%d characters", len(key.text()))
	}
	back, err := parseMaster(key.id, key.text())
	if err != nil || string(back.open()) != string(key.open()) || !back.fits(key.proof()) {
		t.Errorf("not the same key comes back: %v", err)
	}
	if newMaster().fits(key.proof()) {
		t.Error("any key fits")
	}
	for _, bad := range []string{"", "AAAA", key.text() + "A", strings.Repeat("*", 44), "\n" + key.text()[:43]} {
		if _, err := parseMaster("x", bad); !errors.Is(err, ErrKeyWrong) {
			t.Errorf("%d characters are taken: %v", len(bad), err)
		}
	}
	if shown := fmt.Sprintf("%v %+v %#v", key, key, *key); strings.Contains(shown, strings.Trim(fmt.Sprint(key.open()), "[]")[:20]) {
		t.Errorf("it prints as %s", shown)
	}
}
