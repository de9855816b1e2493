package vault

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/secret"
)

// creds are credentials by name.
func creds(pairs ...string) map[string]secret.Bytes {
	out := map[string]secret.Bytes{}
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i]] = sec(pairs[i+1])
	}
	return out
}

func putAccount(t testing.TB, s *Store, a Account, credentials map[string]secret.Bytes) Account {
	t.Helper()
	a, err := s.PutAccount(a, credentials)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// wantCredentials fails unless an account has these, as "name=text name=text".
func wantCredentials(t testing.TB, s *Store, id, want string) {
	t.Helper()
	got, err := s.Credentials(id)
	var list []string
	for _, name := range slices.Sorted(maps.Keys(got)) {
		list = append(list, name+"="+string(got[name].Reveal()))
	}
	if text := strings.Join(list, " "); err != nil || text != want {
		t.Errorf("credentials %q, %v; want %q", text, err, want)
	}
}

// TestAccounts: an account is saved, changed and deleted, in the file and in memory, and
// is nowhere among the profiles.
func TestAccounts(t *testing.T) {
	for name, home := range map[string]Home{"in the file": InKeyring, "in memory": ThisSession} {
		t.Run(name, func(t *testing.T) {
			path, r := storePath(t), newRing()
			if home == ThisSession {
				r.fail = ErrKeyringLocked
			}
			s := openAt(t, path, r)
			again := func() {
				if home == InKeyring {
					s = openAt(t, path, r)
				}
			}
			a := putAccount(t, s, Account{Name: "b production", Platform: "fastpix"}, creds("token_id", "1", "token_secret", "2"))
			if a.ID == "" || a.Created.IsZero() || a.Home != home || !slices.Equal(a.Credentials, []string{"token_id", "token_secret"}) {
				t.Errorf("%+v", a)
			}
			b := putAccount(t, s, Account{Name: "A test server", Platform: "fastpix", Base: "http://localhost:8080"}, creds("token_id", "3"))
			p, err := s.Put(Profile{Name: "Shop", Account: a.ID}, signing("4"))
			if err != nil || p.Account != a.ID {
				t.Fatal(p, err)
			}
			again()
			list := s.Accounts()
			if len(list) != 2 || list[0].Name != b.Name || list[0].Base != b.Base || list[1].ID != a.ID || len(s.List()) != 1 {
				t.Errorf("%+v, %d profiles", list, len(s.List()))
			}
			putAccount(t, s, Account{ID: a.ID, Name: "Production", Platform: "fastpix"}, creds("token_secret", "5"))
			wantCredentials(t, s, a.ID, "token_id=1 token_secret=5")
			a.Base = "https://api.example.com"
			putAccount(t, s, a, nil)
			a.Name = "Renamed"
			putAccount(t, s, a, nil)
			again()
			wantCredentials(t, s, a.ID, "token_id=1 token_secret=5")
			if got, credentials, err := s.OpenAccount(a.ID); err != nil || got.Name != "Renamed" || got.Base != a.Base || len(credentials) != 2 {
				t.Errorf("%+v, %v", got, err)
			}
			if err := s.RemoveCredential(a.ID, "token_id"); err != nil {
				t.Fatal(err)
			}
			wantErr(t, s.RemoveCredential(a.ID, "token_id"), ErrNoSecret)
			wantCredentials(t, s, a.ID, "token_secret=5")

			for what, err := range map[string]error{
				"Get": second(s.Get(a.ID)), "Secret": second(s.Secret(a.ID, "token_secret")), "Promote": s.Promote(a.ID, "token_secret"),
				"Edit": s.Edit(a.ID, func(*Profile) {}), "Remove": s.Remove(a.ID, "token_secret"), "Signed": s.Signed(a.ID, "token_secret", time.Now()),
				"Delete": s.Delete(a.ID), "Export": s.Export(&bytes.Buffer{}, sec("x"), a.ID),
			} {
				if !errors.Is(err, ErrNotFound) {
					t.Errorf("%s of an account: %v", what, err)
				}
			}
			for what, err := range map[string]error{
				"Account": second(s.Account(p.ID)), "Credentials": second(s.Credentials(p.ID)), "RemoveCredential": s.RemoveCredential(p.ID, "x"),
				"DeleteAccount": s.DeleteAccount(p.ID), "nobody": second(s.Account("nobody")),
			} {
				if !errors.Is(err, ErrNoAccount) || Hint(err) == "" {
					t.Errorf("%s of a profile: %v", what, err)
				}
			}
			for what, err := range map[string]error{
				"a profile over an account": second(s.Put(Profile{ID: a.ID, Name: "x"})), "an account over a profile": second(s.PutAccount(Account{ID: p.ID, Name: "x"}, nil)),
				"no name": second(s.PutAccount(Account{}, nil)), "an odd name": second(s.PutAccount(Account{Name: "x"}, creds("a b", "x"))),
				"an empty one": second(s.PutAccount(Account{Name: "x"}, creds("a", ""))), "an odd base": second(s.PutAccount(Account{Name: "x", Base: "\xff"}, nil)),
			} {
				if !errors.Is(err, ErrInvalid) {
					t.Errorf("%s: %v", what, err)
				}
			}

			if err := s.DeleteAccount(a.ID); err != nil {
				t.Fatal(err)
			}
			again()
			if p, _ := s.Get(p.ID); p.Account != "" || len(s.Accounts()) != 1 {
				t.Errorf("after it is deleted: %+v", p)
			}
			wantCredentials(t, s, b.ID, "token_id=3")
			wantErr(t, s.DeleteAccount(a.ID), ErrNoAccount)
		})
	}
}

func second[T any](_ T, err error) error { return err }

// TestAccountWaits: one that could not be saved goes into the file with the rest.
func TestAccountWaits(t *testing.T) {
	path, r := storePath(t), newRing()
	s := openAt(t, path, r)
	a := putAccount(t, s, Account{Name: "A", Platform: "fastpix"}, creds("token_id", "1", "token_secret", "2"))
	r.set(func(r *ring) { r.fail = ErrKeyringLocked })
	s = openAt(t, path, r)
	a.Base = "http://localhost"
	if got := putAccount(t, s, a, creds("token_secret", "3")); got.Home != ThisSession || len(got.Credentials) != 2 {
		t.Errorf("%+v", got)
	}
	r.set(func(r *ring) { r.fail = nil })
	if err := s.Unlock(sec("")); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path, r)
	wantCredentials(t, s, a.ID, "token_id=1 token_secret=3")
	if got, _ := s.Account(a.ID); got.Base != a.Base || got.Home != InKeyring {
		t.Errorf("%+v", got)
	}
}

// TestAccountLocked: credentials are locked with the rest, and sealed anew with the rest.
func TestAccountLocked(t *testing.T) {
	path := storePath(t)
	s := withPassphrase(t, path)
	a := putAccount(t, s, Account{Name: "A", Platform: "mux"}, creds("token_id", "1"))
	s.Lock()
	_, err := s.Credentials(a.ID)
	wantErr(t, err, ErrLocked)
	_, err = s.PutAccount(Account{Name: "B"}, creds("token_id", "2"))
	wantErr(t, err, ErrLocked)
	moved := a
	moved.Base = "http://localhost"
	_, err = s.PutAccount(moved, nil)
	wantErr(t, err, ErrLocked)
	a.Name = "Renamed"
	if _, err := s.PutAccount(a, nil); err != nil {
		t.Errorf("a name needs no key: %v", err)
	}
	if list := s.Accounts(); len(list) != 1 || list[0].Name != "Renamed" || list[0].Home != UnderPassphrase {
		t.Errorf("%+v", list)
	}
	if err := s.Unlock(sec(passphrase)); err != nil {
		t.Fatal(err)
	}
	if err := s.ChangeProtection(UnderPassphrase, sec("other words")); err != nil {
		t.Fatal(err)
	}
	wantCredentials(t, s, a.ID, "token_id=1")
}

// TestExportOfAccounts: they go with the rest, or with the profiles that name them, and come
// in beside others of the same ID.
func TestExportOfAccounts(t *testing.T) {
	from := openAt(t, storePath(t), newRing())
	a := putAccount(t, from, Account{Name: "A", Platform: "fastpix", Base: "http://localhost"}, creds("token_id", "1", "token_secret", "2"))
	b := putAccount(t, from, Account{Name: "B", Platform: "mux"}, creds("token_id", "3"))
	for _, p := range []Profile{{ID: "of-a", Name: "Of A", Account: a.ID}, {ID: "of-none", Name: "Of none"}} {
		if _, err := from.Put(p, signing("4")); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		ids      []string
		accounts string
	}{{nil, "A B"}, {[]string{"of-a"}, "A"}, {[]string{"of-none"}, ""}} {
		to := openAt(t, storePath(t), newRing())
		file := exportOf(t, from, c.ids...)
		if _, _, err := to.Import(bytes.NewReader(file), sec(passphrase)); err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, a := range to.Accounts() {
			names = append(names, a.Name)
		}
		if got := strings.Join(names, " "); got != c.accounts {
			t.Errorf("%v: accounts %q, want %q", c.ids, got, c.accounts)
		}
		if c.accounts == "A B" {
			wantCredentials(t, to, a.ID, "token_id=1 token_secret=2")
			wantCredentials(t, to, b.ID, "token_id=3")
			if kept, here, err := to.Import(bytes.NewReader(file), sec(passphrase)); len(kept) != 0 || here != 2 || err != nil || len(to.Accounts()) != 2 {
				t.Errorf("the same again: %d, %d, %v, %d accounts", len(kept), here, err, len(to.Accounts()))
			}
		}
	}

	to := openAt(t, storePath(t), newRing())
	putAccount(t, to, Account{ID: a.ID, Name: "A", Platform: "fastpix", Base: "http://localhost", Created: a.Created}, creds("token_id", "1", "token_secret", "another"))
	kept, _, err := to.Import(bytes.NewReader(exportOf(t, from, "of-a")), sec(passphrase))
	if err != nil || len(kept) != 1 || kept[0].Account == a.ID {
		t.Fatalf("%+v, %v", kept, err)
	}
	if got, err := to.Account(kept[0].Account); err != nil || got.Name != "A (imported)" {
		t.Errorf("%+v, %v", got, err)
	}
	wantCredentials(t, to, kept[0].Account, "token_id=1 token_secret=2")
	wantCredentials(t, to, a.ID, "token_id=1 token_secret=another")
}
