package vault

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"playtoken/core/secret"
)

// TestRestart: what was saved is there for the next start, in every part.
func TestRestart(t *testing.T) {
	path, r := storePath(t), newRing()
	s := openAt(t, path, r)
	wantHome(t, s, InKeyring)
	saved := putFull(t, s)
	if saved.Home != InKeyring || saved.Created.IsZero() || saved.Revision != 1 || len(saved.Items) != 6 {
		t.Fatalf("Put = %+v", saved)
	}
	s = openAt(t, path, r)
	wantHome(t, s, InKeyring)
	got, err := s.Get("shop")
	if err != nil || !reflect.DeepEqual(got, saved) {
		t.Fatalf("after the restart %+v, %v; want %+v", got, err, saved)
	}
	wantFull(t, s)
	for account, text := range r.entries {
		if len(text) != 44 || !validID(account) {
			t.Errorf("the keyring holds %d characters under %q", len(text), account)
		}
	}
}

func TestFileIsReadableJSON(t *testing.T) {
	path := storePath(t)
	s := openAt(t, path, newRing())
	putFull(t, s)
	var doc struct {
		Playtoken string
		Schema    int
		Profiles  []map[string]any
	}
	if err := json.Unmarshal(readFile(t, path), &doc); err != nil {
		t.Fatal(err)
	}
	p := doc.Profiles[0]
	if doc.Playtoken != "profiles" || doc.Schema != Schema || p["name"] != "Shop / production" || p["lifetime"] != "24h0m0s" {
		t.Errorf("the file reads %+v", doc)
	}
	if runtime.GOOS == "windows" {
		return
	}
	for name, want := range map[string]os.FileMode{"": 0o700, ".json": 0o600, ".lock": 0o600} {
		file := strings.TrimSuffix(path, ".json") + name
		if name == "" {
			file = filepath.Dir(path)
		}
		info, err := os.Stat(file)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%q has mode %v, %v; want %v", name, info.Mode().Perm(), err, want)
		}
	}
}

func TestEachChange(t *testing.T) {
	path, r := storePath(t), newRing()
	s := openAt(t, path, r)
	put(t, s, "b", "Beta", "2")
	put(t, s, "a", "alpha", "1")
	public, err := s.Put(Profile{Name: "Public"})
	if err != nil || public.Home != NoSecret || !validID(public.ID) {
		t.Fatalf("Put without a secret = %+v, %v", public, err)
	}
	steps := []struct {
		name string
		do   func() error
		want error
	}{
		{"rename", func() error { return rename(s, "a", "Gamma") }, nil},
		{"rename to nothing", func() error { return rename(s, "a", " ") }, ErrInvalid},
		{"rename nobody", func() error { return rename(s, "z", "Z") }, ErrNotFound},
		{"delete", func() error { return s.Delete("b") }, nil},
		{"delete again", func() error { return s.Delete("b") }, ErrNotFound},
		{"secret of a deleted one", func() error { _, err := s.Secret("b", SigningKey); return err }, ErrNotFound},
		{"secret of a public key", func() error { _, err := s.Secret(public.ID, SigningKey); return err }, ErrNoSecret},
		{"get nobody", func() error { _, err := s.Get("z"); return err }, ErrNotFound},
		{"readable part alone", func() error { _, err := s.Put(Profile{ID: "a", Name: "Delta"}); return err }, nil},
	}
	for _, step := range steps {
		if err := step.do(); !errors.Is(err, step.want) {
			t.Errorf("%s: %v, want %v", step.name, err, step.want)
		}
	}
	s = openAt(t, path, r)
	if got := names(s); got != "a=Delta "+public.ID+"=Public" {
		t.Errorf("profiles %q", got)
	}
	wantSecret(t, s, "a", "1")
	if err := s.Remove("a", SigningKey); err != nil {
		t.Fatal(err)
	}
	_, err = openAt(t, path, r).Secret("a", SigningKey)
	wantErr(t, err, ErrNoSecret)
}

// TestWhatIsGivenIsNotShared: neither what was put in nor what came out.
func TestWhatIsGivenIsNotShared(t *testing.T) {
	s := openAt(t, storePath(t), newRing())
	spoil := func(p Profile, repairs []string) {
		p.Settings["host"], p.Rotation.Step, p.Rotation.Notes["request"], repairs[0] = "changed", "changed", "changed", "changed"
		delete(p.Rotation.Times, "safe")
	}
	p, items := full()
	for _, sessionOnly := range []bool{false, true} {
		p.SessionOnly = sessionOnly
		if _, err := s.Put(p, items...); err != nil {
			t.Fatal(err)
		}
		spoil(p, items[0].Repairs)
		got, _ := s.Get("shop")
		spoil(got, got.Signing().Repairs)
		wantErr(t, s.Edit("shop", func(p *Profile) { spoil(*p, p.Items[0].Repairs); p.Name = "" }), ErrInvalid)
		p, items = full()
		if got, _ = s.Get("shop"); got.Settings["host"] == "changed" || got.Rotation.Notes["request"] == "changed" || got.Rotation.Times["safe"].IsZero() || got.Signing().Repairs[0] == "changed" {
			t.Errorf("the store shares its maps: %+v", got)
		}
	}
}

// TestManyAtOnce is for the race detector: everything from many goroutines.
func TestManyAtOnce(t *testing.T) {
	path, r := storePath(t), newRing()
	s := openAt(t, path, r)
	s.OnChange(func() { _ = s.State() })
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 5 {
				id := fmt.Sprintf("%d-%d", g, i)
				for { // another goroutine locks it now and then
					if _, err := s.Put(Profile{ID: id, Name: "A"}, signing(id)); err == nil {
						break
					} else if !errors.Is(err, ErrLocked) {
						t.Error(err)
						return
					}
				}
				_, _ = s.Secret(id, SigningKey)
				_ = rename(s, id, "B")
				_ = s.List()
				s.Touch()
				if g == 0 {
					s.Lock()
					_ = s.Unlock(secret.Bytes{})
					s.LockAfter(time.Hour)
				}
				if g == 1 {
					_ = s.Delete(id)
				}
				_ = fmt.Sprintf("%v %+v", s, s.State())
			}
		})
	}
	wg.Wait()
	if got := len(openAt(t, path, r).List()); got != 15 {
		t.Errorf("%d profiles, want 15", got)
	}
}
