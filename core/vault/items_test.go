package vault

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
)

// itemNames are the names of a profile's items, those that the store has made as
// "*", in one line.
func itemNames(p Profile) string {
	var out []string
	for _, it := range p.Items {
		name := it.Name
		if len(name) == 32 {
			name = "*"
		}
		out = append(out, name)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func wantText(t *testing.T, s *Store, id, name, want string) {
	t.Helper()
	got, err := s.Secret(id, name)
	if err != nil || string(got.Reveal()) != want {
		t.Errorf("%s of %s: %v", name, id, err)
	}
}

// credential is an API credential.
func credential(name, text string) NewItem { return NewItem{Item{Name: name}, sec(text)} }

// keyOf is a key of which a public half is known.
func keyOf(name, text string, private bool) NewItem {
	return NewItem{Item{
		Name: name, KeyID: "id of " + name,
		Key: Key{Description: keys.Description{Kind: keys.EC, Curve: "P-256", Private: private}, PublicPEM: "half of " + name},
	}, sec(text)}
}

// TestItems: each secret of a profile has a place of its own, in the file, in
// memory, and where the one lies over the other.
func TestItems(t *testing.T) {
	for name, sessionOnly := range map[string]bool{"in the file": false, "in memory": true} {
		t.Run(name, func(t *testing.T) {
			path, r := storePath(t), newRing()
			s := openAt(t, path, r)
			p := Profile{ID: "a", Name: "A", SessionOnly: sessionOnly}
			stale, err := s.Put(p, signing("1"), keyOf(BackupKey, "2", true))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.Put(p, credential("api-user", "3"), credential("api-password", "4")); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Put(stale, credential("api-user", "5")); err != nil { // knows nothing of the password
				t.Fatal(err)
			}
			if !sessionOnly {
				s = openAt(t, path, r)
			}
			for item, want := range map[string]string{SigningKey: "1", BackupKey: "2", "api-user": "5", "api-password": "4"} {
				wantText(t, s, "a", item, want)
			}
			if err := s.Remove("a", "api-user"); err != nil {
				t.Fatal(err)
			}
			wantErr(t, s.Remove("a", "api-user"), ErrNotFound)
			wantErr(t, s.Remove("b", "api-user"), ErrNotFound)
			_, err = s.Secret("a", "api-user")
			wantErr(t, err, ErrNoSecret)
			got, _ := s.Get("a")
			if itemNames(got) != "api-password backup signing" {
				t.Errorf("items: %s", itemNames(got))
			}
			home := map[bool]Home{false: InKeyring, true: ThisSession}[sessionOnly]
			for _, it := range got.Items {
				if it.Home != home || it.Proof != Proven {
					t.Errorf("%s: home %q, proof %q", it.Name, it.Home, it.Proof)
				}
			}
		})
	}
}

// TestItemsWaiting: what cannot be saved yet lies over what the file has.
func TestItemsWaiting(t *testing.T) {
	path, r := storePath(t), newRing()
	s := openAt(t, path, r)
	if _, err := s.Put(Profile{ID: "a", Name: "A", Rotation: &Rotation{Step: "wait"}}, signing("1"), credential("api-user", "2")); err != nil {
		t.Fatal(err)
	}
	r.set(func(r *ring) { r.fail = ErrKeyringLocked })
	s = openAt(t, path, r)
	p, err := s.Put(Profile{ID: "a", Name: "A2"}, credential("api-password", "3"))
	if err != nil || p.Home != ThisSession || itemNames(p) != "api-password api-user signing" || p.Rotation.Step != "wait" {
		t.Fatalf("%+v, %v", p, err)
	}
	wantText(t, s, "a", "api-password", "3")
	_, err = s.Secret("a", "api-user")
	wantErr(t, err, ErrKeyringLocked)
	wantErr(t, s.Promote("a", "api-user"), ErrInvalid)
	if _, err := s.Put(Profile{ID: "a", Name: "A2"}, keyOf("next", "4", true)); err != nil {
		t.Fatal(err)
	}
	wantErr(t, s.Promote("a", "next"), ErrKeyringLocked)
	if err := s.Edit("a", func(p *Profile) { p.Rotation = &Rotation{Step: "delete"} }); err != nil {
		t.Fatal(err)
	}
	r.set(func(r *ring) { r.fail = nil })
	if err := s.Unlock(sec("")); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path, r)
	for item, want := range map[string]string{SigningKey: "1", "api-user": "2", "api-password": "3", "next": "4"} {
		wantText(t, s, "a", item, want)
	}
	if p, _ := s.Get("a"); p.Name != "A2" || p.Rotation.Step != "delete" {
		t.Errorf("%+v", p)
	}
}

// TestNoTextStays: what is sealed is no longer in memory beside its seal.
func TestNoTextStays(t *testing.T) {
	s := openAt(t, storePath(t), newRing())
	putFull(t, s)
	for _, it := range s.file.snapshot().Records[0].Kept {
		if !it.text.IsZero() || it.Seal == nil {
			t.Errorf("%s is in memory", it.Name)
		}
	}
}

// TestEdit: what is readable changes without a key, and without harm to what
// another copy of the program has changed meanwhile.
func TestEdit(t *testing.T) {
	path := storePath(t)
	s := withPassphrase(t, path)
	other := openAt(t, path, nil)
	if _, err := s.Put(Profile{ID: "a", Name: "A"}, credential("api-user", "2")); err != nil {
		t.Fatal(err)
	}
	if err := s.Edit("a", func(p *Profile) {
		p.Rotation = &Rotation{Step: "wait", Times: map[string]time.Time{"safe": time.Unix(1e9, 0)}}
	}); err != nil {
		t.Fatal(err)
	}
	if !other.State().Locked {
		t.Fatal("the other copy is not locked")
	}
	until := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	if err := other.Edit("a", func(p *Profile) {
		p.ID, p.SessionOnly, p.KeyID, p.Lifetime = "b", true, "the-id", Endless
		for i := range p.Items {
			p.Items[i].Role, p.Items[i].LastExpiry, p.Items[i].Home, p.Items[i].Proof = Backup, until, InKeyring, Proven
		}
	}); err != nil {
		t.Fatal(err)
	}
	got, err := openAt(t, path, nil).Get("a")
	if err != nil || got.KeyID != "the-id" || got.Lifetime != Endless || got.Rotation.Step != "wait" || itemNames(got) != "api-user signing" {
		t.Fatalf("%+v, %v", got, err)
	}
	if it := got.Signing(); it.Role != Backup || !it.LastExpiry.Equal(until) || it.Home != UnderPassphrase || it.Proof != Unproven {
		t.Errorf("%+v", it)
	}
	for name, change := range map[string]func(*Profile){
		"the key":       func(p *Profile) { p.Items[0].Key.PublicPEM = "another" },
		"another name":  func(p *Profile) { p.Items[0].Name = "another" },
		"one more":      func(p *Profile) { p.Items = append(p.Items, Item{Name: "another"}) },
		"one less":      func(p *Profile) { p.Items = p.Items[:1] },
		"an odd role":   func(p *Profile) { p.Items[0].Role = "spare" },
		"no name":       func(p *Profile) { p.Name = "" },
		"the other way": func(p *Profile) { slices.Reverse(p.Items) },
	} {
		if err := other.Edit("a", change); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	wantErr(t, other.Edit("nobody", func(*Profile) {}), ErrNotFound)
	wantText(t, s, "a", SigningKey, "1")
	wantText(t, s, "a", "api-user", "2")
}
