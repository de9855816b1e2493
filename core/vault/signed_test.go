package vault

import (
	"testing"
	"time"
)

// TestSigned: the latest expiry stays, and what is not later is not written.
func TestSigned(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 12, n, 0, 0, 0, 0, time.UTC) }
	path := storePath(t)
	s := withPassphrase(t, path)
	if _, err := s.Put(Profile{ID: "memory", Name: "M", SessionOnly: true}, sharedSecret(SigningKey, "x", "")); err != nil {
		t.Fatal(err)
	}
	s.Lock()
	for _, id := range []string{"a", "memory"} {
		before, _ := s.Get(id)
		for i, c := range []struct {
			expires time.Time
			want    time.Time
			none    bool
			writes  bool
		}{
			{day(5), day(5), false, true},
			{day(5), day(5), false, false},
			{day(4), day(5), false, false},
			{day(6).In(time.FixedZone("", 3600)), day(6), false, true},
			{time.Time{}, day(6), true, true},
			{time.Time{}, day(6), true, false},
			{day(7), day(7), true, true},
		} {
			file := readFile(t, path)
			if err := s.Signed(id, SigningKey, c.expires); err != nil {
				t.Fatal(err)
			}
			p, _ := s.Get(id)
			if it := p.Signing(); !it.LastExpiry.Equal(c.want) || it.NoExpiry != c.none {
				t.Errorf("%s, %d: %v, %v", id, i, it.LastExpiry, it.NoExpiry)
			}
			if p.Revision != before.Revision || !p.Changed.Equal(before.Changed) {
				t.Errorf("%s, %d: it counts as a change by a person", id, i)
			}
			if wrote := string(readFile(t, path)) != string(file); wrote != (c.writes && id == "a") {
				t.Errorf("%s, %d: wrote %v", id, i, wrote)
			}
		}
	}
	wantErr(t, s.Signed("nobody", SigningKey, day(1)), ErrNotFound)
	wantErr(t, s.Signed("a", BackupKey, day(1)), ErrNotFound)
	if p, _ := openAt(t, path, nil).Get("a"); !p.Signing().LastExpiry.Equal(day(7)) {
		t.Errorf("in the file: %+v", p.Signing())
	}
}

// TestSignedAfterAnotherCopyReplaced: the key that was used gets it, under whatever name it
// has by then.
func TestSignedAfterAnotherCopyReplaced(t *testing.T) {
	until := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct{ first, next NewItem }{
		"halves":  {pair(SigningKey, "a", true), pair(SigningKey, "b", true)},
		"secrets": {sharedSecret(SigningKey, "long", ""), sharedSecret(SigningKey, "longer", "")},
	} {
		path, r := storePath(t), newRing()
		s := openAt(t, path, r)
		if _, err := s.Put(Profile{ID: "a", Name: "A"}, c.first); err != nil {
			t.Fatal(err)
		}
		if _, err := openAt(t, path, r).Put(Profile{ID: "a", Name: "A"}, c.next); err != nil {
			t.Fatal(err)
		}
		if err := s.Signed("a", SigningKey, until); err != nil {
			t.Fatal(err)
		}
		p, _ := openAt(t, path, r).Get("a")
		for _, it := range p.Items {
			if used := !it.Replaced.IsZero(); it.LastExpiry.Equal(until) != used {
				t.Errorf("%s: %+v", name, it)
			}
		}
	}
}

// TestSignedIsCheap: what is known already costs no look at the file.
func TestSignedIsCheap(t *testing.T) {
	path, r := storePath(t), newRing()
	f := &faulty{}
	s := openWith(t, path, r, f.seam())
	put(t, s, "a", "A", "1")
	for i, want := range []bool{true, false} {
		f.log = nil
		if err := s.Signed("a", SigningKey, time.Unix(1e9, 0)); err != nil || (len(f.log) > 0) != want {
			t.Errorf("%d: %d operations, %v", i, len(f.log), err)
		}
	}
}
