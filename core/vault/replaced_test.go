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

// replacedIn counts the replaced keys of a profile that open, each with another text or
// of another kind.
func replacedIn(t testing.TB, s *Store, p Profile) int {
	t.Helper()
	seen := map[string]bool{}
	for _, it := range p.Items {
		if it.Replaced.IsZero() {
			continue
		}
		text, err := s.Secret(p.ID, it.Name)
		if err != nil {
			t.Errorf("a replaced key of %s: %v", p.ID, err)
		}
		seen[string(it.Key.Kind)+string(text.Reveal())] = true
	}
	return len(seen)
}

// pair is a key of two halves, or its public half alone.
func pair(name, fingerprint string, private bool) NewItem {
	it := NewItem{Item: Item{Name: name, Key: Key{
		Description: keys.Description{Kind: keys.EC, Bits: 256, Curve: "P-256", Private: private},
		Fingerprint: fingerprint, PublicPEM: "half of " + fingerprint,
	}}}
	if private {
		it.Text = sec("secret of " + fingerprint)
	}
	return it
}

func sharedSecret(name, text string, reading Reading) NewItem {
	return NewItem{Item{Name: name, Key: Key{
		Description: keys.Description{Kind: keys.Secret, Private: true, Characters: len(text)}, Reading: reading,
	}}, sec(text)}
}

// keptIn is a profile's keys in one line: "signing P(a) id, replaced S(b) id2"; P has both
// halves, H the public one, S is a shared secret with its text.
func keptIn(t *testing.T, s *Store, id string) string {
	t.Helper()
	p, err := s.Get(id)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, it := range p.Items {
		text, err := s.Secret(id, it.Name)
		if err != nil && !errors.Is(err, ErrNoSecret) {
			t.Errorf("%s: %v", it.Name, err)
		}
		name, what := it.Name, "H("+it.Key.Fingerprint+")"
		switch {
		case it.Key.Kind == keys.Secret:
			what = "S(" + string(text.Reveal()) + ")"
		case err == nil && string(text.Reveal()) == "secret of "+it.Key.Fingerprint:
			what = "P(" + it.Key.Fingerprint + ")"
		case err == nil:
			what = "another text"
		}
		keyID := it.KeyID
		if name == SigningKey {
			if keyID != "" {
				t.Errorf("the signing key has an ID of its own, %q", keyID)
			}
			keyID = p.KeyID
		}
		if !it.Replaced.IsZero() {
			if name = "replaced"; len(it.Name) != 32 || it.Role != NoRole || it.Proof != Proven {
				t.Errorf("replaced: %+v", it)
			}
		}
		out = append(out, strings.TrimSpace(name+" "+what+" "+keyID))
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// TestNeverOverwritten saves keys one over the other, in the file, in memory, and where
// the one waits in memory for the file to take it.
func TestNeverOverwritten(t *testing.T) {
	with := func(it NewItem, change func(*Item)) NewItem { change(&it.Item); return it }
	for name, c := range map[string]struct {
		puts []NewItem // of the key IDs "1", "2", "3"
		want string
	}{
		"another key":                {[]NewItem{pair(SigningKey, "a", true), pair(SigningKey, "b", true)}, "replaced P(a) 1, signing P(b) 2"},
		"a third one":                {[]NewItem{pair(SigningKey, "a", true), pair(SigningKey, "b", true), pair(SigningKey, "c", true)}, "replaced P(a) 1, replaced P(b) 2, signing P(c) 3"},
		"the same key":               {[]NewItem{pair(SigningKey, "a", true), pair(SigningKey, "a", true)}, "signing P(a) 2"},
		"back to the first":          {[]NewItem{pair(SigningKey, "a", true), pair(SigningKey, "b", true), pair(SigningKey, "a", true)}, "replaced P(b) 2, signing P(a) 3"},
		"its public half":            {[]NewItem{pair(SigningKey, "a", true), pair(SigningKey, "a", false)}, "signing P(a) 2"},
		"its private half":           {[]NewItem{pair(SigningKey, "a", false), pair(SigningKey, "a", true)}, "signing P(a) 2"},
		"another public half":        {[]NewItem{pair(SigningKey, "a", true), pair(SigningKey, "b", false)}, "replaced P(a) 1, signing H(b) 2"},
		"the public half of another": {[]NewItem{pair(SigningKey, "a", true), pair(SigningKey, "b", false), pair(SigningKey, "a", false)}, "replaced H(b) 2, replaced P(a) 1, signing H(a) 3"},
		"a shared secret":            {[]NewItem{pair(SigningKey, "a", true), sharedSecret(SigningKey, "x", "")}, "replaced P(a) 1, signing S(x) 2"},
		"another secret":             {[]NewItem{sharedSecret(SigningKey, "x", ""), sharedSecret(SigningKey, "y", "")}, "replaced S(x) 1, signing S(y) 2"},
		"the same secret":            {[]NewItem{sharedSecret(SigningKey, "x", ""), sharedSecret(SigningKey, "x", "")}, "signing S(x) 2"},
		"read in another way":        {[]NewItem{sharedSecret(SigningKey, "x", AsText), sharedSecret(SigningKey, "x", AsBytes)}, "replaced S(x) 1, signing S(x) 2"},
		"back to a secret":           {[]NewItem{sharedSecret(SigningKey, "x", ""), sharedSecret(SigningKey, "y", ""), sharedSecret(SigningKey, "x", "")}, "replaced S(y) 2, signing S(x) 3"},
		"the backup":                 {[]NewItem{with(pair(BackupKey, "a", true), func(it *Item) { it.KeyID, it.Role = "of a", Backup }), pair(BackupKey, "b", true)}, "backup P(b), replaced P(a) of a"},
		"a key of any name":          {[]NewItem{pair("next", "a", true), pair("next", "b", true)}, "next P(b), replaced P(a)"},
	} {
		for _, where := range []string{"file", "memory", "waiting"} {
			if where == "waiting" && strings.HasPrefix(name, "the public half of") {
				continue // the file takes it without a seal, over the half that signs there
			}
			t.Run(name+", "+where, func(t *testing.T) {
				path, r := storePath(t), newRing()
				s := openAt(t, path, r)
				for i, it := range c.puts {
					if where == "waiting" && i == 1 {
						r.set(func(r *ring) { r.fail = ErrKeyringLocked })
						s = openAt(t, path, r)
					}
					if _, err := s.Put(Profile{ID: "a", Name: "A", KeyID: fmt.Sprint(i + 1), SessionOnly: where == "memory"}, it); err != nil {
						t.Fatal(err)
					}
				}
				if where == "waiting" {
					r.set(func(r *ring) { r.fail = nil })
					if err := s.Unlock(sec("")); err != nil {
						t.Fatal(err)
					}
				}
				if got := keptIn(t, s, "a"); got != c.want {
					t.Errorf("there is %s, want %s", got, c.want)
				}
				if where != "memory" {
					if got := keptIn(t, openAt(t, path, r), "a"); got != c.want {
						t.Errorf("in the file there is %s, want %s", got, c.want)
					}
				}
			})
		}
	}
}

// TestReplacedKeepsItsUse: what is known of how a key was used goes with it, and comes back
// with it.
func TestReplacedKeepsItsUse(t *testing.T) {
	moment, later := at("2026-09-14T10:00:00Z"), at("2026-09-15T11:00:00Z")
	clock := moment
	s := open(storePath(t), newRing(), func() time.Time { return clock() }, systemFS, known, cheap)
	defer s.Close()
	p := Profile{ID: "a", Name: "A", KeyID: "1"}
	first := pair(SigningKey, "a", true)
	first.Role, first.Label, first.Repairs, first.Created = Primary, "ours", []string{"quotes"}, time.Unix(1e9, 0).UTC()
	until := moment().Add(time.Hour)
	put := func(it NewItem) Profile {
		t.Helper()
		p, err := s.Put(p, it)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	put(first)
	for _, expires := range []time.Time{until, {}} {
		if err := s.Signed("a", SigningKey, expires); err != nil {
			t.Fatal(err)
		}
	}
	clock = later
	again := first
	again.Repairs, again.Created = []string{"line ends"}, time.Time{}
	if it := put(again).Signing(); !it.LastExpiry.Equal(until) || !it.NoExpiry || it.Repairs[0] != "line ends" || !it.Created.Equal(first.Created) || !it.Saved.Equal(moment()) {
		t.Errorf("the same key again: %+v", it)
	}
	now := put(pair(SigningKey, "b", true))
	if it := now.Signing(); !it.LastExpiry.IsZero() || it.NoExpiry || !it.Saved.Equal(later()) {
		t.Errorf("the new key: %+v", it)
	}
	old := now.Items[1]
	if !old.Replaced.Equal(later()) || !old.Saved.Equal(moment()) || !old.LastExpiry.Equal(until) || !old.NoExpiry || old.Role != NoRole || old.Label != "ours" || old.KeyID != "1" {
		t.Errorf("the old key: %+v", old)
	}
	if it := put(first).Signing(); !it.LastExpiry.Equal(until) || !it.NoExpiry || !it.Replaced.IsZero() || !it.Saved.Equal(moment()) {
		t.Errorf("back again: %+v", it)
	}
}

// TestReplacedWhileLocked: a key that is sealed cannot be moved, so nothing is put over it,
// and nothing is changed.
func TestReplacedWhileLocked(t *testing.T) {
	path := storePath(t)
	s := withPassphrase(t, path)
	if _, err := s.Put(Profile{ID: "b", Name: "B"}, pair(SigningKey, "a", true)); err != nil {
		t.Fatal(err)
	}
	s.Lock()
	file := readFile(t, path)
	_, err := s.Put(Profile{ID: "b", Name: "B"}, pair(SigningKey, "b", false))
	wantErr(t, err, ErrLocked)
	if string(readFile(t, path)) != string(file) {
		t.Error("the file was changed")
	}
	if p, err := s.Put(Profile{ID: "b", Name: "B2"}, pair(SigningKey, "a", false)); err != nil || p.Signing().Home != UnderPassphrase || p.Name != "B2" {
		t.Errorf("its own public half: %+v, %v", p, err)
	}
	if err := s.Unlock(sec(passphrase)); err != nil {
		t.Fatal(err)
	}
	if got := keptIn(t, s, "b"); got != "signing P(a)" {
		t.Errorf("there is %s", got)
	}
}

// TestReplacedThatDoesNotOpen: what cannot be opened is not thrown away either.
func TestReplacedThatDoesNotOpen(t *testing.T) {
	path, r := storePath(t), newRing()
	if _, err := openAt(t, path, r).Put(Profile{ID: "a", Name: "A"}, pair(SigningKey, "a", true)); err != nil {
		t.Fatal(err)
	}
	doc := openAt(t, path, r).file.snapshot()
	seal := *kept(&doc, 0)[0].Seal
	doc.Records[0].Kept = []item{{Item: pair(SigningKey, "forged", true).Item, Seal: &seal}}
	writeDocument(t, path, doc)
	s := openAt(t, path, r)
	p, err := s.Put(Profile{ID: "a", Name: "A"}, pair(SigningKey, "b", true))
	if err != nil || len(p.Items) != 2 || p.Items[1].Proof != Broken || p.Signing().Proof != Proven {
		t.Fatalf("%+v, %v", p, err)
	}
	_, err = s.Secret("a", p.Items[1].Name)
	wantErr(t, err, ErrSealBroken)
	if got := openAt(t, path, r).file.snapshot().Records[0].Kept[1].Seal; string(got.Text) != string(seal.Text) {
		t.Error("the text is another one")
	}
}

// TestTooManyReplaced: at the limit it is said, the file stays as it is, and a key can
// still be put in once one was taken out.
func TestTooManyReplaced(t *testing.T) {
	for _, sessionOnly := range []bool{false, true} {
		path, r := storePath(t), newRing()
		s := openAt(t, path, r)
		p := Profile{ID: "a", Name: "A", SessionOnly: sessionOnly}
		items := []NewItem{pair(SigningKey, "a", true)}
		for i := range maxItems - 1 {
			items = append(items, credential(fmt.Sprint("api-", i), "x"))
		}
		if _, err := s.Put(p, items...); err != nil {
			t.Fatal(err)
		}
		_, err := s.Put(p, pair(SigningKey, "b", true))
		wantErr(t, err, ErrTooLarge)
		if !strings.Contains(err.Error(), fmt.Sprint(maxItems)) || textOf(s, SigningKey) != "secret of a" {
			t.Errorf("%v, signs with %q", err, textOf(s, SigningKey))
		}
		if err := s.Remove("a", "api-7"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Put(p, pair(SigningKey, "b", true)); err != nil {
			t.Fatal(err)
		}
		if !sessionOnly && len(openAt(t, path, r).State().Damage) > 0 {
			t.Error("the file is called damaged")
		}
	}
}

// TestReplacedBesideAnother: what another copy has saved in the meantime is not lost either.
func TestReplacedBesideAnother(t *testing.T) {
	for _, c := range []struct {
		theirs, ours NewItem
		want         string
	}{
		{pair(SigningKey, "a", true), pair(SigningKey, "b", true), "replaced P(a) 1, signing P(b) 1"},
		{pair(SigningKey, "a", true), pair(SigningKey, "a", false), "signing P(a) 1"},
	} {
		path, r := storePath(t), newRing()
		s := openAt(t, path, r)
		p := Profile{ID: "a", Name: "A", KeyID: "1"}
		if _, err := openAt(t, path, r).Put(p, c.theirs); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Put(p, c.ours); err != nil {
			t.Fatal(err)
		}
		if got := keptIn(t, s, "a"); got != c.want {
			t.Errorf("there is %s, want %s", got, c.want)
		}
	}
}
