package vault

import (
	"errors"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestPromote: another key takes the place of the signing one, which is kept.
func TestPromote(t *testing.T) {
	for name, c := range map[string]struct {
		first, next NewItem
		sessionOnly bool
		want        string // "text of the signing key, of the one before"
	}{
		"two keys":                 {keyOf(SigningKey, "1", true), keyOf(BackupKey, "2", true), false, "2 1"},
		"in memory":                {keyOf(SigningKey, "1", true), keyOf(BackupKey, "2", true), true, "2 1"},
		"public":                   {keyOf(SigningKey, "", false), keyOf("next", "2", true), false, "2 "},
		"public halves alone":      {keyOf(SigningKey, "", false), keyOf("next", "", false), false, " "},
		"no signing key until now": {keyOf("other", "1", true), keyOf("next", "2", true), false, "2"},
	} {
		t.Run(name, func(t *testing.T) {
			path, r := storePath(t), newRing()
			s := openAt(t, path, r)
			p := Profile{ID: "a", Name: "A", KeyID: "id of the first", SessionOnly: c.sessionOnly}
			c.next.Replaced = time.Now() // it signs again
			if _, err := s.Put(p, c.first, c.next, credential("api-user", "3")); err != nil {
				t.Fatal(err)
			}
			if err := s.Promote("a", c.next.Name); err != nil {
				t.Fatal(err)
			}
			if !c.sessionOnly {
				s = openAt(t, path, r)
			}
			p, _ = s.Get("a")
			now := p.Signing()
			if p.KeyID != c.next.KeyID || now.KeyID != "" || !now.Replaced.IsZero() || now.Key != c.next.Key {
				t.Errorf("signs with %+v of ID %q", now, p.KeyID)
			}
			texts := []string{textOf(s, SigningKey)}
			for _, it := range p.Items {
				if it.Replaced.IsZero() {
					continue
				}
				texts = append(texts, textOf(s, it.Name))
				if it.KeyID != "id of the first" || it.Key != c.first.Key {
					t.Errorf("the key before is %+v", it)
				}
			}
			if got := strings.Join(texts, " "); got != c.want {
				t.Errorf("texts %q, want %q", got, c.want)
			}
			wantText(t, s, "a", "api-user", "3")
		})
	}
}

func textOf(s *Store, name string) string {
	text, err := s.Secret("a", name)
	if err != nil && !errors.Is(err, ErrNoSecret) {
		return err.Error()
	}
	return string(text.Reveal())
}

// TestPromoteAfterAFault: the file could not be read when the store was opened, so
// nothing is known of its key yet.
func TestPromoteAfterAFault(t *testing.T) {
	path, r := storePath(t), newRing()
	if _, err := openAt(t, path, r).Put(Profile{ID: "a", Name: "A"}, keyOf(SigningKey, "1", true), keyOf(BackupKey, "2", true)); err != nil {
		t.Fatal(err)
	}
	seam := systemFS
	denied := false
	seam.read = func(path string) ([]byte, error) {
		if denied {
			return nil, syscall.EACCES
		}
		return systemFS.read(path)
	}
	s := openWith(t, path, r, seam)
	s.keys.follow(nil) // as if it had never been read
	denied = true
	wantErr(t, s.Reload(), ErrNotReadable)
	denied = false
	if err := s.Promote("a", BackupKey); err != nil {
		t.Fatal(err)
	}
	wantText(t, openAt(t, path, r), "a", SigningKey, "2")
}

// TestPromoteBesideAnother: another copy has sealed what was not sealed when this
// one looked.
func TestPromoteBesideAnother(t *testing.T) {
	path := storePath(t)
	s := openAt(t, path, nil)
	if _, err := s.Put(Profile{ID: "a", Name: "A"}, keyOf(SigningKey, "", false), keyOf("next", "", false)); err != nil {
		t.Fatal(err)
	}
	other := openAt(t, path, newRing())
	if err := s.ChangeProtection(UnderPassphrase, sec(passphrase)); err != nil {
		t.Fatal(err)
	}
	wantErr(t, other.Promote("a", "next"), ErrChanged)
	if p, _ := openAt(t, path, nil).Get("a"); itemNames(p) != "next signing" {
		t.Errorf("items: %s", itemNames(p))
	}
}

func TestPromoteRefused(t *testing.T) {
	path := storePath(t)
	s := withPassphrase(t, path)
	if _, err := s.Put(Profile{ID: "a", Name: "A"}, keyOf(BackupKey, "2", true), credential("api-user", "3")); err != nil {
		t.Fatal(err)
	}
	wantErr(t, s.Promote("nobody", BackupKey), ErrNotFound)
	for _, name := range []string{"nothing", SigningKey, "api-user"} {
		wantErr(t, s.Promote("a", name), ErrInvalid)
	}
	s.Lock()
	file := readFile(t, path)
	wantErr(t, s.Promote("a", BackupKey), ErrLocked)
	if string(readFile(t, path)) != string(file) {
		t.Error("a refused change has changed the file")
	}
}
