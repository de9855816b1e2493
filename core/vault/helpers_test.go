package vault

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"playtoken/core/secret"
)

// cheap is a cost for tests: the real one takes 64 MiB a time.
var cheap = cost{Name: "argon2id", Time: 1, MemoryKiB: 64, Threads: 1}

func storePath(t testing.TB) string {
	return filepath.Join(t.TempDir(), "playtoken", "playtoken-profiles.json")
}

// openAt opens a store as the program does, but for the cost of a passphrase.
func openAt(t testing.TB, path string, keyring Keyring) *Store {
	t.Helper()
	return openWith(t, path, keyring, systemFS)
}

func openWith(t testing.TB, path string, keyring Keyring, seam folderFS) *Store {
	t.Helper()
	s := open(path, keyring, nil, seam, known, cheap)
	t.Cleanup(s.Close)
	return s
}

func sec(text string) secret.Bytes { return secret.New([]byte(text)) }

// signing is a key to sign with of which nothing is known but its text.
func signing(text string) NewItem { return NewItem{Item{Name: SigningKey}, sec(text)} }

func rename(s *Store, id, name string) error {
	return s.Edit(id, func(p *Profile) { p.Name = name })
}

// put saves a profile that has to be savable.
func put(t testing.TB, s *Store, id, name, text string) Profile {
	t.Helper()
	p, err := s.Put(Profile{ID: id, Name: name}, signing(text))
	if err != nil {
		t.Fatalf("Put %s: %v", id, err)
	}
	return p
}

// wantSecret fails unless the profile has this secret.
func wantSecret(t testing.TB, s *Store, id, want string) {
	t.Helper()
	got, err := s.Secret(id, SigningKey)
	if err != nil {
		t.Fatalf("Secret %s: %v", id, err)
	}
	if string(got.Reveal()) != want {
		t.Fatalf("Secret %s is another one than was put in", id)
	}
}

func wantErr(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("error %v, want %v", err, want)
	}
	if want != nil && Hint(err) == "" {
		t.Errorf("no hint for %v", err)
	}
}

// wantHome fails unless secrets are kept there.
func wantHome(t testing.TB, s *Store, want Home) {
	t.Helper()
	st := s.State()
	if st.Home != want {
		t.Fatalf("home %q (reason %v), want %q", st.Home, st.Reason, want)
	}
	if (st.Mark() != "") != (want == ThisSession) || (st.Reason != nil) != (want == ThisSession) {
		t.Fatalf("home %q has reason %v and mark %q", want, st.Reason, st.Mark())
	}
}

// names are the profiles as "id=name" in one line.
func names(s *Store) string {
	var out []string
	for _, p := range s.List() {
		out = append(out, p.ID+"="+p.Name)
	}
	return strings.Join(out, " ")
}

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func writeFile(t testing.TB, path string, b []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// writeDocument writes a store as somebody does who can write the file: with its
// sum set right.
func writeDocument(t testing.TB, path string, doc document) {
	t.Helper()
	for i := range doc.Records {
		doc.Records[i].line = nil
	}
	file, err := doc.encode()
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, path, file)
}

// inFolder lists the names beside the store, without the lock.
func inFolder(t testing.TB, path string) []string {
	t.Helper()
	all, err := namesIn(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, name := range all {
		if !strings.HasSuffix(name, lockName) {
			list = append(list, name)
		}
	}
	return list
}

// at is a clock that stands still.
func at(text string) func() time.Time {
	moment, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(fmt.Sprint("clock: ", err))
	}
	return func() time.Time { return moment }
}
