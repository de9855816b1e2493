package vault

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
)

// TestSealIsTied: a sealed secret opens only where it was put, and only whole.
func TestSealIsTied(t *testing.T) {
	key := newMaster()
	_, items := full()
	for _, given := range items {
		plain := given.Text.Reveal()
		it := key.seal(Schema, owner{id: "shop"}, item{Item: given.Item}, plain)
		if got, err := key.unseal(owner{id: "shop"}, it); err != nil || string(got) != string(plain) {
			t.Fatalf("unseal: %v", err)
		}
		other := newMaster()
		other.id = key.id
		for name, c := range map[string]struct {
			key    *master
			id     string
			change func(*item)
		}{
			"another profile":     {key, "shop2", func(*item) {}},
			"another name":        {key, "shop", func(it *item) { it.Name = "spare" }},
			"another kind":        {key, "shop", func(it *item) { it.Key.Kind = keys.Ed25519 }},
			"other bits":          {key, "shop", func(it *item) { it.Key.Bits++ }},
			"another curve":       {key, "shop", func(it *item) { it.Key.Curve += "P-384" }},
			"another half":        {key, "shop", func(it *item) { it.Key.Private = !it.Key.Private }},
			"other characters":    {key, "shop", func(it *item) { it.Key.Characters++ }},
			"another fingerprint": {key, "shop", func(it *item) { it.Key.Fingerprint += "0" }},
			"another public half": {key, "shop", func(it *item) { it.Key.PublicPEM += "forged" }},
			"another reading":     {key, "shop", func(it *item) { it.Key.Reading = AsBytes }},
			"another schema":      {key, "shop", func(it *item) { it.Seal.Schema++ }},
			"the schema before":   {key, "shop", func(it *item) { it.Seal.Schema = 1 }},
			"another key":         {other, "shop", func(*item) {}},
			"another nonce":       {key, "shop", func(it *item) { it.Seal.Nonce[0] ^= 1 }},
			"another text":        {key, "shop", func(it *item) { it.Seal.Text[0] ^= 1 }},
			"another tag":         {key, "shop", func(it *item) { it.Seal.Text[len(it.Seal.Text)-1] ^= 1 }},
			"cut":                 {key, "shop", func(it *item) { it.Seal.Text = it.Seal.Text[:len(it.Seal.Text)-1] }},
			"shorter than a tag":  {key, "shop", func(it *item) { it.Seal.Text = it.Seal.Text[:3] }},
			"no nonce":            {key, "shop", func(it *item) { it.Seal.Nonce = nil }},
		} {
			copied, seal := it, *it.Seal
			seal.Nonce, seal.Text = slices.Clone(seal.Nonce), slices.Clone(seal.Text)
			copied.Seal = &seal
			c.change(&copied)
			if _, err := c.key.unseal(owner{id: c.id}, copied); !errors.Is(err, ErrSealBroken) {
				t.Errorf("%s, %s: %v", given.Name, name, err)
			}
		}
		it.Label, it.KeyID, it.Role, it.LastExpiry = "x", "x", NoRole, time.Time{}
		if _, err := key.unseal(owner{id: "shop"}, it); err != nil {
			t.Errorf("%s: what may be edited is tied: %v", given.Name, err)
		}
	}
	a, b := Item{Name: "a", Key: Key{Fingerprint: "f,1:"}}, Item{Name: "a", Key: Key{PublicPEM: "f,1:"}}
	if string(associated(2, owner{id: "a"}, a)) == string(associated(2, owner{id: "a"}, b)) {
		t.Error("two keys have the same associated data")
	}
}

// TestEverySealIsNew: the same secret twice gives two texts.
func TestEverySealIsNew(t *testing.T) {
	key, seen := newMaster(), map[string]bool{}
	for range 100 {
		box := key.seal(Schema, owner{id: "a"}, item{}, []byte("same")).Seal
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
	doc := s.file.snapshot()
	doc.Records[0].Kept, doc.Records[1].Kept = doc.Records[1].Kept, doc.Records[0].Kept
	writeDocument(t, path, doc)
	s = openAt(t, path, r)
	for _, id := range []string{"a", "b"} {
		_, err := s.Secret(id, SigningKey)
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
