//go:build !race && !windows

package rotation

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"playtoken/core/account"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/vault"
	"playtoken/internal/platformapi"
)

// fileKeyring is a keyring that outlives a program that is killed.
type fileKeyring string

func (k fileKeyring) Get(account string) (string, error) {
	text, err := os.ReadFile(filepath.Join(string(k), account))
	if errors.Is(err, os.ErrNotExist) {
		err = vault.ErrNoEntry
	}
	return string(text), err
}

func (k fileKeyring) Set(account, text string) error {
	return os.WriteFile(filepath.Join(string(k), account), []byte(text), 0o600)
}

func (k fileKeyring) Delete(account string) error {
	return os.Remove(filepath.Join(string(k), account))
}

// creates is the variable that tells the test's own binary to be the program that is killed:
// it has the folder of the store and the address of the platform.
const creates = "PLAYTOKEN_TEST_CREATES"

func TestMain(m *testing.M) {
	if args := os.Getenv(creates); args != "" {
		folder, base, _ := strings.Cut(args, "|")
		s, k := openKilled(folder, base)
		defer s.Close()
		if list := s.List(); len(list) == 1 && list[0].Name == rotates {
			_ = goThrough(k, list[0].ID)
			os.Exit(0)
		}
		_, _ = k.Create(context.Background(), Creation{Request: account.NewRequest(), Name: "Shop"})
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// rotates is the name of a profile whose key the program rotates, where it is the only one.
const rotates = "Rotates"

// goThrough begins the rotation of a profile, or goes on with it, to its end.
func goThrough(k Keeper, id string) error {
	ctx := context.Background()
	p, err := k.Store.Get(id)
	if err == nil && (p.Rotation == nil || p.Rotation.Step == over) {
		err = k.Begin(ctx, id, false)
	}
	for err == nil {
		if p, err = k.Store.Get(id); err != nil {
			return err
		}
		plan, _ := Of(p, k.Of.Rotation, k.now())
		switch plan.Current().Kind {
		case platform.StepMake:
			if _, err = k.Make(ctx, id, false); errors.Is(err, ErrAsked) {
				_, err = k.Make(ctx, id, true)
			}
		case platform.StepSign:
			err = Sign(k.Store, id, k.Of.Rotation, k.now())
		case platform.StepDelete:
			_, err = k.DeleteOld(ctx, id, false)
		default:
			return nil
		}
	}
	return err
}

func openKilled(folder, base string) (*vault.Store, Keeper) {
	s := vault.Open(filepath.Join(folder, "profiles.json"), fileKeyring(folder), nil)
	of := all.AccountOf("fastpix")
	c, err := account.New(of, platformapi.Credentials("fastpix"), account.Options{Base: base})
	if err != nil {
		panic(err)
	}
	return s, Keeper{Client: c, Store: s, Of: of}
}

// A program that is killed at any moment of a creation loses no key: the next start saves the
// reply that was kept, or asks again with the request that was noted.
func TestKilled(t *testing.T) {
	const times = 200
	server := platformapi.New(t, "fastpix")
	folder := t.TempDir()
	asked := make(chan struct{}, 1)
	server.Before(func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPost {
			select {
			case asked <- struct{}{}:
			default:
			}
		}
		return false
	})
	var restored, again int
	for range times {
		killed(t, creates+"="+folder+"|"+server.Base, asked, 25*time.Millisecond)
		s, k := openKilled(folder, server.Base)
		for _, l := range Lefts(s) {
			var err error
			if l.Kept {
				restored++
				_, err = l.Restore(s)
			} else {
				again++
				_, err = k.Create(context.Background(), l.Creation)
			}
			if err != nil || l.Err != nil {
				t.Errorf("%+v: %v", l, err)
			}
		}
		if left := Lefts(s); len(left) > 0 {
			t.Errorf("left: %+v", left)
		}
		s.Close()
	}
	s, _ := openKilled(folder, server.Base)
	defer s.Close()
	saved := map[string]*keys.Key{}
	for _, p := range s.List() {
		text, err := s.Secret(p.ID, vault.SigningKey)
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := saved[p.KeyID]; twice {
			t.Errorf("%s is saved twice", p.KeyID)
		}
		saved[p.KeyID] = importer.Import(text.Reveal()).Key
	}
	for _, made := range server.Keys() {
		if k := saved[made.ID]; k == nil || !made.Private.Equal(k.Signer()) {
			t.Errorf("the key %s is lost", made.ID)
		}
	}
	if len(saved) != len(server.Keys()) {
		t.Errorf("%d saved of %d", len(saved), len(server.Keys()))
	}
	t.Logf("%d keys; %d from replies that were kept, %d asked for again", len(saved), restored, again)
	if restored == 0 || again == 0 {
		t.Log("not every way was taken in this run")
	}
}

// A program that is killed between any two steps of a rotation goes on at the next start: no
// key is lost, none is asked for twice, and the key that signs is always one that is there.
func TestRotationIsKilled(t *testing.T) {
	const times = 40
	server := platformapi.New(t, "fastpix")
	folder := t.TempDir()
	s, k := openKilled(folder, server.Base)
	m, err := k.Create(context.Background(), Creation{Request: account.NewRequest(), Name: rotates})
	s.Close()
	if err != nil {
		t.Fatal(err)
	}
	begun := make(chan struct{}, 1)
	server.Before(func(http.ResponseWriter, *http.Request) bool {
		select {
		case begun <- struct{}{}:
		default:
		}
		return false
	})
	cut := map[string]int{}
	for range times {
		killed(t, creates+"="+folder+"|"+server.Base, begun, 40*time.Millisecond)
		select {
		case <-begun:
		default:
		}
		s, k := openKilled(folder, server.Base)
		p, err := s.Get(m.Profile.ID)
		if err != nil {
			t.Fatal(err)
		}
		if p.Rotation != nil {
			cut[p.Rotation.Step]++
		}
		there := map[string]bool{}
		for _, key := range server.Keys() {
			there[key.ID] = true
		}
		if !there[p.KeyID] {
			t.Fatalf("it signs with %s, which is not there", p.KeyID)
		}
		for _, l := range Lefts(s) {
			if l.Kept {
				if _, err := l.Restore(s); err != nil {
					t.Errorf("%+v: %v", l, err)
				}
			}
		}
		if err := goThrough(k, m.Profile.ID); err != nil {
			t.Fatal(err)
		}
		p, _ = s.Get(m.Profile.ID)
		if list := server.Keys(); len(list) != 1 || list[0].ID != p.KeyID || len(Lefts(s)) != 0 {
			t.Fatalf("%d keys there, it signs with %s, left: %+v", len(list), p.KeyID, Lefts(s))
		}
		text, err := s.Secret(p.ID, vault.SigningKey)
		if err != nil || !server.Keys()[0].Private.Equal(importer.Import(text.Reveal()).Key.Signer()) {
			t.Fatalf("it signs with another key: %v", err)
		}
		s.Close()
		select { // what was asked for here
		case <-begun:
		default:
		}
	}
	t.Logf("it was killed at %v", cut)
}

// killed runs the program of the test by what stands in its environment, and kills it some time
// after it has asked: the moment is what varies.
func killed(t *testing.T, by string, asked <-chan struct{}, within time.Duration) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), by)
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- child.Wait() }()
	select {
	case <-asked:
	case <-ended:
		t.Fatal("the program ended without asking")
	}
	time.Sleep(rand.N(within))
	_ = child.Process.Signal(syscall.SIGKILL)
	<-ended
}
