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
		_, _ = k.Create(context.Background(), Creation{Request: account.NewRequest(), Name: "Shop"})
		os.Exit(0)
	}
	os.Exit(m.Run())
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
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), creates+"="+folder+"|"+server.Base)
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
		time.Sleep(time.Duration(rand.IntN(25_000)) * time.Microsecond) // the moment is what varies
		_ = child.Process.Signal(syscall.SIGKILL)
		<-ended
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
		saved[p.KeyID] = keys.Import(text.Reveal()).Key
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
