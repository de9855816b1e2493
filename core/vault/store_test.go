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

func full() Profile {
	return Profile{
		ID: "shop", Name: "Shop / production", Platform: "fastpix", KeyID: "b7158b65-302d",
		Values: map[string]string{"host": "stream.example.com", "audience": "media"}, Lifetime: 24 * time.Hour,
		Key: Key{
			Name: "production", Kind: "RSA 2048, private", Fingerprint: strings.Repeat("05586d54f2af81f9", 4),
			PublicPEM: "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", Role: Primary,
			Repairs: []string{"quotes", "line ends"}, Created: time.Date(2026, 11, 22, 14, 30, 0, 0, time.UTC),
		},
	}
}

// TestRestart: what was saved is there for the next start, in every part.
func TestRestart(t *testing.T) {
	path, r := storePath(t), newRing()
	s := openAt(t, path, r)
	wantHome(t, s, InKeyring)
	saved, err := s.Put(full(), sec("the private key"))
	if err != nil || saved.Home != InKeyring || saved.Created.IsZero() || saved.Revision != 1 {
		t.Fatalf("Put = %+v, %v", saved, err)
	}
	s = openAt(t, path, r)
	wantHome(t, s, InKeyring)
	got, err := s.Get("shop")
	if err != nil || !reflect.DeepEqual(got, saved) {
		t.Fatalf("after the restart %+v, %v; want %+v", got, err, saved)
	}
	wantSecret(t, s, "shop", "the private key")
	for account, text := range r.entries {
		if len(text) != 44 || !validID(account) {
			t.Errorf("the keyring holds %d characters under %q", len(text), account)
		}
	}
}

func TestFileIsReadableJSON(t *testing.T) {
	path := storePath(t)
	s := openAt(t, path, newRing())
	if _, err := s.Put(full(), sec("the private key")); err != nil {
		t.Fatal(err)
	}
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
	public, err := s.Put(Profile{Name: "Public"}, secret.Bytes{})
	if err != nil || public.Home != NoSecret || !validID(public.ID) {
		t.Fatalf("Put without a secret = %+v, %v", public, err)
	}
	steps := []struct {
		name string
		do   func() error
		want error
	}{
		{"rename", func() error { return s.Rename("a", "Gamma") }, nil},
		{"rename to nothing", func() error { return s.Rename("a", " ") }, ErrInvalid},
		{"rename nobody", func() error { return s.Rename("z", "Z") }, ErrNotFound},
		{"delete", func() error { return s.Delete("b") }, nil},
		{"delete again", func() error { return s.Delete("b") }, ErrNotFound},
		{"secret of a deleted one", func() error { _, err := s.Secret("b"); return err }, ErrNotFound},
		{"secret of a public key", func() error { _, err := s.Secret(public.ID); return err }, ErrNoSecret},
		{"get nobody", func() error { _, err := s.Get("z"); return err }, ErrNotFound},
		{"readable part alone", func() error { _, err := s.Put(Profile{ID: "a", Name: "Delta"}, secret.Bytes{}); return err }, nil},
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
	if err := s.ForgetSecret("a"); err != nil {
		t.Fatal(err)
	}
	_, err = openAt(t, path, r).Secret("a")
	wantErr(t, err, ErrNoSecret)
}

// TestWhatIsGivenIsNotShared: neither what was put in nor what came out.
func TestWhatIsGivenIsNotShared(t *testing.T) {
	s := openAt(t, storePath(t), newRing())
	p := full()
	if _, err := s.Put(p, sec("x")); err != nil {
		t.Fatal(err)
	}
	p.Values["host"], p.Key.Repairs[0] = "changed", "changed"
	p, _ = s.Get("shop")
	p.Values["host"], p.Key.Repairs[0] = "changed", "changed"
	if p, _ = s.Get("shop"); p.Values["host"] == "changed" || p.Key.Repairs[0] == "changed" {
		t.Error("the store shares its maps")
	}
}

func TestSymbolicLinkStays(t *testing.T) {
	folder, r := t.TempDir(), newRing()
	real, link := filepath.Join(folder, "real.json"), filepath.Join(folder, "link.json")
	put(t, openAt(t, real, r), "a", "A", "1")
	if err := os.Symlink(real, link); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	put(t, openAt(t, link, r), "b", "B", "2")
	if got := names(openAt(t, real, r)); got != "a=A b=B" {
		t.Errorf("the file behind the link holds %s", got)
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
					if _, err := s.Put(Profile{ID: id, Name: "A"}, sec(id)); err == nil {
						break
					} else if !errors.Is(err, ErrLocked) {
						t.Error(err)
						return
					}
				}
				_, _ = s.Secret(id)
				_ = s.Rename(id, "B")
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
